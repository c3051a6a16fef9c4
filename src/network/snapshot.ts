/**
 * The network of a lab or of this machine at one moment, as plain data that can be written as JSON and read again. This is the exact form;
 * `normal-form.ts` leaves out what differs between two runs of the same commands.
 */
export interface Snapshot {
  readonly schema: 1;
  /** The host first, then in the order in which they were made, as far as readings tell. */
  readonly namespaces: readonly Namespace[];
  /** Namespaces that are there and may not be read by this user, by name or `net:[inode]`; left out when there are none. */
  readonly unreadable?: readonly string[];
  /**
   * What a fresh namespace here has otherwise than the kernel by itself, as it does on a machine whose own namespace forwards (ip-sysctl, `devconf_inherit_init_net`):
   * those of `sysctls` that decide where packets go. Left out when there are none.
   */
  readonly inherited?: Readonly<Record<string, string>>;
}

/** One network namespace (network_namespaces(7)). */
export interface Namespace {
  /** Its cookie (SO_NETNS_COOKIE, socket(7)), which the kernel gives once and never again; for kernels before 5.14 `inode:` and its inode. */
  readonly id: string;
  readonly inode: number;
  /** Whether it is the one that the lab's, or this machine's, first process lives in. */
  readonly isHost: boolean;
  /** What people call it: `host`, its first name, that of its container, or `unnamed-1`, counted in the order in which they were seen. */
  readonly label: string;
  /** Its names below /run/netns (ip-netns(8)), in alphabetical order. */
  readonly names: readonly string[];
  /** The container whose network it is, when there is one. */
  readonly container: string | null;
  /** What keeps it, beside its names. */
  readonly holders: readonly Holder[];
  readonly links: readonly Link[];
  readonly routes: readonly Route[];
  readonly rules: readonly Rule[];
  readonly neighbours: readonly Neighbour[];
  readonly forwardingEntries: readonly ForwardingEntry[];
  readonly firewall: readonly FirewallChain[];
  /** Those below net/ that differ from a fresh namespace, by name: `net.ipv4.ip_forward`. */
  readonly sysctls: Readonly<Record<string, string>>;
}

/** What else than a name keeps a namespace: a process in it, an open file, a bind mount elsewhere than below /run/netns. */
export type Holder =
  | { readonly kind: 'process'; readonly pid: number; readonly command: string }
  | { readonly kind: 'file'; readonly pid: number; readonly command: string }
  | { readonly kind: 'mount'; readonly path: string };

/** A network interface (ip-link(8)). */
export interface Link {
  readonly index: number;
  readonly name: string;
  /** As `ip link add … type` names it: `veth`, `bridge`, `macvlan`, `vxlan`, `tun`; `loopback`; `device` for hardware and what has no kind. */
  readonly kind: string;
  /** Whether it is set up (IFF_UP). */
  readonly isUp: boolean;
  /** Whether something is at the other end (IFF_LOWER_UP). */
  readonly hasCarrier: boolean;
  /** RFC 2863: `UP`, `DOWN`, `LOWERLAYERDOWN`, `UNKNOWN`. */
  readonly operationalState: string;
  readonly mtu: number;
  readonly mac: string | null;
  /** Whether nobody has chosen the hardware address: the kernel made it up, or took it from another link. */
  readonly isMacGenerated: boolean;
  readonly alias: string | null;
  readonly alternativeNames: readonly string[];
  /** Those flags (netdevice(7)) that say more than `isUp` and `hasCarrier`, such as `PROMISC`, `NOARP`. */
  readonly flags: readonly string[];
  /** The bridge or other link that it is a port of, by name. */
  readonly master: string | null;
  /** The other end of a veth pair. `null` when it has none, or when the other end can't be seen from here. */
  readonly peer: LinkPlace | null;
  /** The link that it lies on, as a macvlan or vlan does. */
  readonly lower: LinkPlace | null;
  /** What is special for its kind, as `ip -details -json` names it: `{ vlan_filtering: '0' }`, `{ mode: 'bridge' }`, `{ id: '42', remote: '192.0.2.2' }`. */
  readonly details: Readonly<Record<string, string>>;
  /** Likewise for a port, of its master: `{ state: 'forwarding', hairpin: 'false' }`. */
  readonly portDetails: Readonly<Record<string, string>>;
  readonly addresses: readonly Address[];
}

/** Where a link is: the id of its namespace, its index and its name there. */
export interface LinkPlace {
  readonly namespace: string;
  readonly index: number;
  readonly name: string;
}

export type Family = 4 | 6;

export interface Address {
  readonly family: Family;
  readonly address: string;
  readonly prefix: number;
  /** `global`, `link`, `host`, `site` or a number. */
  readonly scope: string;
  /** The address at the other end of a point-to-point link. */
  readonly peer: string | null;
  /** Whether it was made by the kernel or a router and not by a command. */
  readonly isDynamic: boolean;
  /** `tentative`, `dadfailed`, `deprecated`, `secondary`, `nodad`, … */
  readonly flags: readonly string[];
}

/** ip-route(8). */
export interface Route {
  readonly family: Family;
  /** `unicast`, `local`, `broadcast`, `blackhole`, `unreachable`, … */
  readonly type: string;
  /** `default` or a prefix: `10.0.0.0/24`. A single address stands without `/32` or `/128`. */
  readonly destination: string;
  readonly table: string;
  readonly hops: readonly NextHop[];
  readonly protocol: string;
  readonly scope: string;
  readonly metric: number;
  /** The address that packets are sent from (`src`). */
  readonly source: string | null;
}

export interface NextHop {
  readonly via: string | null;
  readonly device: string | null;
  readonly weight: number;
  /** `onlink`, `linkdown`, `dead`. */
  readonly flags: readonly string[];
}

/** ip-rule(8). */
export interface Rule {
  readonly family: Family;
  readonly priority: number;
  /** What it selects and does, in the words of `ip rule`: `from 10.0.0.0/24 lookup 100`. */
  readonly text: string;
}

/** ip-neighbour(8). */
export interface Neighbour {
  readonly family: Family;
  readonly address: string;
  readonly device: string;
  readonly mac: string | null;
  /** `PERMANENT`, `NOARP`, `REACHABLE`, `STALE`, … */
  readonly state: string;
  readonly isProxy: boolean;
}

/** What a bridge or vxlan link knows of who is where (bridge(8), fdb). */
export interface ForwardingEntry {
  readonly mac: string;
  readonly device: string;
  readonly master: string | null;
  /** The remote end of a tunnel. */
  readonly destination: string | null;
  readonly vlan: number | null;
  /** `permanent`, `static` or `dynamic`. */
  readonly state: string;
}

/** A chain with its rules, of nftables or of iptables. */
export interface FirewallChain {
  /** Whose words the rules are in. */
  readonly tool: 'nft' | 'iptables';
  /** `ip`, `ip6`, `inet`, `arp`, `bridge`, `netdev`. */
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  /** Where packets enter it; `null` for a chain that others jump to. */
  readonly hook: { readonly type: string; readonly name: string; readonly priority: string; readonly policy: string } | null;
  /** Without counters and handles. */
  readonly rules: readonly string[];
}

/** The namespace of a label, a name or an id. */
export function findNamespace(snapshot: Snapshot, name: string): Namespace | undefined {
  return snapshot.namespaces.find((other) => other.id === name || other.label === name || other.names.includes(name));
}

export function findLink(snapshot: Snapshot, place: Pick<LinkPlace, 'namespace' | 'index'>): Link | undefined {
  return snapshot.namespaces.find(({ id }) => id === place.namespace)?.links.find(({ index }) => index === place.index);
}
