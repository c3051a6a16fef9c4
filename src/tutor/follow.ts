import { Chalk, type ChalkInstance } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import { countVerdict, defaultPolicy, exitStatus, isFailure, noCounts } from '../engine/counts.js';
import type { StepEnd } from '../engine/events.js';
import type { KeptEntry } from '../engine/session/kept.js';
import type { JournalStore } from '../engine/session/journal.js';
import type { Return } from '../engine/session/return.js';
import { Session } from '../engine/session/session.js';
import { NslabError } from '../errors.js';
import { fillPlaceholders, findPlaceholders } from '../lesson/placeholders.js';
import type { Lesson, Step } from '../lesson/lesson.js';
import type { Change } from '../network/change.js';
import { drawText } from '../network/drawing/draw-text.js';
import { topologyOf } from '../network/drawing/topology-of.js';
import { readingLanguage } from '../report/language.js';
import { networkLines } from '../report/network-lines.js';
import type { ReportContext } from '../report/reporter.js';
import { resumedLines, returnLines } from '../report/return-lines.js';
import { firstLine } from '../report/shown-text.js';
import { cleanOutput } from '../verify/clean-output.js';
import { ask } from './ask.js';
import { askForPrivileges } from './ask-for-privileges.js';
import { askAtEnd, askForStep } from './ask-for-step.js';
import { goingBack, withPatience } from './patience.js';
import type { InLab } from './read-wish.js';
import { headingAbove, placeAfter, stationsOf, type Station } from './stations.js';
import { shownJournal } from './shown-journal.js';
import { shownOwn, shownStep } from './shown-step.js';
import { shownText } from './shown-text.js';
import { stayInLab } from './stay-in-lab.js';

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
}

/**
 * Leads a person through a lesson: the prose, then each command, which Enter has run. Resolves to the exit status of what was run.
 * @param before the lessons that it continues
 * @param keeping `undefined` when nothing is to be kept
 */
export async function follow(lesson: Lesson, before: readonly Lesson[], context: ReportContext, keeping?: Keeping): Promise<number> {
  const isAllowed = await askForPrivileges([[...before, lesson]]);
  const paint = new Chalk({ level: context.color ? 1 : 0 });
  if (before.length > 0) process.stdout.write(paint.dim(`This lesson goes on from ${before.at(-1)!.title}, which is run first.\n`));
  const kept = keeping?.kept ?? [];
  const session = await Session.start(lesson, before, {
    isAllowed,
    isRecording: true,
    ...(keeping && { store: keeping.store }),
    ...(kept.length > 0 && { kept }),
  });
  // Between two questions there is nothing that Ctrl-C could end.
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  try {
    return await new Following(session, context, paint, keeping).lead();
  } finally {
    await session.destroy();
    process.off('SIGINT', ignore);
  }
}

/** Programs that fill the screen and wait for keys. */
const takesKeys = /^\s*(?:sudo\s+)?(vim?|nano|less|more|h?top|man|tmux|screen|emacs)(?:\s|$)/;

/** A person on their way through a lesson. */
class Following {
  readonly #session: Session;
  readonly #context: ReportContext;
  readonly #paint: ChalkInstance;
  readonly #keeping: Keeping | undefined;
  readonly #stations: readonly Station[];
  readonly #how: { readonly columns: number; readonly language: ReturnType<typeof readingLanguage>; readonly hasColour: boolean };
  /** What stands for the placeholders of the lesson. */
  readonly #values: Record<string, string>;
  #place = 0;
  #changes: readonly Change[] = [];
  #hasSaidProblem = false;

  constructor(session: Session, context: ReportContext, paint: ChalkInstance, keeping: Keeping | undefined) {
    this.#session = session;
    this.#context = context;
    this.#paint = paint;
    this.#keeping = keeping;
    this.#values = { ...keeping?.values };
    this.#stations = stationsOf(session.lesson);
    this.#how = { columns: context.columns, language: readingLanguage(session.lesson.title), hasColour: context.color };
  }

  async lead(): Promise<number> {
    this.#goOn();
    for (;;) {
      const station = this.#stations[this.#place];
      if (station?.kind === 'text') {
        this.#say(shownText(station.node, this.#session.lesson, this.#context, this.#how.language, this.#paint, false));
        this.#place += 1;
      } else if (station) {
        if ((await this.#atStep(station.step)) === 'quit') return this.#quit();
      } else if ((await this.#atEnd()) === 'leave') break;
    }
    await this.#keeping?.remove();
    return this.#status();
  }

  #say(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  /** Something that nslab says by itself. */
  #tell(text: string): void {
    this.#say(wrapAnsi(this.#paint.dim(text), this.#context.columns));
  }

  /** Starts where an earlier session has ended. */
  #goOn(): void {
    const { resumed, done } = this.#session;
    if (!resumed) return;
    const last = done.findLast(({ step }) => step !== null)?.step?.id ?? 0;
    const lines = resumedLines(resumed, this.#how.language, this.#paint);
    const place = last === 0 ? 'before the first step' : `after step ${last} of ${this.#session.lesson.steps.length}`;
    this.#tell(`You are back ${place}${lines.length === 0 ? ', and the lab is as it was.' : '. Compared with what it was:'}`);
    for (const line of lines) this.#say(line);
    this.#place = placeAfter(this.#stations, last);
    if (last > 0) this.#readAgain();
  }

  /** Shows what stands between the heading above and the place, but for the commands. */
  #readAgain(): void {
    for (const station of this.#stations.slice(headingAbove(this.#stations, this.#place), this.#place))
      if (station.kind === 'text')
        this.#say(shownText(station.node, this.#session.lesson, this.#context, this.#how.language, this.#paint, false));
  }

  async #atStep(written: Step): Promise<'quit' | 'on'> {
    const step = await this.#withValues(written);
    const shell = this.#session.opened(step.terminal)?.namespace;
    const elsewhere = shell === undefined || shell === step.shell || step.runsOn ? '' : ` (you are in ${shell})`;
    const wish = await askForStep(step, `[${step.id}/${this.#session.lesson.steps.length}]`, elsewhere, this.#paint);
    if (wish.kind === 'quit') return 'quit';
    if (wish.kind === 'skip') {
      this.#say(this.#paint.cyan('- skipped'));
      this.#place += 1;
    } else if (wish.kind === 'run') {
      await this.#run(step);
      this.#place += 1;
    } else await this.#obey(wish, step.terminal);
    this.#sayProblem();
    return 'on';
  }

  /** The lab is there as long as the person wants to try something in it, or take something back. */
  async #atEnd(): Promise<'leave' | 'on'> {
    this.#say(this.#paint.green(`\nThat was ${this.#session.lesson.title}.`));
    for (const place = this.#place; this.#place === place;) {
      const wish = await askAtEnd();
      if (wish.kind === 'run' || wish.kind === 'skip' || wish.kind === 'quit') return 'leave';
      await this.#obey(wish, this.#session.terminalName);
    }
    return 'on';
  }

  async #obey(wish: InLab, terminal: string): Promise<void> {
    switch (wish.kind) {
      case 'own':
        return this.#runOwn(wish.command, terminal);
      case 'undo':
        return this.#undo();
      case 'redo':
        return this.#redo();
      case 'go-to':
        return this.#goTo(wish.step);
      case 'reset':
        if (await ask.confirm('Take back everything and start the lesson anew?', false)) await this.#goTo(0);
        return undefined;
      case 'type':
        return this.#type(terminal);
      case 'where':
        return this.#say(shownJournal(this.#session, this.#paint));
      case 'picture':
        return this.#draw();
    }
  }

  async #run(step: Step): Promise<void> {
    const ended = await this.#stoppable(() => {
      if (step.expect.stop && !step.runsOn)
        this.#say(this.#paint.dim('It goes on until Ctrl-C. nslab presses that for you once the output of the lesson has come.'));
      return this.#session.run(step);
    });
    for (const done of [...this.#session.takeEnded(), ...(ended ? [ended] : [])]) this.#show(done);
    if (step.runsOn) this.#say(this.#paint.dim(`It goes on in ${step.terminal} while you go on elsewhere.`));
  }

  #show(done: StepEnd): void {
    this.#say(shownStep(done, this.#paint));
    if (done.changes) this.#changes = done.changes;
    const lines = networkLines({ ...done, network: null }, this.#how, this.#paint);
    if (lines.length > 0) this.#say(lines.join('\n'));
  }

  async #runOwn(command: string, terminal: string): Promise<void> {
    const program = takesKeys.exec(command)?.[1];
    if (program !== undefined)
      return this.#tell(`${program} takes keys, which only the lab's own shell passes on: type t, and call it there.`);
    if (this.#hasEnded(terminal)) return;
    try {
      const done = await this.#stoppable(() =>
        withPatience(this.#session.runOwn(command, terminal), () => this.#sayWhatItWaitsFor(terminal)),
      );
      this.#say(shownOwn(done, this.#how.language, this.#paint));
      if (done.changes) this.#changes = done.changes;
    } catch (error) {
      if (!(error instanceof NslabError) || error.code !== 'incomplete-command') throw error;
      this.#say(`${error.message}\n  try: ${error.hint}`);
    }
  }

  /** Whether nothing can be typed there any more, which is said then. */
  #hasEnded(terminal: string): boolean {
    if (!this.#session.opened(terminal)?.hasEnded) return false;
    this.#tell('The shell of this terminal has ended, so nothing can be typed there. u takes back what ended it.');
    return true;
  }

  #sayWhatItWaitsFor(terminal: string): void {
    if (this.#session.opened(terminal)?.readsLines)
      this.#tell("It reads what is typed, which only the lab's own shell passes on. Ctrl-C ends it; then type t, and try it there.");
  }

  /** Ctrl-C ends what runs; pressed a second time it ends nslab at once, and the lab with it. */
  async #stoppable<T>(act: () => Promise<T>): Promise<T> {
    let presses = 0;
    const interrupt = (): void => {
      presses += 1;
      if (presses > 1) process.exit(130);
      this.#session.interrupt();
    };
    process.on('SIGINT', interrupt);
    return act().finally(() => process.off('SIGINT', interrupt));
  }

  async #undo(): Promise<void> {
    const last = this.#session.done.at(-1);
    const place = last?.step ? placeAfter(this.#stations, last.step.id) - 1 : this.#place;
    if (await this.#return((signal) => this.#session.undo(signal), place))
      this.#say(this.#paint.dim(`Taken back: ${firstLine(last!.entry.command)}`));
  }

  async #redo(): Promise<void> {
    const next = this.#session.undone[0];
    if (!next) return this.#say('Nothing was taken back that could be done again.');
    const place = next.step ? placeAfter(this.#stations, next.step.id) : this.#place;
    if (await this.#return((signal) => this.#session.redo(signal), place))
      this.#say(this.#paint.dim(`Done again: ${firstLine(next.entry.command)}`));
  }

  async #goTo(step: number): Promise<void> {
    const before = this.#place;
    if (!(await this.#return((signal) => this.#session.goTo(step, signal), placeAfter(this.#stations, step)))) return;
    if (this.#place < before) this.#readAgain();
  }

  /**
   * Goes to another state of the lab, with what is to be said of it.
   * @param place of the lesson that belongs to it
   * @returns whether it has come there
   */
  async #return(go: (signal: AbortSignal) => Promise<Return>, place: number): Promise<boolean> {
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    process.on('SIGINT', abort);
    const came = await withPatience(go(stop.signal), () => this.#tell(goingBack)).finally(() => process.off('SIGINT', abort));
    const lines = returnLines(came, this.#how.language, this.#paint);
    if (came.kind === 'differs') this.#say('Done again in a fresh lab it is not the same. Compared with what it was:');
    for (const line of lines) this.#say(line);
    if (came.kind === 'failed') return false;
    if (came.kind === 'differs') {
      if (!(await ask.confirm('Go there all the same? No leaves the lab as it is now.', false))) return false;
      await came.accept();
    }
    this.#changes = [];
    this.#place = place;
    return true;
  }

  /** Hands the lab over, until the person comes back to the lesson. */
  async #type(terminal: string): Promise<void> {
    if (this.#hasEnded(terminal)) return;
    this.#tell('You are in the lab. nslab back returns to the lesson, nslab help says more.');
    const { language } = this.#how;
    const back = 'returns to the lesson; what you have done stays';
    const hasGone = await stayInLab(this.#session, terminal, { language, paint: this.#paint, back });
    this.#say('');
    this.#changes = [];
    if (!hasGone) return;
    this.#place = placeAfter(this.#stations, this.#session.done.findLast(({ step }) => step !== null)?.step?.id ?? 0);
    this.#readAgain();
  }

  async #draw(): Promise<void> {
    const network = this.#session.network ?? (await this.#session.lookAtNetwork());
    const { columns, hasColour, language } = this.#how;
    const options = { columns: Math.max(60, columns), isAscii: false, colours: hasColour, language };
    this.#say(drawText(topologyOf(network, this.#changes), options).join('\n'));
  }

  /** The step with what the person gives for its placeholders; as it is when they give nothing. */
  async #withValues(step: Step): Promise<Step> {
    const values = this.#values;
    const shell = step.shell.replace(/^<(.+)>$/, (place, name: string) => values[name] ?? place);
    if (step.skip?.code !== 'placeholder' || step.placeholders.length === 0) return { ...step, shell };
    this.#say(`\n${cleanOutput(step.command)}`);
    for (const name of step.placeholders) {
      if (values[name] !== undefined) continue;
      const value = (await ask.text(`What is ${cleanOutput(name)} on your side? (Enter skips the command)`))?.trim();
      if (!value) return step;
      values[name] = value;
      await this.#keeping?.giveValues({ [name]: value });
    }
    const places = findPlaceholders(step.command, () => false);
    return { ...step, shell, command: fillPlaceholders(step.command, places, values), skip: null, placeholders: [] };
  }

  #sayProblem(): void {
    const problem = this.#keeping?.problem();
    if (problem === undefined || this.#hasSaidProblem) return;
    this.#hasSaidProblem = true;
    this.#say(this.#paint.yellow(problem));
  }

  #quit(): number {
    const { isPrivileged, lesson, done } = this.#session;
    const kept = isPrivileged ? '' : ', and nothing on this machine has changed';
    const canGoOn = this.#keeping !== undefined && this.#keeping.problem() === undefined && done.length > 0;
    this.#tell(`The lab is gone${kept}. ${canGoOn ? 'Go on here' : 'Start again'}: nslab learn ${cleanOutput(lesson.file)}`);
    return this.#status();
  }

  /** Of what counts: what was taken back is as if it had never been. */
  #status(): number {
    const ended = this.#session.done.flatMap((done) => (done.ended ? [done.ended] : []));
    const counts = ended.reduce((sum, { verdict }) => countVerdict(sum, verdict), noCounts);
    if (counts.pass === 0 && this.#place < this.#stations.length) return 0;
    return exitStatus(counts, ended.filter((end) => isFailure(end, defaultPolicy)).length, 0, defaultPolicy);
  }
}
