import { addressSpans } from './address.js';
import { cleanText } from './clean-text.js';
import type { HtmlToken } from './html-tokens.js';
import type { Page } from './page.js';
import { lineBreak, type Mark, type Span } from './span.js';

const marks: Readonly<Record<string, Mark>> = {
  b: 'strong',
  strong: 'strong',
  summary: 'strong',
  th: 'strong',
  dt: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  cite: 'emphasis',
  var: 'emphasis',
  code: 'code',
  samp: 'code',
  tt: 'code',
  kbd: 'key',
  del: 'deleted',
  s: 'deleted',
  strike: 'deleted',
  a: 'link',
};

/** The tags that are open somewhere among words. */
export class OpenTags {
  readonly #page: Page;
  #marks: readonly Mark[] = [];
  /** Where the links lead that are open. */
  readonly #addresses: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** What the words that come next are, by the tags around them. */
  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /** What a piece of HTML says among words that have these marks by their Markdown. */
  read(token: HtmlToken, around: readonly Mark[]): Span[] {
    const all = [...around, ...this.#marks];
    if (token.kind === 'text') return [{ text: cleanText(token.text), marks: all }];
    const { name, isClosing, attribute } = token;
    if (name === 'br') return [lineBreak];
    if (name === 'img' && !isClosing) return pictureSpans(attribute('alt'), attribute('src'), this.#page);
    if (name === 'sup' && !isClosing) return [{ text: '^', marks: all }];
    const mark = marks[name];
    if (mark === undefined) return [];
    const [before, after] = this.#page.signsOf(mark);
    if (!isClosing) {
      this.#marks = [...this.#marks, mark];
      if (name === 'a') this.#addresses.push(attribute('href'));
      return before === '' ? [] : [{ text: before, marks: [...all, mark], sticksTo: 'after' }];
    }
    const index = this.#marks.lastIndexOf(mark);
    if (index === -1) return [];
    this.#marks = this.#marks.toSpliced(index, 1);
    const address = name === 'a' ? addressSpans(this.#addresses.pop() ?? '', '', this.#page) : [];
    return after === '' ? address : [{ text: after, marks: all, sticksTo: 'before' }, ...address];
  }
}

export function pictureSpans(about: string, address: string, page: Page): Span[] {
  const text = page.words.picture(cleanText(about).replaceAll(/\s+/g, ' ').trim());
  return [{ text, marks: ['faint'] }, ...addressSpans(address, '', page)];
}
