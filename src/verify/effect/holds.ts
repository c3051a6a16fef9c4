import { withoutChance } from '../without-chance.js';
import type { EffectChange } from './effect-change.js';
import { factKey, type Facts } from './fact.js';
import { hasContent } from './has-content.js';

/** What is known of the step of the lesson when a fact of the learner's lab is compared with one of its own. */
export interface Known {
  readonly command: string;
  /** Words that the lab had before the step: a file whose words are all from there or from the command says what the step wants; another one tells of a run. */
  readonly words: ReadonlySet<string>;
  readonly ownBefore: Facts;
}

/** Whether a fact that the step brings about holds. */
export function holds(required: EffectChange, own: Facts, known: Known): boolean {
  const fact = own.get(factKey(required));
  const { kind, to } = required;
  if (to === null) return fact === undefined;
  if (kind === 'policy' && to === 'accept') return fact === undefined;
  if (!fact) return false;
  if (fact.value === to) return true;
  switch (kind) {
    case 'rule':
      return to === 'automatic';
    case 'forwarding':
      return true;
    case 'firewall-order':
      return isInOrder(JSON.parse(to) as string[], JSON.parse(fact.value) as string[]);
    case 'file':
      return hasContent(required, fact.value, known);
    case 'variable':
      return hasValue(to, fact.value, known);
    case 'process':
      return required.subject === 'sleep' || essential(to).every((word) => essential(fact.value).includes(word));
    case 'function':
    case 'alias':
    case 'trap':
    case 'open-file':
      return withoutChance(fact.value) === withoutChance(to);
    default:
      return false;
  }
}

/** Whether those of the first list that are in the second have the same order there. */
function isInOrder(wanted: readonly string[], found: readonly string[]): boolean {
  let at = -1;
  for (const rule of wanted) {
    if (!found.includes(rule)) continue;
    const next = found.indexOf(rule, at + 1);
    if (next === -1) return false;
    at = next;
  }
  return true;
}

/** `declare -p` as attributes and a value: `-x="1"`. What the command does not say is worked out in each run anew. */
function hasValue(wanted: string, found: string, { command, words }: Known): boolean {
  const [, flags = '', value = wanted] = /^-(\S*?)(?:=([^]*))?$/.exec(wanted) ?? [];
  const [, ownFlags = '', ownValue = found] = /^-(\S*?)(?:=([^]*))?$/.exec(found) ?? [];
  if (flags.includes('x') && !ownFlags.includes('x')) return false;
  if (withoutChance(value) === withoutChance(ownValue)) return true;
  const isSaid = value.split(/[\s"'$()]+/).every((word) => word === '' || words.has(word) || command.includes(word));
  return !isSaid && ownValue !== '' && ownValue !== '""';
}

/** Numbers, addresses and paths among the arguments of a program: its port, its folder. */
function essential(args: string): string[] {
  return args.split(' ').filter((word) => /^[^-].*[\d/]|^\d/.test(word) && word !== '/dev/null');
}
