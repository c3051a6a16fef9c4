import type { Change, ChangeOf } from '../change.js';

/** Changes with the same key are told with one clause: the same was done with several things. */
export function clauseKey(change: Change, shared: ReadonlySet<string> = new Set()): string {
  if (change.kind === 'route-added' || change.kind === 'route-removed') {
    const route = routeKey(change);
    if (shared.has(route)) return route;
  }
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
      return [change.master];
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
      return [change.name, change.from, change.to];
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

/** Routes that several namespaces got, or lost, are told of all of them at once. */
export function sharedRoutes(changes: readonly Change[]): Set<string> {
  const namespaces = new Map<string, Set<string>>();
  for (const change of changes) {
    if (change.kind !== 'route-added' && change.kind !== 'route-removed') continue;
    const key = routeKey(change);
    namespaces.set(key, (namespaces.get(key) ?? new Set()).add(change.namespace));
  }
  return new Set([...namespaces].flatMap(([key, { size }]) => (size > 1 ? [key] : [])));
}

function routeKey({ kind, route, because }: ChangeOf<'route-added' | 'route-removed'>): string {
  return JSON.stringify([kind, because === null, { ...route, source: route.protocol === 'kernel' ? null : route.source }]);
}
