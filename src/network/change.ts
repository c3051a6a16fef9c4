import type { Address, FirewallChain, ForwardingEntry, Holder, Neighbour, Route, Rule } from './snapshot.js';

/** Where a link was or is, in the words that people read: the label of its namespace and its name. */
export interface NamedLink {
  readonly namespace: string;
  readonly link: string;
}

/**
 * One thing that differs between two snapshots. The list that `findChanges` gives is in the order of cause, and what only follows from another change
 * bears the place of that one in the list as `because`: an address that went with a move, a peer that went with its other end.
 */
export type Change = ChangeKind & { readonly because: number | null };

/** The changes of one kind, or of some. */
export type ChangeOf<Kind extends Change['kind']> = Kind extends Change['kind'] ? MemberOf<Kind, Change> : never;
type MemberOf<Kind, Member extends Change> = Member extends Change
  ? Kind extends Member['kind']
    ? Member & { readonly kind: Kind }
    : never
  : never;

/** What keeps a namespace that has no name, or not that name any more. */
export type HeldBy = Holder | { readonly kind: 'name'; readonly name: string };

/** `namespace` is always the label of one; of what is gone it is the label that it had. */
export type ChangeKind =
  /** `heldBy` is what keeps one that was made without a name. */
  | {
      readonly kind: 'namespace-added';
      readonly namespace: string;
      readonly isNamed: boolean;
      readonly container: string | null;
      readonly heldBy: HeldBy | null;
    }
  | { readonly kind: 'namespace-removed'; readonly namespace: string }
  /** A name was given to one that was there, or taken from one that something still holds. */
  | { readonly kind: 'namespace-named'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'namespace-unnamed'; readonly namespace: string; readonly name: string; readonly heldBy: HeldBy | null }
  | {
      readonly kind: 'link-added';
      readonly namespace: string;
      readonly link: string;
      readonly linkKind: string;
      readonly peer: NamedLink | null;
      /** The link that it lies on. */
      readonly lower: NamedLink | null;
      /** What its maker has to choose or has chosen otherwise than the kernel would: `{ id: '42' }`, `{ vlan_filtering: '1' }`. */
      readonly details: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'link-removed';
      readonly namespace: string;
      readonly link: string;
      readonly linkKind: string;
      readonly peer: NamedLink | null;
    }
  | { readonly kind: 'link-moved'; readonly from: NamedLink; readonly to: NamedLink }
  | { readonly kind: 'link-renamed'; readonly namespace: string; readonly from: string; readonly to: string }
  | { readonly kind: 'link-up'; readonly namespace: string; readonly link: string; readonly hasCarrier: boolean }
  | { readonly kind: 'link-down'; readonly namespace: string; readonly link: string }
  /** The other end came up or went down, so that packets can pass, or can't any more. */
  | { readonly kind: 'carrier-gained'; readonly namespace: string; readonly link: string }
  | { readonly kind: 'carrier-lost'; readonly namespace: string; readonly link: string }
  | { readonly kind: 'link-attached'; readonly namespace: string; readonly link: string; readonly master: string }
  | { readonly kind: 'link-detached'; readonly namespace: string; readonly link: string; readonly master: string }
  /** `attribute` is `mtu`, `mac`, `alias`, `altname`, a flag, or a name among `details` or `portDetails`; `null` is what was not there. */
  | {
      readonly kind: 'link-changed';
      readonly namespace: string;
      readonly link: string;
      readonly attribute: string;
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly kind: 'address-added' | 'address-removed'; readonly namespace: string; readonly link: string; readonly address: Address }
  /** `attribute` is `scope`, or one of those flags that say more than that time has passed: `dadfailed`, `deprecated`, `noprefixroute`. */
  | {
      readonly kind: 'address-changed';
      readonly namespace: string;
      readonly link: string;
      readonly address: Address;
      readonly attribute: string;
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly kind: 'route-added' | 'route-removed'; readonly namespace: string; readonly route: Route }
  | { readonly kind: 'rule-added' | 'rule-removed'; readonly namespace: string; readonly rule: Rule }
  | { readonly kind: 'neighbour-added' | 'neighbour-removed'; readonly namespace: string; readonly neighbour: Neighbour }
  | { readonly kind: 'forwarding-added' | 'forwarding-removed'; readonly namespace: string; readonly entry: ForwardingEntry }
  | { readonly kind: 'chain-added' | 'chain-removed'; readonly namespace: string; readonly chain: FirewallChain }
  | {
      readonly kind: 'policy-changed';
      readonly namespace: string;
      readonly chain: FirewallChain;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'firewall-rule-added' | 'firewall-rule-removed';
      readonly namespace: string;
      readonly chain: Pick<FirewallChain, 'tool' | 'family' | 'table' | 'chain'>;
      readonly rule: string;
      /** Where in the chain it is or was, from 1 on. */
      readonly position: number;
    }
  /** `null` is the value of a fresh namespace. */
  | {
      readonly kind: 'sysctl-changed';
      readonly namespace: string;
      readonly name: string;
      readonly from: string | null;
      readonly to: string | null;
    };
