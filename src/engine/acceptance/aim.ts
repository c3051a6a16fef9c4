import type { Lesson, Step } from '../../lesson/lesson.js';
import { isLooking } from '../../lesson/known/looking.js';
import { sameLook } from '../../lesson/known/same-look.js';
import { toldNames } from '../../lesson/known/told-names.js';
import type { Change } from '../../network/change.js';
import { findChanges } from '../../network/changes/find-changes.js';
import type { EffectChange } from '../../verify/effect/effect-change.js';
import type { EffectAnswer, Moment } from '../../verify/effect/effect-question.js';
import { factKey } from '../../verify/effect/fact.js';
import { factsOf } from '../../verify/effect/facts-of.js';
import { judgeEffect } from '../../verify/effect/judge-effect.js';
import type { Done } from '../session/done.js';
import { onlyLooks } from '../session/only-looks.js';
import type { SessionState } from '../session/session-state.js';
import type { World } from '../session/world.js';
import type { Broken, OwnAnswer, OwnCause, WhyNotChecked } from './own-answer.js';
import { makerOf } from './own-diagnosis.js';
import { isSameCommand } from './same-command.js';
import { runReference, type Reference } from './reference.js';

/** A command of the person's own, and the lab after it. */
export interface OwnCommand {
  readonly command: string;
  readonly shell: string;
  readonly exitCode: number | null;
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

/** The step that a person is at, by whose effect their own commands are judged. */
export class Aim {
  readonly #setting: AimSetting;
  readonly #stop = new AbortController();
  #reference: Promise<Reference | WhyNotChecked> | undefined;

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
    const { step, lessons, make, base } = this.#setting;
    this.#reference ??= runReference(step, { lessons, make, done: base, signal: this.#stop.signal });
    return this.#reference;
  }

  /** Nobody asks any more. Resolves when nothing is left of it. */
  async end(): Promise<void> {
    this.#stop.abort();
    await this.#reference;
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
      };
    if (own.isLook && own.exitCode === 0 && onlyLooks(own.command)) return { kind: 'look' };
    const { missing, extras, broken } = answer;
    const failure = own.exitCode === 0 ? undefined : own.diagnose();
    const cause: OwnCause = failure ?? { kind: 'effect', cause: answer.cause };
    return { kind: 'not-yet', cause, missing, extras, broken: this.#withMakers(broken) };
  }

  /** The step changes nothing: whatever looks at the same is as good, and only what was broken is worth a word. */
  #judgeBesideALook(own: OwnCommand): OwnAnswer {
    const { step, before } = this.#setting;
    const isSame = own.isLook && sameLook(step.command, own.command, own.shell);
    if (isSame && own.exitCode !== null && step.expect.exit.includes(own.exitCode))
      return { kind: 'right', isOtherWay: !isSameCommand(own.command, step.command), extras: [], names: {} };
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

function isLook({ command }: Step): boolean {
  return isLooking(command) || onlyLooks(command);
}

function momentIn({ network, lab }: SessionState, shell = 'host'): Moment {
  return { network, items: lab, shell };
}
