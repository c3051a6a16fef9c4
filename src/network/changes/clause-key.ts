import type { Change } from '../change.js';

/** Changes with the same key are told with one clause: the same was done with several things. */
export function clauseKey(change: Change): string {
  return JSON.stringify([change.kind, ...sameness(change)]);
}

function sameness(change: Change): readonly unknown[] {
  switch (change.kind) {
    case 'namespace-added':
      return change.isNamed ? [] : [change.namespace];
    case 'namespace-removed':
      return [];
    case 'namespace-named':
    case 'namespace-unnamed':
      return [change.namespace, change.name];
    case 'link-added':
      return change.linkKind === 'veth'
        ? ['veth', change.peer === null]
        : [change.linkKind, change.lower || Object.keys(change.details).length > 0 ? [change.namespace, change.link] : null];
    case 'link-removed':
      return [change.linkKind];
    case 'link-moved':
      return [change.from.namespace, change.to.namespace, change.from.link === change.to.link ? null : change.from.link];
    case 'link-renamed':
      return [change.namespace];
    case 'link-up':
      return [change.link === 'lo', change.hasCarrier];
    case 'link-down':
      return [];
    case 'carrier-gained':
    case 'carrier-lost':
      return [];
    case 'link-attached':
    case 'link-detached':
      return [change.namespace, change.master];
    case 'link-changed':
      return [change.attribute, change.to];
    case 'address-added':
    case 'address-removed':
      return [];
    case 'address-changed':
      return [change.namespace, change.link, change.address.address, change.attribute];
    case 'route-added':
    case 'route-removed':
    case 'rule-added':
    case 'rule-removed':
      return [change.namespace];
    case 'neighbour-added':
    case 'neighbour-removed':
      return [change.namespace, change.neighbour.device, change.neighbour.isProxy];
    case 'forwarding-added':
    case 'forwarding-removed':
      return [change.namespace];
    case 'sysctl-changed':
      return [change.namespace, change.name];
    case 'chain-added':
    case 'chain-removed':
      return [change.namespace];
    case 'policy-changed':
      return [change.namespace, change.chain.tool, change.chain.family, change.chain.table, change.chain.chain];
    case 'firewall-rule-added':
    case 'firewall-rule-removed':
      return [change.namespace, change.chain];
  }
}
