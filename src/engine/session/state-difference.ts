import type { StateItem } from '../../lab/state/lab-state.js';
import type { Change } from '../../network/change.js';
import { findChanges } from '../../network/changes/find-changes.js';
import { withoutChance } from '../../verify/without-chance.js';
import { digestsOf, type Digests, type SessionState } from './session-state.js';

/** Something in a lab that is not as it was. */
export type StateDifference =
  /** What would make the network as it is of what it was. */
  | { readonly kind: 'network'; readonly namespace: string; readonly changes: readonly Change[] }
  /** Where only a digest of what was is known. */
  | { readonly kind: 'part'; readonly name: string }
  | {
      readonly kind: StateItem['kind'];
      readonly name: string;
      /** As it was; `null` when it was not there. */
      readonly before: string | null;
      /** As it is; `null` when it is gone. */
      readonly now: string | null;
    };

export interface Comparison {
  readonly differences: readonly StateDifference[];
  /** What is the same but for values that differ from run to run. */
  readonly byChance: readonly StateItem[];
}

/** What a difference is about, by kind and name, whatever chance has put into the name; `undefined` for the network. */
export function subjectOf(difference: StateDifference): string | undefined {
  if (difference.kind === 'network') return undefined;
  return difference.kind === 'part' ? difference.name : `${difference.kind} ${withoutChance(difference.name)}`;
}

/**
 * Compares a state with the one that was recorded.
 * @param accepted subjects that may be another one each time
 */
export function compareStates(before: SessionState, now: SessionState, accepted: ReadonlySet<string> = new Set()): Comparison {
  const [differences, byChance]: [StateDifference[], StateItem[]] = [networkDifferences(before, now), []];
  const old = byName(before);
  const found = byName(now);
  for (const [key, item] of old) {
    const other = found.get(key);
    if (other?.text === item.text && other.name === item.name) continue;
    // Other values of the same kind are all that a second run can bring.
    if (other && (accepted.has(key) || item.isRestless || other.isRestless || withoutChance(other.text) === withoutChance(item.text)))
      byChance.push(item);
    else differences.push({ kind: item.kind, name: item.name, before: item.text, now: other?.text ?? null });
  }
  for (const [key, { kind, name, text }] of found) if (!old.has(key)) differences.push({ kind, name, before: null, now: text });
  return { differences, byChance };
}

/** The same where of what was no more than digests are known. */
export function compareDigests(before: Digests, now: SessionState, accepted: ReadonlySet<string> = new Set()): Comparison {
  const found = digestsOf(now);
  const names = [...new Set([...Object.keys(before), ...Object.keys(found)])].filter(
    (name) => before[name] !== found[name] && !(accepted.has(name) && name in before && name in found),
  );
  return { differences: names.toSorted().map((name) => ({ kind: 'part', name })), byChance: [] };
}

function networkDifferences(before: SessionState, now: SessionState): StateDifference[] {
  const labels = new Set([...before.network.namespaces, ...now.network.namespaces].map(({ label }) => label));
  const textOf = ({ network }: SessionState, label: string): string =>
    JSON.stringify(network.namespaces.find((other) => other.label === label));
  const different = [...labels].filter((label) => textOf(before, label) !== textOf(now, label));
  if (different.length === 0) return [];
  const changes = findChanges(before.network, now.network);
  return different.map((namespace) => ({
    kind: 'network' as const,
    namespace,
    changes: changes.filter((change) => !('namespace' in change) || change.namespace === namespace),
  }));
}

/** Things that have their names by chance are told apart by a number. */
function byName({ lab }: SessionState): ReadonlyMap<string, StateItem> {
  const named = new Map<string, StateItem>();
  for (const item of lab.values()) {
    const key = `${item.kind} ${withoutChance(item.name)}`;
    let unique = key;
    for (let count = 2; named.has(unique); count += 1) unique = `${key} (${count})`;
    named.set(unique, item);
  }
  return named;
}
