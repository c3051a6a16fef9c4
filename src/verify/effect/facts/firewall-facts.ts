import type { FirewallChain, Namespace } from '../../../network/snapshot.js';
import type { FactList } from '../fact-list.js';
import type { Naming } from '../naming.js';

/** Chains, policies, rules, and the order of the rules. */
export function addFirewallFacts(facts: FactList, namespace: Namespace, naming: Naming): void {
  const place = naming.namespace(namespace.label);
  for (const chain of namespace.firewall) {
    const subject = chainName(chain, naming);
    const { hook } = chain;
    const isOfItself = chain.tool === 'iptables' && hook !== null;
    if (!isOfItself) facts.add('chain', place, subject, '', hook ? `${hook.type} ${hook.name} ${hook.priority}` : 'no hook');
    if (hook && hook.policy.toLowerCase() !== 'accept') facts.add('policy', place, subject, '', hook.policy.toLowerCase());
    const rules = chain.rules.map((rule) => naming.rule(namespace.label, rule));
    for (const rule of rules) facts.addOneMore('firewall-rule', place, subject, rule, '');
    if (rules.length > 0) facts.add('firewall-order', place, subject, '', JSON.stringify(rules), true);
  }
}

function chainName({ tool, family, table, chain }: FirewallChain, naming: Naming): string {
  return `${tool} ${family} ${tool === 'nft' ? naming.chain(table) : table} ${naming.chain(chain)}`;
}
