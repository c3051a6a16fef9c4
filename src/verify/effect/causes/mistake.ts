import type { Comparison } from '../comparison.js';
import type { EffectChange } from '../effect-change.js';
import type { Facts } from '../fact.js';

/** All that a cause is looked for in. */
export interface Mistake extends Comparison {
  readonly reference: { readonly before: Facts; readonly after: Facts };
  /** What would be missing if names that the lesson tells did not count either, and which would have to be other ones. */
  readonly named: {
    readonly names: ReadonlyMap<string, string>;
    readonly told: ReadonlySet<string>;
    readonly missing: readonly EffectChange[];
  };
  /** What the learner typed, where it is known. */
  readonly typed: string;
  readonly command: string;
}
