import { setTimeout as sleep } from 'node:timers/promises';
import { longestTypedOutput, type AttachOptions } from './attach-options.js';
import { KeyLog } from './key-log.js';
import { askModes, localModes, type PersonsTerminal } from './persons-terminal.js';
import { whichShell } from './shells.js';

/** How long after a key the terminal has it. */
const keyMs = 4;

interface Running {
  /** Its lines, as far as they are known; `null` for one that could not be told. */
  readonly lines: (string | null)[];
  /** The shell that it was entered in. */
  readonly shell: string | undefined;
  startedAt: number;
  /** Whether the shell has told that it starts to run it. */
  hasBegun: boolean;
  output: string;
}

/** Tells whoever asked of the commands that a person enters, one after the other, with the keys that each has read. */
export class TypedCommands {
  #terminal: PersonsTerminal;
  #options: AttachOptions;
  #running: Running | undefined;
  readonly keys = new KeyLog();

  constructor(terminal: PersonsTerminal, options: AttachOptions) {
    this.#terminal = terminal;
    this.#options = options;
  }

  get running(): Readonly<Running> | undefined {
    return this.#running;
  }

  /** @param unread how many keys are there already for it to read */
  async start(lines: readonly (string | null)[], unread: number): Promise<void> {
    this.keys.start(unread);
    const shell = whichShell(this.#terminal.shell());
    this.#running = { lines: [...lines], shell, startedAt: 0, hasBegun: false, output: '' };
    await this.#options.onStart?.({ text: textOf(lines), namespace: this.#terminal.namespace() ?? 'host' });
    this.#running.startedAt = performance.now();
  }

  /** Its shell runs it now: what was printed before is none of its output. */
  begin(): void {
    if (!this.#running) return;
    this.#running.hasBegun = true;
    this.#running.output = '';
  }

  /** The shell has asked for one more line of it. */
  goOn(line: string | null): void {
    this.#running?.lines.push(line);
  }

  print(text: string): void {
    if (this.#running && this.#running.output.length < longestTypedOutput) this.#running.output += text;
  }

  /** @param unread how many keys are still there that nobody has read; `undefined` when that is not known */
  async end(status: number | null, unread: number | undefined): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    await this.#options.onEnd?.({
      status,
      text: textOf(running.lines),
      keys: unread === undefined ? null : this.keys.read(unread),
      // Shells that don't tell where the output starts leave the end of the line before it.
      output: (running.hasBegun ? running.output : running.output.replace(/^\r?\n/, '')).slice(0, longestTypedOutput),
      durationMs: performance.now() - running.startedAt,
    });
  }

  /** One that the shell has dealt with before it could be told. */
  async tell(lines: readonly (string | null)[], status: number | null, unread: number): Promise<void> {
    await this.start(lines, unread);
    await this.end(status, unread);
  }

  /** How many keys nobody has read. */
  async unread(what: '' | 'all' | 'drop'): Promise<number> {
    if (this.keys.quietForMs < keyMs) await sleep(keyMs);
    return (await askModes(this.#terminal, what)).unread;
  }

  /** To be called before keys are typed: those that a program asks for without showing them are not kept. */
  async lookForSecrets(): Promise<void> {
    if (!this.#running) return;
    const { local } = await askModes(this.#terminal, '');
    if ((local & localModes.lined) !== 0 && (local & localModes.echo) === 0) this.keys.hide();
  }
}

function textOf(lines: readonly (string | null)[]): string | null {
  return lines.length === 0 || lines.includes(null) ? null : lines.join('\n');
}

/** An empty line or a comment, which is no command. */
export function isNothing(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}
