import type { Snapshot } from '../../network/snapshot.js';
import type { EffectCause } from './causes/effect-cause.js';
import type { EffectChange } from './effect-change.js';

/** One thing of a lab that is not its network; what `src/lab/state` reads has this form. */
export interface LabItem {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
  /** Whether it changes by itself. */
  readonly isRestless: boolean;
}

/** All that a comparison needs of one moment of a lab. */
export interface Moment {
  /** Exact, or in its normal form. */
  readonly network: Snapshot;
  readonly items: ReadonlyMap<string, LabItem>;
  /** The namespace of the shell in the foreground of the terminal: `host`, `ns1`. */
  readonly shell: string;
}

export interface EffectQuestion {
  /** The step of the lesson, in a lab where it was run. */
  readonly reference: { readonly before: Moment; readonly after: Moment };
  /** The lab of the learner: when the step was shown, and now. */
  readonly own: { readonly before: Moment; readonly after: Moment };
  /** Names of namespaces, links and chains that the text of the lesson tells: these count. */
  readonly told: ReadonlySet<string>;
  /** The command of the lesson. */
  readonly command: string;
  /** What the learner typed last, where it is known: only words tell what was meant by a command that changed nothing. */
  readonly typed?: string;
}

export type EffectAnswer =
  | {
      readonly kind: 'right';
      /** What else the learner has changed, and does no harm. */
      readonly extras: readonly EffectChange[];
      /** The name that the learner gave, by the lesson's, where names do not count. */
      readonly names: ReadonlyMap<string, string>;
      readonly met: readonly EffectChange[];
    }
  | {
      readonly kind: 'not-yet';
      /** What the step of the lesson brings about and is not there. */
      readonly missing: readonly EffectChange[];
      readonly met: readonly EffectChange[];
      readonly extras: readonly EffectChange[];
      /** What was so before and is no more, and the step of the lesson leaves as it is. */
      readonly broken: readonly EffectChange[];
      readonly cause: EffectCause;
    }
  /** The step of the lesson changes nothing: it only looks. */
  | { readonly kind: 'nothing-to-do'; readonly broken: readonly EffectChange[] };
