import { cleanText } from './clean-text.js';
import type { Page } from './page.js';

const indent = '    ';

/** Code as it is written. Its lines are not broken: a terminal that breaks them knows that they are one, and copies them as one. */
export function showCode(text: string, page: Page): string[] {
  return cleanText(text)
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : indent + page.paint.dim(withoutTabs(line).trimEnd())));
}

function withoutTabs(line: string): string {
  let shown = '';
  for (const piece of line.split(/(\t)/)) shown += piece === '\t' ? ' '.repeat(8 - (shown.length % 8)) : piece;
  return shown;
}
