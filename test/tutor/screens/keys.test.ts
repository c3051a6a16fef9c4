import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { hasTmux, inWindow } from './tmux.js';

const first = ['learn', 'lessons/en/00-nslab-in-two-minutes.md'];
const own = ['learn', path.relative(process.cwd(), path.join(import.meta.dirname, 'lessons/pings.md'))];

describe.skipIf(!hasTmux).concurrent('keys that end, stop or change something', { timeout: 120_000 }, () => {
  it('Ctrl-C at the question says how to leave, and leaves when it comes again', async ({ expect }) => {
    await inWindow(first, {}, async (window) => {
      await window.asks();
      await window.presses('C-c');
      await window.asks();
      // Anything else in between, and it says so again.
      await window.answers('true');
      await window.presses('C-c');
      await window.asks();
      await window.presses('C-c');
      expect(await window.ends()).toBe(0);
      await expect(`${await window.screen()}\n`).toMatchFileSnapshot('ctrl-c-at-the-question.txt');
    });
  });

  it('Ctrl-C with half a line typed begins a new one', async ({ expect }) => {
    await inWindow(first, {}, async (window) => {
      await window.asks();
      await window.types('ip netns add bl');
      await window.waits('add bl');
      await window.presses('C-c');
      await window.asks();
      await window.answers('ip netns add blue');
      await window.types('q');
      await window.presses('Enter');
      expect(await window.ends()).toBe(0);
      await expect(`${await window.screen()}\n`).toMatchFileSnapshot('ctrl-c-with-half-a-line.txt');
    });
  });

  it('Ctrl-C ends a ping that goes on for ever', async ({ expect }) => {
    await inWindow(own, {}, async (window) => {
      await window.asks();
      await window.types('ping -i 0.2 127.0.0.1');
      await window.presses('Enter');
      await pause(2000);
      await window.presses('C-c');
      await window.asks();
      await window.presses('Enter');
      expect(await window.ends()).toBe(0);
      // How many came until then is by chance.
      const screen = (await window.screen())
        .replaceAll(/^64 bytes.*\n/gm, '')
        .replaceAll(/^\d+ packets transmitted, \d+ received/gm, 'N packets transmitted, N received');
      await expect(`${screen}\n`).toMatchFileSnapshot('ctrl-c-in-a-ping.txt');
    });
  });

  it('Ctrl-D leaves', async ({ expect }) => {
    await inWindow(first, {}, async (window) => {
      await window.asks();
      await window.answers('');
      await window.presses('C-d');
      expect(await window.ends()).toBe(0);
      await expect(`${await window.screen()}\n`).toMatchFileSnapshot('ctrl-d.txt');
    });
  });

  it('Ctrl-Z at the question gives the shell outside, and fg comes back to the line', async ({ expect }) => {
    await inWindow(first, { isInBash: true }, async (window) => {
      await window.waits('host$');
      await window.types('ip netns add bl');
      await window.waits('add bl');
      await window.presses('C-z');
      await window.waits('~#');
      await window.types('echo outside');
      await window.presses('Enter');
      await window.waits(/^outside$/m);
      await window.types('fg');
      await window.presses('Enter');
      await window.waits('add bl');
      await window.types('ue');
      await window.presses('Enter');
      await window.waits('[2/5]');
      await window.asks();
      await window.types('q');
      await window.presses('Enter');
      await window.waits('Go on here');
      await window.waits('~#');
      await expect(`${await window.screen()}\n`).toMatchFileSnapshot('ctrl-z-at-the-question.txt');
    });
  });

  it('Ctrl-Z while a command runs, and fg', async ({ expect }) => {
    await inWindow(first, { isInBash: true }, async (window) => {
      await window.waits('host$');
      await window.types('sleep 4; echo slept');
      await window.presses('Enter');
      await pause(1000);
      await window.presses('C-z');
      await pause(1000);
      await window.types('fg');
      await window.presses('Enter');
      await window.waits(/^slept/m);
      await window.waits(/host\$\s*$/);
      await window.types('q');
      await window.presses('Enter');
      await window.waits(/Go on here|Start again/);
      await window.waits('~#');
      await expect(`${await window.screen()}\n`).toMatchFileSnapshot('ctrl-z-while-a-command-runs.txt');
    });
  });

  it.for([60, 160])('a window that becomes %i columns wide with half a line typed', async (columns, { expect }) => {
    await inWindow(first, {}, async (window) => {
      await window.asks();
      await window.answers('');
      await window.types('ip netns exec blue ip -details -statistics link show type veth; ip netns l');
      await window.waits('netns l');
      await window.resizes(columns);
      await window.types('ist');
      await window.presses('Enter');
      await window.asks();
      await window.types('q');
      await window.presses('Enter');
      expect(await window.ends()).toBe(0);
      await expect(`${await window.screen()}\n`).toMatchFileSnapshot(`made-${columns}-wide.txt`);
    });
  });

  it('a terminal that is closed in the middle, and the lesson gone on with in another one', async ({ expect }) => {
    const state = mkdtempSync(path.join(tmpdir(), 'nslab-state-'));
    try {
      await inWindow(first, { state }, async (window) => {
        await window.asks();
        await window.answers('');
        await window.answers('');
        await window.answers('x=5; cd /tmp');
        await window.types('ip netns add gr');
        await window.kills();
      });
      await inWindow(first, { state }, async (window) => {
        await window.waits('You left this lesson');
        await window.presses('Enter');
        await window.asks();
        await window.answers('echo "$x in $PWD"; ip netns list');
        await window.types('q');
        await window.presses('Enter');
        expect(await window.ends()).toBe(0);
        await expect(`${await window.screen()}\n`).toMatchFileSnapshot('gone-on-with-in-another-terminal.txt');
      });
    } finally {
      rmSync(state, { recursive: true, force: true });
    }
  });
});
