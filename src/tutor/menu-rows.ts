import type { ChalkInstance } from 'chalk';
import type { Language } from '../network/language.js';
import { shownName, widthOf } from '../network/drawing/shown-name.js';
import { menuNumbers, type MenuLesson } from './menu-lesson.js';
import { menuWords } from './menu-words.js';

/** Signs whose width every terminal agrees about; the words beside them say the same. */
const signs = { done: '✓', begun: '▸', new: '◦' } as const;
const gap = '  ';
const leastTitle = 8;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A row for each lesson, with columns that line up, none wider than `columns`. */
export function menuRows(lessons: readonly MenuLesson[], columns: number, language: Language, paint: ChalkInstance): string[] {
  const words = menuWords[language];
  const numbers = menuNumbers(lessons).map(String);
  const times = lessons.map(({ minutes, isEstimated }) => (minutes === null ? '' : words.minutes(minutes, isEstimated)));
  const states = lessons.map((lesson) => stateOf(lesson, language));
  const titles = lessons.map(shownTitle);
  const [numberWidth, timeWidth, stateWidth] = [numbers, times, states].map(widest) as [number, number, number];
  const fixed = 2 + numberWidth + gap.length + gap.length + timeWidth + (stateWidth === 0 ? 0 : gap.length + stateWidth);
  const titleWidth = Math.min(widest(titles), Math.max(leastTitle, columns - fixed));
  return lessons.map((lesson, index) => {
    const number = padded(numbers[index]!, numberWidth, 'left');
    const title = padded(cutTitle(titles[index]!, titleWidth), titleWidth, 'right');
    const time = padded(times[index]!, timeWidth, 'left');
    const row = `${number}${gap}${title}${gap}${time}${gap}${states[index]!}`;
    return `${signOf(lesson, paint)} ${row.trimEnd()}`;
  });
}

/** The same for the ear, with nothing that has to line up. */
export function menuSentences(lessons: readonly MenuLesson[], language: Language): string[] {
  const words = menuWords[language];
  const numbers = menuNumbers(lessons);
  return lessons.map((lesson, index) => {
    const time = lesson.minutes === null ? '' : words.longMinutes(lesson.minutes, lesson.isEstimated);
    const facts = [time, stateOf(lesson, language)];
    return words.sentences(
      numbers[index]!,
      shownTitle(lesson),
      facts.filter((fact) => fact !== ''),
    );
  });
}

/** A title comes from a file, which may have anything in it. */
export function shownTitle({ title }: Pick<MenuLesson, 'title'>): string {
  return shownName(title.replaceAll(/\s+/g, ' ').trim(), false);
}

/** As much of the beginning as fits, with … for the rest. */
export function cutTitle(title: string, width: number): string {
  if (widthOf(title) <= width) return title;
  let kept = '';
  for (const { segment } of graphemes.segment(title)) {
    if (widthOf(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

function stateOf({ isDone, nextStep, steps, minutes }: MenuLesson, language: Language): string {
  if (minutes === null) return menuWords[language].unreadable;
  if (nextStep !== null) return menuWords[language].step(nextStep, steps);
  return isDone ? menuWords[language].done : '';
}

function signOf({ isDone, nextStep }: MenuLesson, paint: ChalkInstance): string {
  if (isDone) return paint.green(signs.done);
  return nextStep === null ? paint.dim(signs.new) : paint.yellow(signs.begun);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(widthOf));
}

function padded(text: string, width: number, side: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? blanks + text : text + blanks;
}
