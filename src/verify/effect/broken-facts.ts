import type { EffectChange } from './effect-change.js';
import { factKey, type Facts } from './fact.js';
import { isConsequence } from './caused-by.js';
import { linesOf } from './has-content.js';

const mayBreak = new Set<EffectChange['kind']>([
  'namespace',
  'link',
  'peer',
  'lower',
  'attribute',
  'address',
  'route',
  'rule',
  'neighbour',
  'forwarding',
  'chain',
  'policy',
  'firewall-rule',
  'sysctl',
  'file',
  'mount',
  'host-name',
  'process',
]);
/** Programs that end by themselves, when they have done what they were for. */
const endsByItself = /^(?:nc|socat|sleep|tcpdump|iperf3?|watch|dhclient)$/;

/** What the learner has made other than it was, where the lesson leaves it as it was. */
export function brokenFacts(done: readonly EffectChange[], reference: { readonly before: Facts; readonly after: Facts }): EffectChange[] {
  const all = done.filter((change) => {
    const { kind, from, to } = change;
    const meant = reference.after.get(factKey(change))?.value;
    if (!mayBreak.has(kind) || (kind === 'process' && endsByItself.test(change.subject))) return false;
    // A policy that is not there lets everything through.
    if (kind === 'policy' && from === null) return meant === undefined && !reference.after.has(factKey({ ...change, kind: 'chain' }));
    if (from === null || meant !== from) return false;
    return kind !== 'file' || to === null || linesOf(from).some((line) => !linesOf(to).includes(line)) || linesOf(from).length === 0;
  });
  return all.filter((change) => !isConsequence(change, done) && !isPart(change, all));
}

/** Whether it went with a link or a namespace that is gone. */
function isPart({ kind, place, subject }: EffectChange, all: readonly EffectChange[]): boolean {
  if (kind === 'namespace') return false;
  return all.some(
    (other) =>
      other.to === null &&
      other.place === place &&
      (other.kind === 'namespace' || (other.kind === 'link' && kind !== 'link' && other.subject === subject)),
  );
}
