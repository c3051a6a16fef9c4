import type { RootContent } from 'mdast';
import { showCode } from './code.js';
import { htmlBlocks } from './html-blocks.js';
import { showList } from './list.js';
import type { Page } from './page.js';
import { showQuote } from './quote.js';
import { showRule } from './rule.js';
import { showWords } from './show-words.js';
import { showTable } from './table.js';
import { toSpans } from './to-spans.js';
import { showHeading } from './heading.js';

/** What stands close together in lists whose items do. */
const closeTypes = new Set(['paragraph', 'list']);

/** Blocks below each other, as lines of at most `width` columns, but for words and code that are longer. */
export function showBlocks(nodes: readonly RootContent[], width: number, page: Page, isTight = false): string[] {
  let before: RootContent | undefined;
  return nodes.flatMap((node) => {
    const lines = showBlock(node, width, page);
    if (lines.length === 0) return [];
    const isClose = isTight && before && closeTypes.has(before.type) && closeTypes.has(node.type);
    const all = before && !isClose ? ['', ...lines] : lines;
    before = node;
    return all;
  });
}

function showBlock(node: RootContent, width: number, page: Page): string[] {
  const inside = (nodes: readonly RootContent[], room: number, isTight = false): string[] => showBlocks(nodes, room, page, isTight);
  switch (node.type) {
    case 'paragraph':
      return showWords(toSpans(node.children, page), width, page);
    case 'heading':
      return showHeading(node, width, page);
    case 'list':
      return showList(node, width, page, inside);
    case 'blockquote':
      return showQuote(node, width, page, inside);
    case 'table':
      return showTable(node, width, page);
    case 'code':
      return showCode(node.value, page);
    case 'html':
      return htmlBlocks(node.value, page).flatMap((block, index) => {
        const lines = block.kind === 'code' ? showCode(block.text.replace(/^\n|\n$/g, ''), page) : showWords(block.spans, width, page);
        return index > 0 && block.kind === 'code' ? ['', ...lines] : lines;
      });
    case 'thematicBreak':
      return showRule(width, page);
    default:
      // Addresses and notes are shown where they are meant; everything else stands inside of lines.
      return [];
  }
}
