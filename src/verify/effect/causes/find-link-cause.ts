import type { EffectChange } from '../effect-change.js';
import { factKey } from '../fact.js';
import type { EffectCause } from './effect-cause.js';
import { madeOf } from './made-of.js';
import { wasChanged } from './was-changed.js';
import type { Mistake } from './mistake.js';

/** What is wrong with a namespace, a link, its attributes, its addresses. */
export function findLinkCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  switch (change.kind) {
    case 'namespace':
      return namespaceCause(change, mistake);
    case 'link':
      return linkCause(change, mistake);
    case 'peer':
      return peerCause(change, mistake);
    case 'lower':
      return lowerCause(change, mistake);
    case 'attribute':
      return attributeCause(change, mistake);
    case 'address':
      return addressCause(change, mistake);
    default:
      return undefined;
  }
}

function namespaceCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  if (change.to === null) return { code: 'still-there', params: {}, about: change };
  const [other] = mistake.named.told.has(change.place) ? madeOf('namespace', mistake) : [];
  return other && { code: 'other-name', params: { meant: change.place, name: other.place }, about: change };
}

function linkCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  const { place, subject, to } = change;
  if (to === null) return { code: 'still-there', params: {}, about: change };
  const { own, required } = mistake;
  const there = own.after.get(factKey(change));
  if (there) return { code: 'other-kind', params: { link: subject, namespace: place, meant: to, linkKind: there.value }, about: change };
  const made = madeOf('link', mistake);
  const origin = required.find(({ kind, subject: name, to: left }) => kind === 'link' && name === subject && left === null);
  const gone = made.find((other) => other.subject === subject && other.place !== place);
  if (gone)
    return origin
      ? { code: 'moved-elsewhere', params: { link: subject, namespace: place, otherNamespace: gone.place }, about: change }
      : { code: 'other-namespace', params: { thing: subject, namespace: place, otherNamespace: gone.place }, about: change };
  if (origin && own.after.has(factKey(origin))) return { code: 'still-there', params: {}, about: origin };
  const here = made.filter((other) => other.place === place);
  const alike = here.find((other) => other.to === to);
  const isPinned =
    mistake.named.told.has(subject) ||
    [...mistake.reference.before.values()].some((fact) => fact.kind === 'link' && fact.subject === subject);
  if (alike && isPinned) return { code: 'other-name', params: { meant: subject, name: alike.subject }, about: change };
  const [other] = here;
  return other && other.to !== to
    ? { code: 'other-kind', params: { link: other.subject, namespace: place, meant: to, linkKind: other.to! }, about: change }
    : undefined;
}

function peerCause(change: EffectChange, { own }: Mistake): EffectCause | undefined {
  const { place, subject, to } = change;
  if (to === null) return undefined;
  const [namespace, meant] = splitPlace(to);
  const found = own.after.get(factKey(change))?.value;
  if (found === undefined && !own.after.has(factKey({ ...change, kind: 'link' }))) return undefined;
  if (found === undefined) return { code: 'not-a-pair', params: { link: subject, namespace: place, meant }, about: change };
  const [otherNamespace, peer] = splitPlace(found);
  return { code: 'other-peer', params: { link: subject, peer, otherNamespace, meant, namespace }, about: change };
}

/** Of `NAMESPACE/LINK`. */
function splitPlace(place: string): [namespace: string, link: string] {
  const at = place.lastIndexOf('/');
  return [place.slice(0, at), place.slice(at + 1)];
}

function lowerCause(change: EffectChange, { own }: Mistake): EffectCause | undefined {
  const { place, subject, to } = change;
  const lower = own.after.get(factKey(change))?.value;
  if (to === null || lower === undefined) return undefined;
  return {
    code: 'other-link',
    params: { thing: subject, namespace: place, link: to.split('/').at(-1)!, other: lower.split('/').at(-1)! },
    about: change,
  };
}

function attributeCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  const { place, subject, detail, to } = change;
  const there = mistake.own.after.get(factKey(change))?.value;
  if (to === null) return there === undefined ? undefined : { code: 'still-there', params: {}, about: change };
  if (there !== undefined && wasChanged(change, mistake))
    return { code: 'other-value', params: { attribute: detail, thing: subject, namespace: place, meant: to, value: there }, about: change };
  const alike = madeOf('attribute', mistake).filter((other) => other.detail === detail && other.to === to);
  return elsewhere(change, alike, detail === 'up' ? 'up' : `${detail} ${to}`);
}

function addressCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  const { place, subject, detail, to } = change;
  const there = mistake.own.after.get(factKey(change));
  if (to === null) return there ? { code: 'still-there', params: {}, about: change } : undefined;
  if (there)
    return {
      code: 'other-value',
      params: { attribute: detail, thing: subject, namespace: place, meant: to || '-', value: there.value || '-' },
      about: change,
    };
  const made = madeOf('address', mistake);
  const found = elsewhere(
    change,
    made.filter((other) => other.detail === detail),
    detail,
  );
  if (found) return found;
  const [address = '', meant = ''] = detail.split('/');
  const same = made.find((other) => other.detail.split('/')[0] === address && other.place === place);
  if (same) {
    const prefix = same.detail.split('/')[1]!;
    return {
      code: isAlone(same.detail) ? 'address-without-prefix' : 'other-prefix',
      params: { link: same.subject, namespace: place, address, prefix, meant },
      about: change,
    };
  }
  const other = made.find((one) => one.place === place && one.subject === subject);
  return (
    other && { code: 'other-address', params: { link: subject, namespace: place, address: other.detail, meant: detail }, about: change }
  );
}

/** The right thing at another link, or in another namespace. */
function elsewhere({ place, subject, ...change }: EffectChange, made: readonly EffectChange[], thing: string): EffectCause | undefined {
  const about = { place, subject, ...change };
  const here = made.find((other) => other.place === place);
  if (here) return { code: 'other-link', params: { thing, namespace: place, link: subject, other: here.subject }, about };
  const there = made[0];
  return there && { code: 'other-namespace', params: { thing, namespace: place, otherNamespace: there.place }, about };
}

function isAlone(address: string): boolean {
  return address.endsWith(address.includes(':') ? '/128' : '/32');
}
