import { NslabError } from '../../errors.js';
import type { Terminal } from '../../lab/terminal.js';
import type { Lesson, Step } from '../../lesson/lesson.js';
import { findChanges } from '../../network/changes/find-changes.js';
import type { Snapshot } from '../../network/snapshot.js';
import type { StepEnd } from '../events.js';
import type { OutputChanges } from '../output-changes.js';
import { refuseUntypable } from '../typable.js';
import { attachTo, type PersonsPlace } from './attach.js';
import { hasToHold, runHidden } from './before-the-lesson.js';
import { withLastState, withVerdicts, type Done } from './done.js';
import { entryEnd, type Begun, type Came, type Given } from './entry-end.js';
import type { JournalEntry } from './journal.js';
import { beginAnew, keepAnew, keepDone } from './keep-done.js';
import { readKept, type KeptEntry, type LeftEntry, type Resumed } from './kept.js';
import type { OwnEnd } from './own-end.js';
import { Replay } from './replay.js';
import { comeBack, compareWhenSettled, refusals, type Expected, type Return } from './return.js';
import { hasOtherProcesses, isSameState, type SessionState } from './session-state.js';
import { stateAtRest, stateOf } from './state-at-rest.js';
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

  /** A terminal, for a person who wants to go on by hand. Only what is done by the other functions can be taken back. */
  terminal(name: string): Promise<Terminal> {
    return this.#worlds.current.run.openTerminal(name);
  }

  /** Presses Ctrl-C in what runs, or is just being started. */
  interrupt(): void {
    this.#isInterrupted = true;
    this.#worlds.current.run.interrupt();
  }

  /** Runs a step and judges it; see `LessonRun`. */
  async run(step: Step): Promise<StepEnd | undefined> {
    const { run } = this.#worlds.current;
    let ended: StepEnd | undefined;
    await this.#record({ kind: 'step', key: step.key, terminal: step.terminal, command: step.command, step }, async () => {
      ended = await run.run(step);
      return { ended: ended ?? null, typed: run.lastTyped };
    });
    return ended;
  }

  /** The verdicts of steps that went on and have ended since they were asked for last. */
  takeEnded(): StepEnd[] {
    const all = this.#worlds.current.run.takeEnded();
    if (!this.#isStarted) return all;
    if (all.length === 0) return all;
    const { done, told } = withVerdicts(this.#done, all);
    this.#done = done;
    return told;
  }

  /**
   * Types a command of the person's own, which should be one logical command of the shell.
   * @param terminal the one that was used last when left out
   * @throws {NslabError} `incomplete-command`, when the shell would wait for more
   */
  async runOwn(command: string, terminal = this.#terminal): Promise<OwnEnd> {
    refuseUntypable(command);
    const { run, found } = this.#worlds.current;
    const before = found.network.last;
    const done = await this.#record({ kind: 'own', key: null, terminal, command }, async () => ({
      ended: null,
      typed: await run.runOwn(command, terminal, { timeoutMs: ownTimeoutMs }),
    }));
    const { output, shell } = run.lastTyped!;
    const network = this.#options.isRecording ? found.network.last : null;
    return { ...done.end!, command, terminal, shell, output, changes: before && network && findChanges(before, network), network };
  }

  /**
   * Gives a terminal to a person. What they enter is kept like any other command of theirs.
   * @returns `ended` when its shell has ended, `left` when it was taken from them
   */
  async attach(terminal: string, place: PersonsPlace): Promise<'ended' | 'left'> {
    return attachTo(await this.terminal(terminal), place, {
      begin: (command) => this.#begin({ kind: 'own', key: null, terminal, command }),
      end: async (begun, command, typed, keys) => {
        const entry = { ...begun.entry, command };
        if (command !== begun.entry.command) await beginAnew(this.#options.store, this.done.length, entry);
        this.#worlds.current.run.noteOwn(command, typed);
        await this.#end({ ...begun, entry }, { ended: null, typed, keys });
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
    const at = step === 0 ? this.#base - 1 : all.findLastIndex((done) => done.entry.lesson === 0 && done.step?.id === step);
    if (at === -1 && step !== 0) return Promise.resolve(refusals.notDone(step, this.lesson.steps.length));
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

  destroy(): Promise<void> {
    return this.#worlds.destroy();
  }

  async #start(): Promise<void> {
    for (const lesson of this.#lessons.toReversed()) {
      const { run } = this.#worlds.current;
      run.begin(lesson);
      if (lesson.setup.length > 0) {
        await this.#record({ kind: 'setup', key: null, terminal: '', command: lesson.setup.join('\n') }, async () => {
          await runHidden(run, lesson, 'setup');
          return { ended: null, typed: undefined };
        });
      }
      if (lesson === this.lesson) break;
      for (const step of lesson.steps) {
        if (this.#options.signal?.aborted) return;
        const ended = await this.run(step);
        hasToHold(this.lesson, lesson, [...this.takeEnded(), ...(ended ? [ended] : [])]);
      }
      await run.finish();
      hasToHold(this.lesson, lesson, this.takeEnded());
    }
    if (this.#options.isRecording) {
      const terminal = this.lesson.steps[0]?.terminal ?? 'main';
      await this.#record({ kind: 'terminal', key: null, terminal, command: '' }, async () => {
        await this.#worlds.current.run.openTerminal(terminal);
        return { ended: null, typed: undefined };
      });
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
    const { step = null, ...rest } = given;
    const entry: JournalEntry = { ...rest, lesson: this.#lessons.indexOf(run.lesson), lastPid: await this.#lastPid() };
    if (given.terminal !== '') this.#terminal = given.terminal;
    if (this.#isStarted) await this.#options.store?.begin(entry);
    return { entry, step, startedAt: performance.now() };
  }

  async #end({ entry, step, startedAt }: Begun, { ended, typed, keys }: Came): Promise<Done> {
    const before = this.#done.at(-1)?.state ?? null;
    const state = this.#options.isRecording ? await this.#look(entry.kind !== 'step') : null;
    const isLook = before !== null && state !== null && isSameState(before, state);
    const end = entryEnd(entry, this.#worlds.current.run, { ended, typed, startedAt, isLook, state, keys, lastPid: await this.#lastPid() });
    const done: Done = { entry, end, step, ended, state };
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

  /** The lab after a command; `null` when it can't be looked at any more. @param isAnew whether nobody has looked at its network since */
  async #look(isAnew: boolean): Promise<SessionState | null> {
    const before = this.#done.at(-1)?.state;
    try {
      const state = await stateOf(this.#worlds.current, isAnew ? undefined : this.network);
      return before && hasOtherProcesses(before, state) ? await stateAtRest(this.#worlds.current, state) : state;
    } catch (error) {
      if (error instanceof NslabError) return null;
      throw error;
    }
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
      this.#terminal = wanted.findLast(({ entry }) => entry.terminal !== '')?.entry.terminal ?? 'main';
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
      const failed = done[this.#done.length - this.#base];
      failures.push({ why: 'failed', command: failed?.entry.command ?? null, text: error.message });
      // What it has done until it failed must not stay.
      const again = await this.#comeBack(this.#done, { ...this.#expected([]), state: null, digests: null }, this.#options.signal);
      if (again.kind === 'failed') throw error;
      this.#worlds.replace(again.world);
    }
    this.#terminal = this.#done.findLast(({ entry }) => entry.terminal !== '')?.entry.terminal ?? 'main';
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
