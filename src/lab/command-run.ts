import { CommandOutput } from './command-output.js';
import type { LostMarks } from './lost-marks.js';
import type { StreamPart } from './marks.js';
import { createStopper } from './stop-plan.js';

export interface RunOptions {
  readonly timeoutMs: number;
  /** Called with the output so far whenever more has come; Ctrl-C is pressed as soon as it says so. */
  readonly pressCtrlC?: (output: string) => boolean;
  /** What is typed into it once it has started. */
  readonly keys?: string;
}

/** What came of one command. `output` is what the terminal got, escape sequences included: stdout and stderr are one stream. */
export interface CommandResult {
  /**
   * `done`: the shell waits again. `incomplete`: it waited for more of the command, so Ctrl-C was pressed. `timeout`, `output-limit`: the
   * command was stopped. `shell-ended`: the terminal's first shell is gone.
   */
  readonly end: 'done' | 'incomplete' | 'timeout' | 'output-limit' | 'shell-ended';
  readonly exitCode: number | null;
  readonly output: string;
  readonly isTruncated: boolean;
  /** Whether Ctrl-C was pressed in it, by a person or because it had done its work. */
  readonly isInterrupted: boolean;
}

/** What a command that runs needs of its terminal. */
interface RunTerminal {
  readonly write: (keys: string) => void;
  /** Whether what runs waits for keys, or for whatever comes next. */
  readonly waitsForKeys: () => boolean;
  readonly killForeground: () => void;
  readonly hangUp: () => void;
  readonly lostMarks: LostMarks;
  /** Whether the command is an `exit` that the shell repeats, as bash does. */
  readonly saysExit: boolean;
  /** What the shell runs before each prompt for nslab. */
  readonly hook: string;
  /** The process group that the command is typed into. */
  readonly typedInto: number | undefined;
  /** Whether the shell there has told of the start of the command before. */
  readonly tellsStarts: boolean;
}

/** How long after its start a command is stopped that is to be stopped at once. */
const pressAtOnceMs = 200;
/** How long an end is held back that comes before the start of its command. */
const unstartedMs = 150;
/** How often, and how many times in a row, a program has to wait for keys before it gets some; and the longest until it gets them all the same. */
const keysPauseMs = 15;
const looksBeforeKeys = 3;
const mostKeysMs = 1500;
const ctrlC = '\u0003';

/** One command, from when it is typed to when the shell says that it has ended. */
export class CommandRun {
  #terminal: RunTerminal;
  #options: RunOptions;
  #command: string;
  #output = new CommandOutput();
  #end: CommandResult['end'] = 'done';
  #continuations = 0;
  #hasPressed = false;
  #typist: NodeJS.Timeout | undefined;
  #isToBePressed: boolean;
  #unstarted: NodeJS.Timeout | undefined;
  #presser: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout;
  #stopper: ReturnType<typeof createStopper>;
  #watch: ReturnType<LostMarks['watch']>;
  #resolve: ((result: CommandResult) => void) | undefined;
  readonly result: Promise<CommandResult>;

  /** Types the command. @param isInterrupted whether somebody has pressed Ctrl-C already */
  constructor(terminal: RunTerminal, command: string, options: RunOptions, isInterrupted: boolean) {
    this.#terminal = terminal;
    this.#command = command;
    this.#options = options;
    this.#isToBePressed = isInterrupted;
    this.#stopper = createStopper({
      press: () => terminal.write(ctrlC),
      killForeground: terminal.killForeground,
      hangUp: terminal.hangUp,
    });
    this.#timer = setTimeout(() => this.#stop('timeout'), options.timeoutMs);
    this.#watch = terminal.lostMarks.watch(terminal.typedInto, this.#output, () => this.#end === 'done');
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    if (command !== '') terminal.write(`${command}\n`);
    if (!terminal.tellsStarts) this.#pressSoon();
  }

  /** Whether the shell has told of the start of the command. */
  get hasStarted(): boolean {
    return this.#output.hasStarted;
  }

  /** Whether the shell had to be told to say that the command has ended. */
  get wasTold(): boolean {
    return this.#watch.hasTold();
  }

  /** Whether keys were pressed to stop it. */
  get wasStopped(): boolean {
    return this.#stopper.hasBegun();
  }

  /** Presses Ctrl-C, or will as soon as the command has started. */
  interrupt(): void {
    if (this.#mayPress) this.#press();
    else this.#isToBePressed = true;
  }

  hear(part: StreamPart): void {
    switch (part.kind) {
      case 'end':
        // A shell that tells of starts has not started this command yet, or does not run it: a comment, a syntax error. Or the mark is
        // that of an earlier prompt.
        if (this.#output.hasStarted || !this.#terminal.tellsStarts || this.wasTold) this.#finish(part.status);
        else this.#unstarted ??= setTimeout(() => this.#finish(part.status), unstartedMs);
        this.#output.hold();
        break;
      case 'continue':
        this.#continuations += 1;
        if (!this.#output.hasStarted && this.#continuations === this.#command.split('\n').length) this.#stop('incomplete');
        break;
      case 'start':
        clearTimeout(this.#unstarted);
        this.#unstarted = undefined;
        this.#output.take(part);
        this.#typeWhenWaitedFor();
        // Where nothing is to be seen before it, the command still has to be there.
        this.#pressSoon();
        break;
      case 'text':
        this.#output.take(part);
        if (this.#output.isTooLong) this.#stop('output-limit');
        else if (this.#mayPress && this.#options.pressCtrlC?.(this.#output.text)) this.#press();
        break;
      case 'ready':
      case 'told':
      case 'synced':
      case 'editing':
      case 'held':
      case 'line':
      case 'request':
        break;
    }
  }

  /** The terminal is gone. @param exitCode of its shell, if it is known */
  lose(exitCode: number | null): void {
    if (this.#end === 'done') this.#end = 'shell-ended';
    this.#finish(exitCode);
  }

  /** Shells that don't tell of starts print no prompt either before the command has ended. */
  get #mayPress(): boolean {
    return this.#output.hasStarted || !this.#terminal.tellsStarts;
  }

  #pressSoon(): void {
    if (!this.#isToBePressed && !this.#options.pressCtrlC) return;
    clearTimeout(this.#presser);
    this.#presser = setTimeout(() => {
      if (this.#isToBePressed || this.#options.pressCtrlC?.(this.#output.text)) this.#press();
    }, pressAtOnceMs);
  }

  /** Types what is to be typed once the program waits for it: some throw away what came before. */
  #typeWhenWaitedFor(): void {
    const { keys } = this.#options;
    if (keys === undefined || this.#typist) return;
    const startedAt = performance.now();
    let looks = 0;
    this.#typist = setInterval(() => {
      looks = this.#terminal.waitsForKeys() ? looks + 1 : 0;
      if (looks < looksBeforeKeys && performance.now() - startedAt < mostKeysMs) return;
      clearInterval(this.#typist);
      this.#terminal.write(keys);
    }, keysPauseMs);
  }

  #press(): void {
    if (this.#hasPressed || this.#resolve === undefined) return;
    this.#hasPressed = true;
    this.#output.take({ kind: 'text', text: '^C' });
    this.#stopper.stop();
  }

  #stop(why: CommandResult['end']): void {
    if (this.#end === 'done') this.#end = why;
    this.#stopper.stop();
  }

  #finish(exitCode: number | null): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#unstarted);
    clearTimeout(this.#presser);
    clearInterval(this.#typist);
    this.#watch.cancel();
    this.#stopper.cancel();
    if (!this.#terminal.saysExit) this.#output.dropEcho(this.#command);
    this.#output.drop(this.#terminal.hook);
    this.#resolve?.({
      end: this.#end,
      exitCode,
      // Bash ends the line once more when Ctrl-C reaches it in what it does before its prompt.
      output: this.#hasPressed ? this.#output.text.replace(/(\^C\r?\n)(?:\r?\n)+$/, '$1') : this.#output.text,
      isTruncated: this.#output.isTooLong,
      isInterrupted: this.#hasPressed,
    });
    this.#resolve = undefined;
  }
}
