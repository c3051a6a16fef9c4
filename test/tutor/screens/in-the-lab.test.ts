import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { hasTmux, inWindow, type Window } from './tmux.js';

const first = ['learn', 'lessons/en/00-nslab-in-two-minutes.md'];

/** Goes to the lab's own shell. */
async function enter(window: Window): Promise<void> {
  await window.asks();
  await window.answers('t');
}

async function quit(window: Window): Promise<void> {
  await window.types('q');
  await window.presses('Enter');
  await window.ends();
}

describe.skipIf(!hasTmux).concurrent('the lab’s own shell', { timeout: 120_000 }, () => {
  it('has a history, Tab, and shells inside, and brings back by Ctrl-]', async ({ expect }) => {
    await inWindow(first, {}, async (window) => {
      await window.asks();
      await window.answers('');
      await window.answers('t');
      await window.answers('echo one');
      await window.presses('Up');
      await window.waits(/echo one$/);
      await window.types(' two');
      await window.presses('Enter');
      await window.waits(/^one two$/m);
      await window.asks();
      await window.types('ls /etc/hostn');
      await window.waits('hostn');
      await window.presses('Tab');
      await window.waits('/etc/hostname');
      await window.presses('Enter');
      await window.asks();
      await window.answers('ip netns exec blue bash');
      await window.answers('ip -br link');
      await window.presses('C-]');
      await window.asks();
      await window.answers('ip -br link');
      await quit(window);
      await expect(`${await window.screen()}\n`).toMatchFileSnapshot('lab-history-and-shells.txt');
    });
  });

  it.for(['en', 'zh'])(
    'goes on with the lesson when the step is done there, gives hints, and goes back: %s',
    async (language, { expect }) => {
      await inWindow(
        ['learn', '--lang', language, `lessons/${language}/00-nslab-in-two-minutes.md`],
        { columns: language === 'en' ? 80 : 60 },
        async (window) => {
          await enter(window);
          for (const line of [
            'ip netns add bleu',
            'nslab hint',
            'nslab hint',
            'nslab undo',
            'ip netns add blue',
            'nslab run',
            'nslab steps',
            'nslab help',
            'nslab goto 1',
          ]) {
            await window.answers(line);
            await pause(700);
            await window.asks();
          }
          await window.presses('C-d');
          await window.asks();
          await quit(window);
          await expect(`${await window.screen()}\n`).toMatchFileSnapshot(`lab-step-done-${language}.txt`);
        },
      );
    },
  );

  it('runs an editor and top, and goes on with the line', async ({ expect }) => {
    await inWindow(first, {}, async (window) => {
      await enter(window);
      await window.types('vi note');
      await window.presses('Enter');
      await window.waits(/^~$/m);
      await window.types('i');
      await window.types('written in vi');
      await window.presses('Escape');
      await window.types(':wq');
      await window.presses('Enter');
      await window.waits('Not yet');
      await window.asks();
      await window.answers('cat note');
      await window.types('top');
      await window.presses('Enter');
      await window.waits('PID');
      await window.presses('q');
      await pause(700);
      await window.answers('echo after top');
      await window.presses('C-]');
      await window.asks();
      await quit(window);
      // What top leaves on the screen is of its moment.
      const screen = (await window.screen()).replace(/^top - [^]*?(?=^✗)/m, '(top)\n');
      await expect(`${screen}\n`).toMatchFileSnapshot('lab-editor.txt');
    });
  });
});
