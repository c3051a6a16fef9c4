import type { AttachOptions } from './attach-options.js';
import type { EditingState, StreamPart } from './marks.js';
import { enterKeys, prepareLine } from './person-shell.js';
import type { PersonsTerminal } from './persons-terminal.js';
import { PlainPrompt } from './plain-prompt.js';
import { ScreenModes } from './screen-modes.js';
import { markedPrompts } from './shell-rc.js';
import { waitingPlace, whichShell } from './shells.js';
import { TypedCommands } from './typed-commands.js';

/** What happens while a person has a terminal; one is dealt with after the other, however long that takes. */
type Happening =
  | StreamPart
  | { readonly kind: 'keys' | 'enter' | 'lost' | 'leave' | 'look' | 'give-up' | 'show' | 'go-on' };

/** How long a line may take to be told after Enter; till then what is printed is not shown. */
const enteringMs = 60;
/** How long the terminal may take to show the last keys of a line before it is read from the screen. */
const echoMs = 25;
/** How long what is pasted behind a line waits for the prompt after it, in a shell that does not tell lines. */
const pastedMs = 300;
/** How long a shell may take to prepare itself. */
const prepareMs = 3000;
/** How often, and after how long without a word, a shell that runs in a command is looked for. */
const lookMs = 100;
const silentMs = 200;
/** What a shell shows besides that its hook for Enter runs: `set -x`, `set -v`. */
// oxlint-disable-next-line no-control-regex -- escape sequences
const hookNoise = /[^\r\n\u001B]*__nslab_enter [^\r\n]*\r\n/g;

/** One person at one terminal, from when it is given to them to when it is taken. */
export class Attached {
  #terminal: PersonsTerminal;
  #input: NodeJS.ReadStream;
  #output: NodeJS.WriteStream;
  #options: AttachOptions;
  #commands: TypedCommands;
  #screen = new ScreenModes();
  #plain = new PlainPrompt();
  #happenings: Happening[] = [];
  #isBusy = false;
  #timers = new Set<NodeJS.Timeout>();
  /** Keys that have not been handed on. */
  #typed: Buffer[] = [];
  /** What waits for keys: a shell that tells its lines, another one, or a program. */
  #prompt: 'telling' | 'plain' | 'none' = 'none';
  #promptShell: string | undefined;
  #isContinuing = false;
  /** Whether the end of the last command has come, which is told twice. */
  #hasEnd = false;
  /** What the shell has told of itself, before the end that it tells next, and before the one that it has told last. */
  #editingNext: EditingState | undefined;
  #editing: EditingState | undefined;
  /** Lines that the shell has taken, and runs as one command or none. */
  #lines: (string | null)[] = [];
  /** Lines that were entered together with one before. */
  #more: string[] = [];
  /** Whether the prompt that comes next is the one before once more: bash draws it again when the line has been told. */
  #isRedrawn = false;
  /** What was printed since Enter. */
  #entering: string | undefined;
  /** Whether the shell has to be prepared, or is just doing so; keys wait for that. */
  #preparing: 'due' | 'typed' | undefined = 'due';
  #unpreparable = new Set<string>();
  #numberBefore: string | undefined;
  #isHidden = false;
  #waitsForPrompt = false;
  #isLeaving = false;
  #settle: { readonly resolve: (end: 'ended' | 'left') => void; readonly reject: (error: unknown) => void } | undefined;

  constructor(terminal: PersonsTerminal, input: NodeJS.ReadStream, output: NodeJS.WriteStream, options: AttachOptions) {
    this.#terminal = terminal;
    this.#input = input;
    this.#output = output;
    this.#options = options;
    this.#commands = new TypedCommands(terminal, options);
  }

  /** Resolves when the terminal's shell has ended, or the terminal is taken from the person. Rejects with what a callback has thrown. */
  async run(): Promise<'ended' | 'left'> {
    const { init, number, token } = this.#terminal;
    const { signal } = this.#options;
    const type = (keys: Buffer): void => {
      this.#typed.push(Buffer.from(keys));
      this.#take({ kind: 'keys' });
    };
    const resize = (): void => init.say(`resize ${number} ${this.#output.rows} ${this.#output.columns}`);
    const leave = (): void => this.#take({ kind: 'leave' });
    const looking = setInterval(() => this.#take({ kind: 'look' }), lookMs);
    const end = new Promise<'ended' | 'left'>((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#input.setRawMode(true);
    this.#input.on('data', type);
    this.#output.on('resize', resize);
    signal?.addEventListener('abort', leave);
    this.#input.resume();
    try {
      // Between the end of a command and its prompt a shell can't be told from one that waits at a gate.
      if (this.#terminal.shell()) await this.#terminal.untilReady();
      await this.#terminal.stopEditing();
      this.#terminal.listen(
        (part) => this.#take(part),
        () => this.#take({ kind: 'lost' }),
      );
      await init.ask(`attach ${number} ${token}`, 'attached').catch(() => {});
      resize();
      await this.#begin();
      if (signal?.aborted) leave();
      return await end;
    } finally {
      signal?.removeEventListener('abort', leave);
      this.#output.off('resize', resize);
      this.#input.off('data', type);
      this.#input.pause();
      this.#input.setRawMode(false);
      clearInterval(looking);
      this.#timers.forEach(clearTimeout);
      this.#output.write(this.#screen.restoring());
      this.#terminal.listen(undefined, undefined);
      await init.ask('detach', 'detached').catch(() => {});
      if (!this.#terminal.hasEnded()) {
        if (this.#prompt !== 'none') await this.#terminal.stopEditing();
        this.#terminal.restoreSize();
      }
    }
  }

  /** What has the terminal when the person comes. */
  async #begin(): Promise<void> {
    this.#preparing = undefined;
    if (this.#terminal.hasEnded()) return this.#take({ kind: 'lost' });
    const shell = this.#terminal.shell();
    if (!shell) return;
    if (shell.program === 'bash') await this.#prepare();
    // Nobody has seen its prompt.
    else this.#terminal.write('\n');
  }

  #take(happening: Happening): void {
    this.#happenings.push(happening);
    if (!this.#isBusy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    try {
      for (let next = this.#happenings.shift(); next; next = this.#happenings.shift()) {
        const done = this.#deal(next);
        if (done) await done;
      }
    } catch (error) {
      this.#settle?.reject(error);
    }
    this.#isBusy = false;
  }

  #later(kind: 'enter' | 'give-up' | 'show' | 'go-on' | 'leave', afterMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#take({ kind });
    }, afterMs);
    this.#timers.add(timer);
  }

  #deal(happening: Happening): Promise<void> | void {
    if (happening.kind === 'text') return this.#print(happening.text);
    if (this.#isOfRedrawnPrompt(happening)) return;
    if (isMark(happening.kind)) this.#show();
    switch (happening.kind) {
      case 'keys':
        return this.#handOn();
      case 'line':
        return this.#takeLine(happening.status, happening.text);
      case 'held':
        return this.#held(happening.gate);
      case 'start':
        return this.#started();
      case 'continue':
        return this.#continued();
      case 'editing':
        this.#editingNext = happening.state;
        return;
      case 'end':
        return this.#ended(happening.status, happening.isFromHook);
      case 'ready':
        return this.#ready();
      case 'request':
        return this.#request(happening.words);
      case 'enter':
        return this.#enterPlain();
      case 'show':
        return this.#show();
      case 'go-on':
        this.#waitsForPrompt = false;
        return this.#handOn();
      case 'look':
        return this.#lookForShell();
      case 'give-up':
        return this.#giveUp();
      case 'leave':
        return this.#leave();
      case 'lost':
        return this.#lost();
      case 'synced':
    }
  }

  #isOfRedrawnPrompt(happening: Happening): boolean {
    const { kind } = happening;
    if (!this.#isRedrawn || !isMark(kind)) return false;
    const isDrawn = kind === 'ready' || kind === 'continue' || (kind === 'end' && !happening.isFromHook);
    this.#isRedrawn = isDrawn && kind === 'end';
    return isDrawn;
  }

  #print(text: string): void {
    if (this.#isHidden) return;
    if (this.#entering !== undefined) this.#entering += text;
    else this.#printNow(text);
  }

  #printNow(text: string): void {
    if (text === '') return;
    this.#output.write(text);
    this.#screen.follow(text);
    this.#plain.print(text);
    this.#commands.print(text);
  }

  #show(): void {
    const held = this.#entering;
    this.#entering = undefined;
    if (held !== undefined) this.#printNow(held);
  }

  /** Hands the person's keys on, as long as they are for what is there. */
  async #handOn(): Promise<void> {
    while (this.#typed.length > 0 && this.#preparing === undefined && !this.#waitsForPrompt && !this.#isLeaving) {
      const keys = this.#typed.shift()!;
      if (this.#prompt === 'plain') {
        const enter = keys.findIndex((key) => key === 13 || key === 10);
        const line = enter === -1 ? keys : keys.subarray(0, enter);
        this.#plain.type(line);
        this.#send(line);
        if (enter === -1) continue;
        this.#typed.unshift(keys.subarray(enter));
        // What the keys do has to be seen first.
        this.#waitsForPrompt = true;
        this.#later('enter', echoMs);
        return;
      }
      if (this.#prompt === 'none') await this.#commands.lookForSecrets();
      this.#send(keys);
      if (this.#prompt === 'telling' && /[\r\n]/.test(keys.toString('latin1'))) this.#holdBack();
    }
  }

  #send(keys: Buffer): void {
    if (keys.length === 0) return;
    this.#commands.keys.add(keys);
    this.#terminal.write(keys);
  }

  /** Enter at the prompt of a shell that does not tell lines. */
  async #enterPlain(): Promise<void> {
    const keys = this.#typed.shift()!;
    this.#waitsForPrompt = false;
    const rest = keys.subarray(1);
    if (rest.length > 0) this.#typed.unshift(rest);
    const line = await this.#plain.line(this.#terminal, this.#size);
    if (this.#isContinuing) this.#commands.goOn(line);
    else if (line === null || !isNothing(line)) await this.#commands.start([line], false);
    this.#prompt = 'none';
    this.#hasEnd = false;
    this.#plain.reset();
    this.#send(keys.subarray(0, 1));
    if (!this.#isContinuing) this.#commands.keys.start(0);
    if (this.#typed.length > 0) {
      this.#waitsForPrompt = true;
      this.#later('go-on', pastedMs);
    }
  }

  async #takeLine(status: number, text: string | null): Promise<void> {
    const held = this.#entering;
    this.#entering = undefined;
    if (held !== undefined) this.#printNow(held.replace(hookNoise, ''));
    if (this.#preparing === 'typed') return;
    // Its end has not been told: the person has changed what their shell does before it prompts.
    await this.#commands.end(status, undefined);
    this.#hasEnd = false;
    this.#isRedrawn = true;
    const [first, ...more] = text?.replace(/\n+$/, '').split('\n') ?? [null];
    this.#lines.push(first!);
    this.#more.unshift(...more.filter((line) => line !== null));
    this.#terminal.init.say('look');
  }

  async #held(gate: 'start' | 'end'): Promise<void> {
    if (gate === 'start' && this.#preparing === undefined && !this.#commands.running) await this.#startTold();
    this.#terminal.init.say(`go ${gate}`);
  }

  async #startTold(): Promise<void> {
    const lines = this.#lines.length > 0 ? this.#lines : [await this.#plain.entered(this.#size)];
    this.#lines = [];
    await this.#commands.start(lines);
    this.#leavePrompt();
  }

  #leavePrompt(): void {
    this.#prompt = 'none';
    this.#hasEnd = false;
    this.#isContinuing = false;
    this.#plain.reset();
  }

  async #started(): Promise<void> {
    if (this.#preparing === 'typed') return;
    if (this.#commands.running?.hasBegun) await this.#commands.end(null, undefined);
    if (!this.#commands.running) await this.#startTold();
    this.#leavePrompt();
    this.#commands.begin();
  }

  async #continued(): Promise<void> {
    if (this.#preparing === 'typed') return;
    this.#isContinuing = true;
    this.#waitsForPrompt = false;
    this.#plain.reset();
    this.#plain.open();
    if (this.#prompt !== 'telling') this.#prompt = 'plain';
    else if (this.#enterMore()) return;
    await this.#handOn();
  }

  async #ended(status: number, isFromHook: boolean): Promise<void> {
    if (!isFromHook && this.#hasEnd) return;
    this.#hasEnd = true;
    const shell = whichShell(this.#terminal.shell());
    // A person who takes the hook out of their shell still has Enter told.
    const editing = isFromHook || shell !== this.#promptShell ? this.#editingNext : this.#editing;
    this.#editing = editing;
    this.#editingNext = undefined;
    const isToPrepare = editing === 'unprepared' && this.#preparing === undefined && !this.#unpreparable.has(shell ?? '');
    if (this.#preparing === 'typed') await this.#prepared(shell);
    const unread = await this.#commands.unread(isToPrepare ? 'drop' : isFromHook ? 'all' : '');
    if (this.#commands.running) await this.#commands.end(status, isFromHook || unread === 0 ? unread : undefined);
    else if (this.#lines.some((line) => line === null || !isNothing(line))) {
      // Not even begun: an error of syntax, or Ctrl-C before the last line.
      if (status !== 130) await this.#commands.tell(this.#lines, status);
    } else if (this.#prompt !== 'none' && this.#promptShell !== undefined && shell !== undefined && shell !== this.#promptShell)
      await this.#commands.tell(['exit'], status);
    this.#lines = [];
    if (status === 130) this.#more = [];
    this.#prompt = editing === 'prepared' ? 'telling' : 'none';
    this.#isContinuing = false;
    this.#plain.reset();
    if (isToPrepare) {
      this.#preparing = 'due';
      this.#isHidden = true;
      this.#typed.unshift(this.#commands.keys.takeBack(unread));
    }
    this.#promptShell = shell;
  }

  async #ready(): Promise<void> {
    this.#waitsForPrompt = false;
    if (this.#preparing === 'due') return this.#prepare();
    if (this.#preparing === 'typed') return;
    this.#prompt = this.#editing === 'prepared' ? 'telling' : 'plain';
    this.#promptShell = whichShell(this.#terminal.shell());
    this.#plain.open();
    if (this.#isLeaving) return this.#settle?.resolve('left');
    if (this.#prompt === 'telling' && this.#enterMore()) return;
    await this.#handOn();
  }

  /** Enters the next of several lines that were entered together; bash would read it without a prompt, and nobody could tell it then. */
  #enterMore(): boolean {
    const line = this.#more.shift();
    if (line === undefined) return false;
    this.#terminal.write(enterKeys(line));
    this.#holdBack();
    return true;
  }

  #holdBack(): void {
    this.#entering ??= '';
    this.#later('show', enteringMs);
  }

  /** Has the shell that waits edit lines and tell them. Processes keep their numbers, as if nothing had been run. */
  async #prepare(): Promise<void> {
    this.#isHidden = true;
    this.#preparing = 'typed';
    this.#numberBefore = (await this.#terminal.init.ask('last', 'last').catch(() => []))[0];
    this.#terminal.write(prepareLine);
    this.#later('give-up', prepareMs);
  }

  async #prepared(shell: string | undefined): Promise<void> {
    if (this.#editing !== 'prepared' && shell !== undefined) this.#unpreparable.add(shell);
    this.#preparing = undefined;
    this.#isHidden = false;
    const { init } = this.#terminal;
    if (this.#numberBefore !== undefined) await init.ask(`last ${this.#numberBefore}`, 'last').catch(() => {});
    // A shell that has not been told to before has its prompt there already.
    if (this.#commands.running) this.#printNow('\r\u001B[K');
  }

  async #giveUp(): Promise<void> {
    if (this.#preparing !== 'typed') return;
    this.#preparing = undefined;
    this.#isHidden = false;
    await this.#handOn();
  }

  /** A shell without our marks may have been opened, which waits and has not said so. Once the person has begun to type it is left alone. */
  async #lookForShell(): Promise<void> {
    const { running, keys } = this.#commands;
    if (!running || this.#preparing !== undefined || keys.isInLine || this.#terminal.quietForMs() < silentMs) return;
    const shell = this.#terminal.shell();
    const which = whichShell(shell);
    if (!shell || which === undefined || which === running.shell || waitingPlace(shell.pid) === undefined || this.#unpreparable.has(which)) return;
    this.#unpreparable.add(which);
    if (shell.program === 'bash') return this.#prepare();
    this.#isHidden = true;
    this.#preparing = 'typed';
    this.#later('give-up', prepareMs);
    this.#terminal.write(`__nslab=$?; ${markedPrompts(this.#terminal.token)}; (exit "$__nslab")\n`);
  }

  async #request(words: string): Promise<void> {
    if (!this.#commands.running || !this.#options.onRequest) return;
    this.#terminal.init.say('answer heard');
    this.#isLeaving = (await this.#options.onRequest(words)) === 'leave';
    this.#terminal.init.say('answer done');
    if (this.#isLeaving) this.#later('leave', prepareMs);
  }

  #leave(): void {
    const isHalf = this.#prompt !== 'none' && this.#isContinuing;
    if (this.#isLeaving || (!isHalf && this.#preparing === undefined)) return this.#settle?.resolve('left');
    this.#isLeaving = true;
    this.#later('leave', prepareMs);
    // A command that is not complete yet is dropped.
    if (isHalf) this.#terminal.write('\u0003');
  }

  async #lost(): Promise<void> {
    const status = this.#terminal.exitCode();
    if (this.#commands.running) await this.#commands.end(status, 0);
    else if (this.#prompt !== 'none') await this.#commands.tell(['exit'], status);
    this.#settle?.resolve('ended');
  }

  get #size(): { readonly columns: number; readonly rows: number } {
    return { columns: this.#output.columns, rows: this.#output.rows };
  }
}

/** An empty line or a comment, which is no command. */
function isNothing(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function isMark(kind: Happening['kind']): boolean {
  return kind === 'start' || kind === 'continue' || kind === 'end' || kind === 'ready';
}
