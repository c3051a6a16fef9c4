import type { NamedLink } from './change.js';
import type { IpAddress } from './ip-address.js';

/**
 * One thing that a lesson says of the network, as data. It holds when everything that it says is so; what it does not say may be anything. A negated one
 * holds when that is not so.
 */
export type Fact = FactStatement & {
  readonly isNegated: boolean;
  /** As it is written, for people. */
  readonly text: string;
};

export type FactKind = FactStatement['kind'];

/** `namespace` is a label, a name or an id, see `findNamespace`. `null` is what is not said. */
export type FactStatement =
  | { readonly kind: 'namespace'; readonly namespace: string }
  | LinkFact
  | { readonly kind: 'peer'; readonly link: NamedLink; readonly other: NamedLink }
  | { readonly kind: 'master'; readonly link: NamedLink; readonly master: string }
  | { readonly kind: 'address'; readonly namespace: string; readonly address: IpAddress; readonly link: string | null }
  | RouteFact
  | NeighbourFact
  | { readonly kind: 'sysctl'; readonly namespace: string; readonly name: string; readonly value: string }
  | RuleFact
  | ReachFact
  | { readonly kind: 'process'; readonly namespace: string; readonly command: string };

export interface LinkFact {
  readonly kind: 'link';
  readonly link: NamedLink;
  readonly isUp: boolean | null;
  readonly hasCarrier: boolean | null;
  readonly linkKind: string | null;
  readonly mtu: number | null;
  readonly mac: string | null;
  /** These have to be there, beside others. */
  readonly addresses: readonly IpAddress[];
}

export interface RouteFact {
  readonly kind: 'route';
  readonly namespace: string;
  readonly type: string;
  /** `default`, or a prefix. */
  readonly destination: 'default' | IpAddress;
  readonly via: IpAddress | null;
  readonly device: string | null;
  readonly source: IpAddress | null;
  readonly metric: number | null;
  readonly table: string;
}

export interface NeighbourFact {
  readonly kind: 'neighbour';
  readonly namespace: string;
  readonly address: IpAddress;
  readonly device: string | null;
  readonly mac: string | null;
  readonly state: string | null;
}

export interface RuleFact {
  readonly kind: 'rule';
  readonly namespace: string;
  readonly priority: number | null;
  /** Selectors and actions in pairs, as `ip rule` prints them: `from 10.0.0.0/24`, `lookup 100`. */
  readonly parts: readonly string[];
}

/** Whether packets get an answer: found out by sending one. */
export interface ReachFact {
  readonly kind: 'reach' | 'refuse';
  readonly namespace: string;
  readonly address: IpAddress;
  /** The TCP port that is connected to; `null` for an echo request of ICMP. */
  readonly port: number | null;
}
