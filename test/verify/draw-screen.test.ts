import { expect, it } from 'vitest';
import { drawScreen } from '../../src/verify/draw-screen.js';

const size = { columns: 20, rows: 4 };
const draw = (raw: string): Promise<string> => drawScreen(raw, size);

it('leaves output alone that only runs downwards', async () => {
  const raw = 'plain\r\n\u001B[31mred\u001B[m \u001B[01;31m\u001B[Kmatch\u001B[m\u001B[K\n10%\r100%\n';
  expect(await draw(raw)).toBe(raw);
});

it.each([
  ['lines drawn again', 'one\ntwo\n\u001B[2Anew\u001B[K\n', 'new\ntwo\n'],
  ['a screen drawn again', '\u001B[H\u001B[Jfirst\n\u001B[Hsecond\u001B[K\n', 'second\n'],
  ['another screen, left again', 'before\n\u001B[?1049hfull screen\u001B[?1049lafter\n', 'before\nafter\n'],
  ['backspaces', 'abc\b\bX\n', 'aXc\n'],
  ['a line broken by the screen', `${'x'.repeat(25)}\u001B[A\u001B[B\n`, `${'x'.repeat(25)}\n`],
  ['wide characters', '命名空间\u001B[1G容\n', '容名空间\n'],
  ['more than the screen is high', `\u001B[A${'line\n'.repeat(10)}`, 'line\n'.repeat(10)],
])('draws %s', async (_, raw, drawn) => expect(await draw(raw)).toBe(drawn));
