import type { NamespaceText } from './reader.js';
import type { Address, Holder, Link, Namespace, Neighbour, Route, Rule } from './snapshot.js';

type Json = Readonly<Record<string, unknown>>;

/** What ip(8) prints of a namespace, typed. */
export function namespaceOf(text: NamespaceText, isHost: boolean): Namespace {
  const [addresses = [], routes = [], rules = [], neighbours = []] = text.ip
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json[]);
  const holders = text.holders.map((line) => line.split('\t'));
  const mounts = holders.filter(([kind]) => kind === 'mount').map(([, , file = '']) => file);
  const names = new Set(mounts.flatMap((file) => /^(?:\/var)?\/run\/netns\/([^/]+)$/.exec(file)?.[1] ?? []));
  return {
    id: text.cookie === '' ? `inode:${text.inode}` : text.cookie,
    inode: text.inode,
    isHost,
    label: '',
    names: [...names].toSorted(),
    container: null,
    holders: holders.flatMap(holderOf),
    links: addresses.filter((link) => typeof link['ifname'] === 'string').map(linkOf),
    routes: routes.map(routeOf),
    rules: rules.map(ruleOf),
    neighbours: neighbours.map(neighbourOf),
    forwardingEntries: [],
    firewall: [],
    sysctls: {},
  };
}

function holderOf([kind, first = '', second = '']: readonly string[]): Holder[] {
  if (kind === 'process' || kind === 'file') return [{ kind, pid: Number(first), command: second }];
  return /^(?:\/var)?\/run\/netns\//.test(second) ? [] : [{ kind: 'mount', path: second }];
}

function linkOf(json: Json): Link & { otherIndex?: number } {
  const flags = (json['flags'] ?? []) as string[];
  const info = (json['linkinfo'] ?? {}) as Json;
  const kind = (info['info_kind'] as string | undefined) ?? (json['link_type'] === 'loopback' ? 'loopback' : 'device');
  return {
    index: json['ifindex'] as number,
    name: json['ifname'] as string,
    kind,
    isUp: flags.includes('UP'),
    hasCarrier: flags.includes('LOWER_UP'),
    operationalState: json['operstate'] as string,
    mtu: json['mtu'] as number,
    mac: (json['address'] as string | undefined) ?? null,
    isMacGenerated: true,
    alias: (json['ifalias'] as string | undefined) ?? null,
    alternativeNames: (json['altnames'] as string[] | undefined) ?? [],
    flags: flags.filter((flag) => ['PROMISC', 'ALLMULTI', 'NOARP', 'POINTOPOINT'].includes(flag)),
    master: (json['master'] as string | undefined) ?? null,
    peer: null,
    lower: null,
    details: plainValues((info['info_data'] ?? {}) as Json),
    portDetails: plainValues((info['info_slave_data'] ?? {}) as Json),
    addresses: ((json['addr_info'] ?? []) as Json[]).filter((item) => typeof item['local'] === 'string').map(addressOf),
    ...(typeof json['link_index'] === 'number' ? { otherIndex: json['link_index'] } : {}),
  };
}

function plainValues(json: Json): Record<string, string> {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  );
}

function addressOf(json: Json): Address {
  const flags = ['tentative', 'dadfailed', 'deprecated', 'secondary', 'nodad', 'noprefixroute', 'temporary'].filter(
    (flag) => json[flag] === true,
  );
  return {
    family: json['family'] === 'inet6' ? 6 : 4,
    address: json['local'] as string,
    prefix: json['prefixlen'] as number,
    scope: json['scope'] as string,
    peer: (json['address'] as string | undefined) ?? null,
    isDynamic: json['dynamic'] === true || (json['family'] === 'inet6' && json['scope'] === 'link'),
    flags,
  };
}

function routeOf(json: Json): Route {
  const destination = String(json['dst']);
  const via = json['via'] as Json | undefined;
  const gateway = (json['gateway'] as string | undefined) ?? (via?.['host'] as string | undefined) ?? null;
  const family = `${destination}${gateway ?? ''}${String(json['prefsrc'] ?? '')}`.includes(':') || json['pref'] !== undefined ? 6 : 4;
  const hops = (json['nexthops'] as Json[] | undefined) ?? [json];
  return {
    family,
    type: (json['type'] as string | undefined) ?? 'unicast',
    destination,
    table: String(json['table'] ?? 'main'),
    hops: hops.map((hop) => ({
      via: (hop['gateway'] as string | undefined) ?? gateway,
      device: (hop['dev'] as string | undefined) ?? null,
      weight: (hop['weight'] as number | undefined) ?? 1,
      flags: ((hop['flags'] ?? []) as string[]).filter((flag) => ['onlink', 'linkdown', 'dead'].includes(flag)),
    })),
    protocol: String(json['protocol'] ?? 'boot'),
    scope: String(json['scope'] ?? 'global'),
    metric: (json['metric'] as number | undefined) ?? 0,
    source: (json['prefsrc'] as string | undefined) ?? null,
  };
}

function ruleOf(json: Json): Rule {
  const source = `${String(json['src'])}${json['srclen'] === undefined ? '' : `/${String(json['srclen'])}`}`;
  return { family: 4, priority: json['priority'] as number, text: `from ${source} lookup ${String(json['table'])}` };
}

function neighbourOf(json: Json): Neighbour {
  const address = String(json['dst']);
  return {
    family: address.includes(':') ? 6 : 4,
    address,
    device: String(json['dev']),
    mac: (json['lladdr'] as string | undefined) ?? null,
    state: ((json['state'] ?? []) as string[]).join(','),
    isProxy: false,
  };
}
