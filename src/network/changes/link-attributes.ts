import type { Link } from '../snapshot.js';

type Values = Readonly<Record<string, string>>;

/**
 * What somebody can choose of a link of some kind, and what it is when nobody has; `null` is what has to be chosen, or is nowhere else. The names are those of
 * ip-link(8) in JSON. Everything else that a kernel tells of its links is counted, timed or worked out by itself.
 */
const chosen: Readonly<Record<string, Readonly<Record<string, string | readonly string[] | null>>>> = {
  bridge: {
    forward_delay: '1500',
    hello_time: '200',
    max_age: '2000',
    ageing_time: '30000',
    stp_state: '0',
    priority: '32768',
    vlan_filtering: '0',
    vlan_protocol: '802.1Q',
    vlan_default_pvid: '1',
    vlan_stats_enabled: '0',
    group_fwd_mask: '0',
    mcast_snooping: '1',
    mcast_vlan_snooping: '0',
    mcast_router: '1',
    mcast_querier: '0',
    mcast_stats_enabled: '0',
    mcast_igmp_version: '2',
    mcast_mld_version: '1',
    no_linklocal_learn: '0',
    nf_call_iptables: '0',
    nf_call_ip6tables: '0',
    nf_call_arptables: '0',
    fdb_max_learned: '0',
  },
  vlan: { id: null, protocol: '802.1Q', flags: null },
  vxlan: {
    id: null,
    group: null,
    group6: null,
    remote: null,
    remote6: null,
    local: null,
    local6: null,
    port: '4789',
    ttl: ['0', 'auto'],
    tos: ['0'],
    learning: 'true',
    proxy: 'false',
    rsc: 'false',
    l2miss: 'false',
    l3miss: 'false',
    external: 'false',
    collect_metadata: 'false',
    gbp: 'false',
    df: 'unset',
    ageing: '300',
    limit: null,
  },
  geneve: { id: null, remote: null, remote6: null, port: '6081', external: 'false' },
  macvlan: { mode: null, macaddr_count: '0', macaddr_data: '[]' },
  macvtap: { mode: null },
  ipvlan: { mode: null, flags: null },
  tun: { type: null, pi: 'false', vnet_hdr: 'false', multi_queue: 'false', persist: 'true', user: null, group: null },
  vrf: { table: null },
  bond: { mode: null, miimon: '0', primary: null, xmit_hash_policy: 'layer2', ad_lacp_rate: 'slow' },
  gre: { local: ['any'], remote: ['any'], ttl: ['0'], ikey: null, okey: null },
  gretap: { local: ['any'], remote: ['any'], ttl: ['0'], ikey: null, okey: null },
  ip6gre: { local: ['any'], remote: ['any'], ikey: null, okey: null },
  ipip: { local: ['any'], remote: ['any'], ttl: ['0'] },
  sit: { local: ['any'], remote: ['any'], ttl: ['0'] },
  ip6tnl: { local: ['any'], remote: ['any'] },
  xfrm: { if_id: null },
  vti: { local: ['any'], remote: ['any'], ikey: null, okey: null },
};

/** Likewise of a port; of what else it has, most is the state of the spanning tree. */
const chosenOfPorts: Values = {
  priority: '32',
  hairpin: 'false',
  guard: 'false',
  root_block: 'false',
  fastleave: 'false',
  learning: 'true',
  flood: 'true',
  proxy_arp: 'false',
  proxy_arp_wifi: 'false',
  multicast_router: '1',
  mcast_flood: 'true',
  bcast_flood: 'true',
  mcast_to_unicast: 'false',
  neigh_suppress: 'false',
  neigh_vlan_suppress: 'false',
  group_fwd_mask: '0',
  vlan_tunnel: 'false',
  isolated: 'false',
  locked: 'false',
  mab: 'false',
  backup_port: '',
};

/** What somebody chose of a new link that the kernel would not have chosen. */
export function chosenDetails({ kind, details }: Link): Record<string, string> {
  const names = chosen[kind] ?? {};
  return Object.fromEntries(
    Object.entries(details).filter(([name, value]) => {
      const usual = names[name];
      return (
        usual !== undefined &&
        (usual === null ? value !== '' && value !== '[]' : !(typeof usual === 'string' ? [usual] : usual).includes(value))
      );
    }),
  );
}

/** What somebody chose of a port that the kernel would not have chosen. */
export function chosenPortDetails({ portDetails }: Link): Record<string, string> {
  return Object.fromEntries(
    Object.entries(portDetails).filter(([name, value]) => chosenOfPorts[name] !== undefined && chosenOfPorts[name] !== value),
  );
}

/** Which of the details somebody changed. Those of a kind that is not known here are all told, for one can't know. */
export function changedDetails(before: Link, after: Link): Difference[] {
  const names = chosen[after.kind];
  return differences(before.details, after.details, (name) => (names ? names[name] !== undefined : !/timer|_id$|queuelen/.test(name)));
}

/** Which of the details of a port somebody changed while it stayed one. */
export function changedPortDetails(before: Link, after: Link): Difference[] {
  return differences(before.portDetails, after.portDetails, (name) => chosenOfPorts[name] !== undefined);
}

export interface Difference {
  readonly attribute: string;
  readonly from: string | null;
  readonly to: string | null;
}

function differences(before: Values, after: Values, isTold: (name: string) => boolean): Difference[] {
  const found: Difference[] = [];
  for (const name of Object.keys({ ...before, ...after }))
    if (before[name] !== after[name] && isTold(name)) found.push({ attribute: name, from: before[name] ?? null, to: after[name] ?? null });
  return found;
}

/** The size of packets that a link of some kind has when nobody chose one; `null` when that can't be said. */
export function usualMtu(link: Link, lower: Link | undefined): number | null {
  if (link.kind === 'loopback') return 65_536;
  if (['macvlan', 'macvtap', 'vlan', 'ipvlan'].includes(link.kind)) return lower?.mtu ?? null;
  if (link.kind === 'vxlan') return lower ? lower.mtu - (isOverIPv6(link.details) ? 70 : 50) : null;
  return ['veth', 'tun', 'dummy', 'ifb'].includes(link.kind) ? 1500 : null;
}

function isOverIPv6(details: Values): boolean {
  return details['remote6'] !== undefined || details['group6'] !== undefined || details['local6'] !== undefined;
}

/** Links that take their hardware address from others, as long as nobody gives them one. */
export const borrowsMac: ReadonlySet<string> = new Set(['bridge', 'bond', 'team', 'vlan', 'ipvlan', 'hsr']);
