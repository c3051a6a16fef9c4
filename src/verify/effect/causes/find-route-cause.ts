import type { EffectChange } from '../effect-change.js';
import { factKey } from '../fact.js';
import type { EffectCause } from './effect-cause.js';
import { madeOf } from './made-of.js';
import { wasChanged } from './was-changed.js';
import type { Mistake } from './mistake.js';
import type { EffectPart } from './part-words.js';

const words: readonly (readonly [EffectPart, RegExp])[] = [
  ['via', /\bvia (\S+)/],
  ['device', /\bdev (\S+)/],
  ['source', /\bsrc (\S+)/],
];

/** What is wrong with a route, a routing rule, a neighbour, a forwarding entry, a setting. */
export function findRouteCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  const { kind, place, subject, detail, to } = change;
  if (!['route', 'rule', 'neighbour', 'forwarding', 'sysctl'].includes(kind)) return undefined;
  const there = mistake.own.after.get(factKey(change));
  if (to === null) return there ? { code: 'still-there', params: {}, about: change } : undefined;
  const made = madeOf(kind, mistake).filter((other) => !/ kernel /.test(other.detail));
  if (kind === 'route') return routeCause(change, made);
  if (there && wasChanged(change, mistake))
    return { code: 'other-value', params: { attribute: subject, namespace: place, meant: to, value: there.value }, about: change };
  const alike = made.find((other) => other.subject === subject && other.detail === detail && other.place !== place);
  if (alike) return { code: 'other-namespace', params: { thing: subject, namespace: place, otherNamespace: alike.place }, about: change };
  if (kind === 'sysctl') return undefined;
  const moved = made.find((other) => other.place === place && other.detail === detail && other.to === to && kind !== 'rule');
  if (moved) return { code: 'other-link', params: { thing: detail, namespace: place, link: subject, other: moved.subject }, about: change };
  const other = made.find((one) => one.place === place);
  const told = (one: EffectChange): string => (kind === 'rule' ? one.subject : one.detail);
  return (
    other && { code: 'other-value', params: { attribute: kind, namespace: place, meant: told(change), value: told(other) }, about: change }
  );
}

function routeCause(change: EffectChange, made: readonly EffectChange[]): EffectCause | undefined {
  const { place, subject, detail, to } = change;
  const here = made.filter((other) => other.place === place);
  const same = here.find((other) => other.subject === subject);
  const part = (name: EffectPart, meant: string, value: string): EffectCause => ({
    code: 'other-route',
    params: { part: name, namespace: place, destination: subject, meant, value },
    about: change,
  });
  if (same) {
    for (const [name, pattern] of words) {
      const [meant, value] = [pattern.exec(to!)?.[1] ?? '-', pattern.exec(same.to!)?.[1] ?? '-'];
      if (meant !== value) return part(name, meant, value);
    }
    const [a, b] = [detail.split(' '), same.detail.split(' ')];
    for (const [at, name] of [
      [0, 'table'],
      [2, 'type'],
      [3, 'metric'],
    ] as const)
      if (a[at] !== b[at]) return part(name, a[at] ?? '-', b[at] ?? '-');
    return part('via', to!, same.to!);
  }
  const elsewhere = made.find((other) => other.subject === subject);
  if (elsewhere && here.length === 0)
    return { code: 'other-namespace', params: { thing: subject, namespace: place, otherNamespace: elsewhere.place }, about: change };
  const other = here[0];
  return other && part('destination', subject, other.subject);
}
