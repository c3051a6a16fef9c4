import { showBlocks } from './blocks.js';
import { indent } from './indent.js';
import type { Page } from './page.js';

/** The notes that the text before has meant, and those that these mean, in the order in which they are met. */
export function showNotes(width: number, page: Page): string[] {
  const lines: string[] = [];
  for (let number = 1; ; number += 1) {
    const note = page.note(number);
    if (!note) return lines;
    const mark = page.isPlain ? page.words.note(number) : `[${number}] `;
    const shown = showBlocks(note.children, width - mark.length, page);
    lines.push(...(page.isPlain ? indent(shown, mark, '  ') : indent(shown, page.paint.dim(mark))));
  }
}
