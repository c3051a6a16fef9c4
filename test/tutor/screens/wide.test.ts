import path from 'node:path';
import { it } from 'vitest';
import { hasTmux, inWindow } from './tmux.js';

const lesson = path.relative(process.cwd(), path.join(import.meta.dirname, 'lessons/wide.md'));

it.skipIf(!hasTmux).concurrent.for([
  ['en', 60],
  ['zh', 60],
  ['en', 80],
  ['en', 160],
] as const)(
  'tables, links, Chinese and commands that are wider than the window: %s, %i columns',
  { timeout: 120_000 },
  async ([language, columns], { expect }) => {
    await inWindow(['learn', '--lang', language, lesson], { columns }, async (window) => {
      await window.asks();
      await window.answers('ip link add name veth-long-name type veth peer name veth-otter');
      for (const keys of ['u', 'e', '', '', '']) await window.answers(keys);
      await window.presses('Enter');
      expect(await window.ends()).toBe(0);
      await expect(`${await window.screen()}\n`).toMatchFileSnapshot(`wide-${language}-${columns}.txt`);
    });
  },
);
