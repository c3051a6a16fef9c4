import type { Address, FirewallChain, Link, LinkPlace, Namespace, Neighbour, Route, Snapshot } from '../../../src/network/snapshot.js';

/** Small networks for tests, as plain data. What a test does not say is as the kernel would have it. */
export function snapshot(...namespaces: readonly Namespace[]): Snapshot {
  return { schema: 1, namespaces };
}

let made = 0;

/** A namespace with `lo`; its id is its label unless said otherwise. */
export function namespace(label: string, parts: Partial<Namespace> & { readonly lo?: Partial<Link> } = {}): Namespace {
  const { lo, links = [], ...rest } = parts;
  const loopback = link('lo', { index: 1, kind: 'loopback', mtu: 65_536, mac: '00:00:00:00:00:00', ...lo });
  return {
    id: label,
    inode: 4_026_531_840,
    isHost: label === 'host',
    label,
    names: label === 'host' || label.startsWith('unnamed') ? [] : [label],
    container: null,
    holders: [],
    links: [loopback, ...links],
    routes: [],
    rules: [
      { family: 4, priority: 0, text: 'from all lookup local' },
      { family: 4, priority: 32_766, text: 'from all lookup main' },
      { family: 4, priority: 32_767, text: 'from all lookup default' },
    ],
    neighbours: [],
    forwardingEntries: [],
    firewall: [],
    sysctls: {},
    ...rest,
  };
}

/** A link; every one has another index and hardware address, unless they are said. */
export function link(name: string, parts: Partial<Link> = {}): Link {
  made += 1;
  const isUp = parts.isUp ?? false;
  return {
    index: made + 1,
    name,
    kind: 'veth',
    isUp,
    hasCarrier: isUp,
    operationalState: isUp ? 'UP' : 'DOWN',
    mtu: 1500,
    mac: `02:00:00:00:${(made >> 8).toString(16).padStart(2, '0')}:${(made & 255).toString(16).padStart(2, '0')}`,
    isMacGenerated: true,
    alias: null,
    alternativeNames: [],
    flags: [],
    master: null,
    peer: null,
    lower: null,
    details: {},
    portDetails: {},
    addresses: [],
    ...parts,
  };
}

export function placeOf(label: string, { index, name }: Link): LinkPlace {
  return { namespace: label, index, name };
}

/** `10.0.0.1/24` */
export function address(text: string, parts: Partial<Address> = {}): Address {
  const [local = '', prefix = '32'] = text.split('/');
  const family = local.includes(':') ? 6 : 4;
  return { family, address: local, prefix: Number(prefix), scope: 'global', peer: null, isDynamic: false, flags: [], ...parts };
}

export function route(destination: string, hop: { via?: string; device?: string }, parts: Partial<Route> = {}): Route {
  return {
    family: `${destination}${hop.via ?? ''}`.includes(':') ? 6 : 4,
    type: 'unicast',
    destination,
    table: 'main',
    hops: [{ via: hop.via ?? null, device: hop.device ?? null, weight: 1, flags: [] }],
    protocol: 'boot',
    scope: hop.via === undefined ? 'link' : 'global',
    metric: 0,
    source: null,
    ...parts,
  };
}

/** What the kernel makes for an IPv4 address of a link that is up. */
export function connectedRoutes(text: string, device: string): Route[] {
  const [local = '', prefix = '32'] = text.split('/');
  const network = local.replace(/\d+$/, '0');
  return [
    route(`${network}/${prefix}`, { device }, { protocol: 'kernel', source: local }),
    route(local, { device }, { protocol: 'kernel', table: 'local', type: 'local', source: local }),
    route(local.replace(/\d+$/, '255'), { device }, { protocol: 'kernel', table: 'local', type: 'broadcast', source: local }),
  ];
}

export function neighbour(text: string, device: string, parts: Partial<Neighbour> = {}): Neighbour {
  return { family: 4, address: text, device, mac: '02:00:00:00:00:09', state: 'PERMANENT', isProxy: false, ...parts };
}

export function chain(name: string, parts: Partial<FirewallChain> = {}): FirewallChain {
  return {
    tool: 'iptables',
    family: 'ip',
    table: 'filter',
    chain: name,
    hook: { type: 'filter', name: name.toLowerCase(), priority: '0', policy: 'ACCEPT' },
    rules: [],
    ...parts,
  };
}
