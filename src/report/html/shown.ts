import type { Element, ElementContent, Text } from 'hast';
import { h } from 'hastscript';

/** Letters that a reader would not see, or that would turn the text around them (Unicode Bidirectional Algorithm, UAX 9). */
const unseen =
  // oxlint-disable-next-line no-control-regex -- control characters are among them
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF\p{Surrogate}]/gu;

/** What a page shows of one text at most; a browser gets slow with more. */
const mostCharacters = 200_000;
const mostLines = 2000;

/** Text of unknown origin, with what could not be seen made visible. */
export function shown(text: string): ElementContent[] {
  const nodes: ElementContent[] = [];
  let from = 0;
  for (const { 0: letter, index } of text.matchAll(unseen)) {
    if (index > from) nodes.push(plainText(text.slice(from, index)));
    nodes.push(h('span', { className: 'odd' }, nameOf(letter)));
    from = index + letter.length;
  }
  if (from < text.length) nodes.push(plainText(text.slice(from)));
  return nodes;
}

/** The same of an output, which may be very long: its end, and how much is left out. */
export function shownOutput(output: string): ElementContent[] {
  const text = output.replace(/\n+$/, '');
  const lines = text.slice(-mostCharacters).split('\n').slice(-mostLines);
  const end = lines.join('\n');
  if (end.length === text.length) return shown(text);
  return [h('span', { className: 'quiet' }, `(${text.length - end.length} characters before these are left out)\n`), ...shown(end)];
}

/** For the attributes and the title, where nothing can be marked. */
export function plain(text: string): string {
  return text.replaceAll(unseen, nameOf).replaceAll('\n', ' ');
}

function nameOf(letter: string): string {
  return `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function plainText(value: string): Text {
  return { type: 'text', value };
}

/** A part that is there only sometimes. */
export function optional(condition: boolean, make: () => Element): Element[] {
  return condition ? [make()] : [];
}
