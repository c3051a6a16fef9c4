import type { Lesson, Step } from '../../lesson/lesson.js';
import { sameLook } from '../../lesson/known/same-look.js';
import { toldNames } from '../../lesson/known/told-names.js';
import { nameSentences } from '../diagnosis/sentences/names.js';
import type { Change } from '../../network/change.js';
import { findChanges } from '../../network/changes/find-changes.js';
import type { EffectChange } from '../../verify/effect/effect-change.js';
import type { EffectAnswer } from '../../verify/effect/effect-question.js';
import { judgeEffect } from '../../verify/effect/judge-effect.js';
import { namesGiven, stepDoneBy, type Done } from '../session/done.js';
import type { SessionState } from '../session/session-state.js';
import type { World } from '../session/world.js';
import { withMakers } from './made-by.js';
import { momentIn } from './moment.js';
import type { OwnAnswer, OwnCause, WhyNotChecked } from './own-answer.js';
import { isIdleCommand, lookCause, showsTheSame, type OwnCommand } from './own-command.js';
import { isSameCommand } from './same-command.js';
import { isLook, tryStep, type Reference, type Tried } from './reference.js';
import { withNames } from './with-names.js';

/** What an aim is made of. */
export interface AimSetting {
  readonly lessons: readonly Lesson[];
  readonly step: Step;
  /** All that was done before the step. */
  readonly base: readonly Done[];
  /** The lab before the step; `null` when nobody has looked. */
  readonly before: SessionState | null;
  readonly make: () => Promise<World>;
}

/** How many steps after it somebody may do with it. */
const mostAtOnce = 5;

/** The step that a person is at, by whose effect their own commands are judged. */
export class Aim {
  readonly #setting: AimSetting;
  readonly #stop = new AbortController();
  #giveUp = (): void => {};
  readonly #givenUp = new Promise<WhyNotChecked>((resolve) => {
    this.#giveUp = () => resolve({ code: 'no-copy', text: '' });
  });
  #isComparing = false;
  #tried: Tried | undefined;
  #plain: Tried | undefined;

  constructor(setting: AimSetting) {
    this.#setting = setting;
  }

  get step(): Step {
    return this.#setting.step;
  }

  /** Whether it is the same step after the same commands. */
  isAt(step: Step, base: number): boolean {
    return this.step.key === step.key && this.step.command === step.command && this.#setting.base.length === base;
  }

  /** Whether the step only looks, so far as its words tell. */
  get isLook(): boolean {
    return isLook(this.step);
  }

  /** Whether somebody waits for what the step brings about. */
  get isComparing(): boolean {
    return this.#isComparing;
  }

  /** Starts to find out what the step brings about, so that nobody has to wait for it later. */
  prepare(): void {
    if (!isLook(this.step)) void this.reference();
  }

  /** What the step brings about, tried in a copy of the lab. */
  reference(): Promise<Reference | WhyNotChecked> {
    return this.#try().reference;
  }

  #try(): Tried {
    const { step, lessons, make, base } = this.#setting;
    const names = namesGiven(base);
    const following = lessons[0]!.steps.slice(step.id).filter((each) => !isLook(each));
    this.#tried ??= tryStep(
      step,
      following.slice(0, mostAtOnce).map((each) => withNames(each, names)),
      { lessons, make, done: base, signal: this.#stop.signal },
    );
    return this.#tried;
  }

  /** Nobody wants to wait for it any longer. */
  giveUp(): void {
    this.#giveUp();
  }

  /** Nobody asks any more. Resolves when nothing is left of it. */
  async end(): Promise<void> {
    this.#stop.abort();
    await Promise.all([this.#tried?.later, this.#plain?.later]);
  }

  /** What the step would change in the network; of one that only looks, nothing. */
  async wanted(): Promise<readonly Change[] | WhyNotChecked> {
    if (isLook(this.step)) return [];
    const reference = await this.reference();
    return 'code' in reference ? reference : findChanges(reference.before.network, reference.after.network);
  }

  async judge(own: OwnCommand): Promise<OwnAnswer> {
    const { step } = this;
    if (isLook(step)) return this.#judgeBesideALook(own);
    const isIdle = isIdleCommand(own, step);
    const failure = own.exitCode === 0 ? undefined : own.diagnose();
    if (isIdle && own.isLook && (failure === undefined || failure.kind === 'exit-status')) return { kind: 'look' };
    // What has failed and changed nothing need not be compared with anything.
    if (failure && own.isLook) return { kind: 'not-yet', cause: failure, missing: [], extras: [], broken: [] };
    this.#isComparing = true;
    const reference = await Promise.race([this.reference(), this.#givenUp]).finally(() => (this.#isComparing = false));
    if ('code' in reference) {
      return (await this.#asInTheLesson(own)) ?? { kind: 'could-not-check', why: reference };
    }
    const answer = this.#compare(reference, own);
    // It is so already.
    if (answer.kind === 'nothing-to-do')
      return isIdle || own.exitCode !== 0 || answer.broken.length > 0 ? this.#judgeBesideALook(own) : right(own, step, answer);
    const isRight = answer.kind === 'right';
    const later = isRight || own.exitCode === 0 ? await this.#laterSteps(reference, own, isRight && answer.extras.length === 0) : undefined;
    if (later) return later;
    if (isRight) return right(own, step, answer);
    const { missing, extras, broken } = answer;
    if (isIdle && broken.length === 0) return { kind: 'look' };
    const cause: OwnCause = failure ?? { kind: 'effect', cause: answer.cause };
    return { kind: 'not-yet', cause, missing, extras, broken: withMakers(broken, this.#setting.base) };
  }

  /**
   * Whoever does several steps at once is right, when the lab is as the lesson has it after the last of them.
   * @param isNoMore whether they have done this step and nothing else
   */
  async #laterSteps({ before }: Reference, own: OwnCommand, isNoMore: boolean): Promise<OwnAnswer | undefined> {
    if (isNoMore) return undefined;
    const later = await this.#try().later;
    for (let count = later.length; count > 0; count -= 1) {
      const answer = this.#compare({ before, after: later[count - 1]!.after }, own);
      if (answer.kind !== 'right') continue;
      const also = later.slice(0, count).map(({ step }) => ({ id: step.id, key: step.key }));
      return { ...right(own, this.step, answer), isOtherWay: true, also };
    }
    return undefined;
  }

  /** Where the step does not work after what the person has done, because it is so already: the lab as it is in the lesson, without them. */
  async #asInTheLesson(own: OwnCommand): Promise<OwnAnswer | undefined> {
    const { step, lessons, make, base } = this.#setting;
    const names = namesGiven(base);
    const steps = lessons[0]!.steps.slice(0, step.id - 1).filter((each) => !isLook(each));
    const first = base.findIndex((done) => stepDoneBy(done) !== null || done.entry.kind === 'own');
    this.#plain ??= tryStep(step, [], {
      lessons,
      make,
      done: first === -1 ? base : base.slice(0, first),
      signal: this.#stop.signal,
      steps: steps.map((each) => withNames(each, names)),
    });
    const reference = await this.#plain.reference;
    if ('code' in reference) return undefined;
    const answer = this.#compare(reference, own);
    return answer.kind === 'right' ? { ...right(own, step, answer), extras: [] } : undefined;
  }

  /** The step changes nothing: whatever looks at the same is as good, and only what was broken is worth a word. */
  #judgeBesideALook(own: OwnCommand): OwnAnswer {
    const { step, before } = this.#setting;
    const isSame = own.isLook && (sameLook(step.command, own.command, step.shell, own.shell) || showsTheSame(step, own));
    if (isSame && own.exitCode !== null && step.expect.exit.includes(own.exitCode))
      return { kind: 'right', isOtherWay: !isSameCommand(own.command, step.command), extras: [], names: {}, also: [] };
    const notYet = (cause: OwnCause, broken: readonly EffectChange[]): OwnAnswer => ({
      kind: 'not-yet',
      cause,
      missing: [],
      extras: [],
      broken: withMakers(broken, this.#setting.base),
    });
    const answer = before && this.#compare({ before: momentIn(before, own.shellNow), after: momentIn(before, own.shellNow) }, own);
    const broken = answer?.kind === 'nothing-to-do' ? answer.broken : [];
    const [first] = broken;
    if (first) return notYet({ kind: 'effect', cause: { code: 'broke-earlier', params: {}, about: first } }, broken);
    // That something does not answer yet may be just what the lesson is about; only words that nobody understands are worth a word.
    const failure: OwnCause | undefined = own.exitCode === 0 ? undefined : own.diagnose();
    if (failure?.kind === 'diagnosis' && Object.hasOwn(nameSentences, failure.finding.code)) return notYet(failure, []);
    const cause = lookCause(step, own);
    return cause ? notYet({ kind: 'effect', cause: cause }, []) : { kind: 'look' };
  }

  #compare(reference: Reference, own: OwnCommand): EffectAnswer {
    const { step, lessons, before } = this.#setting;
    return judgeEffect({
      reference,
      own: {
        before: before ? momentIn(before, reference.before.shell) : reference.before,
        after: momentIn(own.state, own.shellNow),
      },
      told: toldNames(lessons[0]!),
      command: step.command,
      typed: own.command,
    });
  }
}

function right(own: OwnCommand, step: Step, answer: EffectAnswer): Extract<OwnAnswer, { kind: 'right' }> {
  const { extras, names } = answer.kind === 'right' ? answer : { extras: [], names: new Map<string, string>() };
  return { kind: 'right', isOtherWay: !isSameCommand(own.command, step.command), extras, names: Object.fromEntries(names), also: [] };
}
