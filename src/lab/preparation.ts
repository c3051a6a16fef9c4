import type { KeyLog } from './key-log.js';
import { prepareLine } from './person-shell.js';
import type { PersonsScreen } from './persons-screen.js';
import type { PersonsTerminal } from './persons-terminal.js';
import { markedPrompts } from './shell-rc.js';
import { waitingPlace, whichShell } from './shells.js';

/** How long a shell may be without a word before it counts as one that waits and does not print our marks. */
const silentMs = 200;
/** How long one may take to prepare itself. */
const prepareMs = 3000;

/**
 * Has shells edit lines and tell them: the one that a person finds, those below it that they come back to, and those that they open without our
 * settings. Processes keep their numbers, as if nothing had been run for it.
 */
export class Preparation {
  #terminal: PersonsTerminal;
  #screen: PersonsScreen;
  #onLate: () => void;
  /** Those that have been told, and do not do so. */
  #unfit = new Set<string>();
  #numberBefore: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #state: 'none' | 'due' | 'typed' = 'none';

  /** @param onLate called when a shell takes too long */
  constructor(terminal: PersonsTerminal, screen: PersonsScreen, onLate: () => void) {
    this.#terminal = terminal;
    this.#screen = screen;
    this.#onLate = onLate;
  }

  /** `due`: at the next prompt. `typed`: the shell has been told to, and what it prints about that is to be seen by nobody. */
  get state(): 'none' | 'due' | 'typed' {
    return this.#state;
  }

  isDueIn(shell: string | undefined): boolean {
    return this.#state === 'none' && !(shell !== undefined && this.#unfit.has(shell));
  }

  /** The shell is to be told at its next prompt, which nobody is to see twice. */
  await(): void {
    this.#state = 'due';
    this.#screen.isHidden = true;
  }

  async type(): Promise<void> {
    this.#begin();
    this.#numberBefore = (await this.#terminal.init.ask('last', 'last').catch(() => []))[0];
    this.#terminal.write(prepareLine);
  }

  /** The shell has done what it was told. @param isPrepared whether it says so @param hasPrompted whether its prompt was there before */
  async end(shell: string | undefined, isPrepared: boolean, hasPrompted: boolean): Promise<void> {
    if (!isPrepared && shell !== undefined) this.#unfit.add(shell);
    this.giveUp();
    if (this.#numberBefore !== undefined) await this.#terminal.init.ask(`last ${this.#numberBefore}`, 'last').catch(() => {});
    this.#numberBefore = undefined;
    if (hasPrompted) this.#screen.print('\r\u001B[K');
  }

  giveUp(): void {
    this.cancel();
    this.#state = 'none';
    this.#screen.isHidden = false;
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  /**
   * A shell without our marks may have been opened by the command that runs, which waits and has not said so. It is told to, once, unless the
   * person has begun to type.
   * @param openedIn the shell in which the command was entered
   */
  async find(openedIn: string | undefined, keys: KeyLog): Promise<void> {
    if (this.#state !== 'none' || keys.isInLine || this.#terminal.quietForMs() < silentMs) return;
    const shell = this.#terminal.shell();
    const which = whichShell(shell);
    if (!shell || which === undefined || which === openedIn || waitingPlace(shell.pid) === undefined || this.#unfit.has(which)) return;
    this.#unfit.add(which);
    if (shell.program === 'bash') return this.type();
    this.#begin();
    this.#terminal.write(`__nslab=$?; ${markedPrompts(this.#terminal.token)}; (exit "$__nslab")\n`);
  }

  #begin(): void {
    this.cancel();
    this.#state = 'typed';
    this.#screen.isHidden = true;
    this.#timer = setTimeout(this.#onLate, prepareMs);
  }
}
