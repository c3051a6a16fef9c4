import { describe, it } from 'vitest';
import { hasTmux, inWindow } from './tmux.js';

/** What a screen reader would read aloud, or stumble over. */
// oxlint-disable-next-line no-control-regex -- escape sequences
const drawn = /\u001B|[\u2500-\u259F]|[✓✗Δ▸]/;
// oxlint-disable-next-line no-control-regex -- colours are escape sequences
const coloured = /\u001B\[[\d;:]*m/;

describe.skipIf(!hasTmux).concurrent('plain and without colour', { timeout: 120_000 }, () => {
  it.for(['en', 'zh'])('a whole lesson in plain mode, with a mistake: %s', async (language, { expect }) => {
    await inWindow(['learn', '--plain', '--lang', language, `lessons/${language}/00-nslab-in-two-minutes.md`], {}, async (window) => {
      await window.asks();
      for (const keys of ['ip netns add bleu', 'h', 'h', 'u', '', 'p', '', 'ip net a green', 'ip netns del blue', '', 'w', '?'])
        await window.answers(keys);
      await window.presses('Enter');
      expect(await window.ends()).toBe(0);
      const { raw, screen } = { raw: await window.printed(), screen: await window.screen() };
      expect(raw).not.toMatch(drawn);
      await expect(`${screen}\n`).toMatchFileSnapshot(`plain-${language}.txt`);
    });
  });

  it('has no colour where none is wanted', async ({ expect }) => {
    await inWindow(['learn', 'lessons/en/00-nslab-in-two-minutes.md'], { env: { NO_COLOR: '1' } }, async (window) => {
      await window.asks();
      for (const keys of ['ip netns add bleu', 'h', 'u', 'e', '', '', '', '', '']) await window.answers(keys);
      await window.presses('Enter');
      expect(await window.ends()).toBe(0);
      expect(await window.printed()).not.toMatch(coloured);
    });
  });

  it.for(['en', 'zh'])('the menu at 60 columns, with a lesson done, one begun, and forgotten: %s', async (language, { expect }) => {
    await inWindow(['--lang', language], { columns: 60, env: { NO_COLOR: '1' } }, async (window) => {
      const keys = language === 'en' ? 'Arrow keys' : '方向键';
      await window.waits(keys);
      await window.presses('0', 'Enter');
      await window.waits(/^host\$$/m);
      for (let step = 0; step < 5; step += 1) await window.answers('');
      await window.presses('Enter');
      // The menu comes again, and the next lesson is chosen.
      await window.waits(keys);
      await window.waits(/❯.* 1 /);
      await window.presses('Enter');
      await window.waits('[1/29]');
      await window.asks();
      await window.answers('');
      await window.types('q');
      await window.presses('Enter');
      expect(await window.ends()).toBe(0);
      await window.runs(['--lang', language]);
      await window.waits(keys);
      // It goes when something is chosen.
      const menu = await window.visible();
      await window.presses('q');
      expect(await window.ends()).toBe(0);
      expect(await window.printed()).not.toMatch(coloured);
      await window.runs(['learn', '--lang', language, '--reset', `lessons/${language}/00-nslab-in-two-minutes.md`]);
      await window.waits(/[›?]/);
      await window.types('y');
      expect(await window.ends()).toBe(0);
      await expect(`${await window.screen()}\n\n\n${menu}\n`).toMatchFileSnapshot(`menu-${language}.txt`);
    });
  });
});
