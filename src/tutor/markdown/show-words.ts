import { fill } from './fill.js';
import { lettersOf } from './letter.js';
import type { Page } from './page.js';
import { paintLetters } from './paint-letters.js';
import type { Span } from './span.js';

/** Words as lines of at most `width` columns. For screen readers a line ends only where the author ends it. */
export function showWords(spans: readonly Span[], width: number, page: Page): string[] {
  const lines = lettersOf(spans)
    .flatMap((line) => (page.isPlain ? [line] : fill(line, width)))
    .map((line) => paintLetters(line, page.paint));
  const first = lines.findIndex((line) => line !== '');
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
}
