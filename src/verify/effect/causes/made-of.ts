import type { EffectChange } from '../effect-change.js';
import { factKey, type EffectFactKind } from '../fact.js';
import type { Mistake } from './mistake.js';

/** What the learner has made of a kind, and the lesson has not. */
export function madeOf(kind: EffectFactKind, { done, required }: Pick<Mistake, 'done' | 'required'>): EffectChange[] {
  const asked = new Set(required.map((change) => `${factKey(change)} ${change.to}`));
  return done.filter((change) => change.kind === kind && change.to !== null && !asked.has(`${factKey(change)} ${change.to}`));
}
