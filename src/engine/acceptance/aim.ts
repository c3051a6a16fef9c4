import type { Lesson, Step } from '../../lesson/lesson.js';
import { isLooking } from '../../lesson/known/looking.js';
import { sameLook } from '../../lesson/known/same-look.js';
import { toldNames } from '../../lesson/known/told-names.js';
import type { Change } from '../../network/change.js';
import { findChanges } from '../../network/changes/find-changes.js';
import { judgeEffect, type EffectAnswer } from '../../verify/effect/judge-effect.js';
import type { Done } from '../session/done.js';
import { onlyLooks } from '../session/only-looks.js';
import type { SessionState } from '../session/session-state.js';
import type { World } from '../session/world.js';
import type { Broken, OwnAnswer, OwnCause, WhyNotChecked } from './own-answer.js';
import { makerOf } from './own-diagnosis.js';
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
    return { kind: 'not-yet', cause, missing, extras, broken: this.#withMakers(broken, own.state) };
  }

  /** The step changes nothing: whatever looks at the same is as good, and only what was broken is worth a word. */
  #judgeBesideALook(own: OwnCommand): OwnAnswer {
    const { step, before } = this.#setting;
    const isSame = own.isLook && sameLook(step.command, own.command, own.shell);
    const isAsExpected = own.exitCode !== null && (step.expect.exit.includes(own.exitCode) || own.exitCode === 0);
    if (isSame && isAsExpected) return { kind: 'right', isOtherWay: !isSameCommand(own.command, step.command), extras: [], names: {} };
    if (own.isLook || before === null) return { kind: 'look' };
    const same = { network: before.network, items: before.lab, shell: own.shellNow };
    const answer = this.#compare({ before: same, after: same }, own);
    if (answer.kind !== 'not-yet' || answer.broken.length === 0) return { kind: 'look' };
    const { missing, extras, broken, cause } = answer;
    return { kind: 'not-yet', cause: { kind: 'effect', cause }, missing, extras, broken: this.#withMakers(broken, own.state) };
  }

  #compare(reference: Reference, own: OwnCommand): EffectAnswer {
    const { step, lessons, before } = this.#setting;
    return judgeEffect({
      reference,
      own: {
        before: before ? { network: before.network, items: before.lab, shell: reference.before.shell } : reference.before,
        after: { network: own.state.network, items: own.state.lab, shell: own.shellNow },
      },
      told: toldNames(lessons[0]!),
      command: step.command,
    });
  }

  /** What had made it so: the first thing done after which it has been so ever since. */
  #withMakers(broken: readonly Change[], now: SessionState): Broken[] {
    const { base } = this.#setting;
    return broken.map((change) => {
      const text = textOf(change);
      const maker = base.find(
        ({ state }) => state !== null && findChanges(state.network, now.network).some((other) => textOf(other) === text),
      );
      return { change, madeBy: maker ? makerOf(maker) : null };
    });
  }
}

function isLook({ command }: Step): boolean {
  return isLooking(command) || onlyLooks(command);
}

function textOf({ because: _because, ...change }: Change): string {
  return JSON.stringify(change);
}

function isSameCommand(a: string, b: string): boolean {
  const plain = (text: string): string =>
    text
      .replace(/^\s*sudo\s+/, '')
      .replaceAll(/\s+/g, ' ')
      .trim();
  return plain(a) === plain(b);
}
