import type { EffectChange } from '../effect-change.js';
import { factKey } from '../fact.js';
import type { Mistake } from './mistake.js';

/** Whether the learner has made another value of the very thing; one that was there before says nothing. */
export function wasChanged(change: EffectChange, { done }: Pick<Mistake, 'done'>): boolean {
  return done.some((other) => factKey(other) === factKey(change));
}
