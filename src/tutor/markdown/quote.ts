import type { ChalkInstance } from 'chalk';
import type { BlockContent, Blockquote, DefinitionContent } from 'mdast';
import { indent, leastColumns } from './indent.js';
import { alertKinds, type AlertKind } from './markdown-words.js';
import type { Page } from './page.js';

type Content = readonly (BlockContent | DefinitionContent)[];

const colours: Readonly<Record<AlertKind, (paint: ChalkInstance) => ChalkInstance>> = {
  note: (paint) => paint.blue,
  tip: (paint) => paint.green,
  important: (paint) => paint.magenta,
  warning: (paint) => paint.yellow,
  caution: (paint) => paint.red,
};

/** A quote, or what GitHub makes of one that begins with `[!NOTE]`. */
export function showQuote(quote: Blockquote, width: number, page: Page, inside: (nodes: Content, width: number) => string[]): string[] {
  const { kind, content } = readAlert(quote);
  if (page.isPlain) return spoken(inside(content, width), kind, page);
  const room = width - 2;
  const isNarrow = room < leastColumns;
  const lines = inside(content, isNarrow ? width : room);
  const paint = kind ? colours[kind](page.paint) : page.paint.dim;
  const all = kind ? [paint.bold(page.words.alert[kind]), ...lines] : lines;
  return isNarrow ? all : indent(all, `${paint('│')} `, `${paint('│')} `).map((line) => line.trimEnd());
}

/** The kind is heard before the words, and where it is not clear, also that they are over. */
function spoken(lines: readonly string[], kind: AlertKind | undefined, page: Page): string[] {
  const { alert, quote, endOf, table } = page.words;
  const [first = '', ...others] = lines;
  const announced = [(kind ? alert[kind] + table.is : quote) + first, ...others];
  return others.length === 0 ? announced : [...announced, endOf(kind)];
}

function readAlert({ children }: Blockquote): { readonly kind?: AlertKind; readonly content: Content } {
  const [first, ...others] = children;
  const word = first?.type === 'paragraph' ? first.children[0] : undefined;
  if (first?.type !== 'paragraph' || word?.type !== 'text') return { content: children };
  const [marker, name] = /^\[!(\w+)\][ \t]*(?:\n|$)/.exec(word.value) ?? [];
  const kind = alertKinds.find((known) => known === name?.toLowerCase());
  if (!kind) return { content: children };
  const rest = [{ ...word, value: word.value.slice(marker!.length) }, ...first.children.slice(1)];
  return { kind, content: [{ ...first, children: rest }, ...others] };
}
