import type { ChalkInstance } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import { cleanOutput } from '../verify/clean-output.js';

const widestColumns = 88;

/** Markdown prose for a terminal: paragraphs filled to its width, emphasis and code coloured, everything else as it stands. */
export function showProse(markdown: string, columns: number, paint: ChalkInstance): string {
  const width = Math.min(columns, widestColumns);
  return cleanOutput(markdown)
    .split(/\n{2,}/)
    .map((part) => showPart(part, width, paint))
    .join('\n\n');
}

function showPart(part: string, width: number, paint: ChalkInstance): string {
  // Tables keep their lines; items of lists are paragraphs of their own.
  if (/^\s*\|/.test(part)) return inline(part, paint);
  return part
    .split(/\n(?=\s*(?:[-*+]|\d+[.)]) )/)
    .map((paragraph) => fill(paragraph, width, paint))
    .join('\n');
}

function fill(paragraph: string, width: number, paint: ChalkInstance): string {
  const indent = /^\s*(?:(?:[-*+]|\d+[.)]) +)?/.exec(paragraph)![0].length;
  const text = inline(joinLines(paragraph), paint);
  const [first, ...rest] = wrapAnsi(text, width - indent, { trim: true, hard: true }).split('\n');
  return [first, ...rest.map((line) => ' '.repeat(indent) + line)].join('\n');
}

/** Lines of a paragraph in one, with a space between them except between Chinese characters and beside their punctuation. */
function joinLines(paragraph: string): string {
  return paragraph.replaceAll(/([^\n]?)\n\s*([^\n]?)/g, (_, before: string, after: string) => {
    const isJoined = (chinese.test(before) && chinese.test(after)) || fullWidthMark.test(before) || fullWidthMark.test(after);
    return isJoined ? before + after : `${before} ${after}`;
  });
}

const chinese = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\u2018-\u201D]/;
const fullWidthMark = /[\u3000-\u303F\uFF00-\uFF60]/;

function inline(text: string, paint: ChalkInstance): string {
  return text
    .split(/(`[^`]+`)/)
    .map((piece) => (piece.startsWith('`') && piece.length > 2 ? paint.cyan(piece.slice(1, -1)) : emphasis(piece, paint)))
    .join('');
}

function emphasis(text: string, paint: ChalkInstance): string {
  return text
    .replaceAll(/\*\*([^*]+)\*\*/g, (_, words: string) => paint.bold(words))
    .replaceAll(/\*([^*\s][^*]*)\*/g, (_, words: string) => paint.italic(words));
}
