import type { Lesson, Step } from '../../lesson/lesson.js';
import { isLooking } from '../../lesson/known/looking.js';
import { onlyPrints } from '../../lesson/known/only-prints.js';
import { sameLook } from '../../lesson/known/same-look.js';
import { toldNames } from '../../lesson/known/told-names.js';
import type { Change } from '../../network/change.js';
import { findChanges } from '../../network/changes/find-changes.js';
import type { EffectChange } from '../../verify/effect/effect-change.js';
import type { EffectAnswer, Moment } from '../../verify/effect/effect-question.js';
import { factKey } from '../../verify/effect/fact.js';
import { factsOf } from '../../verify/effect/facts-of.js';
import { judgeEffect } from '../../verify/effect/judge-effect.js';
import { namesGiven, type Done } from '../session/done.js';
import { onlyLooks } from '../session/only-looks.js';
import type { SessionState } from '../session/session-state.js';
import type { World } from '../session/world.js';
import type { Broken, OwnAnswer, OwnCause, WhyNotChecked } from './own-answer.js';
import { makerOf } from './own-diagnosis.js';
import { isSameCommand } from './same-command.js';
import { hasSameFacts } from './same-facts.js';
import { isLook, tryStep, type Reference, type Tried } from './reference.js';
import { withNames } from './with-names.js';

/** A command of the person's own, and the lab after it. */
export interface OwnCommand {
  readonly command: string;
  readonly shell: string;
  readonly exitCode: number | null;
  readonly output: string;
  /** Whether it changed nothing that nslab sees. */
  readonly isLook: boolean;
  readonly state: SessionState;
  /** The namespace of the shell that the step is to be typed into, after it. */
  readonly shellNow: string;
  /** Why it has failed, if that can be told. */
  readonly diagnose: () => OwnCause;
}

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
  #tried: Tried | undefined;

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

  /** Nobody asks any more. Resolves when nothing is left of it. */
  async end(): Promise<void> {
    this.#stop.abort();
    await Promise.all([this.#tried?.reference, this.#tried?.later]);
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
    const reference = await this.reference();
    if ('code' in reference) return own.isLook ? { kind: 'look' } : { kind: 'could-not-check', why: reference };
    const answer = this.#compare(reference, own);
    if (answer.kind === 'nothing-to-do') return this.#judgeBesideALook(own);
    if (answer.kind === 'right')
      return {
        kind: 'right',
        isOtherWay: !isSameCommand(own.command, step.command),
        extras: answer.extras,
        names: Object.fromEntries(answer.names),
        also: [],
      };
    const isIdle = own.isLook && (onlyLooks(own.command) || onlyPrints(own.command));
    if (isIdle && own.exitCode === 0) return { kind: 'look' };
    if (own.exitCode === 0) {
      const later = await this.#laterStep(own);
      if (later) return later;
    }
    const { missing, extras, broken } = answer;
    const failure = own.exitCode === 0 ? undefined : own.diagnose();
    if (isIdle && failure?.kind === 'exit-status') return { kind: 'look' };
    const cause: OwnCause = failure ?? { kind: 'effect', cause: answer.cause };
    return { kind: 'not-yet', cause, missing, extras, broken: this.#withMakers(broken) };
  }

  /** Whoever does several steps at once is right, when the lab is as the lesson has it after the last of them. */
  async #laterStep(own: OwnCommand): Promise<OwnAnswer | undefined> {
    const [reference, later] = await Promise.all([this.reference(), this.#try().later]);
    if ('code' in reference) return undefined;
    const at = later.findIndex(({ after }) => this.#compare({ before: reference.before, after }, own).kind === 'right');
    const answer = at === -1 ? undefined : this.#compare({ before: reference.before, after: later[at]!.after }, own);
    if (answer?.kind !== 'right') return undefined;
    const also = later.slice(0, at + 1).map(({ step }) => ({ id: step.id, key: step.key }));
    return { kind: 'right', isOtherWay: true, extras: answer.extras, names: Object.fromEntries(answer.names), also };
  }

  /** The step changes nothing: whatever looks at the same is as good, and only what was broken is worth a word. */
  #judgeBesideALook(own: OwnCommand): OwnAnswer {
    const { step, before } = this.#setting;
    const isSame = own.isLook && (sameLook(step.command, own.command, step.shell, own.shell) || this.#showsTheSame(own));
    if (isSame && own.exitCode !== null && step.expect.exit.includes(own.exitCode))
      return { kind: 'right', isOtherWay: !isSameCommand(own.command, step.command), extras: [], names: {}, also: [] };
    const notYet = (cause: OwnCause, broken: readonly EffectChange[]): OwnAnswer => ({
      kind: 'not-yet',
      cause,
      missing: [],
      extras: [],
      broken: this.#withMakers(broken),
    });
    const answer = before && this.#compare({ before: momentIn(before, own.shellNow), after: momentIn(before, own.shellNow) }, own);
    const broken = answer?.kind === 'nothing-to-do' ? answer.broken : [];
    const [first] = broken;
    if (first) return notYet({ kind: 'effect', cause: { code: 'broke-earlier', params: {}, about: first } }, broken);
    const cause: OwnCause | undefined = own.exitCode === 0 ? undefined : own.diagnose();
    return cause?.kind === 'diagnosis' ? notYet(cause, []) : { kind: 'look' };
  }

  /** Another kind of look that shows all that the lesson shows. What is asked of others is no look at what is there. */
  #showsTheSame({ command, output }: OwnCommand): boolean {
    const { step } = this.#setting;
    return isLooking(step.command) && !onlyPrints(command) && hasSameFacts(step.expect.output?.lines ?? [], output);
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

  /** What had made it so: the first thing done after which it has been so ever since. */
  #withMakers(broken: readonly EffectChange[]): Broken[] {
    const { base } = this.#setting;
    const seen = broken.length === 0 ? [] : base.flatMap((done) => (done.state ? [{ done, facts: factsOf(momentIn(done.state)) }] : []));
    return broken.map((change) => {
      const last = seen.findLastIndex(({ facts }) => facts.get(factKey(change))?.value !== change.from);
      const maker = last === -1 ? undefined : seen[last + 1]?.done;
      return { change, madeBy: maker ? makerOf(maker) : null };
    });
  }
}

function momentIn({ network, lab }: SessionState, shell = 'host'): Moment {
  return { network, items: lab, shell };
}
