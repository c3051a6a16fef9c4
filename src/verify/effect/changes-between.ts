import type { EffectChange } from './effect-change.js';
import type { Fact, Facts } from './fact.js';

/** What is another fact in the second moment, in the order of the facts. */
export function changesBetween(before: Facts, after: Facts): EffectChange[] {
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, fact]) => changeOf(fact, fact.value, null));
  const now = [...after]
    .filter(([key, { value }]) => before.get(key)?.value !== value)
    .map(([key, fact]) => changeOf(fact, before.get(key)?.value ?? null, fact.value));
  return [...gone, ...now];
}

function changeOf({ kind, place, subject, detail }: Fact, from: string | null, to: string | null): EffectChange {
  return { kind, place, subject, detail, from, to };
}
