import { whyFailed, toWork } from '../engine/acceptance/own-diagnosis.js';
import type { OwnCause } from '../engine/acceptance/own-answer.js';
import type { StepEnd } from '../engine/events.js';
import { stepDoneBy, type Done } from '../engine/session/done.js';
import type { Session } from '../engine/session/session.js';
import type { Change } from '../network/change.js';
import { findChanges } from '../network/changes/find-changes.js';
import { topologyOf } from '../network/drawing/topology-of.js';
import type { Snapshot } from '../network/snapshot.js';
import type { Screen } from './screen.js';
import { showStep } from './shown-step.js';
import { stepWords } from './words/step-words.js';

/** The lines of a screen that a picture leaves to the rest. */
const otherRows = 8;
/** A picture of so few lines is shown on every screen. */
const shortPicture = 16;

/** Tells what came of steps, and what they have changed. */
export class Telling {
  readonly #session: Session;
  readonly #screen: Screen;
  #changes: readonly Change[] = [];
  /** The number of the step whose verdict was told already. */
  #shownEarly = 0;

  constructor(session: Session, screen: Screen) {
    this.#session = session;
    this.#screen = screen;
  }

  /** Nothing of what is drawn next is new. */
  forgetChanges(): void {
    this.#changes = [];
  }

  /** A step that is as the lesson says is told before the network is looked at. */
  showEarly(ended: StepEnd): void {
    if (ended.verdict !== 'pass') return;
    showStep(ended, undefined, this.#screen);
    this.#shownEarly = ended.step;
  }

  /** @param before what was done before it; `undefined` for a step that went on meanwhile */
  show(ended: StepEnd, before: readonly Done[] | undefined): void {
    const isShown = this.#shownEarly === ended.step && ended.verdict === 'pass';
    this.#shownEarly = 0;
    if (!isShown) {
      showStep(ended, before && this.#whyFailed(ended, before), this.#screen);
      if (before && ended.verdict === 'fail') this.#sayWhatElse(before);
    }
    this.showChanges(ended.changes, ended.network);
  }

  #whyFailed(ended: StepEnd, before: readonly Done[]): OwnCause | undefined {
    if (ended.verdict !== 'fail' && ended.reason?.code !== 'drift:content') return undefined;
    const last = this.#session.done.at(-1);
    const cause = whyFailed(
      {
        ...ended,
        expect: last?.step?.expect ?? toWork,
        isStopped: ended.reason?.code === 'timeout',
        namespace: ended.shell,
        before: before.at(-1)?.state?.network ?? null,
        after: ended.network,
      },
      before,
    );
    return cause.kind === 'diagnosis' ? cause : undefined;
  }

  /** Says what the person has changed since the last step, where a step fails. */
  #sayWhatElse(before: readonly Done[]): void {
    const at = before.findLastIndex((done) => stepDoneBy(done) !== null);
    const [then, now] = [before[at]?.state, before.at(-1)?.state];
    if (!then || !now || at === before.length - 1) return;
    const changes = findChanges(then.network, now.network);
    if (changes.length === 0) return;
    const step = this.#session.lesson.steps.find(({ key }) => key === stepDoneBy(before[at]!))?.id ?? 0;
    this.#screen.tell(stepWords[this.#screen.language].changedSince(step));
    this.#screen.changes(changes);
  }

  showChanges(changes: readonly Change[] | null, network: Snapshot | null): void {
    if (changes === null || changes.length === 0) return;
    this.#changes = changes;
    this.#screen.changes(changes);
    if (network) this.draw(network, this.#screen.rows - otherRows);
  }

  /** @param most how many lines a picture may have that nobody has asked for */
  draw(network: Snapshot, most = Number.POSITIVE_INFINITY): void {
    const lines = this.#screen.picture(topologyOf(network, this.#changes));
    if (lines.length <= Math.max(most, shortPicture)) this.#screen.say(lines.join('\n'));
    else this.#screen.tell(stepWords[this.#screen.language].pictureTooTall(lines.length));
  }
}
