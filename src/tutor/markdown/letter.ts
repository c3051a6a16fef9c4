import stringWidth from 'string-width';
import type { Mark, Span } from './span.js';
import { isJoined } from './han.js';

/** What a person takes for one letter, and a terminal puts in one place. */
export interface Letter {
  readonly text: string;
  /** In columns. */
  readonly width: number;
  readonly marks: readonly Mark[];
  /** Letters of the same unit stay on one line where they can; `null` for those that are in none. */
  readonly unit: number | null;
  readonly sticksTo: Span['sticksTo'];
}

const segmenter = new Intl.Segmenter();

/** The letters of each line that the author ends, with one blank between words. */
export function lettersOf(spans: readonly Span[]): Letter[][] {
  const lines: Letter[][] = [[]];
  for (const [index, { text, marks, isWhole, sticksTo, isBreak }] of spans.entries()) {
    if (isBreak) lines.push([]);
    const unit = isWhole ? index : null;
    for (const letter of split(text)) lines.at(-1)!.push({ text: letter, width: widthOf(letter), marks, unit, sticksTo });
  }
  return lines.map((line) => withSingleBlanks(line));
}

function isBlank({ text, unit }: Letter): boolean {
  return unit === null && /^[ \t\n]$/.test(text);
}

function split(text: string): Iterable<string> {
  return /^[\n -~]*$/.test(text) ? text : Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function widthOf(letter: string): number {
  return letter.length === 1 && letter <= '~' ? 1 : stringWidth(letter);
}

function withSingleBlanks(line: readonly Letter[]): Letter[] {
  const kept: Letter[] = [];
  for (let index = 0; index < line.length;) {
    const first = line[index]!;
    if (!isBlank(first)) {
      kept.push(first);
      index += 1;
      continue;
    }
    let end = index;
    while (end < line.length && isBlank(line[end]!)) end += 1;
    const before = kept.at(-1);
    const after = line[end];
    const hasLineEnd = line.slice(index, end).some(({ text }) => text === '\n');
    if (before && after && !(hasLineEnd && isJoined(before, after))) kept.push({ ...first, text: ' ', width: 1 });
    index = end;
  }
  return kept;
}
