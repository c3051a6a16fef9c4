import type { FactPlace } from './fact.js';

/** A fact that is another one than before. */
export interface EffectChange extends FactPlace {
  /** `null` when it was not so before. */
  readonly from: string | null;
  /** `null` when it is not so any more. */
  readonly to: string | null;
}
