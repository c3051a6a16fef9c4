import { setTimeout as sleep } from 'node:timers/promises';
import type { AttachOptions } from './attach-options.js';
import { isMark, isOfPrompt, type Happening } from './happening.js';
import type { EditingState } from './marks.js';
import { InTurn } from './in-turn.js';
import { enterKeys } from './person-shell.js';
import { PersonsScreen } from './persons-screen.js';
import type { PersonsTerminal } from './persons-terminal.js';
import { PlainPrompt } from './plain-prompt.js';
import { Preparation } from './preparation.js';
import { whichShell } from './shells.js';
import { isNothing, TypedCommands } from './typed-commands.js';
import { isWayBack } from './way-back.js';

/** How long a shell may take to drop a command. */
const droppedMs = 100;
/** How long a line may take to be told after Enter; till then what is printed is not shown. */
const enteringMs = 60;
/** How long the terminal may take to show the last keys of a line before it is read from the screen. */
const echoMs = 25;
/** How long what is pasted behind a line waits for the prompt after it, in a shell that does not tell lines. */
const pastedMs = 300;
/** How long a command may take to end when the person is to leave after it. */
const leaveMs = 3000;
/** How often a shell that runs in a command is looked for. */
const lookMs = 100;

/** One person at one terminal, from when it is given to them to when it is taken. */
export class Attached {
  #terminal: PersonsTerminal;
  #input: NodeJS.ReadStream;
  #output: NodeJS.WriteStream;
  #options: AttachOptions;
  #commands: TypedCommands;
  #screen: PersonsScreen;
  #preparation: Preparation;
  #plain = new PlainPrompt();
  #happenings: InTurn<Happening>;
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
  #waitsForPrompt = false;
  #isLeaving = false;
  /** Whether keys may be handed on at all, and the person may leave. */
  #isOpen = false;
  #settle: { readonly resolve: (end: 'ended' | 'left') => void; readonly reject: (error: unknown) => void } | undefined;

  constructor(terminal: PersonsTerminal, input: NodeJS.ReadStream, output: NodeJS.WriteStream, options: AttachOptions) {
    this.#terminal = terminal;
    this.#input = input;
    this.#output = output;
    this.#options = options;
    this.#commands = new TypedCommands(terminal, options);
    this.#screen = new PersonsScreen(output, (text) => {
      this.#plain.print(text);
      this.#commands.print(text);
    });
    this.#preparation = new Preparation(terminal, this.#screen, () => this.#take({ kind: 'give-up' }));
    this.#happenings = new InTurn(
      (happening) => this.#deal(happening),
      (error) => this.#settle?.reject(error),
    );
  }

  /** Resolves when the terminal's shell has ended, or the terminal is taken from the person. Rejects with what a callback has thrown. */
  async run(): Promise<'ended' | 'left'> {
    const { init, number, token } = this.#terminal;
    const { signal } = this.#options;
    const isAtTheTop = (): boolean =>
      this.#prompt === 'telling' && this.#typed.length === 0 && !this.#commands.keys.isInLine && this.#terminal.depth() === 1;
    const type = (keys: Buffer): void => {
      if (isWayBack(keys, isAtTheTop)) return leave();
      this.#typed.push(Buffer.from(keys));
      this.#take({ kind: 'keys' });
    };
    const resize = (): void => init.say(`resize ${number} ${this.#output.rows} ${this.#output.columns}`);
    const leave = (): void => void (this.#isOpen && this.#take({ kind: 'leave' }));
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
      this.#preparation.cancel();
      this.#screen.restore();
      this.#terminal.listen(undefined, undefined);
      this.#terminal.restoreSize();
      await init.ask('detach', 'detached').catch(() => {});
      if (this.#prompt !== 'none') await this.#terminal.stopEditing();
    }
  }

  /** What has the terminal when the person comes. */
  async #begin(): Promise<void> {
    this.#isOpen = true;
    if (this.#terminal.hasEnded()) return this.#take({ kind: 'lost' });
    const program = this.#terminal.shell()?.program;
    if (program === 'bash') await this.#preparation.type();
    // Nobody has seen its prompt.
    else if (program !== undefined) this.#terminal.write('\n');
  }

  #take(happening: Happening): void {
    this.#happenings.take(happening);
  }

  #later(kind: 'enter' | 'show' | 'go-on' | 'leave', afterMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#take({ kind });
    }, afterMs);
    this.#timers.add(timer);
  }

  #deal(happening: Happening): Promise<void> | void {
    if (happening.kind === 'text') return this.#screen.print(happening.text);
    if (this.#isOfRedrawnPrompt(happening)) return;
    if (isMark(happening)) this.#screen.show();
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
        return this.#screen.show();
      case 'go-on':
        this.#waitsForPrompt = false;
        return this.#handOn();
      case 'look':
        return this.#commands.running && this.#preparation.find(this.#commands.running.shell, this.#commands.keys);
      case 'give-up':
        this.#preparation.giveUp();
        return this.#handOn();
      case 'leave':
        return this.#leave();
      case 'lost':
        return this.#lost();
      case 'synced':
      case 'told':
    }
  }

  #isOfRedrawnPrompt(happening: Happening): boolean {
    if (!this.#isRedrawn || !isMark(happening)) return false;
    this.#isRedrawn = isOfPrompt(happening) && happening.kind === 'end';
    return isOfPrompt(happening);
  }

  /** Hands the person's keys on, as long as they are for what is there. */
  async #handOn(): Promise<void> {
    while (this.#typed.length > 0 && this.#isOpen && this.#preparation.state === 'none' && !this.#waitsForPrompt && !this.#isLeaving) {
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
    const line = await this.#plain.line(this.#terminal, this.#output);
    if (this.#isContinuing) this.#commands.goOn(line);
    else if (line === null || !isNothing(line)) await this.#commands.start([line], 0);
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
    this.#screen.showLine();
    if (this.#preparation.state === 'typed') return;
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
    if (gate === 'start' && this.#preparation.state === 'none' && !this.#commands.running) {
      try {
        await this.#startTold(true);
      } catch (error) {
        // What could not be told is not run either.
        this.#terminal.write('\u0003');
        await sleep(droppedMs);
        throw error;
      }
    }
    this.#terminal.init.say(`go ${gate}`);
  }

  /** @param isHeld whether the shell waits for that */
  async #startTold(isHeld: boolean): Promise<void> {
    const lines = this.#lines.length > 0 ? this.#lines : [await this.#plain.entered(this.#output)];
    this.#lines = [];
    await this.#commands.start(lines, await this.#commands.unread(isHeld ? 'all' : ''));
    this.#leavePrompt();
  }

  #leavePrompt(): void {
    this.#prompt = 'none';
    this.#hasEnd = false;
    this.#isContinuing = false;
    this.#plain.reset();
  }

  async #started(): Promise<void> {
    if (this.#preparation.state === 'typed') return;
    if (this.#commands.running?.hasBegun) await this.#commands.end(null, undefined);
    if (!this.#commands.running) await this.#startTold(false);
    this.#leavePrompt();
    this.#commands.begin();
  }

  async #continued(): Promise<void> {
    if (this.#preparation.state === 'typed') return;
    this.#isContinuing = true;
    this.#waitsForPrompt = false;
    this.#plain.reset();
    this.#plain.open(this.#commands.keys.isInLine);
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
    const isInterrupted = status === 130 && this.#commands.keys.hasInterrupt;
    const isToPrepare = editing === 'unprepared' && this.#preparation.isDueIn(shell);
    if (this.#preparation.state === 'typed')
      await this.#preparation.end(shell, editing === 'prepared', this.#commands.running !== undefined);
    // Only while the shell waits its terminal's modes can be changed, which is what it takes to count all keys.
    const isHeld = this.#terminal.isAcknowledging && editing !== undefined && isFromHook;
    const unread = await this.#commands.unread(isHeld ? (isToPrepare ? 'drop' : 'all') : '');
    const isCounted = isHeld || (unread === 0 && !(isFromHook && this.#commands.keys.isInLine));
    if (this.#commands.running) await this.#commands.end(status, isCounted ? unread : undefined);
    else if (this.#lines.some((line) => line === null || !isNothing(line))) {
      // Not even begun: an error of syntax, or Ctrl-C before the last line.
      if (!isInterrupted) await this.#commands.tell(this.#lines, status, unread);
    } else if (this.#prompt !== 'none' && this.#promptShell !== undefined && shell !== undefined && shell !== this.#promptShell)
      await this.#commands.tell(['exit'], status, unread);
    this.#lines = [];
    if (isInterrupted) this.#more = [];
    this.#prompt = editing === 'prepared' ? 'telling' : 'none';
    this.#isContinuing = false;
    this.#plain.reset();
    if (isToPrepare) {
      this.#preparation.await();
      if (isHeld) this.#typed.unshift(this.#commands.keys.takeBack(unread));
    }
    this.#promptShell = shell;
  }

  async #ready(): Promise<void> {
    this.#waitsForPrompt = false;
    if (this.#preparation.state === 'due') return this.#preparation.type();
    if (this.#preparation.state === 'typed') return;
    this.#prompt = this.#editing === 'prepared' ? 'telling' : 'plain';
    this.#promptShell = whichShell(this.#terminal.shell());
    this.#plain.open(this.#commands.keys.isInLine);
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
    this.#screen.hold();
    this.#later('show', enteringMs);
  }

  async #request(words: string): Promise<void> {
    if (!this.#commands.running || !this.#options.onRequest) return;
    this.#terminal.init.say('answer heard');
    this.#isLeaving = (await this.#options.onRequest(words)) === 'leave';
    this.#terminal.init.say('answer done');
    if (this.#isLeaving) this.#later('leave', leaveMs);
  }

  #leave(): void {
    const isHalf = this.#prompt !== 'none' && this.#isContinuing;
    if (this.#isLeaving || (!isHalf && this.#preparation.state === 'none')) return this.#settle?.resolve('left');
    this.#isLeaving = true;
    this.#later('leave', leaveMs);
    // A command that is not complete yet is dropped.
    if (isHalf) this.#terminal.write('\u0003');
  }

  async #lost(): Promise<void> {
    const status = this.#terminal.exitCode();
    if (this.#commands.running) await this.#commands.end(status, 0);
    // Where nobody knows its status it was not the person who has left it.
    else if (this.#prompt !== 'none' && status !== null) await this.#commands.tell(['exit'], status, 0);
    this.#settle?.resolve('ended');
  }
}
