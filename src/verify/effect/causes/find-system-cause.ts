import type { EffectChange } from '../effect-change.js';
import { factKey } from '../fact.js';
import { linesOf } from '../has-content.js';
import type { EffectCause } from './effect-cause.js';
import { madeOf } from './made-of.js';
import { wasChanged } from './was-changed.js';
import type { Mistake } from './mistake.js';

const hasName = new Set(['variable', 'function', 'alias']);

/** What is wrong with a file, a program, a shell. */
export function findSystemCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  const { kind, to } = change;
  switch (kind) {
    case 'shell':
      return {
        code: 'other-shell',
        params: { namespace: to ?? 'host', otherNamespace: mistake.own.after.get(factKey(change))?.value ?? 'host' },
        about: change,
      };
    case 'file':
    case 'mount':
      return fileCause(change, mistake);
    case 'process':
      return processCause(change, mistake);
    case 'mode':
    case 'host-name':
    case 'shells':
    case 'folder':
    case 'variable':
    case 'function':
    case 'alias':
    case 'option':
    case 'trap':
    case 'parameter':
    case 'open-file':
      return valueCause(change, mistake);
    default:
      return undefined;
  }
}

function valueCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  const { kind, subject, from, to } = change;
  const there = mistake.own.after.get(factKey(change));
  if (to === null) return there ? { code: 'still-there', params: {}, about: change } : undefined;
  const name = subject || kind;
  // What a file has from the beginning nobody has set.
  if (there && wasChanged(change, mistake) && !(kind === 'mode' && from === null))
    return { code: 'other-value', params: { attribute: name, meant: shown(to), value: shown(there.value) }, about: change };
  const [other] = hasName.has(kind) ? madeOf(kind, mistake) : [];
  return other && { code: 'other-name', params: { meant: name, name: other.subject }, about: change };
}

function fileCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  const { kind, subject, to } = change;
  const there = mistake.own.after.get(factKey(change));
  if (to === null) return there ? { code: 'still-there', params: {}, about: change } : undefined;
  if (there) {
    const [meant, own] = [linesOf(to), linesOf(there.value)];
    const line = meant.find((one) => !own.includes(one)) ?? own.find((one) => !meant.includes(one)) ?? meant[0] ?? to;
    return { code: 'other-file-content', params: { file: subject, line }, about: change };
  }
  const made = madeOf(kind, mistake);
  const name = subject.split('/').at(-1);
  const other =
    made.find((one) => one.to === to) ??
    made.find((one) => one.subject.endsWith(`/${name}`)) ??
    (to.startsWith('text:') ? made.find((one) => one.to!.startsWith('text:')) : undefined);
  return other && { code: 'other-name', params: { meant: subject, name: other.subject }, about: change };
}

function processCause(change: EffectChange, mistake: Mistake): EffectCause | undefined {
  const { place, subject, to } = change;
  const there = mistake.own.after.get(factKey(change));
  if (to === null) return there ? { code: 'still-there', params: {}, about: change } : undefined;
  const about = { program: subject, namespace: place };
  if (there) return { code: 'other-process', params: { ...about, meant: to, value: there.value }, about: change };
  const elsewhere = madeOf('process', mistake).find((other) => other.subject === subject);
  return { code: 'other-process', params: elsewhere ? { ...about, otherNamespace: elsewhere.place } : about, about: change };
}

/** `declare -p` has attributes before the value. */
function shown(value: string): string {
  return value.replace(/^-\S*?=/, '');
}
