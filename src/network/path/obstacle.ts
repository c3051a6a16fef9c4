import type { Family } from '../snapshot.js';

/** A link in the words that people read: the label of its namespace, and its name. */
export interface At {
  readonly namespace: string;
  readonly link: string;
}

/**
 * What stops a packet. `at` is where, in labels. What is likely and not certain, since not all of it can be seen or read, says so in `isCertain` of what the
 * follower gives.
 */
export type Obstacle =
  | { readonly kind: 'lo-down'; readonly namespace: string }
  | { readonly kind: 'no-route'; readonly namespace: string; readonly destination: string }
  /** A rule leads to a table in which nothing fits. */
  | {
      readonly kind: 'empty-table';
      readonly namespace: string;
      readonly table: string;
      readonly rule: string;
      readonly destination: string;
    }
  /** A route of a type that refuses (`blackhole`), or a rule that does. */
  | { readonly kind: 'rejected'; readonly namespace: string; readonly type: string; readonly by: string }
  | { readonly kind: 'link-down'; readonly at: At }
  /** The other end is down, so there is no carrier at this one. */
  | { readonly kind: 'peer-down'; readonly at: At; readonly peer: At }
  | { readonly kind: 'no-peer'; readonly at: At; readonly linkKind: string }
  | { readonly kind: 'no-source'; readonly namespace: string; readonly link: string; readonly destination: string }
  | { readonly kind: 'bridge-down'; readonly at: At }
  | { readonly kind: 'port-blocked'; readonly at: At; readonly bridge: string; readonly state: string }
  | { readonly kind: 'not-attached'; readonly at: At; readonly bridge: string }
  | { readonly kind: 'other-bridge'; readonly at: At; readonly bridge: string; readonly wanted: string }
  /** A route leads out of a link that is a port of a bridge, and so takes nothing in for itself. */
  | { readonly kind: 'address-on-port'; readonly at: At; readonly bridge: string }
  | { readonly kind: 'isolated-ports'; readonly at: At; readonly bridge: string }
  | { readonly kind: 'macvlan-mode'; readonly at: At; readonly mode: string }
  /** A macvlan or ipvlan and the link that it lies on do not see each other. */
  | { readonly kind: 'macvlan-parent'; readonly at: At; readonly parent: string }
  | { readonly kind: 'vlan-other'; readonly at: At; readonly vlan: number }
  | { readonly kind: 'vxlan-no-remote'; readonly at: At }
  | { readonly kind: 'vxlan-other-id'; readonly at: At; readonly id: string; readonly other: At; readonly otherId: string }
  | { readonly kind: 'vxlan-nobody'; readonly at: At; readonly remote: string }
  | { readonly kind: 'no-such-address'; readonly address: string; readonly from: At }
  /** It is there, but no cable leads from the link of the route to it. */
  | { readonly kind: 'not-connected'; readonly address: string; readonly from: At; readonly holder: At }
  | { readonly kind: 'no-such-next-hop'; readonly namespace: string; readonly via: string; readonly destination: string; readonly from: At }
  | { readonly kind: 'arp-off'; readonly at: At; readonly address: string }
  | { readonly kind: 'wrong-neighbour'; readonly at: At; readonly address: string; readonly mac: string; readonly real: string }
  | { readonly kind: 'address-not-ready'; readonly at: At; readonly address: string; readonly state: string }
  | { readonly kind: 'ipv6-disabled'; readonly at: At }
  | { readonly kind: 'duplicate-address'; readonly address: string; readonly holders: readonly At[] }
  | { readonly kind: 'forwarding-off'; readonly namespace: string; readonly family: Family; readonly destination: string }
  | { readonly kind: 'dropped'; readonly namespace: string; readonly chain: string; readonly by: string; readonly isPolicy: boolean }
  | { readonly kind: 'rp-filter'; readonly at: At; readonly source: string }
  | { readonly kind: 'too-large'; readonly at: At; readonly mtu: number; readonly size: number }
  | { readonly kind: 'loop'; readonly namespaces: readonly string[]; readonly destination: string };
