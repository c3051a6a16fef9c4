import type { Heading } from 'mdast';
import stringWidth from 'string-width';
import type { Page } from './page.js';
import { showRule } from './rule.js';
import { showWords } from './show-words.js';
import { toSpans } from './to-spans.js';

/** A heading stands out by its looks; where there are none to be had, by a line of signs below it. */
export function showHeading({ depth, children, position }: Heading, width: number, page: Page): string[] {
  // Text above a line of `===` is a heading to Markdown, however long it is.
  if (position!.end.line - position!.start.line > 1) return [...showWords(toSpans(children, page), width, page), ...showRule(width, page)];
  const lines = showWords(toSpans(children, page, [depth < 3 ? 'title' : 'heading']), width, page);
  if (page.isPlain || page.paint.level > 0 || depth > 3 || lines.length === 0) return lines;
  return [...lines, (depth === 1 ? '=' : '-').repeat(Math.min(width, Math.max(...lines.map((line) => stringWidth(line)))))];
}
