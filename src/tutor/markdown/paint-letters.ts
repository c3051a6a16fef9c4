import type { ChalkInstance } from 'chalk';
import type { Letter } from './letter.js';
import type { Mark } from './span.js';

/** How each mark looks. Colours begin and end within a line, so that what is put before the line keeps its own. */
const looks: Readonly<Record<Mark, (paint: ChalkInstance) => ChalkInstance>> = {
  strong: (paint) => paint.bold,
  emphasis: (paint) => paint.italic,
  deleted: (paint) => paint.strikethrough,
  code: (paint) => paint.cyan,
  key: (paint) => paint.bold,
  link: (paint) => paint.underline,
  faint: (paint) => paint.dim,
  title: (paint) => paint.bold.underline,
  heading: (paint) => paint.bold,
};

export function paintLetters(letters: readonly Letter[], paint: ChalkInstance): string {
  let line = '';
  for (let start = 0; start < letters.length;) {
    const { marks } = letters[start]!;
    let end = start;
    let text = '';
    for (; end < letters.length && isSame(letters[end]!.marks, marks); end += 1) text += letters[end]!.text;
    line += marks.length === 0 ? text : marks.reduce((brush, mark) => looks[mark](brush), paint)(text);
    start = end;
  }
  return line;
}

function isSame(some: readonly Mark[], others: readonly Mark[]): boolean {
  return some === others || some.join() === others.join();
}
