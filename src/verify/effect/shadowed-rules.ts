import type { EffectChange } from './effect-change.js';
import { factKey, type Facts } from './fact.js';

const verdict = /(?:^|\s)(?:-j (?:ACCEPT|DROP|REJECT|RETURN)(?:\s.*)?|accept|drop|reject(?:\s.*)?)$/;

/** Rules, by their keys, that never see a packet because of one that the learner has put before them and the lesson has not. */
export function shadowedRules(required: readonly EffectChange[], before: Facts, after: Facts): ReadonlySet<string> {
  const shadowed = new Set<string>();
  for (const change of required) {
    if (change.kind !== 'firewall-rule' || change.to === null) continue;
    const place = { kind: 'firewall-order', place: change.place, subject: change.subject, detail: '' } as const;
    const rules = JSON.parse(after.get(factKey(place))?.value ?? '[]') as string[];
    const old = JSON.parse(before.get(factKey(place))?.value ?? '[]') as string[];
    const wanted = change.detail.replace(/ \(\d+\)$/, '');
    const earlier = rules.slice(0, Math.max(0, rules.indexOf(wanted))).filter((rule) => !old.includes(rule) && rule !== wanted);
    const isAsked = (rule: string): boolean => required.some((other) => other.kind === 'firewall-rule' && other.detail === rule);
    if (earlier.some((rule) => !isAsked(rule) && takesAll(rule, wanted))) shadowed.add(factKey(change));
  }
  return shadowed;
}

/** Whether a rule decides all that another one would be asked about, otherwise: it has no condition that the other has not. */
function takesAll(rule: string, other: string): boolean {
  if (!verdict.test(rule) || verdict.exec(rule)![0] === verdict.exec(other)?.[0]) return false;
  const conditions = rule.replace(verdict, '').trim();
  return conditions === '' || ` ${other} `.includes(` ${conditions} `);
}
