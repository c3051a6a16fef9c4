import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandResult, RunOptions } from '../lab/command-run.js';
import type { Lab } from '../lab/create-lab.js';
import { checkSize as screen } from '../lab/lab-address.js';
import type { Terminal } from '../lab/terminal.js';
import { isLooking } from '../lesson/known/looking.js';
import type { Lesson, Step } from '../lesson/lesson.js';
import { effectsOf } from '../lesson/story/effects.js';
import { startsServer } from '../lesson/story/endless.js';
import { cleanOutput } from '../verify/clean-output.js';
import { drawScreen } from '../verify/draw-screen.js';
import { matchOutput, type OutputContext, type OutputMatch } from '../verify/match-output.js';
import type { Reason, StateResult, StepEnd, Verdict } from './events.js';
import { withoutJobNotices, withoutLateNotices } from './job-notices.js';
import { judge, type Judgement } from './judge.js';
import { isWorthALook, judgeState, type Judged } from './judge-state.js';
import type { FoundLab } from './lesson-lab.js';
import type { Followed, NetworkWatch } from './network-watch.js';
import { OutputChanges } from './output-changes.js';
import { reasonOf } from './reasons/reason-text.js';
import { RunMemory } from './run-memory.js';
import { RunTerminals } from './run-terminals.js';
import { StateCheck } from './state-check.js';
import { StepDiagnosis } from './step-diagnosis.js';
import { stepEnd, type Found } from './step-end.js';
import { isOfDocker } from './privileged-lab.js';
import { documentedLines, stopRule, timeLimitMs } from './stop-rule.js';
import { until } from './until.js';
import { dependsOnCapture, whyNotRun } from './why-not-run.js';

/** How long after the last change the kernel may still be on its way: addresses are tentative, links have no carrier yet. */
const settlingMs = 3000;
const firstPauseMs = 25;
/** The longest pause between two tries of a step that may become true. */
const mostPauseMs = 1000;
/** How long a server may take until it listens, and something else that goes on until it has printed what is documented. */
const listenMs = 10_000;
const startMs = 1500;

/** How a step was started that goes on. */
interface Start {
  readonly startedAt: number;
  readonly shell: string;
  readonly impliedExits: number;
  /** What came of its expectations of the network, which was looked at when it had started. */
  readonly states: readonly StateResult[];
}

/** What came of a command that was typed. */
export interface Typed {
  readonly result: CommandResult;
  /** As a person saw it. */
  readonly output: string;
  /** The namespace of the shell that it was typed into. */
  readonly shell: string;
}

/** A lesson in its lab, one step at a time. */
export class LessonRun {
  #lesson: Lesson;
  readonly #lab: Lab;
  readonly #network: NetworkWatch;
  readonly #states: StateCheck;
  /** What the steps that go on have changed in the network when they were started, by their place in the lesson. */
  readonly #followed = new Map<number, Followed>();
  readonly #terminals: RunTerminals;
  readonly #memory = new RunMemory();
  readonly #diagnosis: StepDiagnosis;
  readonly #ended: StepEnd[] = [];
  readonly #withheld: Reason | undefined;
  #startedAt = performance.now();
  #changedAt = performance.now();
  #isInterrupted = false;
  #lastTyped: Typed | undefined;

  /** When outputs are to be changed; later steps are compared as if the new ones stood in the lesson already. */
  readonly outputChanges: OutputChanges | undefined;

  constructor(lesson: Lesson, { lab, network, withheld }: FoundLab, { isUpdating = false } = {}) {
    this.#lesson = lesson;
    this.#lab = lab;
    this.#terminals = new RunTerminals(lab, (ended) => void this.#ended.push(ended));
    this.#network = network;
    this.#withheld = withheld;
    this.#states = new StateCheck(lab, network, isUpdating);
    this.#diagnosis = new StepDiagnosis(network, lab.pid);
    this.outputChanges = isUpdating ? new OutputChanges() : undefined;
  }

  get lesson(): Lesson {
    return this.#lesson;
  }

  /** What came of the step that was run last, or of its last try; `undefined` when it was not typed, or goes on. */
  get lastTyped(): Typed | undefined {
    return this.#lastTyped;
  }

  /** Whether a step goes on in it while others are run. */
  goesOnIn(terminal: string): boolean {
    return this.#terminals.isBusy(terminal);
  }

  /** How to read the output of a command. */
  contextOf(command: string, shell: string): OutputContext {
    return this.#memory.story.contextOf(command, shell);
  }

  /** Goes on with a lesson that starts where the one before has ended. */
  begin(lesson: Lesson): void {
    if (lesson !== this.#lesson) {
      this.#memory.ledger.begin();
      this.#diagnosis.begin();
    }
    this.#lesson = lesson;
    this.#startedAt = performance.now();
  }

  /** Waits until the lab can be looked at, shells included. */
  untilTold(): Promise<void> {
    return this.#terminals.untilTold();
  }

  opened(terminal: string): Terminal | undefined {
    return this.#terminals.get(terminal);
  }

  openTerminal(name: string): Promise<Terminal> {
    return this.#terminals.open(name);
  }

  /** A terminal, in which nothing goes on any more. */
  quietTerminal(name: string): Promise<Terminal> {
    return this.#terminals.quiet(name);
  }

  /** Gives the next step all the time of the lesson: that a person thinks is no reason to hurry. */
  takeYourTime(): void {
    this.#startedAt = performance.now();
  }

  /** Presses Ctrl-C in the step that runs, or in the one that is just being started. */
  interrupt(): void {
    this.#isInterrupted = true;
    this.#terminals.interrupt();
  }

  /**
   * Runs one step and judges it; `undefined` when it goes on and can be judged only when it ends, see `takeEnded`. Steps are to be run in the
   * lesson's order, each at most once.
   * @param onVerdict called before the network is looked at
   */
  async run(step: Step, onVerdict: (ended: StepEnd) => void = () => {}): Promise<StepEnd | undefined> {
    this.#isInterrupted = false;
    this.#lastTyped = undefined;
    await this.#network.begin();
    const before = this.#network.last;
    const ended = await this.#runStep(step);
    if (ended) onVerdict(ended);
    if (ended?.attempts === 0) return ended;
    const followed = await this.#network.follow(before);
    if (ended) return this.#diagnosis.of(step, { ...ended, ...followed }, before, followed?.network);
    if (followed === null) return undefined;
    this.#followed.set(step.id, followed);
    return undefined;
  }

  /**
   * Does a step again that was done in another lab: types it with the values of this one, without waiting for anything that was waited for there, and remembers
   * it as `ended` tells of it.
   * @param ended `null` for one that goes on and has no verdict yet
   * @param how `undefined` for a step that need not be typed, because it only looked
   * @returns what came of it; `undefined` when it was not typed, or goes on
   */
  async redo(step: Step, ended: StepEnd | null, how: RunOptions | 'running' | undefined): Promise<Typed | undefined> {
    const { shells } = this.#memory;
    await shells.leave(step, this.#terminals.get(step.terminal) ? () => this.#terminals.quiet(step.terminal) : undefined);
    if (ended) this.#diagnosis.note(step, ended);
    if (ended?.attempts === 0) {
      this.#memory.note(step, ended, {});
      return undefined;
    }
    const terminal = await this.#terminals.quiet(step.terminal);
    const shell = terminal.namespace ?? step.shell;
    if (how === 'running' || ended === null) {
      await this.#letGoOn(step, terminal, { startedAt: performance.now(), shell, impliedExits: 0 });
      return undefined;
    }
    if (how === undefined) {
      this.#memory.note(step, ended, {});
      return undefined;
    }
    let result = await terminal.run(this.#memory.fill(step.command), how);
    // A look that was given several times may have left something each time: a trap counts, a file is read on.
    for (let left = ended.attempts - 1; left > 0 && result.end === 'done'; left -= 1)
      result = await terminal.run(this.#memory.fill(step.command), how);
    const output = await this.#outputOf(step, result);
    this.#memory.note(step, { ...ended, output }, this.#judge(step, result, output, shell, how.timeoutMs));
    this.#changedAt = performance.now();
    return { result, output, shell };
  }

  /** Types a command of the person's own, or does one again. */
  async runOwn(command: string, terminalName: string, how: RunOptions): Promise<Typed> {
    this.#isInterrupted = false;
    const terminal = await this.#terminals.quiet(terminalName);
    const shell = terminal.namespace ?? 'host';
    const running = terminal.run(command, how);
    if (this.#isInterrupted) terminal.interrupt();
    const result = await running;
    const output = cleanOutput(await drawScreen(result.output, screen));
    this.#lastTyped = { result, output, shell };
    this.noteOwn(command, this.#lastTyped);
    return this.#lastTyped;
  }

  /** Remembers a command that a person has typed by themselves. */
  noteOwn(command: string, { result, shell }: Typed): void {
    if (!isLooking(command)) this.#changedAt = performance.now();
    if (result.exitCode === 0) this.#memory.noteOwn(command, shell);
  }

  async #runStep(step: Step): Promise<StepEnd | undefined> {
    const startedAt = performance.now();
    const gone = this.#whyUnreachable(step);
    if (gone) return this.#end(step, startedAt, gone);
    const impliedExits = await this.#memory.shells.leave(
      step,
      this.#terminals.get(step.terminal) ? () => this.#terminals.quiet(step.terminal) : undefined,
    );
    const notPrinted = this.#memory.captured.missing(step.command, this.#lesson);
    if (notPrinted !== undefined) return this.#end(step, startedAt, { ...dependsOnCapture(notPrinted), impliedExits });
    const notRun = whyNotRun(step, this.#lesson.requires, this.#withheld, this.#memory);
    if (notRun) return this.#end(step, startedAt, { ...notRun, impliedExits });
    await this.#terminals.judge(effectsOf(step.command, step.shell).removes.length > 0);
    const terminal = await this.#terminals.quiet(step.terminal);
    const shell = terminal.namespace ?? step.shell;
    if (step.runsOn) return this.#letGoOn(step, terminal, { startedAt, shell, impliedExits });
    const command = this.#memory.fill(step.command);
    const looking = isLooking(step.command);
    const deadline = Math.max(looking ? this.#changedAt + settlingMs : 0, step.retryMs > 0 ? startedAt + step.retryMs : 0);
    for (let attempts = 1, pauseMs = firstPauseMs; ; attempts += 1, pauseMs = Math.min(2 * pauseMs, mostPauseMs)) {
      const timeoutMs = Math.min(timeLimitMs(step), this.#leftMs);
      const running = terminal.run(command, { timeoutMs, ...stopRule(step) });
      if (this.#isInterrupted) terminal.interrupt();
      const result = await running;
      const output = await this.#outputOf(step, result);
      this.#lastTyped = { result, output, shell };
      const judgement = this.#judge(step, result, output, shell, timeoutMs);
      const leftMs = deadline - performance.now();
      // What an earlier step has taken away does not come back by waiting.
      const isHopeless = judgement.causedBy !== null && step.retryMs === 0;
      const isSettled = judgement.verdict === 'pass' || judgement.reason?.code === 'drift:format';
      if (isSettled || result.end !== 'done' || leftMs <= 0 || isHopeless || this.#isInterrupted) {
        if (judgement.verdict === 'pass' && startsServer(step.command)) await until(() => terminal.hasListeningJob, listenMs / 2);
        if (!looking) this.#changedAt = performance.now();
        const states = isWorthALook(judgement) ? await this.#checkState(step, deadline) : [];
        const judged = this.#withStates(judgement, states);
        return this.#end(step, startedAt, { ...judged, shell, result, output, attempts, impliedExits });
      }
      await sleep(Math.min(pauseMs, leftMs));
    }
  }

  /** The verdicts of steps that went on and have ended since they were asked for last. */
  takeEnded(): StepEnd[] {
    return this.#ended.splice(0).map((ended) => ({ ...ended, ...this.#followed.get(ended.step) }));
  }

  /** Ends whatever still goes on. */
  async finish(): Promise<void> {
    await this.#terminals.finish();
  }

  /**
   * Types hidden commands, in a terminal of their own that no step sees. Those from the first one on that needs a Docker which is withheld are left out.
   * @returns what it printed if it failed, else `undefined`
   */
  async runHidden(commands: readonly string[]): Promise<{ command: string; output: string } | undefined> {
    if (commands.length === 0) return undefined;
    const terminal = await this.#lab.openTerminal();
    try {
      for (const command of commands) {
        if (this.#withheld && isOfDocker(command)) break;
        const result = await terminal.run(command, { timeoutMs: this.#leftMs });
        if (result.end !== 'done' || result.exitCode !== 0) return { command, output: cleanOutput(result.output) };
      }
      this.#changedAt = performance.now();
      return undefined;
    } finally {
      await terminal.close();
    }
  }

  #whyUnreachable(step: Step): { verdict: Verdict; reason: Reason } | undefined {
    if (step.skip?.code === 'setting') return undefined;
    if (this.#terminals.get(step.terminal)?.hasEnded) {
      return { verdict: 'unreachable', reason: reasonOf('terminal-ended', { terminal: step.terminal }) };
    }
    if (this.#leftMs > 0) return undefined;
    return { verdict: 'unreachable', reason: reasonOf('lesson-timeout', { seconds: this.#lesson.timeoutMs / 1000 }) };
  }

  get #leftMs(): number {
    return this.#lesson.timeoutMs - (performance.now() - this.#startedAt);
  }

  /** Starts a step that goes on while others are run in other terminals, and waits until they find it ready. */
  async #letGoOn(step: Step, terminal: Terminal, started: Omit<Start, 'states'>): Promise<StepEnd | undefined> {
    let printed = '';
    const pressCtrlC = (output: string): boolean => {
      printed = output;
      return false;
    };
    const running = terminal.run(this.#memory.fill(step.command), { timeoutMs: Math.max(1, this.#leftMs), pressCtrlC });
    if (this.#isInterrupted) terminal.interrupt();
    const ended = running.then(() => true);
    const context = this.#memory.contextOf(step, started.shell);
    const match = (): ReturnType<typeof matchOutput> =>
      matchOutput(
        documentedLines(step).map((line) => this.#memory.captured.fillDocumented(line)),
        cleanOutput(printed).split('\n'),
        context,
        this.#memory.story.correspondence,
      );
    const hasPrinted = (): boolean => (step.expect.output ? match().outcome === 'same' : printed !== '');
    const isServer = step.endless === 'server';
    let hasEnded = await Promise.race([ended, until(isServer ? () => terminal.isListening : hasPrinted, isServer ? listenMs : startMs)]);
    // What a server says when it is ready comes along with it.
    if (!hasEnded && isServer && step.expect.output) hasEnded = await Promise.race([ended, until(hasPrinted, startMs)]);
    this.#changedAt = performance.now();
    const start = { ...started, states: await this.#checkState(step, 0) };
    if (hasEnded) return this.#endOf(step, start, await running);
    const isJudged = !step.expect.output || hasPrinted();
    const { output } = step.expect;
    const expectations = output ? [{ kind: 'output' as const, ok: true, line: output.line, endLine: output.endLine, aligned: null }] : [];
    const pass = (): StepEnd =>
      this.#end(step, start.startedAt, {
        ...this.#withStates({ verdict: 'pass', reason: null, expectations }, start.states),
        correspondence: output ? match().correspondence : this.#memory.story.correspondence,
        shell: start.shell,
        output: cleanOutput(printed),
        attempts: 1,
        impliedExits: start.impliedExits,
      });
    const judgeEnd = async (result: CommandResult): Promise<StepEnd> =>
      this.#diagnosis.of(step, await this.#endOf(step, start, result), null);
    this.#terminals.letGoOn(step.terminal, { terminal, result: running, isJudged, hasPrinted, pass, judge: judgeEnd });
    return isJudged ? pass() : undefined;
  }

  async #endOf(step: Step, { startedAt, shell, impliedExits, states }: Start, result: CommandResult): Promise<StepEnd> {
    const output = await this.#outputOf(step, result);
    const judgement = this.#judge(step, result, output, shell, this.#lesson.timeoutMs);
    const judged = isWorthALook(judgement) ? this.#withStates(judgement, states) : judgement;
    return this.#end(step, startedAt, { ...judged, shell, result, output, attempts: 1, impliedExits });
  }

  #judge(step: Step, result: CommandResult, output: string, shell: string, timeoutMs: number): Judgement {
    const context = this.#memory.contextOf(step, shell);
    const { correspondence } = this.#memory.story;
    const match = (lines: readonly string[]): OutputMatch => matchOutput(lines, output.split('\n'), context, correspondence);
    const documented = withoutLateNotices(documentedLines(step), output, step.command);
    const lines = this.#memory.captured.documented(step, documented, output, match);
    const cause = this.#memory.ledger.causeOf(step);
    // What goes on while others are run is judged after them; they can't be to blame.
    const isEarlier = cause !== undefined && cause.line < step.line;
    return judge(step, lines, result, output, context, correspondence, timeoutMs, isEarlier ? cause : undefined, (words) =>
      this.#memory.ledger.owedIn(words),
    );
  }

  async #outputOf(step: Step, result: CommandResult): Promise<string> {
    return withoutJobNotices(cleanOutput(await drawScreen(result.output, screen)), step.command, step.expect.output?.lines ?? []);
  }

  /** What comes of a step's expectations of the network: that may take as long as the kernel does. */
  #checkState(step: Step, retryUntil: number): Promise<StateResult[]> {
    const isHopeless = (states: readonly StateResult[]): boolean =>
      retryUntil === 0 && this.#withStates<Judged>({ verdict: 'pass', reason: null }, states).causedBy != null;
    return this.#states.check(
      step,
      Math.max(this.#changedAt + settlingMs, retryUntil),
      (states) => this.#isInterrupted || isHopeless(states),
    );
  }

  #withStates<T extends Judged>(judged: T, states: readonly StateResult[]): T {
    return judgeState(judged, states, (words) => this.#memory.ledger.owedIn(words));
  }

  #end(step: Step, startedAt: number, found: Found): StepEnd {
    const ended = stepEnd(this.#lesson.file, step, startedAt, found);
    this.outputChanges?.redraw(step, this.#states.redrawn(step));
    this.outputChanges?.note(step, ended);
    this.#memory.note(step, ended, found, this.outputChanges);
    return ended;
  }
}
