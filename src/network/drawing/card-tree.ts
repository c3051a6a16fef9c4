import type { Box, Card, Wire } from '../topology.js';

/** A link with what hangs on it in the picture of its box. */
export interface CardNode {
  readonly card: Card;
  readonly branch: 'port' | 'stacked' | null;
  readonly children: readonly CardNode[];
}

/**
 * The links of a box as a tree: below each its ports and what lies on it. Siblings stand in the order of the box, so that a further link moves none of them.
 * A link that is both a port and lies on another stands with its bridge.
 */
export function cardTree(box: Box, wires: readonly Wire[]): CardNode[] {
  const parents = new Map<Card, Parent>();
  for (const card of box.links) {
    const parent = parentOf(card, box, wires);
    if (parent && !isBelow(parent.card, card, parents)) parents.set(card, parent);
  }
  const nodesBelow = (parent: Card | null): CardNode[] =>
    box.links
      .filter((card) => (parents.get(card)?.card ?? null) === parent)
      .map((card) => ({ card, branch: parents.get(card)?.branch ?? null, children: nodesBelow(card) }));
  return quietLast(nodesBelow(null));
}

interface Parent {
  readonly card: Card;
  readonly branch: 'port' | 'stacked';
}

function parentOf(card: Card, box: Box, wires: readonly Wire[]): Parent | undefined {
  const master = box.links.find(({ name }) => name === card.master);
  if (master) return { card: master, branch: 'port' };
  const wire = wires.find(
    ({ kind, from, to }) => kind === 'lower' && from.box === box.name && to.box === box.name && from.card === card.name,
  );
  const lower = wire && box.links.find(({ name }) => name === wire.to.card);
  return lower && { card: lower, branch: 'stacked' };
}

/** Whether it is the other one or hangs on it; no kernel lets links hang on each other in a ring, but a diagram may. */
function isBelow(card: Card, other: Card, parents: ReadonlyMap<Card, Parent>): boolean {
  for (let at: Card | undefined = card; at; at = parents.get(at)?.card) if (at === other) return true;
  return false;
}

/** Every namespace has a loopback link, and it is the first of all; what the story is about comes before it. */
function quietLast(nodes: readonly CardNode[]): CardNode[] {
  const isQuiet = ({ card, children }: CardNode): boolean => card.kind === 'loopback' && children.length === 0;
  return [...nodes.filter((node) => !isQuiet(node)), ...nodes.filter(isQuiet)];
}

/** Whether there is nothing to say of it: a loopback link that is up, with the addresses that it gets by itself. */
export function isUsualLoopback({ kind, state, addresses, isChanged }: Card): boolean {
  return kind === 'loopback' && state === 'up' && !isChanged && addresses.every((address) => loopbackAddresses.has(address));
}

export const loopbackAddresses: ReadonlySet<string> = new Set(['127.0.0.1/8', '::1/128']);
