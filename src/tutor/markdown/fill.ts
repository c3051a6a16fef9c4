import { isHan, mayBreak, mayBreakAtBlank } from './han.js';
import type { Letter } from './letter.js';

/** Letters as lines of at most `width` columns. A word that is longer has a line of its own: cut, it could neither be copied nor clicked on. */
export function fill(letters: readonly Letter[], width: number): Letter[][] {
  const lines: Letter[][] = [];
  let line: Letter[] = [];
  let used = 0;
  for (const word of wordsOf(letters, width)) {
    if (line.length > 0 && used + widthOf(withoutBlankEnd(word)) > width) {
      lines.push(withoutBlankEnd(line));
      line = [];
      used = 0;
    }
    line.push(...word);
    used += widthOf(word);
  }
  return [...lines, withoutBlankEnd(line)];
}

/** The columns of the longest part that can't be broken, where lines have `width` columns. */
export function longestWord(letters: readonly Letter[], width: number): number {
  return wordsOf(letters, width).reduce((most, word) => Math.max(most, widthOf(withoutBlankEnd(word))), 0);
}

export function widthOf(letters: readonly Letter[]): number {
  return letters.reduce((sum, letter) => sum + letter.width, 0);
}

/** What stands between places where a line may end; the blank behind belongs to it. */
function wordsOf(letters: readonly Letter[], width: number): Letter[][] {
  const widths = new Map<number, number>();
  for (const { unit, width: columns } of letters) if (unit !== null) widths.set(unit, (widths.get(unit) ?? 0) + columns);
  const words: Letter[][] = [];
  for (const [index, letter] of letters.entries()) {
    const before = letters[index - 1];
    const isTogether = letter.unit !== null && letter.unit === before?.unit && widths.get(letter.unit)! <= width;
    if (before && (isTogether || !isPlaceToBreak(letters, index))) words.at(-1)!.push(letter);
    else words.push([letter]);
  }
  return words.flatMap((word) => (word.every(isHan) && widthOf(word) > width ? word.map((letter) => [letter]) : [word]));
}

function isPlaceToBreak(letters: readonly Letter[], index: number): boolean {
  const [before, after] = [letters[index - 1]!, letters[index]!];
  if (after.text === ' ') return false;
  return before.text === ' ' ? mayBreakAtBlank(letters[index - 2], after) : mayBreak(before, after);
}

function withoutBlankEnd(letters: readonly Letter[]): Letter[] {
  const end = letters.findLastIndex(({ text }) => text !== ' ');
  return letters.slice(0, end + 1);
}
