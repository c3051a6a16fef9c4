import { askModes, localModes, type PersonsTerminal } from './persons-terminal.js';
import type { TerminalSize } from './pty.js';
import { shownLine } from './shown-line.js';

const mostShown = 65_536;
// oxlint-disable-next-line no-control-regex -- keys
const control = /[\u0000-\u001F\u007F]/;
/** What a terminal that hands on whole lines understands itself (termios(3)): erase, kill, erase a word. */
// oxlint-disable-next-line no-control-regex -- keys
const lineKeys = /[\b\u007F\u0015\u0017]/g;

/** What a terminal answers when it is asked where the cursor is, as busybox does. */
// oxlint-disable-next-line no-control-regex -- keys
const cursorReport = /\u001B\[\d+;\d+R/g;

/** The prompt of a shell that does not tell what is entered at it, and what is seen there. */
export class PlainPrompt {
  #prompt = '';
  #shown = '';
  #keys = '';
  #isOpen = false;
  #isBegun = false;

  /** A new line begins. */
  reset(): void {
    this.#prompt = '';
    this.#shown = '';
    this.#keys = '';
    this.#isOpen = false;
  }

  /** The prompt stands there. @param isBegun whether keys have been typed for it before */
  open(isBegun: boolean): void {
    this.#isOpen = true;
    this.#isBegun = isBegun;
  }

  print(text: string): void {
    if (this.#isOpen) this.#shown = (this.#shown + text).slice(0, mostShown);
    else this.#prompt = (this.#prompt + text).slice(-mostShown);
  }

  type(keys: Buffer): void {
    this.#keys += keys.toString('latin1');
  }

  /** The line as it stands there now: the keys, where they are nothing else, or what is seen; `null` when neither tells it. */
  async line(terminal: PersonsTerminal, size: TerminalSize): Promise<string | null> {
    const typed = Buffer.from(this.#keys, 'latin1').toString('utf8').replace(cursorReport, '');
    if (!control.test(typed) && !this.#isBegun) return typed;
    const { local } = await askModes(terminal, '');
    // Where the shell has no editor of its own, other keys show as something else than they are, and those typed before the prompt not behind it.
    if ((local & localModes.lined) !== 0 && (this.#isBegun || control.test(typed.replaceAll(lineKeys, '')))) return null;
    return this.#shown.length < mostShown ? shownLine(this.#prompt, this.#shown, size) : null;
  }

  /** The line as it stood there when the shell took it. */
  async entered(size: TerminalSize): Promise<string | null> {
    return this.#isOpen ? shownLine(this.#prompt, this.#shown, size) : null;
  }
}
