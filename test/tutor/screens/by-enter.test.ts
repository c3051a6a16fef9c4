import { describe, it } from 'vitest';
import { hasTmux, inWindow } from './tmux.js';

const lessons = ['00-nslab-in-two-minutes', '01-two-namespaces'];

describe.skipIf(!hasTmux).concurrent.each(['en', 'zh'])('in %s', (language) => {
  describe.concurrent.each([60, 80, 160])('at %i columns', (columns) => {
    it.for(lessons)('a whole lesson by Enter alone: %s', { timeout: 120_000 }, async (lesson, { expect }) => {
      await inWindow(['learn', '--lang', language, `lessons/${language}/${lesson}.md`], { columns }, async (window) => {
        const end = /^(?:Enter leave the lab|回车 离开实验环境)/m;
        await window.asks();
        for (let count = 0; !end.test(await window.visible()) && count < 60; count += 1) await window.answers('');
        await window.presses('Enter');
        expect(await window.ends()).toBe(0);
        await expect(`${await window.screen()}\n`).toMatchFileSnapshot(`${lesson.slice(0, 2)}-by-enter-${language}-${columns}.txt`);
      });
    });
  });
});
