import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { showBlocks } from './blocks.js';
import { cleanText } from './clean-text.js';
import { showNotes } from './notes.js';
import { Page, type Look } from './page.js';
import { ownLines } from './own-lines.js';

/** Lines of more columns are hard to read. */
const mostColumns = 88;
const fewestColumns = 20;
/** More than any author writes between two pieces of code; Markdown of this length can be made to take very long. */
const mostCharacters = 20_000;

/** One wave is the home folder in a prompt; only two strike words out. */
const parser = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).freeze();

/** Markdown of a lesson for a terminal: lines without blank ones before and behind them, and with nothing in them that a terminal would obey but colours. */
export function showMarkdown(markdown: string, look: Look): string {
  const text = ownLines(cleanText(markdown));
  if (text.length > mostCharacters) return asItIsWritten(text);
  try {
    return show(parser.parse(text), look);
  } catch (error) {
    // Quotes and lists may be nested deeper than calls may.
    if (error instanceof RangeError) return asItIsWritten(text);
    throw error;
  }
}

function show(root: Root, look: Look): string {
  const page = new Page(root, look);
  const width = Math.max(fewestColumns, Math.min(look.columns, mostColumns));
  const lines = showBlocks(root.children, width, page);
  const notes = showNotes(width, page);
  return asItIsWritten([...lines, ...(lines.length > 0 && notes.length > 0 ? [''] : []), ...notes].join('\n'));
}

function asItIsWritten(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
