import type { EffectChange } from './effect-change.js';
import type { Facts } from './fact.js';

/** What the step of the lesson changes, and what the learner has changed. */
export interface Comparison {
  readonly required: readonly EffectChange[];
  readonly missing: readonly EffectChange[];
  readonly met: readonly EffectChange[];
  /** All that the learner has changed. */
  readonly done: readonly EffectChange[];
  readonly extras: readonly EffectChange[];
  readonly broken: readonly EffectChange[];
  readonly own: { readonly before: Facts; readonly after: Facts };
}
