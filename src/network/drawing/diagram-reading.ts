import type { Box, Card, DrawnRoute, Topology, Wire } from '../topology.js';

/**
 * What a diagram in a lesson says of a network: a `Topology` with holes. What is `null` or missing from a list is not said, and free.
 * All lines are counted from 1 in the text of the diagram.
 */
export interface DiagramReading {
  readonly boxes: readonly DiagramBox[];
  /** Nodes in no subgraph, and with no namespace in their label: links that may be anywhere, or namespaces that have nothing but their name. */
  readonly loose: readonly DiagramCard[];
  readonly wires: readonly DiagramWire[];
  /** What says nothing that could be compared. A diagram that says nothing at all has neither boxes nor loose cards. */
  readonly unread: readonly UnreadPart[];
}

export interface DiagramBox {
  readonly line: number;
  /** `host` for the host, whatever its title is. */
  readonly name: string;
  /** `null` when the title is a mere name. */
  readonly kind: Box['kind'] | null;
  readonly heldBy: string | null;
  readonly links: readonly DiagramCard[];
  /** Addresses that stand in the title: one of the links has them. */
  readonly addresses: readonly string[];
  readonly routes: readonly DiagramRoute[];
  readonly forwards: Topology['boxes'][number]['forwards'];
  /** Each is part of one of those that `Box` has, in whatever case. An empty one says only that there are any. */
  readonly nat: readonly string[];
  readonly filters: readonly string[];
  readonly isChanged: boolean;
  readonly changedFacts: Topology['boxes'][number]['changedFacts'];
}

export interface DiagramCard {
  readonly line: number;
  readonly name: string;
  readonly kind: string | null;
  readonly state: Card['state'] | null;
  /** Those without prefix may have any. */
  readonly addresses: readonly string[];
  readonly master: string | null;
  readonly note: string | null;
  readonly isChanged: boolean;
}

export interface DiagramRoute extends DrawnRoute {
  readonly line: number;
}

export interface DiagramWire {
  readonly line: number;
  /**
   * `null` when the diagram does not say more than that the two are connected, either way round: by a cable, as port and bridge, one on the other, or by a
   * cable to a port of the bridge, which people leave out; a box and a loose card also by the one having the other. A port and its bridge in the same box are no wire: the card has its `master`.
   */
  readonly kind: Wire['kind'] | null;
  readonly from: DiagramEnd;
  readonly to: DiagramEnd;
  readonly isChanged: boolean;
}

/** `box` is `null` for a loose card, `card` for any link of the box. */
export type DiagramEnd = { readonly box: string; readonly card: string | null } | { readonly box: null; readonly card: string };

export interface UnreadPart {
  readonly line: number;
  readonly code: UnreadCode;
  /** The text that was not read. */
  readonly text: string;
}

/**
 * - `not-a-flowchart`: it does not begin with `flowchart` or `graph`; nothing was read.
 * - `syntax`: not of the grammar; what stands around it was read.
 * - `words`: a label has words that are no name, address, state, kind, route or the like.
 * - `edge`: it connects nothing with anything, such as a thing with itself.
 * - `frame`: a subgraph that only holds other subgraphs.
 * - `contradiction`: it says another thing than an earlier line of the same diagram.
 */
export type UnreadCode = 'not-a-flowchart' | 'syntax' | 'words' | 'edge' | 'frame' | 'contradiction';
