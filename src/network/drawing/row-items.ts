import type { Box, Card, DrawnRoute, Wire } from '../topology.js';
import { cardTree, isUsualLoopback, loopbackAddresses, type CardNode } from './card-tree.js';
import type { FlowItem } from './flow.js';
import { treeStep, type LaidRow, type LayoutOptions, type PartRole, type TreeMark } from './layout.js';
import { pictureWords } from './picture-words.js';
import { shownName, widthOf } from './shown-name.js';

/** What is to stand in one row of a box, or in more when it is too wide. */
export interface RowPlan extends Pick<LaidRow, 'card' | 'branch' | 'isChanged' | 'isQuiet'> {
  readonly kind: 'card' | 'route' | 'fact';
  readonly tree: readonly TreeMark[];
  /** The lines of the tree before the rows that continue this one. */
  readonly treeBelow: readonly TreeMark[];
  readonly items: readonly FlowItem[];
}

/** Where kind, state and addresses stand in all boxes. */
export interface Stops {
  readonly kind: number;
  readonly state: number;
  readonly address: number;
}

/** Longer names than this leave their column. */
const widestName = 22;

/** `unlaned` are the wires that have no lane and are told in words. */
export function rowPlans(box: Box, wires: readonly Wire[], unlaned: ReadonlySet<Wire>, stops: Stops, options: LayoutOptions): RowPlan[] {
  const cards = drawnTree(box, wires).flatMap((node, index, all) => cardPlans(node, [], index === all.length - 1));
  return [
    ...cards.map(({ node, tree, treeBelow }): RowPlan => {
      const { card, branch } = node;
      const items = cardItems(card, branch, namedEnds(box, card, unlaned, options), stops, options);
      return { kind: 'card', card, branch, tree, treeBelow, items, isChanged: card.isChanged, isQuiet: card.kind === 'loopback' };
    }),
    ...box.routes.map((route) => plan('route', routeItems(route, options), route.isChanged)),
    ...factPlans(box, options),
  ];
}

/** The links of a box that are drawn. A box that would be empty shows its loopback link as well. */
export function drawnTree(box: Box, wires: readonly Wire[]): CardNode[] {
  const nodes = cardTree(box, wires);
  const shown = nodes.filter(({ card, children }) => children.length > 0 || !isUsualLoopback(card));
  const isBare = shown.length === 0 && box.routes.length + box.forwards.length + box.nat.length + box.filters.length === 0;
  return isBare ? nodes : shown;
}

export function stopsOf(boxes: readonly Box[], wires: readonly Wire[], { language, isAscii }: LayoutOptions): Stops {
  const widest = { name: 0, kind: 0, state: 0 };
  const measure = ({ card, children }: CardNode, depth: number): void => {
    const name = depth * treeStep + widthOf(shownName(card.name, isAscii));
    if (name <= widestName) widest.name = Math.max(widest.name, name);
    if (card.kind !== 'loopback') widest.kind = Math.max(widest.kind, widthOf(shownName(card.kind, isAscii)));
    widest.state = Math.max(widest.state, widthOf(pictureWords[language].state[card.state]));
    for (const child of children) measure(child, depth + 1);
  };
  for (const box of boxes) for (const node of drawnTree(box, wires)) measure(node, 0);
  const kind = widest.name + 2;
  const state = kind + widest.kind + 2;
  return { kind, state, address: state + widest.state + 2 };
}

interface TreeRow {
  readonly node: CardNode;
  readonly tree: readonly TreeMark[];
  readonly treeBelow: readonly TreeMark[];
}

function cardPlans(node: CardNode, above: readonly TreeMark[], isLast: boolean): TreeRow[] {
  const isRoot = node.branch === null;
  const below: readonly TreeMark[] = isRoot ? [] : [...above, isLast ? 'gap' : 'through'];
  return [
    {
      node,
      tree: isRoot ? [] : [...above, isLast ? 'corner' : 'tee'],
      treeBelow: node.children.length > 0 ? [...below, 'through'] : below,
    },
    ...node.children.flatMap((child, index) => cardPlans(child, below, index === node.children.length - 1)),
  ];
}

function cardItems(
  card: Card,
  branch: CardNode['branch'],
  ends: readonly string[],
  stops: Stops,
  { language, isAscii }: LayoutOptions,
): FlowItem[] {
  const words = pictureWords[language];
  const item = (text: string, role: PartRole, stop: number | null, isListed = false): FlowItem => ({ text, role, stop, gap: 2, isListed });
  const isLoopback = card.kind === 'loopback';
  const addresses = isLoopback ? card.addresses.filter((address) => !loopbackAddresses.has(address)) : card.addresses;
  return [
    item(shownName(card.name, isAscii), 'name', null),
    ...(isLoopback ? [] : [item(shownName(card.kind, isAscii), 'kind', stops.kind)]),
    item(words.state[card.state], 'state', isLoopback ? stops.kind : stops.state),
    ...addresses.map((address) => item(shownName(address, isAscii), 'address', stops.address, true)),
    ...(card.note === null ? [] : [item(`(${shownName(card.note, isAscii)})`, 'note', stops.address)]),
    ...(card.master === null || branch === 'port'
      ? []
      : [item(`(${words.portOf(shownName(card.master, isAscii))})`, 'master', stops.address)]),
    ...ends.map((text) => item(text, 'peer', stops.address, true)),
  ];
}

/** The other ends of those wires of a link that have no lane. What lies on it says so itself. */
function namedEnds(box: Box, card: Card, unlaned: ReadonlySet<Wire>, { language, isAscii }: LayoutOptions): string[] {
  const words = pictureWords[language];
  return [...unlaned].flatMap(({ kind, from, to }) => {
    const isFrom = from.box === box.name && from.card === card.name;
    const isTo = to.box === box.name && to.card === card.name;
    const shown = (end: Wire['to']): [string, string] => [shownName(end.card, isAscii), shownName(end.box, isAscii)];
    if (kind === 'lower') return isFrom ? [words.liesOn(...shown(to))] : [];
    return [...(isFrom ? [words.cableTo(...shown(to))] : []), ...(isTo && !isFrom ? [words.cableTo(...shown(from))] : [])];
  });
}

function routeItems({ destination, via, device, table, type }: DrawnRoute, { isAscii }: LayoutOptions): FlowItem[] {
  const shown = (text: string): string => shownName(text, isAscii);
  return spaced(
    [
      `${isAscii ? '->' : '→'} ${type === null ? '' : `${shown(type)} `}${shown(destination)}`,
      ...(via === null ? [] : [`via ${shown(via)}`]),
      ...(device === null ? [] : [`dev ${shown(device)}`]),
      ...(table === null ? [] : [`table ${shown(table)}`]),
    ],
    'route',
  );
}

function factPlans({ forwards, nat, filters, changedFacts }: Box, { language, isAscii }: LayoutOptions): RowPlan[] {
  const words = pictureWords[language];
  const fact = (text: string, name: Box['changedFacts'][number]): RowPlan =>
    plan('fact', spaced(shownName(text, isAscii).split(' '), 'fact'), changedFacts.includes(name));
  return [
    ...(forwards.length === 0 ? [] : [fact(words.forwards(forwards.join(', ')), 'forwards')]),
    ...nat.map((rule) => fact(words.nat(rule), 'nat')),
    ...(filters.length === 0 ? [] : [fact(words.filters(filters.join(', ')), 'filters')]),
  ];
}

function plan(kind: RowPlan['kind'], items: readonly FlowItem[], isChanged: boolean): RowPlan {
  return { kind, items, card: null, branch: null, tree: [], treeBelow: [], isChanged, isQuiet: false };
}

function spaced(texts: readonly string[], role: PartRole): FlowItem[] {
  return texts.map((text) => ({ text, role, stop: null, gap: 1, isListed: false }));
}
