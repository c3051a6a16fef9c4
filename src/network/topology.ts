/**
 * What a picture of a network shows, as plain data: a snapshot without what nobody would draw. Diagrams in lessons are read into the same, with what they do
 * not say left out, and compared. Everything is named by label, so two snapshots of two runs of the same commands give equal topologies.
 */
export interface Topology {
  readonly schema: 1;
  readonly boxes: readonly Box[];
  /** Connections between links: a cable for each veth pair, and what lies on what. */
  readonly wires: readonly Wire[];
}

/** A namespace, the host first, in the order in which they were made. */
export interface Box {
  /** The label of the namespace. */
  readonly name: string;
  readonly kind: 'host' | 'namespace' | 'container' | 'unnamed';
  /** What keeps one that has no name: `bash`. */
  readonly heldBy: string | null;
  readonly links: readonly Card[];
  readonly routes: readonly DrawnRoute[];
  /** Whether it forwards packets between its links (net.ipv4.ip_forward, net.ipv6.conf.all.forwarding). */
  readonly forwards: readonly ('IPv4' | 'IPv6')[];
  /** What changes addresses of packets, in short: `masquerade out eth0`, `to 10.0.0.2:80 for port 8080`. */
  readonly nat: readonly string[];
  /** How many firewall rules there are beside those of `nat`, and which hooks drop what no rule allows. */
  readonly filters: readonly string[];
  readonly isChanged: boolean;
  /** Which of these three the last step has changed. */
  readonly changedFacts: readonly ('forwards' | 'nat' | 'filters')[];
}

/** A link in its box. `lo` is one too; drawings leave it out where it is as everywhere: up, with its addresses alone. */
export interface Card {
  readonly name: string;
  readonly kind: string;
  readonly state: 'up' | 'down' | 'no-carrier';
  /** With prefix, IPv4 first; link-local ones of IPv6 are left out. */
  readonly addresses: readonly string[];
  /** The name of the bridge that it is a port of. */
  readonly master: string | null;
  /** What its kind adds: `vni 42`, `mode bridge`, `vlan 10`. */
  readonly note: string | null;
  readonly isChanged: boolean;
}

/** Routes that no address brings by itself. */
export interface DrawnRoute {
  readonly destination: string;
  readonly via: string | null;
  readonly device: string | null;
  /** `null` for the table main. */
  readonly table: string | null;
  /** `null` for unicast. */
  readonly type: string | null;
  readonly isChanged: boolean;
}

export interface Wire {
  readonly kind: 'cable' | 'lower';
  readonly from: WireEnd;
  readonly to: WireEnd;
  readonly isChanged: boolean;
}

export interface WireEnd {
  readonly box: string;
  readonly card: string;
}
