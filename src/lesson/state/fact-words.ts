import { closest, distance } from 'fastest-levenshtein';
import { NslabError, type Position } from '../../errors.js';
import type { NamedLink } from '../../network/change.js';
import { readIpAddress, type IpAddress } from '../../network/ip-address.js';
import { same, type Words } from '../../words.js';

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
  word(what: Words): string {
    const word = this.#words[this.#next];
    if (!word) {
      const last = this.#words.at(-1)!;
      throw this.#error(last, {
        en: `unexpected end after \`${last.text}\`, expected ${what.en}`,
        zh: `\`${last.text}\` 之后意外结束，应为${what.zh}`,
      });
    }
    this.#next += 1;
    return word.text;
  }

  /** The next word, read by a function that knows its form. */
  read<T>(what: Words, read: (text: string) => T | undefined): T {
    const text = this.word(what);
    const value = read(text);
    if (value === undefined) throw this.#wrong(what);
    return value;
  }

  namespace(): string {
    return this.read({ en: 'the name of a namespace, or host', zh: '命名空间的名字或 host' }, (text) =>
      text.includes('/') ? undefined : text,
    );
  }

  link(): NamedLink {
    return this.read(
      { en: 'a link with its namespace, such as ns1/veth-a or host/br0', zh: '带命名空间的接口，例如 ns1/veth-a 或 host/br0' },
      (text) => {
        const [, namespace, link] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
        return namespace !== undefined && link !== undefined ? { namespace, link } : undefined;
      },
    );
  }

  address(what = { en: 'an IP address', zh: ' IP 地址' }): IpAddress {
    return this.read(what, readIpAddress);
  }

  number(what: Words): number {
    return this.read(what, (text) => (/^\d{1,10}$/.test(text) ? Number(text) : undefined));
  }

  mac(): string {
    return this.read({ en: 'a hardware address, such as 02:00:00:00:00:01', zh: '硬件地址，例如 02:00:00:00:00:01' }, (text) =>
      /^[\da-f]{2}(?::[\da-f]{2}){5}$/i.test(text) ? text.toLowerCase() : undefined,
    );
  }

  /** Takes a word that has to be there. */
  keyword(keyword: string): void {
    this.read(same(`\`${keyword}\``), (text) => (text === keyword ? keyword : undefined));
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
  options(known: Readonly<Record<string, () => void>>, other?: { readonly what: Words; readonly read: (text: string) => boolean }): void {
    const seen = new Set<string>();
    while (this.#next < this.#words.length) {
      const word = this.#words[this.#next]!;
      this.#next += 1;
      if (other?.read(word.text)) continue;
      const read = Object.hasOwn(known, word.text) ? known[word.text] : undefined;
      if (!read) throw this.#unknown(word, Object.keys(known), other ? [other.what] : []);
      if (seen.has(word.text))
        throw this.#error(word, {
          en: `unexpected second \`${word.text}\`, expected it once`,
          zh: `\`${word.text}\` 重复出现，只应出现一次`,
        });
      seen.add(word.text);
      read();
    }
  }

  end(): void {
    this.options({});
  }

  #unknown(word: PlacedWord, known: readonly string[], others: readonly Words[]): NslabError {
    if (known.length === 0)
      return this.#error(word, { en: `unexpected \`${word.text}\`, expected nothing more`, zh: `\`${word.text}\` 意外，后面不应再有内容` });
    const expected = oneOf([...known.map(same), ...others]);
    return this.#error(
      word,
      { en: `unexpected \`${word.text}\`, expected ${expected.en}`, zh: `\`${word.text}\` 意外，应为 ${expected.zh}` },
      nearest(word.text, known),
    );
  }

  /** The word that was read last is wrong. */
  #wrong(what: Words): NslabError {
    const word = this.#words[this.#next - 1]!;
    return this.#error(word, { en: `unexpected \`${word.text}\`, expected ${what.en}`, zh: `\`${word.text}\` 意外，应为${what.zh}` });
  }

  #error({ position }: PlacedWord, words: Words, near?: string): NslabError {
    return new NslabError('expectation', words, { position, hint: exampleWords(this.#example, near) });
  }
}

/** A fact that is right, and the word that may have been meant. */
export function exampleWords(example: string, near: string | undefined): Words {
  const meant = near === undefined ? same('') : { en: `did you mean \`${near}\`? `, zh: `是不是想写 \`${near}\`？` };
  return { en: `${meant.en}for example \`${example}\``, zh: `${meant.zh}例如 \`${example}\`` };
}

/** `a, b or c` */
export function oneOf(words: readonly Words[]): Words {
  const list = (language: keyof Words, comma: string, or: string): string => {
    const all = words.map((word) => word[language]);
    return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(comma)}${or}${all.at(-1)}`;
  };
  return { en: list('en', ', ', ' or '), zh: list('zh', '、', ' 或 ') };
}

/** The known word that somebody may have meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const near = closest(word, known);
  return distance(word, near) <= Math.max(1, Math.min(3, Math.floor(word.length / 2))) ? near : undefined;
}
