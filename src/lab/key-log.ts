/** Of the keys of one command this many bytes are kept. */
const mostBytes = 100_000;
/** Keys by which a terminal takes back or throws away what was typed before them, so that what is unread can't be counted from the end. */
// oxlint-disable-next-line no-control-regex -- keys
const unsettling = /[\u0003\u0004\b\u0015-\u0017\u001A\u001C\u007F]/;

/** The keys that were typed into a terminal, and which of them a command has read: those neither before it nor still unread at its end. */
export class KeyLog {
  #bytes = '';
  #isTooLong = false;
  #isSecret = false;
  #lastAt = 0;

  /** How long ago the last key was typed. */
  get quietForMs(): number {
    return performance.now() - this.#lastAt;
  }

  /** Whether a line has been begun and not entered. */
  get isInLine(): boolean {
    return this.#bytes !== '' && !/[\r\n]$/.test(this.#bytes);
  }

  /** Whether Ctrl-C is among them. */
  get hasInterrupt(): boolean {
    return this.#bytes.includes('\u0003');
  }

  add(keys: Buffer): void {
    this.#lastAt = performance.now();
    this.#bytes += keys.toString('latin1');
    if (this.#bytes.length <= mostBytes) return;
    this.#isTooLong = true;
    this.#bytes = this.#bytes.slice(-mostBytes / 2);
  }

  /** Keys are being typed that the terminal does not show. */
  hide(): void {
    this.#isSecret = true;
  }

  /** A command starts, and this many bytes are still there for it to read. */
  start(unread: number): void {
    this.#bytes = unread > 0 ? this.#bytes.slice(-unread) : '';
    this.#isTooLong = false;
    this.#isSecret = false;
  }

  /** What it has read; `null` when that is not to be kept, or can't be told. */
  read(unread: number): string | null {
    if (this.#isTooLong || this.#isSecret || unread > this.#bytes.length) return null;
    if (unread > 0 && unsettling.test(this.#bytes)) return null;
    return Buffer.from(this.#bytes.slice(0, this.#bytes.length - unread), 'latin1').toString('utf8');
  }

  /** The last bytes that were typed, taken back. */
  takeBack(unread: number): Buffer {
    const taken = unread > 0 ? this.#bytes.slice(-unread) : '';
    this.#bytes = this.#bytes.slice(0, this.#bytes.length - taken.length);
    return Buffer.from(taken, 'latin1');
  }
}
