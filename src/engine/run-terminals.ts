import type { CommandResult } from '../lab/command-run.js';
import type { Lab } from '../lab/create-lab.js';
import type { Terminal } from '../lab/terminal.js';
import type { StepEnd } from './events.js';
import { until } from './until.js';

/** How long what it has seen may take until it prints it: tcpdump(8) gets its packets up to a second late. */
const lateMs = 2000;

/** A step that goes on in its terminal while others are run. */
export interface GoingOn {
  readonly terminal: Terminal;
  readonly result: Promise<CommandResult>;
  /** Whether its verdict has been given already. */
  readonly isJudged: boolean;
  readonly hasPrinted: () => boolean;
  /** Its end, when it has printed what it should. */
  readonly pass: () => StepEnd;
  /** Its end, when it has been stopped. */
  readonly judge: (result: CommandResult) => Promise<StepEnd>;
}

/** The terminals of a lesson in its lab, by name, each opened when it is first needed, and what goes on in them. */
export class RunTerminals {
  readonly #lab: Lab;
  readonly #onEnded: (ended: StepEnd) => void;
  readonly #terminals = new Map<string, Terminal>();
  readonly #goingOn = new Map<string, GoingOn>();

  /** @param onEnded called with the verdict of a step that went on, when it has one */
  constructor(lab: Lab, onEnded: (ended: StepEnd) => void) {
    this.#lab = lab;
    this.#onEnded = onEnded;
  }

  /** One that has been opened already. */
  get(name: string): Terminal | undefined {
    return this.#terminals.get(name);
  }

  async open(name: string): Promise<Terminal> {
    const open = this.#terminals.get(name);
    if (open) return open;
    const terminal = await this.#lab.openTerminal();
    this.#terminals.set(name, terminal);
    return terminal;
  }

  /** The terminal, with nothing going on in it. */
  async quiet(name: string): Promise<Terminal> {
    await this.#stop(name);
    return this.open(name);
  }

  letGoOn(name: string, going: GoingOn): void {
    this.#goingOn.set(name, going);
  }

  /** Whether a step goes on in it. */
  isBusy(name: string): boolean {
    return this.#goingOn.has(name);
  }

  /** Waits until the shells in which nothing goes on have written down their state. */
  async untilTold(): Promise<void> {
    const quiet = [...this.#terminals].filter(([name]) => !this.isBusy(name));
    await Promise.all(quiet.map(([, terminal]) => terminal.untilTold()));
  }

  /** Presses Ctrl-C in all of them. */
  interrupt(): void {
    for (const terminal of this.#terminals.values()) terminal.interrupt();
  }

  /**
   * Gives what goes on its verdict once it has printed what is documented.
   * @param isEnding whether what it looks at may be taken away by the next step
   */
  async judge(isEnding: boolean): Promise<void> {
    for (const [name, going] of this.#goingOn) {
      if (going.isJudged) continue;
      if (isEnding) await Promise.race([going.result, until(going.hasPrinted, lateMs)]);
      const passed = going.hasPrinted() ? going.pass() : undefined;
      if (!passed) continue;
      this.#goingOn.set(name, { ...going, isJudged: true });
      this.#onEnded(passed);
    }
  }

  /** Ends whatever still goes on. */
  async finish(): Promise<void> {
    for (const name of this.#goingOn.keys()) await this.#stop(name);
  }

  /** Presses Ctrl-C in what goes on in a terminal, and gives its verdict if it has none yet. */
  async #stop(name: string): Promise<void> {
    const going = this.#goingOn.get(name);
    if (!going) return;
    this.#goingOn.delete(name);
    // What others have sent may still be on its way to it.
    if (!going.isJudged) await Promise.race([going.result, until(going.hasPrinted, lateMs)]);
    going.terminal.interrupt();
    const result = await going.result;
    if (!going.isJudged) this.#onEnded(await going.judge(result));
  }
}
