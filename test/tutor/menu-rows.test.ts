import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { widthOf } from '../../src/network/drawing/shown-name.js';
import { lessonNamed } from '../../src/tutor/lesson-named.js';
import { menuLesson, menuNumbers, preselected, type MenuLesson } from '../../src/tutor/menu-lesson.js';
import { cutTitle, menuRows, menuSentences } from '../../src/tutor/menu-rows.js';
import { noProgress, progressAfter } from '../../src/tutor/progress-after.js';
import type { Progress, ProgressEvent } from '../../src/tutor/lesson-progress.js';
import { session } from '../engine/lab-trial.js';

const paint = new Chalk({ level: 0 });
const row = (file: string, title: string, rest: Partial<MenuLesson> = {}): MenuLesson => {
  return { file, title, minutes: 15, isEstimated: false, steps: 29, isDone: false, nextStep: null, ...rest };
};
const course: readonly MenuLesson[] = [
  row('en/00-nslab-in-two-minutes.md', 'nslab in two minutes', { minutes: 2, isDone: true }),
  row('en/01-two-namespaces.md', 'Two namespaces, one cable', { nextStep: 7 }),
  row('en/02-bridge.md', 'A bridge for three, and what it forwards to whom', { minutes: 120, isEstimated: true }),
];
const chinese: readonly MenuLesson[] = [
  row('zh/00-nslab-in-two-minutes.md', '两分钟学会用 nslab', { minutes: 2, isDone: true }),
  row('zh/01-two-namespaces.md', '两个命名空间，一根网线', { nextStep: 7 }),
  row('zh/10-bridge.md', '三台机器接在一个网桥上：它把数据帧转发给谁，又不转发给谁', { minutes: 120, isEstimated: true }),
];

it('shows sign, number, title, time and place in 60 columns', () => {
  expect(menuRows(course, 60, 'en', paint)).toEqual([
    '✓ 0  nslab in two minutes                2 min  done',
    '▸ 1  Two namespaces, one cable          15 min  step 7 of 29',
    '◦ 2  A bridge for three, and w…  about 120 min',
  ]);
});

it('lines Chinese up by what it takes on the screen', () => {
  const rows = menuRows(chinese, 60, 'zh', paint);
  expect(rows).toEqual([
    '✓  0  两分钟学会用 nslab                  2 分钟  已学完',
    '▸  1  两个命名空间，一根网线             15 分钟  第 7/29 步',
    '◦ 10  三台机器接在一个网桥上：它把…  约 120 分钟',
  ]);
  const ends = rows.map((line) => widthOf(/^.*分钟/.exec(line)![0]));
  expect(new Set(ends).size).toBe(1);
});

it('is never wider than it may be, whatever the titles are', () => {
  const title = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('\u001B[31mred', '网'.repeat(60), '👩‍👩‍👧‍👦'.repeat(9), 'a\nb', '\u202Eevil', ''),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ title, minutes: fc.integer({ min: 1, max: 600 }), isEstimated: fc.boolean(), nextStep: fc.constantFrom(null, 1, 99) }),
        { minLength: 1, maxLength: 12 },
      ),
      fc.integer({ min: 55, max: 140 }),
      fc.constantFrom('en' as const, 'zh' as const),
      (lessons, columns, language) => {
        const rows = menuRows(
          lessons.map((rest) => row('a.md', '', rest)),
          columns,
          language,
          paint,
        );
        for (const line of rows) {
          expect(widthOf(line)).toBeLessThanOrEqual(columns);
          // oxlint-disable-next-line no-control-regex -- that is what it is about
          expect(line).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/);
        }
      },
    ),
  );
});

it.each([
  ['short', 10, 'short'],
  ['exactly ten', 11, 'exactly ten'],
  ['exactly ten', 10, 'exactly t…'],
  ['一二三四五', 10, '一二三四五'],
  ['一二三四五六', 10, '一二三四…'],
  ['a b', 3, 'a b'],
  ['ab cd', 4, 'ab…'],
])('cuts %s at %d columns', (title, width, cut) => {
  expect(cutTitle(title, width)).toBe(cut);
});

it('says the same in sentences', () => {
  expect(menuSentences(course, 'en')).toEqual([
    '0. nslab in two minutes: 2 minutes, done.',
    '1. Two namespaces, one cable: 15 minutes, step 7 of 29.',
    '2. A bridge for three, and what it forwards to whom: about 120 minutes.',
  ]);
  expect(menuSentences(chinese, 'zh').slice(0, 2)).toEqual([
    '0. 两分钟学会用 nslab：2 分钟，已学完。',
    '1. 两个命名空间，一根网线：15 分钟，第 7/29 步。',
  ]);
});

it('numbers by names only where each has a number of its own', () => {
  const files = (...names: string[]): readonly number[] => menuNumbers(names.map((name) => row(name, name)));
  expect(files('a/00-x.md', 'a/07.md', 'a/10-y.md')).toEqual([0, 7, 10]);
  expect(files('a/01.md', 'b/01.md')).toEqual([1, 2]);
  expect(files('a/01.md', 'intro.md')).toEqual([1, 2]);
  expect(files('04.md', 'more/03.md')).toEqual([1, 2]);
});

it('goes on with the first lesson that is not done', () => {
  expect(preselected(course)).toBe(1);
  expect(preselected(course.map((each) => ({ ...each, isDone: true })))).toBe(0);
});

it.each([
  ['1', '01-two-namespaces'],
  ['０１', '01-two-namespaces'],
  ['en/02-bridge.md', '02-bridge'],
  ['02-bridge', '02-bridge'],
  ['two namespaces, ONE cable', '01-two-namespaces'],
  ['bridge', '02-bridge'],
  ['two', undefined],
  ['7', undefined],
  ['nothing', undefined],
])('finds what %s means', (answer, name) => {
  expect(lessonNamed(answer, course)?.file).toBe(name && `en/${name}.md`);
});

describe('the place in a lesson', () => {
  const lesson = parseLesson('a.md', `# A\n\n${session('$ ip netns add a', '$ ip netns add b', '$ ip netns add c')}\n`);
  const [a, b, c] = lesson.steps.map(({ key }) => key) as [string, string, string];
  const after = (...events: ProgressEvent[]): Progress =>
    events.reduce(
      (progress, event, at) => progressAfter(progress, event, `2026-01-01T00:00:0${at + 1}.000Z`),
      noProgress(lesson, '2026-01-01T00:00:00.000Z'),
    );
  const done = (key: string): ProgressEvent => ({ kind: 'done', key, how: 'run' });
  const finished: ProgressEvent = { kind: 'finished' };

  it.each([
    ['nothing kept', undefined, null, false],
    ['nothing done', after(), null, false],
    ['one done', after(done(a)), 2, false],
    ['one undone', after(done(a), { kind: 'undone', keys: [a] }), null, false],
    ['one between left', after(done(a), done(c)), 2, false],
    ['all done and not at its end', after(done(a), done(b), done(c)), 3, false],
    ['finished', after(done(a), finished), null, true],
    ['finished and begun anew', after(done(a), finished, { kind: 'begun-anew' }), null, true],
    ['finished and under way again', after(done(a), finished, { kind: 'begun-anew' }, done(a)), 2, true],
    ['done what the lesson has no more', after(done('gone')), null, false],
  ])('%s', (_, progress, nextStep, isDone) => {
    expect(menuLesson(lesson, progress)).toMatchObject({ nextStep, isDone, steps: 3, isEstimated: true });
  });
});
