import type { EffectChange } from '../effect-change.js';
import { factKey } from '../fact.js';
import type { EffectCause } from './effect-cause.js';
import type { Mistake } from './mistake.js';

const opposites: readonly (readonly [string, RegExp, RegExp])[] = [
  ['add', /(?:^|\s)(?:add|a)(?:\s|$)/, /(?:^|\s)(?:del(?:ete)?|d|flush)(?:\s|$)/],
  ['up', /(?:^|\s)up(?:\s|$)/, /(?:^|\s)down(?:\s|$)/],
  ['on', /=\s*1\b|\bon\b/, /=\s*0\b|\boff\b/],
];

/** Kinds of which one that is made says nothing of one that was to be taken away. */
const byName = new Set(['attribute', 'namespace', 'peer', 'lower', 'process']);

/** Something that was to be there and was taken away, or the other way about. */
export function findOpposite(change: EffectChange, { done, typed, command }: Mistake): EffectCause | undefined {
  const cause = { code: 'opposite', params: {}, about: change } as const;
  const { kind, place, subject, to } = change;
  if (done.some((other) => factKey(other) === factKey(change) && (other.to === null) !== (to === null) && kind !== 'process')) return cause;
  const isTurned = (other: EffectChange): boolean =>
    other.kind === kind &&
    other.place === place &&
    other.subject === subject &&
    (other.to === null) !== (to === null) &&
    (other.from === null) === (to === null);
  const isSame = (other: EffectChange): boolean => kind !== 'firewall-rule' || other.detail.replace(/ \(\d+\)$/, '') === change.detail;
  if (!byName.has(kind) && done.some((other) => isTurned(other) && isSame(other))) return cause;
  if (done.length > 0) return undefined;
  // What was so already does not change, so only the words tell.
  const isSwapped = opposites.some(
    ([, one, other]) =>
      (one.test(command) && other.test(typed) && !one.test(typed)) || (other.test(command) && one.test(typed) && !other.test(typed)),
  );
  return isSwapped ? cause : undefined;
}
