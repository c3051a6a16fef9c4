import type { Page } from './page.js';

/** The line between paragraphs that says that something else begins. Who listens hears nothing of it. */
export function showRule(width: number, page: Page): string[] {
  return page.isPlain ? [] : [page.paint.dim('─'.repeat(Math.min(width, 40)))];
}
