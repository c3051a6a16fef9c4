import type { Change } from '../change.js';
import type { Route } from '../snapshot.js';
import type { Box } from '../topology.js';

/** What of a picture a list of changes has touched, and so is to be marked. What is gone can't be. */
export interface ChangedThings {
  hasNamespace(label: string): boolean;
  hasLink(label: string, link: string): boolean;
  /** Whether what connects this link with another is new, or leads elsewhere than before. */
  hasCable(label: string, link: string): boolean;
  hasRoute(label: string, route: Route): boolean;
  factsOf(label: string): Box['changedFacts'];
}

export function changedThings(changes: readonly Change[]): ChangedThings {
  const namespaces = new Set<string>();
  const links = new Set<string>();
  const cables = new Set<string>();
  const routes = new Set<string>();
  const facts = new Set<string>();
  const isNat = (table: string, rule: string): boolean => table === 'nat' || /\b(?:masquerade|snat|dnat|redirect)\b/i.test(rule);
  for (const change of changes)
    switch (change.kind) {
      case 'namespace-added':
      case 'namespace-named':
      case 'namespace-unnamed':
        namespaces.add(change.namespace);
        break;
      case 'link-added':
        links.add(key(change.namespace, change.link));
        cables.add(key(change.namespace, change.link));
        break;
      case 'link-moved':
        links.add(key(change.to.namespace, change.to.link));
        cables.add(key(change.to.namespace, change.to.link));
        break;
      case 'link-renamed':
        links.add(key(change.namespace, change.to));
        break;
      case 'link-up':
      case 'link-down':
      case 'carrier-gained':
      case 'carrier-lost':
      case 'link-attached':
      case 'link-detached':
      case 'link-changed':
      case 'address-added':
      case 'address-removed':
      case 'address-changed':
        links.add(key(change.namespace, change.link));
        break;
      case 'route-added':
        routes.add(key(change.namespace, routeKey(change.route)));
        break;
      case 'chain-added':
      case 'chain-removed':
        for (const rule of change.chain.rules) facts.add(key(change.namespace, isNat(change.chain.table, rule) ? 'nat' : 'filters'));
        if (change.chain.hook?.policy === 'drop') facts.add(key(change.namespace, 'filters'));
        break;
      case 'policy-changed':
        facts.add(key(change.namespace, 'filters'));
        break;
      case 'firewall-rule-added':
      case 'firewall-rule-removed':
        facts.add(key(change.namespace, isNat(change.chain.table, change.rule) ? 'nat' : 'filters'));
        break;
      case 'sysctl-changed':
        if (change.name === 'net.ipv4.ip_forward' || change.name === 'net.ipv6.conf.all.forwarding')
          facts.add(key(change.namespace, 'forwards'));
        break;
      // Not drawn.
      case 'namespace-removed':
      case 'link-removed':
      case 'route-removed':
      case 'rule-added':
      case 'rule-removed':
      case 'neighbour-added':
      case 'neighbour-removed':
      case 'forwarding-added':
      case 'forwarding-removed':
        break;
    }
  return {
    hasNamespace: (label) => namespaces.has(label),
    hasLink: (label, link) => links.has(key(label, link)),
    hasCable: (label, link) => cables.has(key(label, link)),
    hasRoute: (label, route) => routes.has(key(label, routeKey(route))),
    factsOf: (label) => (['forwards', 'nat', 'filters'] as const).filter((fact) => facts.has(key(label, fact))),
  };
}

function key(label: string, rest: string): string {
  return JSON.stringify([label, rest]);
}

function routeKey({ destination, table, type, metric, hops }: Route): string {
  return JSON.stringify([destination, table, type, metric, hops.map(({ via, device }) => [via, device])]);
}
