import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { terminalError } from './lab-error.js';
import type { AttachOptions } from './attach-options.js';
import { Attached } from './attached.js';
import { CommandRun, type CommandResult, type RunOptions } from './command-run.js';
import type { Init } from './init.js';
import { killForeground, killInLab } from './kill-in-lab.js';
import { checkSize, type LabAddress } from './lab-address.js';
import { LostMarks } from './lost-marks.js';
import { createMarkReader, type StreamPart } from './marks.js';
import { hasListener, nameOfItsNamespace, networkNamespace, processStatus } from './processes.js';
import { leaveKeys } from './person-shell.js';
import type { PersonsTerminal } from './persons-terminal.js';
import type { Pty, TerminalSize } from './pty.js';
import { promptHook, tellSynced } from './shell-rc.js';
import {
  countShells,
  foregroundShell,
  innermostForeground,
  isContainerClient,
  programsBelow,
  readsKeys,
  waitingPlace,
  type Shell,
} from './shells.js';
import { startShell } from './start-shell.js';
import { isTypable } from './typable.js';

const startTimeoutMs = 10_000;
const mostUntoldStarts = 3;
/** How long nothing may have come from a shell that waits for keys before its prompt counts as one without our marks. */
const lostPromptMs = 100;
/** The same for one whose prompt before had none either. */
const stillPromptlessMs = 25;
/** The longest that a prompt is waited for before the next command is typed all the same. */
const mostPromptMs = 1000;
/** The longest that a shell may take to write down its state. */
const mostTellMs = 200;
/** After keys that stop a command: a pause, the longest wait for the shell to have dealt with them, and how often what still runs is stopped, half of it unasked. */
const restMs = 40;
const mostRestMs = 1500;
const mostRestPresses = 10;
let lastId = 0;

/** A bash on a pseudo-terminal inside a lab, fed one command at a time. */
export class Terminal {
  #init: Init;
  /** What PID 1 knows it by. */
  #id: string;
  #isAcknowledging: boolean;
  #token: string;
  #syncs = 0;
  /** A shell that tells of the starts of commands, and after how many of them in a row it has not. */
  #startTeller: number | undefined;
  #untoldStarts = 0;
  #pty: Pty;
  #size: TerminalSize;
  /** The terminal's first shell, as the runner numbers it. */
  #pid: number;
  #hostNamespace: string | undefined;
  #listener: ((part: StreamPart) => void) | undefined;
  #onEnd: (() => void) | undefined;
  /** Whether the shell that has prompted last edits lines, as it does for a person. */
  #isEditing = false;
  #interrupt: (() => void) | undefined;
  #isInterrupted = false;
  #isReady = false;
  /** Whether the last prompt had no mark at its end. */
  #isPromptless = false;
  /** Whether the shell has written down its state since the last command, in a lab where it is asked to. */
  #hasTold = false;
  #hasEnded = false;
  readonly #gone: Promise<readonly string[]>;
  #exitCode: number | null = null;
  #lastDataAt = 0;
  #lostMarks: LostMarks;

  private constructor(
    { init, token, isAcknowledging }: LabAddress,
    id: string,
    pty: Pty,
    size: TerminalSize,
    pid: number,
    ended: Promise<readonly string[]>,
  ) {
    this.#id = id;
    this.#init = init;
    this.#isAcknowledging = isAcknowledging;
    this.#token = token;
    this.#pty = pty;
    this.#size = size;
    this.#pid = pid;
    this.#gone = ended.catch(() => []);
    this.#hostNamespace = networkNamespace(init.pid);
    this.#lostMarks = new LostMarks(
      {
        shell: () => this.#foregroundShell,
        quietForMs: () => performance.now() - this.#lastDataAt,
        type: (line) => pty.write(line),
      },
      token,
    );
    const read = createMarkReader(token);
    const decoder = new StringDecoder('utf8');
    let isEditing = false;
    pty.listen({
      onData: (chunk) => {
        this.#lastDataAt = performance.now();
        for (const part of read(decoder.write(chunk))) {
          this.#isReady = part.kind === 'ready';
          if (this.#isReady) this.#isPromptless = false;
          if (part.kind !== 'text') this.#hasTold = part.kind === 'told' || part.kind === 'ready';
          if (part.kind === 'editing') isEditing = part.state !== 'unprepared';
          if (part.kind === 'end' && part.isFromHook) {
            this.#isEditing = isEditing;
            isEditing = false;
          }
          this.#listener?.(part);
        }
      },
      onEnd: () => void this.#end(),
    });
    ended.then(
      // What is still in the terminal comes first; its end comes by itself, unless somebody holds it.
      () => void setTimeout(() => pty.close(), restMs).unref(),
      () => pty.close(),
    );
  }

  /**
   * Starts the shell and waits for its first prompt.
   * @throws {NslabError} `lab-failed`
   */
  static async open(lab: LabAddress, size: TerminalSize = checkSize): Promise<Terminal> {
    lastId += 1;
    const id = `${lastId}`;
    const opened = await startShell(lab.init, id, size).catch((error: unknown) => {
      throw terminalError(error instanceof Error ? error.message.trim() : String(error), error);
    });
    const terminal = new Terminal(lab, id, opened.pty, size, opened.pid, opened.ended);
    const started = await terminal.#follow('', { timeoutMs: startTimeoutMs });
    if (started.end === 'done') return terminal;
    void terminal.close();
    throw terminalError(started.output.trim() || started.end);
  }

  /** Whether the shell is gone, so that nothing can be typed any more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * The network namespace of whatever has the terminal now, in the words of a tutorial: `host` for the lab's own, else its name,
   * else `net:[inode]`. `undefined` when nothing has it, or a container.
   */
  get namespace(): string | undefined {
    const group = this.#foregroundGroup;
    if (group === undefined || isContainerClient(group)) return undefined;
    // The leader of the group may have ended a moment ago.
    const pid = networkNamespace(group) === undefined ? this.#foregroundShell?.pid : group;
    return pid === undefined ? undefined : nameOfItsNamespace(pid, this.#hostNamespace);
  }

  /** The program of the shell that has the terminal, such as `bash` or `dash`; `undefined` when another program has it. */
  get shell(): string | undefined {
    return this.#foregroundShell?.program;
  }

  /** Whether something in the namespace of whatever has the terminal waits for others to connect, or for datagrams. */
  get isListening(): boolean {
    return hasListener(this.#foregroundGroup ?? 0);
  }

  /** Whether something listens in the namespace of one of its jobs. */
  get hasListeningJob(): boolean {
    return programsBelow(this.#pid).some(hasListener);
  }

  /** Whether what runs in it reads what a person types, line by line, as read(1p) and cat(1) do. */
  get readsLines(): boolean {
    const group = this.#foregroundGroup;
    return !this.#isReady && group !== undefined && readsKeys(group);
  }

  /** How many shells are open in the terminal, one inside the other; 1 when only its own is. */
  get depth(): number {
    const shell = this.#foregroundShell;
    return shell ? countShells(this.#pid, shell.pid) : this.#isInContainer ? 2 : 0;
  }

  /** Types a command, which should be one logical command of the shell, and waits until the shell says that it has ended. */
  async run(command: string, options: RunOptions): Promise<CommandResult> {
    // Before it is typed there is nothing to stop yet.
    this.#isInterrupted = false;
    this.#interrupt = () => {
      this.#isInterrupted = true;
    };
    if (!this.#hasEnded) await this.#untilReady();
    await this.#stopEditing();
    if (this.#hasEnded) return { end: 'shell-ended', exitCode: null, output: '', isTruncated: false, isInterrupted: false };
    if (isTypable(command)) return this.#follow(command, options);
    // A lab that has just ended, or does not answer, shows in what comes of the next line.
    await this.#init.ask(`step ${this.#id} ${Buffer.from(command).toString('hex')}`, 'step', this.#id).catch(() => {});
    return this.#follow(`eval "$(/bin/cat /run/nslab/step-${this.#id})"`, options);
  }

  /** Waits until the shell has written down its state, as far as it does; what comes from it is another's to hear. */
  async untilTold(): Promise<void> {
    for (const deadline = performance.now() + mostTellMs; !this.#hasTold && !this.#hasEnded && performance.now() < deadline;)
      await sleep(1);
  }

  /**
   * Gives the terminal to a person: what they type goes in, what it prints comes out.
   * @returns `ended` when its shell has; `left` when a request or the signal has taken it from the person, after which `run` is possible again
   */
  attach(input: NodeJS.ReadStream, output: NodeJS.WriteStream, options: AttachOptions = {}): Promise<'ended' | 'left'> {
    return new Attached(this.#forPerson, input, output, options).run();
  }

  /** Presses Ctrl-C for a person, in the command that runs now; does nothing when none does. */
  interrupt(): void {
    this.#interrupt?.();
  }

  /** Hangs up: the shell and what it runs in the foreground get SIGHUP. Resolves when the shell is gone, and its name of the terminal with it. */
  async close(): Promise<void> {
    this.#pty.close();
    await Promise.race([this.#gone, sleep(mostRestMs, undefined, { ref: false })]);
  }

  /** The other end of the terminal is gone; PID 1 tells the status of the shell right before or after that. */
  async #end(): Promise<void> {
    this.#hasEnded = true;
    const [, status] = await Promise.race([this.#gone, sleep(mostRestMs, [], { ref: false })]);
    this.#exitCode = status === undefined ? null : Number(status);
    this.#onEnd?.();
  }

  get #forPerson(): PersonsTerminal {
    return {
      init: this.#init,
      number: this.#pty.number,
      token: this.#token,
      isAcknowledging: this.#isAcknowledging,
      write: (keys) => this.#pty.write(keys),
      namespace: () => this.namespace,
      shell: () => this.#foregroundShell,
      depth: () => this.depth,
      untilReady: () => this.#untilReady(),
      hasEnded: () => this.#hasEnded,
      exitCode: () => this.#exitCode,
      quietForMs: () => performance.now() - this.#lastDataAt,
      listen: (hear, lose) => {
        this.#listener = hear;
        this.#onEnd = lose;
      },
      stopEditing: () => this.#stopEditing(),
      restoreSize: () => this.#init.say(`resize ${this.#pty.number} ${this.#size.rows} ${this.#size.columns}`),
    };
  }

  /** Has a shell that still edits lines, as it did for a person, stop that. Processes keep their numbers, as if nothing had been run. */
  async #stopEditing(): Promise<void> {
    if (!this.#isEditing || this.#hasEnded) return;
    const [last] = await this.#init.ask('last', 'last').catch(() => []);
    this.#isReady = false;
    this.#pty.write(leaveKeys);
    await this.#untilPart((part) => part.kind === 'end' && part.isFromHook, mostRestMs);
    await this.#untilReady();
    if (last !== undefined) await this.#init.ask(`last ${last}`, 'last').catch(() => {});
  }

  /** The process group that has the terminal, or the one inside it. */
  get #foregroundGroup(): number | undefined {
    const group = this.#hasEnded ? undefined : processStatus(this.#pid)?.foreground;
    if (group === undefined || group <= 0) return undefined;
    return group === this.#pid ? group : innermostForeground(group);
  }

  /** Whether a shell in a container has the terminal, of which only its marks and the program that talks with it are seen. */
  get #isInContainer(): boolean {
    return this.#isReady && isContainerClient(this.#foregroundGroup ?? 0);
  }

  get #foregroundShell(): Shell | undefined {
    return this.#hasEnded ? undefined : foregroundShell(this.#pid);
  }

  async #follow(command: string, options: RunOptions): Promise<CommandResult> {
    const typedInto = this.#foregroundGroup;
    if (command !== '') await this.#lostMarks.learn(typedInto);
    const run = new CommandRun(
      {
        write: (keys) => this.#pty.write(keys),
        waitsForKeys: () => waitingPlace(this.#foregroundGroup ?? 0) !== undefined,
        killForeground: () => this.#killForeground(),
        hangUp: () => this.#pty.close(),
        lostMarks: this.#lostMarks,
        saysExit: command === 'exit' && this.shell === 'bash',
        hook: promptHook(this.#token),
        typedInto,
        tellsStarts: typedInto !== undefined && this.#startTeller === typedInto,
      },
      command,
      options,
      this.#isInterrupted,
    );
    this.#interrupt = () => run.interrupt();
    this.#listener = (part) => run.hear(part);
    this.#onEnd = () => run.lose(this.#exitCode);
    const result = await run.result;
    if (command !== '') this.#noteStart(typedInto, run.hasStarted);
    this.#interrupt = undefined;
    this.#listener = undefined;
    this.#onEnd = undefined;
    // A job in the background, which Ctrl-C does not reach, would flood the commands after this one as well.
    if (result.end === 'output-limit') for (const pid of programsBelow(this.#pid)) killInLab(pid);
    // What was typed besides the command has prompts of its own.
    if ((run.wasStopped || run.wasTold) && !this.#hasEnded) await this.#untilAtRest();
    if (run.wasTold) await this.#untilShellWaits();
    return result;
  }

  /** Comments and syntax errors have no start, so that one without means little. */
  #noteStart(shell: number | undefined, hasStarted: boolean): void {
    this.#untoldStarts = hasStarted ? 0 : this.#untoldStarts + 1;
    if (hasStarted) this.#startTeller = shell;
    else if (this.#untoldStarts >= mostUntoldStarts) this.#startTeller = undefined;
  }

  /** Waits until the shell has printed its prompt, or waits for keys without one that we know. */
  async #untilReady(): Promise<void> {
    const deadline = performance.now() + mostPromptMs;
    for (let pauseMs = 2; !this.#isReady && !this.#hasEnded && performance.now() < deadline; pauseMs = Math.min(pauseMs * 2, 50)) {
      await this.#untilPart((part) => part.kind === 'ready', pauseMs);
      const shell = this.#isReady ? undefined : this.#foregroundShell;
      const quietForMs = performance.now() - this.#lastDataAt;
      if (shell && waitingPlace(shell.pid) !== undefined && quietForMs >= (this.#isPromptless ? stillPromptlessMs : lostPromptMs))
        this.#isReady = this.#isPromptless = true;
    }
  }

  /** Waits until a shell has the terminal again and waits for keys. */
  async #untilShellWaits(): Promise<void> {
    const deadline = performance.now() + mostPromptMs;
    while (!this.#hasEnded && performance.now() < deadline) {
      const shell = this.#foregroundShell;
      if (shell && waitingPlace(shell.pid) !== undefined) return;
      await sleep(2);
    }
  }

  /** Waits for what is looked for, but no longer than this; says whether it has come. */
  #untilPart(isWanted: (part: StreamPart) => boolean, mostMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (hasCome: boolean): void => {
        clearTimeout(timer);
        this.#listener = undefined;
        resolve(hasCome);
      };
      const timer = setTimeout(() => done(false), mostMs);
      this.#listener = (part) => {
        if (isWanted(part)) done(true);
      };
    });
  }

  /**
   * Waits until the shell has dealt with all keys that were pressed to stop a command, and has told so: an order of events, not a time. A
   * full-screen program may have left some to it, so the first of the two lines may be no command of ours.
   */
  async #untilAtRest(): Promise<void> {
    await sleep(restMs);
    // A bash that the signal finds between two commands of a line goes on to its prompt, while the second one starts and has the terminal.
    const isBusy = (): boolean => !this.#hasEnded && this.#foregroundShell === undefined && !this.#isInContainer;
    for (let tries = 0; tries < mostRestPresses && isBusy(); tries += 1) {
      if (tries < mostRestPresses / 2) this.#pty.write('\u0003');
      else this.#killForeground();
      await sleep(restMs);
    }
    this.#syncs += 1;
    const number = this.#syncs;
    this.#pty.write(`\n${tellSynced(this.#token, number)}\n`);
    if (await this.#untilPart((part) => part.kind === 'synced' && part.number === number, mostRestMs)) await this.#untilReady();
  }

  #killForeground(): void {
    const group = this.#foregroundGroup;
    if (group !== undefined) killForeground(group, this.#foregroundShell?.pid === group);
  }
}
