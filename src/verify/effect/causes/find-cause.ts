import type { EffectChange } from '../effect-change.js';
import type { EffectFactKind } from '../fact.js';
import type { EffectCause } from './effect-cause.js';
import { findFirewallCause } from './find-firewall-cause.js';
import { findLinkCause } from './find-link-cause.js';
import { findOpposite } from './find-opposite.js';
import { findRouteCause } from './find-route-cause.js';
import { findSystemCause } from './find-system-cause.js';
import type { Mistake } from './mistake.js';

type FindCause = (change: EffectChange, mistake: Mistake) => EffectCause | undefined;

/** What is looked at first: all else follows from it. */
const order: readonly EffectFactKind[] = ['shell', 'namespace', 'link', 'peer', 'lower', 'chain', 'firewall-rule'];

/** What differs where something is there and is not what the lesson makes. */
const finders: readonly FindCause[] = [findLinkCause, findRouteCause, findFirewallCause, findSystemCause];

/** The most likely cause why something is missing, or not as it was. */
export function findCause(mistake: Mistake): EffectCause {
  const { missing, met, broken, done } = mistake;
  const first = missing.toSorted((a, b) => rank(a) - rank(b))[0];
  if (!first) return { code: 'broke-earlier', params: {}, about: { ...broken[0]! } };
  const lost = broken.find((change) => change.place === first.place && (change.kind === 'namespace' || change.subject === first.subject));
  if (lost) return { code: 'broke-earlier', params: {}, about: lost };
  // What takes away more than it should is worse than what it does not bring.
  const taken = broken.find(({ kind, to }) => to === null && (kind === 'namespace' || kind === 'link'));
  if (taken && met.length < mistake.required.length && missing.every(({ to }) => to !== null))
    return { code: 'broke-earlier', params: {}, about: taken };
  const opposite = findOpposite(first, mistake);
  if (opposite) return opposite;
  if (done.length === 0 && met.length === 0) return { code: 'nothing-changed', params: {}, about: first };
  const told = toldName(mistake);
  if (told) return { code: 'other-name', params: told, about: first };
  const renamed = renamedLink(mistake);
  if (renamed) return { code: 'other-name', params: renamed, about: first };
  for (const change of missing.toSorted((a, b) => rank(a) - rank(b)))
    for (const find of finders) {
      const cause = find(change, mistake);
      if (cause) return cause;
    }
  if (met.length > 0) return { code: 'only-part', params: {}, about: first };
  if (broken.length > 0) return { code: 'broke-earlier', params: {}, about: broken[0]! };
  if (done.length === 0) return { code: 'nothing-changed', params: {}, about: first };
  return { code: 'something-else', params: {}, about: first };
}

/** A name that the lesson tells, and the one that the learner gave in its place. */
function toldName({ missing, named }: Mistake): { readonly meant: string; readonly name: string } | undefined {
  if (named.missing.length >= missing.length) return undefined;
  const isMissing = (name: string): boolean =>
    missing.some(({ kind, place, subject }) =>
      kind === 'namespace' ? place === name : ['link', 'chain'].includes(kind) && subject.split(' ').includes(name),
    );
  // Who has swapped two names has not called anything by a name of their own.
  const found = [...named.names].find(([meant, name]) => named.told.has(meant) && !named.told.has(name) && isMissing(meant));
  return found && { meant: found[0], name: found[1] };
}

/** A link that the lesson calls by its old name, and the new one. */
function renamedLink({ missing, done }: Mistake): { readonly meant: string; readonly name: string } | undefined {
  for (const { subject } of missing.filter(({ kind, to }) => kind === 'link' && to !== null)) {
    const gone = done.find((change) => change.kind === 'link' && change.subject === subject && change.to === null);
    const made = done.filter((change) => change.kind === 'link' && change.from === null && change.place === gone?.place);
    if (gone && made.length === 1) return { meant: subject, name: made[0]!.subject };
  }
  return undefined;
}

function rank({ kind, to }: EffectChange): number {
  const at = order.indexOf(kind);
  return (at === -1 ? order.length : at) * 2 + Number(to === null);
}
