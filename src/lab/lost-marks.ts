import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandOutput } from './command-output.js';
import { commandLine, timesRun } from './processes.js';
import { markedPrompts, tellStatus } from './shell-rc.js';
import { waitingPlace, type Shell } from './shells.js';

/** Pauses between looks at a shell that has not said that a command has ended; the last one repeats. */
const pausesMs = [12, 25, 50, 100, 200];
/**
 * How long a shell has to wait for keys without a word to count as one that does not print our marks. On a busy machine its marks are on their
 * way for some milliseconds: a pseudo-terminal hands them on by a worker of the kernel, which has to be given a processor first.
 */
const silentMs = 200;
/** The same for a shell that is known not to print them. */
const stillSilentMs = 25;

/** How often a new shell is looked at for the place where it waits, with a millisecond between. */
const mostLooks = 50;

/** What this needs of a terminal. */
interface WatchedTerminal {
  /** The shell that has the terminal. */
  readonly shell: () => Shell | undefined;
  /** How long nothing has come from it. */
  readonly quietForMs: () => number;
  readonly type: (line: string) => void;
}

/**
 * Notices a shell that waits for a command and has not said so: a shell without our marks was opened, or a step has taken them away. Such a
 * shell is told to print them; one whose prompts go elsewhere is asked each time.
 */
export class LostMarks {
  #terminal: WatchedTerminal;
  #token: string;
  /** Shells whose prompts go elsewhere. */
  #asked = new Set<number>();
  /** Where in its program the shell that was typed into waits at its prompt, and the words that it was started with: others tell of exec(1). */
  #prompt: { readonly pid: number; readonly place: string; readonly startedAs: string } | undefined;

  constructor(terminal: WatchedTerminal, token: string) {
    this.#terminal = terminal;
    this.#token = token;
  }

  /** Learns where a shell waits at its prompt, for which it has to have got there: that takes a moment after it has printed it. */
  async learn(pid: number | undefined): Promise<void> {
    if (pid === undefined || this.#prompt?.pid === pid) return;
    for (let look = 0; look < mostLooks && this.#prompt?.pid !== pid; look += 1) {
      this.#rememberPrompt(pid);
      if (this.#prompt?.pid !== pid) await sleep(1);
    }
  }

  /**
   * To be called right before a command is typed. Looks now and then until cancelled.
   * @param typedInto the process group that has the terminal
   * @param output of the command; it is closed where the prompt of a shell without marks begins
   */
  watch(typedInto: number | undefined, output: CommandOutput, isWanted: () => boolean): { cancel: () => void; hasTold: () => boolean } {
    this.#rememberPrompt(typedInto);
    const runsBefore = typedInto === undefined ? 0 : timesRun(typedInto);
    let looks = 0;
    let isTold = false;
    let silentSince: number | undefined;
    let timer: NodeJS.Timeout | undefined;
    const look = (): void => {
      const shell = isWanted() ? this.#terminal.shell() : undefined;
      // A shell that has not run since has not even read what was typed.
      const isSilent = shell && this.#isSilent(shell, typedInto) && (shell.pid !== typedInto || timesRun(shell.pid) !== runsBefore);
      silentSince = isSilent ? (silentSince ?? performance.now()) : undefined;
      const mostMs = shell && this.#asked.has(shell.pid) ? stillSilentMs : silentMs;
      if (shell && silentSince !== undefined && Math.min(performance.now() - silentSince, this.#terminal.quietForMs()) >= mostMs) {
        if (isTold) this.#asked.add(shell.pid);
        this.#tell(shell, output);
        isTold = true;
        silentSince = undefined;
      }
      later();
    };
    const later = (): void => {
      timer = setTimeout(look, pausesMs[Math.min(looks, pausesMs.length - 1)]);
      looks += 1;
    };
    later();
    return { cancel: () => clearTimeout(timer), hasTold: () => isTold };
  }

  #rememberPrompt(pid: number | undefined): void {
    const place = pid === undefined ? undefined : waitingPlace(pid);
    if (pid === undefined || place === undefined) return;
    if (this.#prompt?.pid !== pid || this.#prompt.place !== place) this.#prompt = { pid, place, startedAs: startedAs(pid) };
  }

  /** Whether it waits for a command: a new shell, or the one that was typed into, where it did before or in another program. */
  #isSilent(shell: Shell, typedInto: number | undefined): boolean {
    const place = waitingPlace(shell.pid);
    if (place === undefined) return false;
    if (shell.pid !== typedInto) return true;
    return this.#prompt?.pid === shell.pid && (this.#prompt.place === place || this.#prompt.startedAs !== startedAs(shell.pid));
  }

  /** Types what makes a shell say the status of the command before, and from now on by itself if it can. */
  #tell(shell: Shell, output: CommandOutput): void {
    const isAsked = this.#asked.has(shell.pid);
    if (isAsked) output.close();
    else output.closeBeforePrompt();
    this.#terminal.type(`__nslab=$?; ${isAsked ? tellStatus(this.#token) : markedPrompts(this.#token)}; (exit "$__nslab")\n`);
  }
}

function startedAs(pid: number): string {
  return commandLine(pid)?.join('\0') ?? '';
}
