import type { Code, Nodes } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';
import { NslabError } from '../errors.js';
import type { Heading, Prose } from './lesson.js';
import { isProse } from './known/sentences.js';
import { readClearPrompt } from './prompt.js';

/** Settings as they are written, with the place of their first character. */
export interface PlacedSettings {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What a lesson's Markdown is made of, in order. */
export type MarkdownPart =
  | (Heading & { readonly endLine: number })
  | PlainText
  | { readonly kind: 'front-matter'; readonly yaml: string; readonly line: number; readonly endLine: number }
  | { readonly kind: 'settings'; readonly settings: PlacedSettings; readonly line: number; readonly endLine: number }
  | {
      readonly kind: 'code';
      readonly language: string | null;
      /** Whether it is marked as code, and not only indented. */
      readonly isMarked: boolean;
      readonly text: string;
      /** The file's line of the first line of `text`. */
      readonly textLine: number;
      readonly line: number;
      readonly endLine: number;
      readonly settings: PlacedSettings;
    };

/** Lines that are not code; `readable` are those that a person reads as text, which hidden comments and tables are not. */
export interface PlainText extends Prose {
  readonly lines: readonly { readonly text: string; readonly paragraph: number | null }[];
}

/** What stands inside of lines (micromark's names). Of that only headings are read: the rest takes time, and for ever where marks never close. */
const inline =
  'attention autolink characterEscape characterReference codeText hardBreakEscape htmlText labelEnd labelStartImage labelStartLink';

function withoutInline(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: inline.split(' ') } }];
}

const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(withoutInline).freeze();
const headingParser = unified().use(remarkParse).freeze();

/**
 * Cuts Markdown into headings, code, our own settings and the prose between them.
 * @throws {NslabError} `unclosed-fence`
 */
export function readMarkdown(file: string, written: string): MarkdownPart[] {
  // The parser leaves a byte order mark out, and counts from behind it.
  const text = withFences(written.replace(/^\uFEFF/, ''));
  const lines = text.split(/\r\n|\n|\r/);
  const found: FoundPart[] = [];
  /** The first line of the paragraph that a line belongs to. */
  const paragraphs = new Map<number, number>();
  collect(parser.parse(text), (node) => {
    const part = toPart(file, text, lines, node);
    if (part) found.push(part);
    else if (
      (node.type === 'paragraph' || node.type === 'heading') &&
      !text.slice(node.position!.start.offset, node.position!.end.offset).includes('<!--')
    ) {
      for (let line = node.position!.start.line; line <= node.position!.end.line; line += 1)
        paragraphs.set(line, node.position!.start.line);
    }
    return part === undefined;
  });
  return withProse(found, lines, paragraphs);
}

type FoundPart = Exclude<MarkdownPart, PlainText>;

const openingTag = /^([ \t]*)\{[{%][<%]? *highlight +["']?([\w-]+)[^}\n]*[>%]?[%}]\}[ \t]*$/;
const closingTag = /^([ \t]*)\{[{%][<%]? *(?:\/ *highlight|endhighlight) *[>%]?[%}]\}[ \t]*$/;
/** Longer than any that code between tags has. */
const tagFence = '``````````';

/** Jekyll's and Hugo's tags around code as fences, line by line. In a fence they are text. */
function withFences(text: string): string {
  if (!text.includes('highlight')) return text;
  let fence: string | undefined;
  return text.replaceAll(/^.*$/gm, (line) => {
    if (fence === tagFence) {
      if (!closingTag.test(line)) return line;
      fence = undefined;
      return line.replace(closingTag, `$1${tagFence}`);
    }
    if (fence !== undefined) {
      const marks = line.replace(/^[\s>]*/, '').trimEnd();
      if (marks.length >= fence.length && marks === fence[0]!.repeat(marks.length)) fence = undefined;
      return line;
    }
    if (openingTag.test(line)) {
      fence = tagFence;
      return line.replace(openingTag, `$1${tagFence}$2`);
    }
    fence = /^(?:[\s>]|[-*+]\s|\d+[.)]\s)*(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
    return line;
  });
}

/** Visits nodes in order, and the children of those for which `callback` says so. Quotes and lists may be nested deeper than calls may. */
function collect(root: Nodes, callback: (node: Nodes) => boolean): void {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (callback(node) && 'children' in node) open.push(...node.children.toReversed());
  }
}

function toPart(file: string, text: string, lines: readonly string[], node: Nodes): FoundPart | undefined {
  const { start, end } = node.position!;
  switch (node.type) {
    case 'yaml':
      return { kind: 'front-matter', yaml: node.value, line: start.line, endLine: end.line };
    case 'heading':
      // Text above a line of `===` is a heading to Markdown, however long it is.
      if (end.line - start.line > 1 || (end.line > start.line && readClearPrompt(lines[start.line - 1]!)?.typed)) return undefined;
      if (end.line > start.line && isProse(lines[start.line - 1]!) && /[，。！？；]|[.!?]\s*$/.test(lines[start.line - 1]!))
        return undefined;
      return { kind: 'heading', depth: node.depth, text: headingText(plainText(node)), line: start.line, endLine: end.line };
    case 'code':
      return toCode(file, text, lines, node);
    case 'html':
    case 'paragraph': {
      const source = text.slice(start.offset, end.offset);
      const comment = /^(?:<!--|\{\/\*)(\s*nslab:)([\s\S]*?)(?:-->|\*\/\})\s*$/.exec(source);
      if (!comment) return node.type === 'html' ? toPreformatted(source, start.line) : undefined;
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

function toCode(file: string, text: string, lines: readonly string[], node: Code): FoundPart {
  const { start, end } = node.position!;
  const opening = /^(`{3,}|~{3,})/.exec(text.slice(start.offset, end.offset))?.[1];
  if (opening !== undefined) {
    const closing = (lines[end.line - 1] ?? '').replace(/^[\s>]*/, '').trimEnd();
    const isClosed = end.line > start.line && closing.length >= opening.length && closing === opening[0]!.repeat(closing.length);
    if (!isClosed) {
      throw new NslabError(
        'unclosed-fence',
        { en: `unexpected end of the block, expected a closing ${opening}`, zh: `代码块意外结束，应有结尾的 ${opening}` },
        {
          position: { file, line: start.line, column: start.column },
          hint: { en: `close the block that starts here with a line of ${opening}`, zh: `用一行 ${opening} 结束从这里开始的代码块` },
        },
      );
    }
  }
  const meta = [...(node.meta ?? '').matchAll(/(?:^|\s)nslab\.(\S+?=(?:"[^"]*"|'[^']*'|\S*)|\S+)/g)].map((match) => match[1]!);
  const line = lines[start.line - 1] ?? '';
  return {
    kind: 'code',
    language: node.lang ?? null,
    isMarked: opening !== undefined,
    text: node.value,
    textLine: opening === undefined ? start.line : start.line + 1,
    line: start.line,
    endLine: end.line,
    settings: { text: meta.join(' '), line: start.line, column: line.indexOf('nslab.') + 'nslab.'.length + 1 },
  };
}

/** `<pre>` is code as well, outside of comments. Its lines stay as many as they are; tags and entities are read. */
function toPreformatted(source: string, line: number): FoundPart | undefined {
  const lineEnds = (part: string): string => part.replaceAll(/[^\r\n]/g, '');
  const linesOf = (part: string): number => part.split(/\r\n|\n|\r/).length;
  const visible = source.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, lineEnds);
  const match = /^([\s\S]*?)<pre\b([^>]*)>([\s\S]*?)<\/pre>/i.exec(visible);
  if (!match) return undefined;
  const [, before = '', attributes = '', inside = ''] = match;
  const text = inside
    .replaceAll(/<\/?(?:code|span|b|strong|i|em|font|kbd|samp)\b[^>]*>/gi, lineEnds)
    .replaceAll(/&(?:lt|gt|amp|quot|#39|nbsp);/g, (entity) => entities[entity]!);
  const named = /(?:brush:\s*|lang(?:uage)?-|highlight )([\w-]+)/.exec(attributes + (/<code\b([^>]*)>/i.exec(inside)?.[1] ?? ''))?.[1];
  const textLine = line + linesOf(before + attributes) - 1;
  return {
    kind: 'code',
    language: named ?? null,
    isMarked: true,
    text,
    textLine,
    line: line + linesOf(before) - 1,
    endLine: textLine + linesOf(text) - 1,
    settings: { text: '', line, column: 1 },
  };
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' };

/** Fills the lines between the parts with prose. */
function withProse(parts: readonly FoundPart[], lines: readonly string[], paragraphs: ReadonlyMap<number, number>): MarkdownPart[] {
  const all: MarkdownPart[] = [];
  let next = 1;
  const pushProse = (end: number): void => {
    let from = next;
    let to = end;
    while (from <= to && lines[from - 1]!.trim() === '') from += 1;
    while (to >= from && lines[to - 1]!.trim() === '') to -= 1;
    if (from > to) return;
    const written = lines.slice(from - 1, to);
    all.push({
      kind: 'prose',
      markdown: written.join('\n'),
      line: from,
      endLine: to,
      lines: written.map((line, index) => ({ text: line, paragraph: paragraphs.get(from + index) ?? null })),
    });
  };
  for (const part of parts) {
    pushProse(part.line - 1);
    all.push(part);
    next = Math.max(next, part.endLine + 1);
  }
  pushProse(lines.length);
  return all;
}

/** A heading without its marks for emphasis, code and links. */
function headingText(written: string): string {
  const line = written.replaceAll(/\s*[\r\n]\s*/g, ' ').trim();
  return /[*_`[\]<>&\\]/.test(line) ? plainText(headingParser.parse(`# ${line}`)).trim() : line;
}

function plainText(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => plainText(child)).join('') : '';
}
