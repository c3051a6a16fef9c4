import type { Change } from '../change.js';
import { withForeseenCarriers } from '../foreseen-carriers.js';
import type { Link, LinkPlace, Namespace, NextHop, Route, Snapshot } from '../snapshot.js';
import type { Box, Card, DrawnRoute, Topology, Wire } from '../topology.js';
import { changedThings, type ChangedThings } from './changed-things.js';
import { filtersOf, natOf } from './firewall-in-short.js';

/**
 * What is worth drawing of a network. What `changes` brought or altered is marked.
 * Left out: link-local and router-given addresses of IPv6, routes that come with an address, neighbours, forwarding entries and rules of policy routing.
 */
export function topologyOf(exact: Snapshot, changes: readonly Change[] = []): Topology {
  const snapshot = withForeseenCarriers(exact);
  const changed = changedThings(changes);
  return {
    schema: 1,
    boxes: snapshot.namespaces.map((namespace) => boxOf(namespace, changed)),
    wires: wiresOf(snapshot, changed),
  };
}

function boxOf(namespace: Namespace, changed: ChangedThings): Box {
  const { label, firewall } = namespace;
  return {
    name: label,
    kind: boxKind(namespace),
    heldBy: boxKind(namespace) === 'unnamed' ? heldBy(namespace) : null,
    links: namespace.links.map((link) => cardOf(link, changed.hasLink(label, link.name))),
    // The kernel tells those of other tables first.
    routes: namespace.routes
      .filter(isDrawn)
      .toSorted((one, other) => Number(one.table !== 'main') - Number(other.table !== 'main'))
      .flatMap((route) => route.hops.map((hop) => routeOf(route, hop, changed.hasRoute(label, route)))),
    forwards: [
      ...(isOn(namespace, 'net.ipv4.ip_forward') ? (['IPv4'] as const) : []),
      ...(isOn(namespace, 'net.ipv6.conf.all.forwarding') ? (['IPv6'] as const) : []),
    ],
    nat: natOf(firewall),
    filters: filtersOf(firewall),
    isChanged: changed.hasNamespace(label),
    changedFacts: changed.factsOf(label),
  };
}

function boxKind({ isHost, names, container }: Namespace): Box['kind'] {
  if (isHost) return 'host';
  if (names.length > 0) return 'namespace';
  return container === null ? 'unnamed' : 'container';
}

function heldBy({ holders }: Namespace): string | null {
  const first = holders.find(({ kind }) => kind === 'process') ?? holders[0];
  if (!first) return null;
  return first.kind === 'mount' ? first.path : first.command;
}

function isOn({ sysctls }: Namespace, name: string): boolean {
  return (sysctls[name] ?? '0') !== '0';
}

function cardOf(link: Link, isChanged: boolean): Card {
  return {
    name: link.name,
    kind: link.kind,
    state: stateOf(link),
    addresses: link.addresses
      .filter(({ family, scope, isDynamic }) => family === 4 || (scope !== 'link' && !isDynamic))
      .toSorted((a, b) => a.family - b.family)
      .map(({ address, prefix, peer }) => (peer === null ? `${address}/${prefix}` : `${address} peer ${peer}/${prefix}`)),
    master: link.master,
    note: noteOf(link),
    isChanged,
  };
}

function stateOf({ isUp, hasCarrier }: Link): Card['state'] {
  if (!isUp) return 'down';
  return hasCarrier ? 'up' : 'no-carrier';
}

/** The one thing that a link of this kind is told from others by. */
function noteOf({ kind, details }: Link): string | null {
  switch (kind) {
    case 'vxlan':
    case 'geneve':
      return words(['vni', details['id']], ['remote', details['remote']]);
    case 'vlan':
      return words(['vlan', details['id']]);
    case 'macvlan':
    case 'macvtap':
    case 'ipvlan':
    case 'bond':
      return words(['mode', details['mode']]);
    case 'tun':
      return words(['mode', details['type']]);
    case 'vrf':
      return words(['table', details['table']]);
    case 'gre':
    case 'gretap':
    case 'ipip':
    case 'sit':
    case 'ip6tnl':
      return words(['remote', details['remote']]);
    case 'bridge':
      return details['vlan_filtering'] === '1' ? 'vlan filtering' : null;
    default:
      return null;
  }
}

function words(...pairs: readonly (readonly [word: string, value: string | undefined])[]): string | null {
  const said = pairs.filter(([, value]) => value !== undefined && value !== 'any').map(([word, value]) => `${word} ${value}`);
  return said.length === 0 ? null : said.join(' ');
}

function isDrawn({ type, table, protocol, destination }: Route): boolean {
  if (table === 'local' || ['local', 'broadcast', 'anycast', 'multicast'].includes(type)) return false;
  return protocol !== 'kernel' && protocol !== 'ra' && !/^(?:fe80:|ff00:)/.test(destination);
}

function routeOf({ destination, table, type }: Route, { via, device }: NextHop, isChanged: boolean): DrawnRoute {
  return {
    destination,
    via,
    // A route that leads nowhere is put on lo by some versions of the kernel, and on nothing by others.
    device: type === 'unicast' ? device : null,
    table: table === 'main' ? null : table,
    type: type === 'unicast' ? null : type,
    isChanged,
  };
}

/** In the order in which their links were made, as far as indices tell: a picture keeps the places of older wires when a new one comes. */
function wiresOf(snapshot: Snapshot, changed: ChangedThings): Wire[] {
  const found: { readonly index: number; readonly wire: Wire }[] = [];
  const seen = new Set<string>();
  for (const namespace of snapshot.namespaces)
    for (const link of namespace.links) {
      const here: LinkPlace = { namespace: namespace.id, index: link.index, name: link.name };
      for (const [kind, there] of [['cable', link.peer] as const, ['lower', link.lower] as const]) {
        const from = there && endOf(snapshot, here);
        const to = there && endOf(snapshot, there);
        if (!from || !to || (kind === 'cable' && seen.has(`${there.namespace} ${there.index}`))) continue;
        if (kind === 'cable') seen.add(`${here.namespace} ${here.index}`);
        const isChanged = changed.hasCable(from.box, from.card) || (kind === 'cable' && changed.hasCable(to.box, to.card));
        found.push({ index: kind === 'cable' ? Math.max(here.index, there.index) : here.index, wire: { kind, from, to, isChanged } });
      }
    }
  return found.toSorted((a, b) => a.index - b.index).map(({ wire }) => wire);
}

function endOf(snapshot: Snapshot, place: LinkPlace): Wire['from'] | undefined {
  const namespace = snapshot.namespaces.find(({ id }) => id === place.namespace);
  const link = namespace?.links.find(({ index }) => index === place.index);
  return namespace && link && { box: namespace.label, card: link.name };
}
