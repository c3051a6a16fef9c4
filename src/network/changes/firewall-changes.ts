import type { FirewallChain } from '../snapshot.js';
import type { Compared } from './compared.js';
import type { Finding } from './story.js';

/** Chains and rules of the firewall that came and went, and policies. */
export function compareFirewalls(compared: Compared): void {
  for (const { before, after, label } of compared.namespaces) {
    if (!before || !after || (before.firewall.length === 0 && after.firewall.length === 0)) continue;
    const old = new Map(before.firewall.map((chain) => [keyOf(chain), chain]));
    for (const chain of after.firewall) {
      compareChain(compared, label, old.get(keyOf(chain)), chain);
      old.delete(keyOf(chain));
    }
    for (const chain of old.values()) compareChain(compared, label, chain, undefined);
  }
}

function keyOf({ tool, family, table, chain }: FirewallChain): string {
  return `${tool} ${family} ${table} ${chain}`;
}

function compareChain(compared: Compared, namespace: string, before: FirewallChain | undefined, after: FirewallChain | undefined): void {
  const { story } = compared;
  const chain = (after ?? before)!;
  let cause: Finding | undefined;
  // The chains with a hook that iptables has of itself are there as soon as somebody looks at them, and let everything through.
  const isOfItself = chain.tool === 'iptables' && chain.hook !== null;
  if (!before && !isOfItself) story.add({ kind: 'chain-added', namespace, chain });
  if (!after && !isOfItself) cause = story.add({ kind: 'chain-removed', namespace, chain });
  const usual = isOfItself ? 'accept' : undefined;
  const [from, to] = [before?.hook?.policy ?? usual, after?.hook?.policy ?? usual];
  if (from !== undefined && to !== undefined && from.toLowerCase() !== to.toLowerCase())
    story.add({ kind: 'policy-changed', namespace, chain, from, to });
  const { tool, family, table, chain: name } = chain;
  const place = { tool, family, table, chain: name };
  const { removed, added } = differenceOfLists(before?.rules ?? [], after?.rules ?? []);
  for (const [rule, at] of removed) story.add({ kind: 'firewall-rule-removed', namespace, chain: place, rule, position: at + 1 }, cause);
  for (const [rule, at] of added) story.add({ kind: 'firewall-rule-added', namespace, chain: place, rule, position: at + 1 });
}

type Placed = readonly [rule: string, at: number];

/** What was taken out of a list and put into it, with places. The order of rules counts, so one that moved is both. */
function differenceOfLists(before: readonly string[], after: readonly string[]): { removed: Placed[]; added: Placed[] } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  const kept = longestCommon(old, now);
  return {
    removed: old.flatMap((rule, at): Placed[] => (kept.old.has(at) ? [] : [[rule, start + at]])),
    added: now.flatMap((rule, at): Placed[] => (kept.now.has(at) ? [] : [[rule, start + at]])),
  };
}

/** Above this many pairs of rules nobody wants to wait for the shortest difference. */
const mostPairs = 250_000;

function longestCommon(old: readonly string[], now: readonly string[]): { old: Set<number>; now: Set<number> } {
  const kept = { old: new Set<number>(), now: new Set<number>() };
  if (old.length === 0 || now.length === 0 || old.length * now.length > mostPairs) return kept;
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === now[j] ? lengths[(i + 1) * width + j + 1]! + 1 : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  for (let i = 0, j = 0; i < old.length && j < now.length;) {
    if (old[i] === now[j]) {
      kept.old.add(i++);
      kept.now.add(j++);
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i += 1;
    else j += 1;
  }
  return kept;
}
