import type { PersonsTerminal } from './persons-terminal.js';

const patienceMs = 2000;

/**
 * The gate at which a shell waits at the end of a command (`person-script.ts`). That it has come there and that the command has ended are told
 * on two ways, in any order; it may go when both are known and whoever wants to know has been told.
 */
export class EndGate {
  #terminal: PersonsTerminal;
  #isHeld = false;
  #isDone = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: PersonsTerminal) {
    this.#terminal = terminal;
  }

  hold(): void {
    this.#isHeld = true;
    if (this.#isDone) this.#go();
    // Its mark has gone astray.
    else this.#timer = setTimeout(() => this.#go(), patienceMs);
  }

  /** All that was to be done at the end of the command is done. */
  open(): void {
    this.#isDone = true;
    if (this.#isHeld) this.#go();
  }

  /** The end of the command is being dealt with, which may take its time. */
  wait(): void {
    clearTimeout(this.#timer);
  }

  /** The shell has passed it. */
  close(): void {
    if (this.#isHeld) this.#go();
    this.#isDone = false;
  }

  #go(): void {
    clearTimeout(this.#timer);
    this.#isHeld = this.#isDone = false;
    this.#terminal.init.say('go end');
  }
}
