import { closest, distance } from 'fastest-levenshtein';
import { NslabError, type Position } from '../../errors.js';
import type { NamedLink } from '../../network/change.js';
import { readIpAddress, type IpAddress } from '../../network/ip-address.js';

/** A word of a comment with its place. */
export interface PlacedWord {
  readonly text: string;
  readonly position: Position;
}

/** The words of one fact, read from left to right; whatever does not fit is an error with its place and an example. */
export class FactWords {
  readonly #words: readonly PlacedWord[];
  readonly #example: string;
  #next = 0;

  constructor(words: readonly PlacedWord[], example: string) {
    this.#words = words;
    this.#example = example;
  }

  /**
   * The next word, whatever it is.
   * @param what what it should be, for the message
   * @throws {NslabError} `expectation`, as all methods here
   */
  word(what: string): string {
    const word = this.#words[this.#next];
    if (!word) throw this.#error(this.#words.at(-1)!, `unexpected end after \`${this.#words.at(-1)!.text}\`, expected ${what}`);
    this.#next += 1;
    return word.text;
  }

  /** The next word, read by a function that knows its form. */
  read<T>(what: string, read: (text: string) => T | undefined): T {
    const text = this.word(what);
    const value = read(text);
    if (value === undefined) throw this.#wrong(what);
    return value;
  }

  namespace(): string {
    return this.read('the name of a namespace, or host', (text) => (text.includes('/') ? undefined : text));
  }

  link(): NamedLink {
    return this.read('a link with its namespace, such as ns1/veth-a or host/br0', (text) => {
      const [, namespace, link] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
      return namespace !== undefined && link !== undefined ? { namespace, link } : undefined;
    });
  }

  address(what = 'an IP address'): IpAddress {
    return this.read(what, readIpAddress);
  }

  number(what: string): number {
    return this.read(what, (text) => (/^\d{1,10}$/.test(text) ? Number(text) : undefined));
  }

  mac(): string {
    return this.read('a hardware address, such as 02:00:00:00:00:01', (text) =>
      /^[\da-f]{2}(?::[\da-f]{2}){5}$/i.test(text) ? text.toLowerCase() : undefined,
    );
  }

  /** Takes a word that has to be there. */
  keyword(keyword: string): void {
    this.read(`\`${keyword}\``, (text) => (text === keyword ? keyword : undefined));
  }

  /** Takes a word if it is the next one. */
  has(keyword: string): boolean {
    const isNext = this.#words[this.#next]?.text === keyword;
    if (isNext) this.#next += 1;
    return isNext;
  }

  rest(): string[] {
    const rest = this.#words.slice(this.#next).map(({ text }) => text);
    this.#next = this.#words.length;
    return rest;
  }

  /**
   * Reads words with what belongs to each until the end, in any order, each once.
   * @param other what else may stand there: it reads a word, or says that it is none of its own
   */
  options(known: Readonly<Record<string, () => void>>, other?: { readonly what: string; readonly read: (text: string) => boolean }): void {
    const seen = new Set<string>();
    while (this.#next < this.#words.length) {
      const word = this.#words[this.#next]!;
      this.#next += 1;
      if (other?.read(word.text)) continue;
      const read = Object.hasOwn(known, word.text) ? known[word.text] : undefined;
      if (!read) throw this.#unknown(word, Object.keys(known), other ? [other.what] : []);
      if (seen.has(word.text)) throw this.#error(word, `unexpected second \`${word.text}\`, expected it once`);
      seen.add(word.text);
      read();
    }
  }

  end(): void {
    this.options({});
  }

  #unknown(word: PlacedWord, known: readonly string[], others: readonly string[]): NslabError {
    if (known.length === 0) return this.#error(word, `unexpected \`${word.text}\`, expected nothing more`);
    return this.#error(word, `unexpected \`${word.text}\`, expected ${oneOf([...known, ...others])}`, nearest(word.text, known));
  }

  /** The word that was read last is wrong. */
  #wrong(what: string): NslabError {
    const word = this.#words[this.#next - 1]!;
    return this.#error(word, `unexpected \`${word.text}\`, expected ${what}`);
  }

  #error({ position }: PlacedWord, message: string, near?: string): NslabError {
    const example = `for example \`${this.#example}\``;
    return new NslabError('expectation', message, {
      position,
      hint: near === undefined ? example : `did you mean \`${near}\`? ${example}`,
    });
  }
}

/** `a, b or c` */
export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The known word that somebody may have meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const near = closest(word, known);
  return distance(word, near) <= Math.max(1, Math.min(3, Math.floor(word.length / 2))) ? near : undefined;
}
