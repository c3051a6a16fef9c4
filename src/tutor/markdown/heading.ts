import type { Heading } from 'mdast';
import stringWidth from 'string-width';
import type { Page } from './page.js';
import { showWords } from './show-words.js';
import { toSpans } from './to-spans.js';

/** A heading stands out by its looks; where there are none to be had, by a line of signs below it. */
export function showHeading({ depth, children }: Heading, width: number, page: Page): string[] {
  const lines = showWords(toSpans(children, page, [depth < 3 ? 'title' : 'heading']), width, page);
  if (page.isPlain || page.paint.level > 0 || depth > 3 || lines.length === 0) return lines;
  return [...lines, (depth === 1 ? '=' : '-').repeat(Math.min(width, Math.max(...lines.map((line) => stringWidth(line)))))];
}
