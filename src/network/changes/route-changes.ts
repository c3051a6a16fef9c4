import type { Route } from '../snapshot.js';
import { isInPrefix, type AddressFindings, type FoundAddress } from './address-changes.js';
import type { Compared, ComparedLink, ComparedNamespace } from './compared.js';
import { difference } from './difference.js';
import type { Finding } from './story.js';

/** Routes that came and went. Those that bring packets to the own addresses, and to groups, come with every address, so nobody is told. */
export function compareRoutes(compared: Compared, addresses: AddressFindings): void {
  for (const namespace of compared.namespaces) {
    const { before, after, label, renamed } = namespace;
    if (!before || !after || isSame(before.routes, after.routes)) continue;
    const { removed, added } = difference(
      before.routes.filter(isTold),
      after.routes.filter(isTold),
      (route) => keyOf(route, renamed),
      (route) => keyOf(route),
    );
    for (const route of removed)
      compared.story.add({ kind: 'route-removed', namespace: label, route }, removalCause(compared, namespace, route, addresses));
    for (const route of added)
      compared.story.add({ kind: 'route-added', namespace: label, route }, additionCause(compared, namespace, route, addresses));
  }
}

function isTold({ table, type, destination, protocol, metric }: Route): boolean {
  if (table === 'local' || ['local', 'broadcast', 'multicast', 'anycast'].includes(type)) return false;
  if (protocol !== 'kernel') return true;
  // The last one is what some kernels have for the lack of a default route.
  return destination !== 'fe80::/64' && destination !== 'ff00::/8' && metric !== 4_294_967_295;
}

/** What makes two routes one, with the names that links have now. Flags such as `linkdown` are left out: they follow from the links. */
function keyOf(route: Route, renamed?: ReadonlyMap<string, string>): string {
  let key = `${route.family} ${route.type} ${route.destination} ${route.table} ${route.metric} ${route.protocol} ${route.scope} ${route.source}`;
  for (const { via, device, weight, flags } of route.hops)
    key += ` ${via} ${device === null ? null : (renamed?.get(device) ?? device)} ${weight} ${flags.includes('onlink')}`;
  return key;
}

function removalCause(compared: Compared, { before }: ComparedNamespace, route: Route, addresses: AddressFindings): Finding | null {
  for (const { device, via } of route.hops) {
    const link = compared.wasNamed(before!.id, device);
    if (!link) continue;
    const { removed, moved, down } = link.found;
    const gone = removed ?? moved ?? down;
    if (gone) return gone;
    const lost = addresses.get(link)?.removed ?? [];
    const cause = lost.find((found) => isFrom(route, found)) ?? lostLast(link, route, lost, via);
    if (cause) return cause.finding;
    if (route.family === 6 && lost.length > 0 && route.protocol === 'kernel') return lost[0]!.finding;
  }
  if (route.source !== null && route.protocol !== 'kernel')
    for (const { removed } of addresses.values())
      for (const { address, finding } of removed) if (address.address === route.source) return finding;
  return null;
}

/** With the last IPv4 address of a link go all routes through it. */
function lostLast(link: ComparedLink, route: Route, lost: readonly FoundAddress[], via: string | null): FoundAddress | undefined {
  const has = link.after?.link.addresses.some(({ family }) => family === route.family) ?? false;
  return route.family === 4 && !has ? (lost.find(({ address }) => via === null || isInPrefix(via, address)) ?? lost[0]) : undefined;
}

function additionCause(compared: Compared, { after }: ComparedNamespace, route: Route, addresses: AddressFindings): Finding | null {
  if (route.protocol !== 'kernel') return null;
  for (const { device } of route.hops) {
    const link = compared.isNamed(after!.id, device);
    if (!link) continue;
    const gained = addresses.get(link)?.added.find((found) => isFrom(route, found));
    // Who gives an address and sets a link up with one command hears of the route with the later of the two.
    const cause = link.found.up ?? gained?.finding ?? link.found.moved ?? link.found.gained ?? link.found.added;
    if (cause) return cause;
  }
  return null;
}

/** Whether the kernel made a route for an address. */
function isFrom(route: Route, { address }: FoundAddress): boolean {
  if (route.family !== address.family || route.protocol !== 'kernel') return route.source === address.address;
  if (route.family === 4) return route.source === address.address;
  if (route.source !== null) return route.source === address.address;
  return (
    route.destination === address.address ||
    (route.destination.endsWith(`/${address.prefix}`) && isInIPv6Prefix(address.address, route.destination))
  );
}

function isInIPv6Prefix(address: string, network: string): boolean {
  const [base = '', length = '128'] = network.split('/');
  const [a, b] = [bitsOf(address), bitsOf(base)];
  return a.slice(0, Number(length)) === b.slice(0, Number(length));
}

function bitsOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last];
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

function isSame(before: readonly Route[], after: readonly Route[]): boolean {
  if (before === after) return true;
  return (
    before.length === after.length &&
    before.every((one, at) => {
      const other = after[at]!;
      return (
        one.destination === other.destination &&
        one.family === other.family &&
        one.type === other.type &&
        one.table === other.table &&
        one.metric === other.metric &&
        one.protocol === other.protocol &&
        one.scope === other.scope &&
        one.source === other.source &&
        one.hops.length === other.hops.length &&
        one.hops.every(({ via, device, weight, flags }, index) => {
          const hop = other.hops[index]!;
          return (
            via === hop.via && device === hop.device && weight === hop.weight && flags.includes('onlink') === hop.flags.includes('onlink')
          );
        })
      );
    })
  );
}
