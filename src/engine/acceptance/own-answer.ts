import type { EffectCause } from '../../verify/effect/causes/effect-cause.js';
import type { EffectChange } from '../../verify/effect/effect-change.js';
import type { Finding } from '../diagnosis/diagnosis.js';

/**
 * What is to be said of a command of the person's own, beside the step that they are at. What could not be checked is never their fault, and a look is
 * never wrong.
 */
export type OwnAnswer =
  | {
      readonly kind: 'right';
      /** Whether it is another way than the lesson's. */
      readonly isOtherWay: boolean;
      /** What it has done beside, which does no harm. */
      readonly extras: readonly EffectChange[];
      /** What is called otherwise than the lesson calls it, by the lesson's name. */
      readonly names: Readonly<Record<string, string>>;
      /** Steps that come later and are done with it. */
      readonly also: readonly { readonly id: number; readonly key: string }[];
    }
  | {
      readonly kind: 'not-yet';
      readonly cause: OwnCause;
      /** What the step brings about and is not there. */
      readonly missing: readonly EffectChange[];
      readonly extras: readonly EffectChange[];
      readonly broken: readonly Broken[];
    }
  /** It only looked, and the step is still open. */
  | { readonly kind: 'look' }
  | { readonly kind: 'could-not-check'; readonly why: WhyNotChecked };

/** Why a command of the person's own has not done what the step wants. */
export type OwnCause =
  /** It has done something else. */
  | { readonly kind: 'effect'; readonly cause: EffectCause }
  /** It has failed, and it is known why. */
  | { readonly kind: 'diagnosis'; readonly finding: Finding; readonly maker: Maker | null }
  | { readonly kind: 'exit-status'; readonly exitCode: number | null };

/** Who has done something: a step by its number, or a command of the person's own. */
export type Maker = { readonly step: number } | { readonly command: string };

/** Something that was so, and is no more. */
export interface Broken {
  readonly change: EffectChange;
  /** What had made it so; `null` when it was there from the beginning. */
  readonly madeBy: Maker | null;
}

/** `reference-failed`: the lesson's own command does not work in a copy of this lab. `no-copy`: there is none. `not-seen`: the lab can't be looked at. */
export interface WhyNotChecked {
  readonly code: 'reference-failed' | 'no-copy' | 'not-seen';
  /** What was printed or said about it, for whoever wants to know. */
  readonly text: string;
}
