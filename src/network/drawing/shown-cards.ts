import type { Box, Card, Wire } from '../topology.js';
import type { CardNode } from './card-tree.js';
import { drawnTree } from './row-items.js';

/** The links of a box that pictures have, in the order of the box: without a loopback link of which there is nothing to say. */
export function shownCards(box: Box, wires: readonly Wire[]): Card[] {
  const shown = new Set(cardsOf(drawnTree(box, wires)));
  return box.links.filter((card) => shown.has(card));
}

function cardsOf(nodes: readonly CardNode[]): Card[] {
  return nodes.flatMap(({ card, children }) => [card, ...cardsOf(children)]);
}
