import type { Code, Nodes } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { NslabError } from '../errors.js';
import type { Heading, Prose } from './lesson.js';

/** Settings as they are written, with the place of their first character. */
export interface PlacedSettings {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What a lesson's Markdown is made of, in order. */
export type MarkdownPart =
  | Heading
  | Prose
  | { readonly kind: 'front-matter'; readonly yaml: string; readonly line: number }
  | { readonly kind: 'settings'; readonly settings: PlacedSettings; readonly line: number; readonly endLine: number }
  | {
      readonly kind: 'code';
      readonly language: string | null;
      readonly text: string;
      /** The file's line of the first line of `text`. */
      readonly textLine: number;
      readonly line: number;
      readonly endLine: number;
      readonly settings: PlacedSettings;
    };

const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).freeze();

/**
 * Cuts Markdown into headings, code, our own settings and the prose between them.
 * @throws {NslabError} `unclosed-fence`
 */
export function readMarkdown(file: string, text: string): MarkdownPart[] {
  const lines = text.split(/\r\n|\n|\r/);
  const found: (MarkdownPart & { endLine?: number })[] = [];
  collect(parser.parse(text), (node) => {
    const part = toPart(file, text, lines, node);
    if (part) found.push(part);
    return part === undefined;
  });
  return withProse(found, lines);
}

/** Visits nodes in order, and the children of those for which `callback` says so. */
function collect(node: Nodes, callback: (node: Nodes) => boolean): void {
  if (callback(node) && 'children' in node) for (const child of node.children) collect(child, callback);
}

function toPart(file: string, text: string, lines: readonly string[], node: Nodes): MarkdownPart | undefined {
  const { start, end } = node.position!;
  switch (node.type) {
    case 'yaml':
      return { kind: 'front-matter', yaml: node.value, line: start.line };
    case 'heading':
      return { kind: 'heading', depth: node.depth, text: plainText(node).trim(), line: start.line };
    case 'code':
      return toCode(file, text, lines, node);
    case 'html':
    case 'paragraph': {
      const source = text.slice(start.offset, end.offset);
      const comment = /^(?:<!--|\{\/\*)(\s*nslab:)([\s\S]*?)(?:-->|\*\/\})\s*$/.exec(source);
      if (!comment) return undefined;
      const before = source.indexOf(comment[2]!, comment[1]!.length);
      return {
        kind: 'settings',
        settings: { text: comment[2]!, line: start.line, column: start.column + before },
        line: start.line,
        endLine: end.line,
      };
    }
    default:
      return undefined;
  }
}

function toCode(file: string, text: string, lines: readonly string[], node: Code): MarkdownPart {
  const { start, end } = node.position!;
  const opening = /^(`{3,}|~{3,})/.exec(text.slice(start.offset, end.offset))?.[1];
  if (opening !== undefined) {
    const closing = (lines[end.line - 1] ?? '').replace(/^[\s>]*/, '').trimEnd();
    const isClosed = end.line > start.line && closing.length >= opening.length && closing === opening[0]!.repeat(closing.length);
    if (!isClosed) {
      throw new NslabError('unclosed-fence', `unexpected end of the block, expected a closing ${opening}`, {
        position: { file, line: start.line, column: start.column },
        hint: `close the block that starts here with a line of ${opening}`,
      });
    }
  }
  const meta = [...(node.meta ?? '').matchAll(/(?:^|\s)nslab\.(\S+?=(?:"[^"]*"|'[^']*'|\S*)|\S+)/g)].map((match) => match[1]!);
  const line = lines[start.line - 1] ?? '';
  return {
    kind: 'code',
    language: node.lang ?? null,
    text: node.value,
    textLine: opening === undefined ? start.line : start.line + 1,
    line: start.line,
    endLine: end.line,
    settings: { text: meta.join(' '), line: start.line, column: line.indexOf('nslab.') + 'nslab.'.length + 1 },
  };
}

/** Fills the lines between the parts with prose. */
function withProse(parts: readonly (MarkdownPart & { endLine?: number })[], lines: readonly string[]): MarkdownPart[] {
  const all: MarkdownPart[] = [];
  let next = 1;
  const pushProse = (end: number): void => {
    let from = next;
    let to = end;
    while (from <= to && lines[from - 1]!.trim() === '') from += 1;
    while (to >= from && lines[to - 1]!.trim() === '') to -= 1;
    if (from <= to) all.push({ kind: 'prose', markdown: lines.slice(from - 1, to).join('\n'), line: from, endLine: to });
  };
  for (const part of parts) {
    pushProse(part.line - 1);
    all.push(part);
    next = lastLine(part, lines) + 1;
  }
  pushProse(lines.length);
  return all;
}

function lastLine(part: MarkdownPart & { endLine?: number }, lines: readonly string[]): number {
  if (part.kind === 'front-matter') return part.line + part.yaml.split('\n').length + 1;
  // A setext heading has its underline on the next line.
  if (part.kind === 'heading')
    return /^\s*(?:=+|-+)\s*$/.test(lines[part.line] ?? '') && !/^\s*#/.test(lines[part.line - 1]!) ? part.line + 1 : part.line;
  return part.endLine ?? part.line;
}

function plainText(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => plainText(child)).join('') : '';
}
