import type { ChalkInstance } from 'chalk';
import type { Definition, FootnoteDefinition, Nodes, Root } from 'mdast';
import type { Language } from '../../network/language.js';
import { markdownWords, type MarkdownWords } from './markdown-words.js';
import type { Mark } from './span.js';

/** How Markdown is shown. */
export interface Look {
  readonly columns: number;
  readonly paint: ChalkInstance;
  /** For screen readers: no colours, signs that are only there to be seen, or lines broken by us. */
  readonly isPlain: boolean;
  readonly language: Language;
}

/** What the parts of one document have in common. */
export class Page {
  readonly paint: ChalkInstance;
  readonly isPlain: boolean;
  readonly words: MarkdownWords;
  readonly #definitions = new Map<string, Definition>();
  readonly #notes = new Map<string, FootnoteDefinition>();
  readonly #meant: string[] = [];
  readonly #addresses = new Set<string>();

  constructor(root: Root, look: Look) {
    this.paint = look.paint;
    this.isPlain = look.isPlain;
    this.words = markdownWords[look.language];
    // Quotes and lists may be nested deeper than calls may.
    const open: Nodes[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.type === 'definition' && !this.#definitions.has(node.identifier)) this.#definitions.set(node.identifier, node);
      if (node.type === 'footnoteDefinition' && !this.#notes.has(node.identifier)) this.#notes.set(node.identifier, node);
      if ('children' in node) open.push(...node.children.toReversed());
    }
  }

  addressOf(identifier: string): string {
    return this.#definitions.get(identifier)?.url ?? '';
  }

  /** Whether an address has not been shown before. */
  takeAddress(address: string): boolean {
    return this.#addresses.size < this.#addresses.add(address).size;
  }

  /** Notes are numbered as they are met. */
  numberOfNote(identifier: string): number {
    if (!this.#meant.includes(identifier)) this.#meant.push(identifier);
    return this.#meant.indexOf(identifier) + 1;
  }

  /** The note of a number, if one is meant by now. */
  note(number: number): FootnoteDefinition | undefined {
    return this.#notes.get(this.#meant[number - 1] ?? '');
  }

  /** What stands before and behind words whose mark can't be seen without colours, and would be missed. */
  signsOf(mark: Mark): readonly [before: string, after: string] {
    if (mark === 'deleted' && this.isPlain) return this.words.deleted;
    if (this.isPlain || this.paint.level > 0) return ['', ''];
    if (mark === 'code') return ['`', '`'];
    return mark === 'deleted' ? ['~~', '~~'] : ['', ''];
  }
}
