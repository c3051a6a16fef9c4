import { spawn, type IPty } from '@lydell/node-pty';
import { NslabError } from '../errors.js';
import { nameOfNamespace, networkNamespace, openForeground, type Foreground } from './foreground.js';
import type { IdMap } from './id-map.js';
import { labEnvironment } from './environment.js';
import { createMarkReader, type StreamPart } from './marks.js';
import { findProgram } from './programs.js';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** What it takes to get into a lab. */
export interface LabAddress {
  /** Its PID 1, as the runner numbers it. */
  readonly pid: number;
  readonly ids: IdMap;
  /** What the marks of its shells bear. */
  readonly token: string;
}

export interface RunOptions {
  readonly timeoutMs: number;
  /** Called with the output so far whenever more has come; Ctrl-C is pressed as soon as it says so. */
  readonly pressCtrlC?: (output: string) => boolean;
}

/** What came of one command. `output` is what the terminal showed: stdout and stderr are one stream. */
export interface CommandResult {
  /** `done`: the shell waits again. `shell-ended`: the terminal's shell is gone. */
  readonly end: 'done' | 'timeout' | 'output-limit' | 'shell-ended';
  readonly exitCode: number | null;
  readonly output: string;
  readonly isTruncated: boolean;
}

const checkSize: TerminalSize = { columns: 120, rows: 40 };
const startTimeoutMs = 10_000;
/**
 * Ctrl-C is pressed again after a while, as a person would: between two commands of a loop the signal can find nobody.
 * Then the foreground process group is killed, and then the terminal is hung up.
 */
const stopPlan = { pressAgainMs: 250, killMs: 1000, hangUpMs: 3000 };
/** How long after its start a command is stopped that is to be stopped at once. */
const pressAtOnceMs = 200;
/** A Ctrl-C that meets a waiting shell makes it print one more prompt, with a mark that must not count for the next step. */
const drainMs = 50;
/** The longest that the shell may take to say that it is ready again. */
const mostDrainMs = 1000;
const outputLimit = 10_000_000;
const ctrlC = '\u0003';

/** A bash on a pseudo-terminal inside a lab, fed one command at a time. */
export class Terminal {
  #pty: IPty;
  #foreground: Foreground;
  /** The lab's own network namespace. */
  #host: string | undefined;
  #read: (chunk: string) => StreamPart[];
  #listener: ((part: StreamPart) => void) | undefined;
  #hasEnded = false;
  #onEnd: (() => void) | undefined;
  #interrupt: (() => void) | undefined;
  #exitCode: number | null = null;

  private constructor(pty: IPty, labPid: number, token: string) {
    this.#pty = pty;
    this.#foreground = openForeground(pty.pid);
    this.#host = networkNamespace(labPid);
    this.#read = createMarkReader(token);
    pty.onData((chunk) => {
      for (const part of this.#read(chunk)) this.#listener?.(part);
    });
    pty.onExit(({ exitCode }) => {
      this.#hasEnded = true;
      this.#exitCode = exitCode;
      this.#foreground.close();
      this.#onEnd?.();
    });
  }

  /** Starts the shell and waits for its first prompt. */
  static async open(lab: LabAddress, size: TerminalSize = checkSize): Promise<Terminal> {
    const enter = ['--target', `${lab.pid}`, '--user', '--mount', '--net', '--pid', '--uts', '--ipc', '--cgroup'];
    // With a single id there is nobody to become, and the kernel forbids setgroups(2).
    if (lab.ids.kind === 'single') enter.push('--preserve-credentials');
    // When the runner is killed, the hang-up ends the session's leader. That must not be nsenter, which still has to reap the shell:
    // the lab's PID 1 can't end before that, and the machine's init, which would have to do it otherwise, may take seconds.
    const leader = 'exec 3>&2 2>/dev/null; "$@" 2>&3 3>&-; exit $?';
    const pty = spawn('/bin/sh', ['-c', leader, 'sh', findProgram('nsenter')!, ...enter, 'bash', '-i'], {
      cols: size.columns,
      rows: size.rows,
      cwd: '/',
      // Nobody reads along: no echo, and no newline translation, which is 18 times slower on long output.
      env: { ...labEnvironment, NSLAB_STTY: '-echo -onlcr' },
    });
    const terminal = new Terminal(pty, lab.pid, lab.token);
    const started = await terminal.#follow({ timeoutMs: startTimeoutMs });
    if (started.end !== 'done') {
      terminal.close();
      throw new NslabError('lab-failed', `cannot open a terminal in the lab: ${started.output.trim() || started.end}`, {
        hint: 'run `nslab doctor`, which tries each part of a lab by itself',
      });
    }
    return terminal;
  }

  /** Whether the shell is gone, so that nothing can be typed any more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * The network namespace of whatever has the terminal now, in the words of a tutorial: `host` for the lab's own, else its name,
   * else `net:[inode]`. `undefined` when nothing has it.
   */
  get namespace(): string | undefined {
    const group = this.#hasEnded ? undefined : this.#foreground.group();
    const namespace = group === undefined ? undefined : networkNamespace(group);
    if (namespace === undefined || group === undefined) return undefined;
    return namespace === this.#host ? 'host' : (nameOfNamespace(group, namespace) ?? namespace);
  }

  /** Types a command, which must be one logical command of the shell, and waits until the shell says that it has ended. */
  async run(command: string, options: RunOptions): Promise<CommandResult> {
    if (this.#hasEnded) return { end: 'shell-ended', exitCode: null, output: '', isTruncated: false };
    const result = this.#follow(options);
    this.#pty.write(`${command}\n`);
    return result;
  }

  /** Gives the terminal to a person: what they type goes in, what it prints comes out, until its shell ends. */
  async attach(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<void> {
    const resize = (): void => this.#pty.resize(output.columns, output.rows);
    const type = (data: Buffer): void => this.#pty.write(data.toString('utf8'));
    this.#listener = (part) => {
      if (part.kind === 'text') output.write(part.text);
    };
    resize();
    output.on('resize', resize);
    this.#pty.write("stty echo onlcr; set -o emacs -o history; PS2='> '\n");
    input.setRawMode(true);
    input.on('data', type);
    input.resume();
    await new Promise<void>((resolve) => {
      this.#onEnd = resolve;
      if (this.#hasEnded) resolve();
    });
    input.off('data', type);
    output.off('resize', resize);
    input.setRawMode(false);
    input.pause();
  }

  /** Presses Ctrl-C for a person, in the command that runs now; does nothing when none does. */
  interrupt(): void {
    this.#interrupt?.();
  }

  /** Hangs up: the shell and what it runs in the foreground get SIGHUP. */
  close(): void {
    if (!this.#hasEnded) this.#pty.kill('SIGHUP');
  }

  #follow({ timeoutMs, pressCtrlC }: RunOptions): Promise<CommandResult> {
    return new Promise((resolve) => {
      let output = '';
      let end: CommandResult['end'] = 'done';
      let hasPressed = false;
      let hasStarted = false;
      let isDone = false;
      let isToBePressed = false;
      const stopper = this.#stopper();
      const timer = setTimeout(() => {
        end = 'timeout';
        stopper.stop();
      }, timeoutMs);
      const press = (): void => {
        if (hasPressed || isDone) return;
        hasPressed = true;
        output += '^C';
        stopper.stop();
      };
      this.#interrupt = () => {
        if (hasStarted) press();
        else isToBePressed = true;
      };
      const finish = (exitCode: number | null): void => {
        isDone = true;
        clearTimeout(timer);
        this.#interrupt = undefined;
        this.#listener = undefined;
        this.#onEnd = undefined;
        const isTruncated = end === 'output-limit';
        const result = { end, exitCode, output: isTruncated ? output.slice(0, outputLimit) : output, isTruncated };
        if (stopper.cancel() && !this.#hasEnded) void this.#drain().then(() => resolve(result));
        else resolve(result);
      };
      this.#onEnd = () => {
        if (end === 'done') end = 'shell-ended';
        finish(this.#exitCode);
      };
      this.#listener = (part) => {
        if (part.kind === 'end') return finish(part.status);
        // Whatever came before the command started is the shell's prompt.
        if (part.kind === 'start') {
          output = '';
          hasStarted = true;
          // Where nothing is to be seen before it, the command still has to be there.
          if (isToBePressed || pressCtrlC?.(output)) setTimeout(press, pressAtOnceMs);
          return;
        }
        if (output.length <= outputLimit) output += part.text;
        if (output.length > outputLimit && end === 'done') {
          end = 'output-limit';
          stopper.stop();
        }
        if (hasStarted && output !== '' && pressCtrlC?.(output)) press();
      };
    });
  }

  /** Waits until the shell has dealt with what was typed to stop a command: a full-screen program may have left keys for it to read. */
  #drain(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#listener = undefined;
        this.#onEnd = undefined;
        resolve();
      };
      const timer = setTimeout(done, mostDrainMs);
      this.#onEnd = done;
      setTimeout(() => {
        this.#listener = (part) => {
          if (part.kind === 'end') done();
        };
        this.#pty.write('\n');
      }, drainMs);
    });
  }

  /** Carries out the stop plan; `cancel` says whether it had begun. */
  #stopper(): { stop: () => void; cancel: () => boolean } {
    let tries = 0;
    let timer: NodeJS.Timeout | undefined;
    const next = (): void => {
      const elapsedMs = tries * stopPlan.pressAgainMs;
      tries += 1;
      if (elapsedMs >= stopPlan.hangUpMs) return this.close();
      if (elapsedMs >= stopPlan.killMs) this.#killForeground();
      this.#pty.write(ctrlC);
      timer = setTimeout(next, stopPlan.pressAgainMs);
    };
    return {
      stop: () => {
        if (tries === 0) next();
      },
      cancel: () => {
        clearTimeout(timer);
        return tries > 0;
      },
    };
  }

  #killForeground(): void {
    const group = this.#hasEnded ? undefined : this.#foreground.group();
    if (group === undefined || group === this.#pty.pid) return;
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
}
