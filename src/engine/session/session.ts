import { NslabError } from '../../errors.js';
import type { Terminal } from '../../lab/terminal.js';
import type { Lesson, Step } from '../../lesson/lesson.js';
import type { Snapshot } from '../../network/snapshot.js';
import type { Aim } from '../acceptance/aim.js';
import { Aims } from '../acceptance/aims.js';
import { lookAndJudge, notLooked } from '../acceptance/look-and-judge.js';
import type { OwnAnswer } from '../acceptance/own-answer.js';
import type { StepEnd } from '../events.js';
import type { OutputChanges } from '../output-changes.js';
import { refuseUntypable } from '../typable.js';
import { attachTo, type PersonsPlace } from './attach.js';
import { runBefore, runHidden } from './before-the-lesson.js';
import { lastTerminal, stepDoneBy, withLastState, withVerdicts, type Done } from './done.js';
import { entryEnd, type Begun, type Came, type Given } from './entry-end.js';
import type { JournalEntry } from './journal.js';
import { beginAnew, keepAnew, keepDone } from './keep-done.js';
import { failedEntry, readKept, type KeptEntry, type LeftEntry, type Resumed } from './kept.js';
import { earlyOwnEnd, ownEnd, type OwnEnd } from './own-end.js';
import { Replay } from './replay.js';
import { comeBack, compareWhenSettled, refusals, type Expected, type Return } from './return.js';
import { isSameState, type SessionState } from './session-state.js';
import { stateOf } from './state-at-rest.js';
import { subjectOf, type StateDifference } from './state-difference.js';
import type { SessionOptions } from './session-options.js';
import { makeWorld, type World } from './world.js';
import { Worlds } from './worlds.js';

/** How long a command of the person's own may take. */
const ownTimeoutMs = 600_000;

/** A lesson in its lab, with a journal of all that is done there, so that it can be taken back. One thing is done at a time. */
export class Session {
  /** The lesson that is followed, then the one that it continues, and so on. */
  readonly #lessons: readonly Lesson[];
  readonly #options: SessionOptions;
  readonly #worlds: Worlds;
  readonly #aims: Aims;
  #done: readonly Done[] = [];
  #undone: readonly Done[] = [];
  /** How many entries belong to what comes before the first step. */
  #base = 0;
  #isStarted = false;
  #isInterrupted = false;
  #resumed: Resumed | undefined;
  #terminal = 'main';
  readonly #accepted = new Set<string>();

  private constructor(lessons: readonly Lesson[], options: SessionOptions, world: World) {
    this.#lessons = lessons;
    this.#options = options;
    this.#worlds = new Worlds(lessons, options, world);
    this.#aims = new Aims(lessons, () => makeWorld(lessons, options));
  }

  /**
   * A lab with the lesson ready for its first step: what it continues has been run, and its hidden set-up.
   * @param before the lessons that it continues, first one first
   * @throws {NslabError} `continued-lesson`, `setup-failed`, and what `createLab` throws
   */
  static async start(lesson: Lesson, before: readonly Lesson[], options: SessionOptions = {}): Promise<Session> {
    const lessons = [...before, lesson].toReversed();
    const session = new Session(lessons, options, await makeWorld(lessons, options, options.labs));
    try {
      await session.#start();
      if (options.kept) session.#resumed = await session.#resume(options.kept);
      return session;
    } catch (error) {
      await session.destroy();
      throw error;
    }
  }

  /** What came of going on where an earlier session has ended, if there was one. */
  get resumed(): Resumed | undefined {
    return this.#resumed;
  }

  get lesson(): Lesson {
    return this.#lessons[0]!;
  }

  /** What counts, in order. */
  get done(): readonly Done[] {
    return this.#done.slice(this.#base);
  }

  /** What was taken back and can be done again, until something else changes the lab. */
  get undone(): readonly Done[] {
    return this.#undone;
  }

  /** The network as it was last seen. */
  get network(): Snapshot | null {
    return this.#worlds.current.found.network.last;
  }

  /** The network as it is now, when it has come to rest. @throws {NslabError} `snapshot-failed` */
  lookAtNetwork(): Promise<Snapshot> {
    return this.#worlds.current.found.network.snapshot();
  }

  get outputChanges(): OutputChanges | undefined {
    return this.#worlds.current.run.outputChanges;
  }

  get isPrivileged(): boolean {
    return this.#worlds.current.found.lab.isPrivileged;
  }

  /** The terminal that was used last. */
  get terminalName(): string {
    return this.#terminal;
  }

  /** A terminal that has been opened, to be looked at. */
  opened(terminal: string): Pick<Terminal, 'hasEnded' | 'namespace' | 'readsLines'> | undefined {
    return this.#worlds.current.run.opened(terminal);
  }

  /**
   * Has the person's own commands judged by what a step brings about; `null` for none. To be called again when they are at another step, or have gone back.
   */
  aimAt(step: Step | null): void {
    const count = Math.max(this.#base, this.#done.findLastIndex((done) => stepDoneBy(done) !== null) + 1);
    this.#aims.take(this.#options.isRecording ? step : null, this.#done.slice(0, count));
  }

  /** The step that the person is at. */
  get aim(): Pick<Aim, 'prepare' | 'wanted' | 'isLook' | 'isComparing'> | undefined {
    return this.#aims.current;
  }

  /** Presses Ctrl-C in what runs, or is just being started. */
  interrupt(): void {
    this.#isInterrupted = true;
    this.#worlds.current.run.interrupt();
    this.#aims.current?.giveUp();
  }

  /** Runs a step and judges it; see `LessonRun`. */
  async run(step: Step, onVerdict?: (ended: StepEnd) => void): Promise<StepEnd | undefined> {
    const { run } = this.#worlds.current;
    let ended: StepEnd | undefined;
    await this.#record({ kind: 'step', key: step.key, terminal: step.terminal, command: step.command, step }, async () => {
      ended = await run.run(step, onVerdict);
      return { ended: ended ?? null, typed: run.lastTyped };
    });
    return ended;
  }

  /** The verdicts of steps that went on and have ended since they were asked for last. */
  takeEnded(): StepEnd[] {
    const all = this.#worlds.current.run.takeEnded();
    if (!this.#isStarted || all.length === 0) return all;
    const { done, told } = withVerdicts(this.#done, all);
    this.#done = done;
    return told;
  }

  /**
   * Types a command of the person's own, which should be one logical command of the shell.
   * @param terminal the one that was used last when left out
   * @param onRight called as soon as it is known to have done the step, before the lab has come to rest
   * @throws {NslabError} `incomplete-command`, when the shell would wait for more
   */
  async runOwn(command: string, terminal = this.#terminal, onRight?: (own: OwnEnd) => void): Promise<OwnEnd> {
    refuseUntypable(command);
    const { run } = this.#worlds.current;
    const before = this.network;
    const early = (answer: OwnAnswer): void => onRight?.(earlyOwnEnd(command, terminal, run.lastTyped!, answer));
    const done = await this.#record({ kind: 'own', key: null, terminal, command, onRight: early }, async () => ({
      ended: null,
      typed: await run.runOwn(command, terminal, { timeoutMs: ownTimeoutMs }),
    }));
    return ownEnd(done, run.lastTyped!, before, this.#options.isRecording ? this.network : null);
  }

  /**
   * Gives a terminal to a person. What they enter is kept like any other command of theirs.
   * @returns `ended` when its shell has ended, `left` when it was taken from them
   */
  async attach(terminal: string, place: PersonsPlace): Promise<'ended' | 'left'> {
    return attachTo(await this.#worlds.current.run.openTerminal(terminal), place, {
      begin: (command) => this.#begin({ kind: 'own', key: null, terminal, command }),
      end: async (begun, command, typed, keys) => {
        const entry = { ...begun.entry, command };
        if (command !== begun.entry.command) await beginAnew(this.#options.store, this.done.length, entry);
        this.#worlds.current.run.noteOwn(command, typed);
        const before = this.network;
        const done = await this.#end({ ...begun, entry }, { ended: null, typed, keys });
        await place.onOwn?.(ownEnd(done, typed, before, this.#options.isRecording ? this.network : null));
      },
    });
  }

  /** Takes back the last step, or the last command of the person's own. */
  undo(signal?: AbortSignal): Promise<Return> {
    if (this.done.length === 0) return Promise.resolve(refusals.nothingDone);
    return this.#return(this.#done.length - 1, signal);
  }

  /**
   * Goes to right after a step, by its number, back or forward as far as it was done before; 0 is the beginning. What the person did after that step is taken
   * back with the steps after it, and done again on the way forward.
   */
  goTo(step: number, signal?: AbortSignal): Promise<Return> {
    const all = [...this.#done, ...this.#undone];
    const key = this.lesson.steps[step - 1]?.key;
    const at =
      step === 0
        ? this.#base - 1
        : all.findLastIndex((done) => (done.entry.lesson === 0 && done.step?.key === key) || stepDoneBy(done) === key);
    if (step !== 0 && (key === undefined || at === -1)) return Promise.resolve(refusals.notDone(step, this.lesson.steps.length));
    return this.#return(at + 1, signal);
  }

  /** Does again what was taken back last. */
  redo(signal?: AbortSignal): Promise<Return> {
    if (this.#undone.length === 0) return Promise.resolve(refusals.nothingUndone);
    return this.#return(this.#done.length + 1, signal);
  }

  reset(signal?: AbortSignal): Promise<Return> {
    return this.goTo(0, signal);
  }

  /**
   * All that is known of the lab now.
   * @throws {NslabError} `snapshot-failed`, `state-failed`
   */
  state(): Promise<SessionState> {
    return stateOf(this.#worlds.current);
  }

  /** Ends whatever still goes on. */
  finish(): Promise<void> {
    return this.#worlds.current.run.finish();
  }

  /** Runs the hidden commands that clean up. @throws {NslabError} `setup-failed` */
  tearDown(): Promise<void> {
    return runHidden(this.#worlds.current.run, this.lesson, 'teardown');
  }

  async destroy(): Promise<void> {
    await Promise.all([this.#aims.end(), this.#worlds.destroy()]);
  }

  async #start(): Promise<void> {
    const record = async (given: Given, act: () => Promise<unknown>): Promise<void> => {
      await this.#record(given, async () => {
        await act();
        return { ended: null, typed: undefined };
      });
    };
    const steps = {
      run: (step: Step) => this.run(step),
      takeEnded: () => this.takeEnded(),
      isStopped: () => this.#options.signal?.aborted ?? false,
    };
    const { run } = this.#worlds.current;
    if (!(await runBefore(this.#lessons, run, record, steps))) return;
    if (this.#options.isRecording) {
      const terminal = this.lesson.steps[0]?.terminal ?? 'main';
      await record({ kind: 'terminal', key: null, terminal, command: '' }, () => run.openTerminal(terminal));
    }
    // What was to be changed in the lessons before is theirs.
    this.outputChanges?.clear();
    this.#base = this.#done.length;
    this.#isStarted = true;
  }

  /** Does something, and keeps what it takes to do it again. */
  async #record(given: Given, act: () => Promise<Pick<Came, 'ended' | 'typed'>>): Promise<Done> {
    const begun = await this.#begin(given);
    const acting = act();
    // It was pressed before there was anything to press it in.
    if (this.#isInterrupted) this.#worlds.current.run.interrupt();
    return this.#end(begun, { ...(await acting), keys: '' });
  }

  async #begin(given: Given): Promise<Begun> {
    this.#isInterrupted = false;
    this.#worlds.drop();
    const { run } = this.#worlds.current;
    if (this.#options.isRecording && this.#isStarted) run.takeYourTime();
    const { step = null, onRight, ...rest } = given;
    const entry: JournalEntry = { ...rest, lesson: this.#lessons.indexOf(run.lesson), lastPid: await this.#lastPid() };
    if (given.terminal !== '') this.#terminal = given.terminal;
    if (this.#isStarted) await this.#options.store?.begin(entry);
    return { entry, step, startedAt: performance.now(), onRight };
  }

  async #end({ entry, step, startedAt, onRight }: Begun, { ended, typed, keys }: Came): Promise<Done> {
    const before = this.#done.at(-1)?.state ?? null;
    const world = this.#worlds.current;
    const aim = entry.kind === 'own' ? this.#aims.current : undefined;
    const came = { entry, typed, before, done: this.#done, world };
    const { answer, state, fulfils } = this.#options.isRecording ? await lookAndJudge(aim, came, onRight) : notLooked;
    const lastPid = await this.#lastPid();
    const isLook = before !== null && state !== null && isSameState(before, state);
    const end = entryEnd(entry, this.#worlds.current.run, { ended, typed, startedAt, isLook, state, keys, fulfils, lastPid });
    const done: Done = { entry, end, step, ended, state, answer };
    this.#done = [...this.#done, done];
    // A person who has gone back to look at something has not left the way forward.
    if (entry.kind !== 'own' || !isLook) this.#undone = [];
    if (!this.#isStarted) return done;
    await this.#options.store?.end(end);
    this.#prepare();
    return done;
  }

  async #lastPid(): Promise<number> {
    return this.#options.isRecording ? this.#worlds.current.found.lab.lastPid().catch(() => 0) : 0;
  }

  async #return(count: number, signal: AbortSignal | undefined): Promise<Return> {
    this.#worlds.drop();
    const all = [...this.#done, ...this.#undone];
    const wanted = all.slice(0, count);
    const came = await this.#comeBack(wanted, this.#expected(wanted), signal);
    if (came.kind === 'failed') {
      this.#prepare();
      return came;
    }
    const take = async (): Promise<void> => {
      await keepDone(this.#options.store, this.done, wanted.slice(this.#base));
      this.#worlds.replace(came.world);
      // From here on this is what it is to come back to: the same, but for what chance has put into it.
      this.#done = withLastState(wanted, came.now);
      this.#undone = all.slice(count);
      this.#terminal = lastTerminal(wanted);
      this.#prepare();
    };
    const { kind, differences, surprises, byChance } = came;
    if (kind === 'arrived') {
      await take();
      return { kind, surprises, byChance };
    }
    this.#worlds.hold(came.world);
    const accept = async (): Promise<boolean> => {
      if (!this.#worlds.isHeld(came.world)) return false;
      this.#accept(differences);
      await take();
      return true;
    };
    return { kind, differences, surprises, byChance, accept };
  }

  #comeBack(entries: readonly Done[], expected: Expected, signal: AbortSignal | undefined): ReturnType<typeof comeBack> {
    return comeBack({ lessons: this.#lessons, make: () => this.#worlds.fresh(), entries, expected, signal });
  }

  #expected(done: readonly Done[]): Expected {
    return { state: done.at(-1)?.state ?? null, digests: done.at(-1)?.end?.digests ?? null, accepted: this.#accepted };
  }

  /** What has come out otherwise once will do so again, and need not be asked about again. */
  #accept(differences: readonly StateDifference[]): void {
    for (const subject of differences.map(subjectOf)) if (subject !== undefined) this.#accepted.add(subject);
  }

  /** Does again what a journal has kept, as far as that is possible. */
  async #resume(kept: readonly KeptEntry[]): Promise<Resumed> {
    const { done, left } = readKept(kept, this.lesson);
    const failures: LeftEntry[] = [];
    const replay = new Replay(this.#worlds.current, this.#lessons, this.#done.at(-1)?.end?.digests);
    try {
      await replay.redo(done, this.#options.signal, (at) => (this.#done = [...this.#done, done[at]!]));
    } catch (error) {
      if (!(error instanceof NslabError) || this.#options.signal?.aborted) throw error;
      failures.push(failedEntry(done[this.#done.length - this.#base], error));
      // What it has done until it failed must not stay.
      const again = await this.#comeBack(this.#done, { ...this.#expected([]), state: null, digests: null }, this.#options.signal);
      if (again.kind === 'failed') throw error;
      this.#worlds.replace(again.world);
    }
    this.#terminal = lastTerminal(this.#done);
    const { differences, now } = await compareWhenSettled(this.#worlds.current, this.#expected(this.#done));
    this.#accept(differences);
    this.#done = withLastState(this.#done, now);
    if (this.done.length < kept.length) await keepAnew(this.#options.store, this.done);
    return { count: this.done.length, left: [...left, ...failures], differences, surprises: replay.surprises };
  }

  /** Has a lab ready for the next time that somebody goes back. */
  #prepare(): void {
    const [first] = this.#done;
    // Its shell has to get the number that it had.
    this.#worlds.prepare(first?.entry.kind === 'terminal' ? first.entry.terminal : undefined);
  }
}
