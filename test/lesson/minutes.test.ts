import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { estimatedMinutes } from '../../src/lesson/estimated-minutes.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { session, settings } from '../engine/lab-trial.js';

it.each([
  ['1', 1],
  ['15', 15],
  ['600', 600],
])('takes minutes: %s', (written, minutes) => {
  expect(parseLesson('a.md', `${settings(`minutes: ${written}`)}\n# A\n`).minutes).toBe(minutes);
});

it('knows no minutes where the lesson says none', () => {
  expect(parseLesson('a.md', '# A\n').minutes).toBeNull();
});

it.each(['0', '601', '1.5', '15m', '"15"', '-1', '[15]'])('refuses minutes: %s', (written) => {
  expect(() => parseLesson('a.md', `${settings(`minutes: ${written}`)}\n# A\n`)).toThrow(
    expect.objectContaining({ code: 'setting-value', position: expect.objectContaining({ file: 'a.md', line: 3 }) as object }) as Error,
  );
});

const words = (count: number): string => `${'word '.repeat(count)}\n`;

it.each([
  ['nothing', '', 1],
  ['words', words(800), 5],
  ['Chinese characters', '网'.repeat(1500), 5],
  ['both, in one line', '网 word '.repeat(300), 3],
  ['steps', session(...Array.from({ length: 20 }, (_, index) => `$ ip netns add n${index}`)), 5],
  ['outputs, which count with their step', session('$ ip link', ...Array.from({ length: 500 }, () => 'a b c d e')), 1],
])('estimates %s', (_, text, minutes) => {
  expect(estimatedMinutes(parseLesson('a.md', text))).toBe(minutes);
});

it.each(['en', 'zh'])('is near to what the author of the first lesson says, in %s', (language) => {
  const file = path.resolve(import.meta.dirname, '../../lessons', language, '01-two-namespaces.md');
  const lesson = parseLesson(file, readFileSync(file, 'utf8'));
  expect(lesson.minutes).toBe(15);
  expect(Math.abs(estimatedMinutes(lesson) - 15)).toBeLessThanOrEqual(5);
});
