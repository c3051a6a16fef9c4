import { withoutDockersChance } from './docker-chance.js';
import { withForeseenCarriers } from './foreseen-carriers.js';
import type { Address, ForwardingEntry, Holder, Link, LinkPlace, Namespace, Neighbour, Route, Snapshot } from './snapshot.js';

/** What a bridge and its ports work out among themselves, from addresses that are drawn by chance or as time goes by. */
const workedOut: Readonly<Record<'bridge' | 'port', ReadonlySet<string>>> = {
  bridge: new Set(['bridge_id', 'root_id', 'root_port', 'root_path_cost', 'topology_change', 'topology_change_detected']),
  port: new Set('state id no designated_port designated_cost bridge_id root_id topology_change_ack config_pending backup_port'.split(' ')),
};
/** What a snapshot must know to rename what is in it. */
interface Names {
  readonly labels: ReadonlyMap<string, string>;
  /** The new index of a link, by the id of its namespace and its index. */
  readonly indices: ReadonlyMap<string, number>;
  /** What stands for each hardware address that nobody has chosen. */
  readonly macs: ReadonlyMap<string, string>;
}

/**
 * The snapshot without what differs between two runs of the same commands: two runs have deeply equal normal forms. Ids are labels, inodes and pids 0, links
 * numbered from 1; hardware addresses that nobody has chosen and all that comes of them, what was learned from packets, and what only a moment
 * tells are left out. docs/snapshots.md lists it.
 */
export function normalForm(exact: Snapshot): Snapshot {
  const snapshot = withForeseenCarriers(withoutDockersChance(exact));
  const names = namesOf(snapshot);
  return { schema: 1, namespaces: inNormalOrder(snapshot).map((namespace) => normalNamespace(namespace, names)) };
}

function normalNamespace(namespace: Namespace, names: Names): Namespace {
  const label = names.labels.get(namespace.id)!;
  const links = new Map(namespace.links.map((link) => [link.name, link]));
  return {
    ...namespace,
    id: label,
    label,
    inode: 0,
    holders: normalHolders(namespace.holders),
    links: namespace.links.map((link) => normalLink(link, namespace, names)),
    routes: inOrder(namespace.routes.flatMap(normalRoute)),
    neighbours: inOrder(namespace.neighbours.flatMap((neighbour) => normalNeighbour(neighbour, names))),
    forwardingEntries: inOrder(namespace.forwardingEntries.flatMap((entry) => normalEntry(entry, links, names))),
  };
}

function normalLink(link: Link, namespace: Namespace, names: Names): Link {
  const place = (other: LinkPlace | null): LinkPlace | null =>
    other && {
      namespace: names.labels.get(other.namespace) ?? other.namespace,
      index: names.indices.get(keyOf(other.namespace, other.index)) ?? 0,
      name: other.name,
    };
  return {
    ...link,
    index: names.indices.get(keyOf(namespace.id, link.index))!,
    operationalState: !link.isUp ? 'DOWN' : link.hasCarrier ? 'UP' : 'LOWERLAYERDOWN',
    mac: link.isMacGenerated ? null : link.mac,
    peer: place(link.peer),
    lower: place(link.lower),
    details: without(link.details, link.kind === 'bridge' ? workedOut.bridge : new Set()),
    portDetails: without(link.portDetails, workedOut.port),
    addresses: link.addresses.filter((address) => !(address.family === 6 && address.isDynamic)).map(normalAddress),
  };
}

function normalAddress(address: Address): Address {
  return { ...address, flags: address.flags.filter((flag) => !['tentative', 'dadfailed', 'optimistic'].includes(flag)) };
}

/** Pids go by chance, and a shell may have any number of copies of itself for a moment. */
function normalHolders(holders: readonly Holder[]): Holder[] {
  const plain = holders.map((holder): Holder => (holder.kind === 'mount' ? holder : { ...holder, pid: 0 }));
  return [...new Map(plain.map((holder) => [JSON.stringify(holder), holder]))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, holder]) => holder);
}

/** What the kernel adds for each address follows from that; so does whether a link below is there. */
function normalRoute(route: Route): Route[] {
  const isMade = route.protocol === 'kernel' && (route.table === 'local' || /^(?:fe80::|ff00::)/.test(route.destination));
  if (isMade || ['ra', 'redirect'].includes(route.protocol)) return [];
  return [
    { ...route, hops: route.hops.map((hop) => ({ ...hop, flags: hop.flags.filter((flag) => flag !== 'linkdown' && flag !== 'dead') })) },
  ];
}

function normalNeighbour(neighbour: Neighbour, names: Names): Neighbour[] {
  if (!neighbour.isProxy && !/PERMANENT|NOARP/.test(neighbour.state)) return [];
  return [{ ...neighbour, mac: neighbour.mac === null ? null : (names.macs.get(neighbour.mac) ?? neighbour.mac) }];
}

/** A bridge knows the addresses of its ports by itself. */
function normalEntry(entry: ForwardingEntry, links: ReadonlyMap<string, Link>, names: Names): ForwardingEntry[] {
  const isOwn = [entry.device, entry.master].some((name) => name !== null && links.get(name)?.mac === entry.mac);
  if (entry.state === 'dynamic' || isOwn) return [];
  return [{ ...entry, mac: names.macs.get(entry.mac) ?? entry.mac }];
}

function namesOf(snapshot: Snapshot): Names {
  let unnamed = 0;
  const labels = new Map<string, string>();
  const indices = new Map<string, number>();
  const macs = new Map<string, string>();
  for (const namespace of inNormalOrder(snapshot)) {
    // One that was there for a moment has taken a number, or not.
    const label = isNameless(namespace) ? namespace.label.replace(/^unnamed-\d+/, () => `unnamed-${(unnamed += 1)}`) : namespace.label;
    labels.set(namespace.id, label);
    for (const [at, link] of namespace.links.entries()) {
      indices.set(keyOf(namespace.id, link.index), at + 1);
      if (link.isMacGenerated && link.mac !== null && !macs.has(link.mac)) macs.set(link.mac, `mac of ${label} ${link.name}`);
    }
  }
  return { labels, indices, macs };
}

/**
 * Those without a name stand last, in the order of what is in them: what runs in the background makes its namespace sooner or later than what comes after it,
 * and whoever looks only at the end does not see which lost its name first.
 */
function inNormalOrder(snapshot: Snapshot): readonly Namespace[] {
  const named = snapshot.namespaces.filter((namespace) => !isNameless(namespace));
  const nameless = snapshot.namespaces
    .filter(isNameless)
    .map((namespace) => [contentOf(namespace), namespace] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return [...named, ...nameless.map(([, namespace]) => namespace)];
}

/** What tells a namespace without a name from another one, whatever numbers there are. */
function contentOf({ holders, links, routes }: Namespace): string {
  const cards = links.map(({ name, kind, addresses, isUp }) => [
    name,
    kind,
    isUp,
    addresses.filter(({ isDynamic }) => !isDynamic).map(({ address, prefix }) => `${address}/${prefix}`),
  ]);
  const chosen = routes.filter(({ protocol }) => protocol !== 'kernel' && protocol !== 'ra');
  return JSON.stringify([cards, normalHolders(holders), chosen.map(({ destination, table }) => `${table} ${destination}`)]);
}

function isNameless({ isHost, names, container }: Namespace): boolean {
  return !isHost && names.length === 0 && container === null;
}

function keyOf(namespace: string, index: number): string {
  return `${namespace} ${index}`;
}

function without(values: Readonly<Record<string, string>>, names: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)));
}

function inOrder<T>(items: readonly T[]): T[] {
  return items
    .map((item) => [JSON.stringify(item), item] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, item]) => item);
}
