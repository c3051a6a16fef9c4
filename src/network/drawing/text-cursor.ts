/** A place in a text that moves on with what is read. */
export class TextCursor {
  readonly text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.text = text;
  }

  get at(): number {
    return this.#at;
  }

  /** The line of the place, counted from 1. */
  line(): number {
    return this.#line;
  }

  isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.#at);
  }

  /** What the pattern matches right here, without moving. */
  see(pattern: RegExp): RegExpExecArray | null {
    const sticky = stickyForm(pattern);
    sticky.lastIndex = this.#at;
    return sticky.exec(this.text);
  }

  /** What the pattern matches right here, and moves behind it. */
  take(pattern: RegExp): RegExpExecArray | null {
    const match = this.see(pattern);
    if (match) this.moveTo(this.#at + match[0].length);
    return match;
  }

  moveTo(at: number): void {
    for (let index = this.#at; index < at; index++) if (this.text[index] === '\n') this.#line++;
    if (at < this.#at) for (let index = at; index < this.#at; index++) if (this.text[index] === '\n') this.#line--;
    this.#at = at;
  }
}

const stickyForms = new Map<string, RegExp>();

function stickyForm({ source, flags }: RegExp): RegExp {
  const key = `${flags}/${source}`;
  const known = stickyForms.get(key) ?? new RegExp(source, `${flags}y`);
  stickyForms.set(key, known);
  return known;
}
