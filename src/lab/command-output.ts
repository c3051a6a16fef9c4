import type { StreamPart } from './marks.js';

/** Of a command's output this many characters are kept; then it is stopped. */
const outputLimit = 10_000_000;

/** What a command prints, as it comes, without the prompt before it and, once it is known where that starts, the prompt after it. */
export class CommandOutput {
  #text = '';
  #isHeld = false;
  #isClosed = false;
  /** Whether the shell has said that the command runs. Shells without that mark never do. */
  hasStarted = false;

  get text(): string {
    return this.#text.slice(0, outputLimit);
  }

  get isTooLong(): boolean {
    return this.#text.length > outputLimit;
  }

  take(part: StreamPart): void {
    if (this.#isClosed) return;
    if (part.kind === 'start') {
      // Whatever came before is the prompt, or was printed by a background job.
      this.#text = '';
      this.#isHeld = false;
      this.hasStarted = true;
    } else if (part.kind === 'text' && !this.#isHeld && !this.isTooLong) this.#text += part.text;
  }

  /** The command has ended: what comes now is a prompt, unless the start of the command is still to come. */
  hold(): void {
    this.#isHeld = true;
  }

  /** The command has ended, though its shell did not say so: what comes now is not its output, and the last line without an end is a prompt. */
  closeBeforePrompt(): void {
    this.close();
    this.#text = this.#text.slice(0, this.#text.lastIndexOf('\n') + 1);
  }

  /** The same for a shell that prints no prompt. */
  close(): void {
    this.#isClosed = true;
  }

  /** The terminal has shown what was typed, which is not output. */
  dropEcho(command: string): void {
    if (this.hasStarted) return;
    for (const echo of [`${command}\n`, `${command.replaceAll('\n', '\r\n')}\r\n`]) {
      if (this.#text.startsWith(echo)) this.#text = this.#text.slice(echo.length);
    }
  }

  /** The shell has shown the source of its own hook (`set -v`), which is not output either. */
  drop(text: string): void {
    if (this.#text.includes(text)) this.#text = this.#text.replaceAll(`${text}\n`, '');
  }
}
