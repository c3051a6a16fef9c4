import type { Lesson, Step } from '../lesson/lesson.js';
import { withNames } from '../engine/acceptance/with-names.js';
import { keysDone, namesGiven } from '../engine/session/done.js';
import type { JournalStore } from '../engine/session/journal.js';
import type { KeptEntry } from '../engine/session/kept.js';
import type { OwnEnd } from '../engine/session/own-end.js';
import { Session } from '../engine/session/session.js';
import { explain, NslabError } from '../errors.js';
import { cleanOutput } from '../verify/clean-output.js';
import { ask } from './ask.js';
import { askForPrivileges } from './ask-for-privileges.js';
import { askForWish, showStepAhead } from './ask-for-step.js';
import { CommandLine } from './command-line.js';
import { GoingBack } from './going-back.js';
import { explainStep, Hints } from './hints.js';
import { isSameCommand } from '../engine/acceptance/same-command.js';
import type { LearnContext } from './learn-context.js';
import type { LessonProgress } from './lesson-progress.js';
import { sayHowToComeBack, statusOf } from './parting.js';
import { readWish, type InLab, type Wish } from './read-wish.js';
import { Reading } from './reading.js';
import { sayResumed } from './say-resumed.js';
import { Screen } from './screen.js';
import { showAnswer, showOwn } from './shown-answer.js';
import { shownJournal } from './shown-journal.js';
import { Telling } from './telling.js';
import { runPatiently } from './what-goes-on.js';
import { stayInLab } from './stay-in-lab.js';
import { helpWords } from './words/help-words.js';
import { fillStep } from './fill-step.js';
import { lessonWords, type LessonWords } from './words/lesson-words.js';
import { stepWords, type StepWords } from './words/step-words.js';

/** Where a lesson is kept while it is followed. */
export interface Keeping {
  readonly store: JournalStore;
  /** What an earlier session has done. */
  readonly kept: readonly KeptEntry[];
  /** What stands for the placeholders of the lesson, as the person has said then. */
  readonly values: Readonly<Record<string, string>>;
  readonly giveValues: (values: Readonly<Record<string, string>>) => Promise<void>;
  /** Takes it away, when the lesson has been followed to its end. */
  readonly remove: () => Promise<void>;
  /** Why it can't be gone on with later. */
  readonly problem: () => string | undefined;
  readonly progress: LessonProgress;
}

/**
 * Leads a person through a lesson: what there is to read, then each step, which is run, or done by commands of their own. Resolves to the exit status of what
 * was run.
 * @param before the lessons that it continues
 */
export async function follow(lesson: Lesson, before: readonly Lesson[], context: LearnContext, keeping: Keeping): Promise<number> {
  const screen = new Screen({ ...context, hasColour: context.color });
  const isAllowed = await askForPrivileges([[...before, lesson]], screen);
  if (before.length > 0) screen.tell(lessonWords[screen.language].goesOnFrom(cleanOutput(before.at(-1)!.title)));
  const { kept, store } = keeping;
  const session = await Session.start(lesson, before, { isAllowed, isRecording: true, store, ...(kept.length > 0 && { kept }) });
  // Between two questions there is nothing that Ctrl-C could end.
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  const startedAt = performance.now();
  try {
    return await new Following(session, screen, keeping, context.program).lead();
  } finally {
    keeping.progress.note({ kind: 'spent', seconds: (performance.now() - startedAt) / 1000 });
    await session.destroy();
    process.off('SIGINT', ignore);
  }
}

/** The status of what Ctrl-C has ended. */
const interrupted = 130;
/** Programs that fill the screen and wait for keys. */
const takesKeys = /^\s*(?:sudo\s+)?(vim?|nano|less|more|h?top|man|tmux|screen|emacs)(?:\s|$)/;

/** A person on their way through a lesson. */
class Following {
  readonly #session: Session;
  readonly #screen: Screen;
  readonly #keeping: Keeping;
  readonly #program: string;
  readonly #reading: Reading;
  readonly #back: GoingBack;
  readonly #telling: Telling;
  readonly #hints = new Hints();
  readonly #line: CommandLine;
  readonly #words: LessonWords & StepWords;
  /** What stands for the placeholders of the lesson. */
  readonly #values: Record<string, string>;
  /** Whether the person types in the lab's own shell, from step to step. */
  #isTyping = false;
  #hasTyped = false;
  #hasFinished = false;
  readonly #problems = new Set<string>();

  constructor(session: Session, screen: Screen, keeping: Keeping, program: string) {
    this.#session = session;
    this.#program = program;
    this.#screen = screen;
    this.#keeping = keeping;
    this.#reading = new Reading(session, screen);
    this.#telling = new Telling(session, screen);
    this.#back = new GoingBack(session, this.#reading, screen);
    this.#line = new CommandLine(screen.isPlain);
    this.#words = { ...lessonWords[screen.language], ...stepWords[screen.language] };
    this.#values = { ...keeping.values };
  }

  async lead(): Promise<number> {
    this.#goOn();
    if (!this.#screen.isPlain) this.#screen.tell(`\n${this.#words.lettersThenEnter}`);
    for (;;) {
      const { station } = this.#reading;
      if (station?.kind === 'text') this.#reading.read();
      else if (station) {
        if ((await this.#atStep(station.step)) === 'quit') return this.#quit();
      } else if ((await this.#atEnd()) === 'leave') break;
    }
    await this.#keeping.remove();
    return statusOf(this.#session);
  }

  /** Starts where an earlier session has ended. */
  #goOn(): void {
    const { resumed, done } = this.#session;
    const { progress } = this.#keeping;
    if (!resumed) return void (progress.read().done.size > 0 && progress.note({ kind: 'begun-anew' }));
    this.#line.remember(
      done.filter(({ entry }) => entry.kind === 'own' && !entry.command.includes('\n')).map(({ entry }) => entry.command),
    );
    const last = sayResumed(resumed, this.#session, this.#screen);
    this.#reading.arrive();
    if (last > 0) this.#reading.readAgain();
  }

  async #atStep(written: Step): Promise<'quit' | 'on'> {
    const step = withNames(await this.#filled(written), namesGiven(this.#session.done));
    this.#session.aimAt(step);
    this.#hints.at(step);
    if (this.#session.done.some(({ end }) => end?.fulfils?.also.includes(step.key))) return this.#passBy(step);
    // Nobody has said what stands for its placeholders.
    if (step.skip?.code === 'placeholder') {
      await this.#run(step, 'skipped');
      return 'on';
    }
    const shell = this.#session.opened(step.terminal)?.namespace;
    showStepAhead(step, this.#session.lesson.steps.length, shell === step.shell || step.runsOn ? undefined : shell, this.#screen);
    const wish = this.#isTyping ? await this.#type(step.terminal, step) : await this.#askAt(step, shell ?? step.shell);
    if (wish?.kind === 'quit') return 'quit';
    if (wish) await this.#fulfil(wish, step);
    this.#sayProblems();
    return 'on';
  }

  /** The person has done this step with an earlier one. */
  #passBy(step: Step): 'on' {
    showStepAhead(step, this.#session.lesson.steps.length, undefined, this.#screen);
    this.#screen.fill(this.#screen.paint.green(this.#words.doneAlready));
    this.#keeping.progress.note({ kind: 'done', key: step.key, how: 'own' });
    this.#reading.goOn();
    return 'on';
  }

  #askAt({ command }: Step, namespace: string): Promise<Exclude<Wish, { kind: 'help' }>> {
    return askForWish({
      line: this.#line,
      screen: this.#screen,
      namespace,
      isAtEnd: false,
      onTyping: () => this.#session.aim?.prepare(),
      ...(!command.includes('\n') && { command }),
    });
  }

  async #fulfil(wish: Exclude<Wish, { kind: 'help' }>, step: Step): Promise<void> {
    const screen = this.#screen;
    switch (wish.kind) {
      case 'run':
        return this.#run(step, 'run');
      case 'skip':
        screen.tell(this.#words.skipped);
        screen.say(screen.paint.bold.cyan(cleanOutput(step.command)));
        return this.#run(step, 'skipped');
      case 'solution':
        screen.tell(this.#words.solution);
        await explainStep(step, this.#session.aim!, screen);
        return (await ask.confirm(this.#words.runItNow, screen)) ? this.#run(step, 'solution') : undefined;
      case 'hint':
        this.#keeping.progress.note({ kind: 'hint' });
        return this.#hints.give(step, this.#session.aim!, screen);
      case 'explain':
        return explainStep(step, this.#session.aim!, screen);
      case 'own':
        return isSameCommand(wish.command, step.command) ? this.#run(step, 'run') : this.#runOwn(wish.command, step.terminal, step);
      case 'quit':
        return undefined;
      case 'type':
        this.#isTyping = true;
        return undefined;
      default:
        return this.#obey(wish);
    }
  }

  /** The lab is there as long as the person wants to try something in it, or take something back. */
  async #atEnd(): Promise<'leave' | 'on'> {
    const { screen, end } = { screen: this.#screen, end: this.#reading.place };
    this.#isTyping = false;
    this.#session.aimAt(null);
    const { progress } = this.#keeping;
    const known = progress.read().done;
    // What somebody has passed over is not missing in a lesson that they have followed to its end.
    for (const { key } of this.#session.lesson.steps) if (!known.has(key)) progress.note({ kind: 'done', key, how: 'skipped' });
    if (!this.#hasFinished) progress.finish();
    this.#hasFinished = true;
    screen.say('');
    screen.fill(screen.paint.green(this.#words.thatWas(cleanOutput(this.#session.lesson.title))));
    while (this.#reading.place === end) {
      const terminal = this.#session.terminalName;
      const namespace = this.#session.opened(terminal)?.namespace ?? 'host';
      const wish = await askForWish({ line: this.#line, screen, namespace, isAtEnd: true });
      if (wish.kind === 'run' || wish.kind === 'skip' || wish.kind === 'quit') return 'leave';
      if (wish.kind === 'own') await this.#runOwn(wish.command, terminal, undefined);
      else if (wish.kind === 'type') await this.#type(terminal, undefined);
      else if (wish.kind !== 'hint' && wish.kind !== 'explain' && wish.kind !== 'solution') await this.#obey(wish);
    }
    return 'on';
  }

  async #obey(wish: Exclude<InLab, { kind: 'own' | 'type' }>): Promise<void> {
    switch (wish.kind) {
      case 'where':
        return this.#screen.say(shownJournal(this.#session, this.#screen));
      case 'picture':
        return this.#telling.draw(this.#session.network ?? (await this.#session.lookAtNetwork()));
      default:
        if (!(await this.#back.go(wish))) return;
        this.#telling.forgetChanges();
        this.#forgetUndone();
    }
  }

  async #run(step: Step, how: 'run' | 'skipped' | 'solution'): Promise<void> {
    const before = this.#session.done;
    const program = takesKeys.exec(step.command)?.[1];
    if (program !== undefined && how !== 'skipped') return this.#screen.tell(this.#words.takesKeys(program));
    if (step.expect.stop && !step.runsOn) this.#screen.tell(this.#words.goesOnUntilCtrlC);
    const ended = await runPatiently(this.#session, step.terminal, this.#screen, () =>
      this.#session.run(step, (early) => this.#telling.showEarly(early)),
    );
    for (const done of this.#session.takeEnded()) this.#telling.show(done, undefined);
    if (ended) this.#telling.show(ended, before);
    if (step.runsOn) this.#screen.tell(this.#words.goesOnIn(step.terminal));
    // What the person has done themselves may be why, and later steps need this one.
    const hasOwn = before.some(({ entry, end }) => entry.kind === 'own' && end?.isLook === false);
    const isStopped = ended?.exitCode === interrupted;
    if (ended?.verdict === 'fail' && how !== 'skipped' && (hasOwn || isStopped)) return this.#screen.tell(this.#words.stays);
    this.#keeping.progress.note({ kind: 'done', key: step.key, how });
    this.#reading.goOn();
  }

  /** @param step that the person is at; `undefined` at the end of the lesson */
  async #runOwn(command: string, terminal: string, step: Step | undefined): Promise<void> {
    const program = takesKeys.exec(command)?.[1];
    if (program !== undefined) return this.#screen.tell(this.#words.takesKeys(program));
    if (this.#hasEnded(terminal)) return;
    try {
      let isTold = false;
      const early = (own: OwnEnd): void => {
        isTold = true;
        showOwn(own, this.#screen);
        showAnswer(own.answer!, step!.id, this.#screen);
      };
      const own = await runPatiently(this.#session, terminal, this.#screen, () => this.#session.runOwn(command, terminal, early));
      if (!isTold) showOwn(own, this.#screen);
      this.#showOwnEnd(own, step, isTold);
    } catch (error) {
      if (!(error instanceof NslabError) || error.code !== 'incomplete-command') throw error;
      this.#screen.say(explain(error, this.#screen.language).trimEnd());
      // The rest of it would be taken for commands.
      this.#line.drop();
      this.#screen.tell(this.#words.typeLongOnes);
    }
  }

  /**
   * @param isTold whether its answer was told already
   * @returns whether the step is done with it
   */
  #showOwnEnd({ changes, network, answer }: OwnEnd, step: Step | undefined, isTold = false): boolean {
    if (answer?.kind === 'right' && step && !isTold) showAnswer(answer, step.id, this.#screen);
    this.#telling.showChanges(changes, network);
    if (!answer || !step) return false;
    if (answer.kind !== 'right') showAnswer(answer, step.id, this.#screen);
    this.#hints.note(answer);
    if (answer.kind !== 'right') return false;
    this.#keeping.progress.note({ kind: 'done', key: step.key, how: 'own' });
    this.#reading.goOn();
    return true;
  }

  /** Whether nothing can be typed there any more, which is said then. */
  #hasEnded(terminal: string): boolean {
    if (!this.#session.opened(terminal)?.hasEnded) return false;
    this.#screen.tell(this.#words.shellEnded);
    return true;
  }

  /** Hands the lab over, until the person comes back, has done the step, or wants something else. */
  async #type(terminal: string, step: Step | undefined): Promise<Exclude<Wish, { kind: 'help' }> | undefined> {
    this.#isTyping = false;
    if (this.#hasEnded(terminal)) return undefined;
    this.#session.aim?.prepare();
    this.#screen.tell(this.#hasTyped ? this.#words.inLabAgain : this.#words.inLab);
    this.#hasTyped = true;
    let wish: Exclude<Wish, { kind: 'help' }> | undefined;
    let isDone = false;
    const hasGone = await stayInLab(this.#session, terminal, this.#screen, {
      back: this.#words.backInLesson,
      ...(step && { help: helpWords[this.#screen.language].inLesson }),
      onRequest: async (text) => {
        const asked = text.trim() === '' || !step ? undefined : readWish(text);
        if (asked?.kind === 'hint' || asked?.kind === 'explain' || asked?.kind === 'picture') {
          await this.#fulfil(asked, step!);
          return 'stay';
        }
        if (asked?.kind !== 'run' && asked?.kind !== 'solution' && asked?.kind !== 'skip' && asked?.kind !== 'quit') return undefined;
        wish = asked;
        return 'leave';
      },
      onOwn: async (own) => {
        isDone = this.#showOwnEnd(own, step);
        return isDone ? 'leave' : 'stay';
      },
    });
    this.#isTyping = isDone || wish !== undefined;
    // The prompt below what was asked for is of no more use.
    if (wish !== undefined && !this.#screen.isPlain) process.stdout.write('\r\u001B[K');
    this.#screen.say('');
    await this.#openAgain(terminal);
    if (hasGone) {
      const { place } = this.#reading;
      this.#telling.forgetChanges();
      this.#reading.arrive();
      if (this.#reading.place !== place) this.#reading.readAgain();
      this.#forgetUndone();
    }
    return wish;
  }

  /** Who types `exit` to leave the lab's shell wants to go on with the lesson: its shell is opened again, as it was. */
  async #openAgain(terminal: string): Promise<void> {
    const last = this.#session.done.at(-1);
    if (!this.#session.opened(terminal)?.hasEnded || last?.entry.kind !== 'own' || !/^\s*(?:exit|logout)\b/.test(last.entry.command))
      return;
    if ((await this.#session.undo()).kind === 'arrived') this.#screen.tell(this.#words.openedAgain);
  }

  async #filled(step: Step): Promise<Step> {
    const values = await fillStep(step, this.#values, this.#screen);
    for (const [name, value] of Object.entries(values.given)) {
      this.#values[name] = value;
      await this.#keeping.giveValues({ [name]: value });
    }
    return values.step;
  }

  /** What was taken back is not done any more. */
  #forgetUndone(): void {
    const done = keysDone(this.#session.done);
    const keys = [...this.#keeping.progress.read().done.keys()].filter((key) => !done.has(key));
    if (keys.length > 0) this.#keeping.progress.note({ kind: 'undone', keys });
  }

  #sayProblems(): void {
    for (const problem of [this.#keeping.problem(), this.#keeping.progress.problem]) {
      if (problem === undefined || this.#problems.has(problem)) continue;
      this.#problems.add(problem);
      this.#screen.fill(this.#screen.paint.yellow(problem));
    }
  }

  #quit(): number {
    sayHowToComeBack(this.#session, this.#program, this.#keeping.problem() === undefined, this.#screen);
    return statusOf(this.#session);
  }
}
