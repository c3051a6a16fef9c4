import { createHash } from 'node:crypto';
import type { LabState } from '../../lab/state/lab-state.js';
import { normalForm } from '../../network/normal-form.js';
import type { Snapshot } from '../../network/snapshot.js';
import { withoutChance } from '../../verify/without-chance.js';
import { isSecretVariable } from './secret-name.js';

/** All that is known of a lab at one moment. */
export interface SessionState {
  /** The network in its normal form, which two runs of the same commands have in common. */
  readonly network: Snapshot;
  /** The rest: files, processes, shells. */
  readonly lab: LabState;
}

export function sessionState(network: Snapshot, lab: LabState): SessionState {
  return { network: normalForm(network), lab };
}

/** Of each part of a state, by its name. */
export type Digests = Readonly<Record<string, string>>;

/**
 * A digest of each part of a state, without what chance puts into it; two states of the same commands have the same. There is none of a variable that may be a
 * secret, because short ones can be guessed from it.
 */
export function digestsOf({ network, lab }: SessionState): Digests {
  const parts = [
    ...network.namespaces.map((namespace) => [`network ${namespace.label}`, digest(JSON.stringify(namespace))] as const),
    ...[...lab.values()]
      .filter(({ isRestless }) => !isRestless)
      .map(({ kind, name, text }) => [`${kind} ${withoutChance(name)}`, digest(withoutChance(text))] as const),
  ];
  return Object.fromEntries(parts.filter(([name]) => !isSecretVariable(name)));
}

/** Whether nothing has changed between two moments of one lab. */
export function isSameState(a: SessionState, b: SessionState): boolean {
  if (a.lab.size !== b.lab.size || JSON.stringify(a.network) !== JSON.stringify(b.network)) return false;
  return [...a.lab].every(([key, item]) => item.isRestless || b.lab.get(key)?.text === item.text);
}

/** Whether a process has come or gone. */
export function hasOtherProcesses(a: SessionState, b: SessionState): boolean {
  const names = ({ lab }: SessionState): string =>
    [...lab.values()].flatMap(({ kind, name }) => (kind === 'process' ? [name] : [])).join('\n');
  return names(a) !== names(b);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
