import type { EffectChange } from '../effect-change.js';
import { factKey } from '../fact.js';
import type { EffectCause } from './effect-cause.js';
import { madeOf } from './made-of.js';
import type { Mistake } from './mistake.js';
import type { EffectPart } from './part-words.js';

/** What is wrong with a chain, its policy, its rules. */
export function findFirewallCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  const { kind, place, subject, detail, to } = change;
  const there = mistake.own.after.get(factKey(change));
  const part = (name: EffectPart, meant: string, value: string): EffectCause => ({
    code: 'other-rule',
    params: { part: name, namespace: place, meant, ...(value !== '' && { value }) },
    about: change,
  });
  switch (kind) {
    case 'firewall-order':
      return part('position', (JSON.parse(to ?? '[]') as string[]).join(' / '), '');
    case 'chain':
    case 'policy': {
      if (to === null) return there ? { code: 'still-there', params: {}, about: change } : undefined;
      if (there)
        return {
          code: 'other-value',
          params: { attribute: kind, thing: subject, namespace: place, meant: to, value: there.value },
          about: change,
        };
      const made = madeOf(kind, mistake).filter((other) => other.to === to);
      const elsewhere = made.find((other) => other.subject === subject);
      if (elsewhere)
        return { code: 'other-namespace', params: { thing: subject, namespace: place, otherNamespace: elsewhere.place }, about: change };
      const here = made.find((other) => other.place === place);
      return here && { code: 'other-rule', params: { ...differingPart(subject, here.subject), namespace: place }, about: change };
    }
    case 'firewall-rule': {
      if (to === null) return there ? { code: 'still-there', params: {}, about: change } : undefined;
      if (there) return part('position', detail, '');
      const made = madeOf(kind, mistake);
      const same = made.find((other) => other.place === place && other.detail === detail);
      if (same) return { code: 'other-rule', params: { ...differingPart(subject, same.subject), namespace: place }, about: change };
      const elsewhere = made.find((other) => other.subject === subject && other.detail === detail);
      if (elsewhere)
        return { code: 'other-namespace', params: { thing: detail, namespace: place, otherNamespace: elsewhere.place }, about: change };
      const here = made.find((other) => other.place === place && other.subject === subject) ?? made.find((other) => other.place === place);
      if (!here) return undefined;
      if (here.subject !== subject)
        return { code: 'other-rule', params: { ...differingPart(subject, here.subject), namespace: place }, about: change };
      return part('words', ...differingWords(detail, here.detail));
    }
    default:
      return undefined;
  }
}

/** In which of `TOOL FAMILY TABLE CHAIN` two chains differ. */
function differingPart(meant: string, value: string): { readonly part: EffectPart; readonly meant: string; readonly value: string } {
  const [a, b] = [meant.split(' '), value.split(' ')];
  const parts = ['tool', 'tool', 'table', 'chain'] as const;
  const at = parts.findIndex((_, index) => a[index] !== b[index]);
  return { part: parts[at] ?? 'chain', meant: a[at] ?? meant, value: b[at] ?? value };
}

/** The words of two rules from the first one on that differs, to the last. */
function differingWords(meant: string, value: string): [string, string] {
  const [a, b] = [meant.split(' '), value.split(' ')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const isWord = (word: string | undefined): boolean => word?.startsWith('-') === true;
  // The value of an option is nothing without its name.
  if (start > 0 && isWord(a[start - 1])) start -= 1;
  return [a.slice(start, a.length - end).join(' ') || '-', b.slice(start, b.length - end).join(' ') || '-'];
}
