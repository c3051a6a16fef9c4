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
  const { missing, met, broken, done, named } = mistake;
  const first = missing.toSorted((a, b) => rank(a) - rank(b))[0];
  if (!first) return { code: 'broke-earlier', params: {}, about: { ...broken[0]! } };
  const opposite = findOpposite(first, mistake);
  if (opposite) return opposite;
  if (done.length === 0 && met.length === 0) return { code: 'nothing-changed', params: {}, about: first };
  if (named.missing.length < missing.length)
    for (const [meant, name] of named.names)
      if (named.told.has(meant)) return { code: 'other-name', params: { meant, name }, about: first };
  const lost = broken.find((change) => change.place === first.place && (change.kind === 'namespace' || change.subject === first.subject));
  if (lost) return { code: 'broke-earlier', params: {}, about: lost };
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

function rank({ kind, to }: EffectChange): number {
  const at = order.indexOf(kind);
  return (at === -1 ? order.length : at) * 2 + Number(to === null);
}
