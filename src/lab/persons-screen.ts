import { ScreenModes } from './screen-modes.js';

/** What a shell shows besides that its hook for Enter runs: `set -x`, `set -v`. */
// oxlint-disable-next-line no-control-regex -- escape sequences
const hookNoise = /[^\r\n\u001B]*__nslab_enter [^\r\n]*\r\n/g;

/** What a person sees of a terminal: all but what its shell prints about nslab's own doing. */
export class PersonsScreen {
  #output: NodeJS.WriteStream;
  #onPrint: (text: string) => void;
  #modes = new ScreenModes();
  /** What was printed since Enter, until the line is told. */
  #held: string | undefined;
  isHidden = false;

  /** @param onPrint called with what the person gets to see */
  constructor(output: NodeJS.WriteStream, onPrint: (text: string) => void) {
    this.#output = output;
    this.#onPrint = onPrint;
  }

  print(text: string): void {
    if (this.isHidden) return;
    if (this.#held === undefined) this.#printNow(text);
    else this.#held += text;
  }

  /** Keeps what comes until it is shown. */
  hold(): void {
    this.#held ??= '';
  }

  show(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#printNow(held);
  }

  /** The same, but for what the shell shows of its hook for Enter, if it does. */
  showLine(): void {
    this.#held = this.#held?.replace(hookNoise, '');
    this.show();
  }

  /** Puts the terminal's modes back. */
  restore(): void {
    this.#output.write(this.#modes.restoring());
  }

  #printNow(text: string): void {
    if (text === '') return;
    this.#output.write(text);
    this.#modes.follow(text);
    this.#onPrint(text);
  }
}
