import type { EffectChange } from './effect-change.js';

const partsOfLinks = new Set(['peer', 'lower', 'attribute', 'address', 'route', 'sysctl']);

/** The list without what goes without saying where a link or a namespace as a whole is in it. */
export function withoutParts(changes: readonly EffectChange[]): readonly EffectChange[] {
  const spaces = new Set(changes.filter(({ kind }) => kind === 'namespace').map(({ place }) => place));
  const links = new Set(changes.filter(({ kind }) => kind === 'link').map(({ place, subject }) => `${place} ${subject}`));
  return changes.filter(({ kind, place, subject }) => {
    if (kind === 'namespace' || kind === 'process') return true;
    if (kind === 'firewall-order') return !changes.some((other) => other.kind === 'firewall-rule' && other.place === place);
    if (spaces.has(place)) return false;
    return !(partsOfLinks.has(kind) && links.has(`${place} ${subject}`));
  });
}
