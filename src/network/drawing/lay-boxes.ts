import type { Box, Topology, Wire } from '../topology.js';
import type { CardNode } from './card-tree.js';
import { flow, widthNeeded, type FlowItem } from './flow.js';
import { giveLanes, type Lane } from './lanes.js';
import {
  marginWidth,
  treeStep,
  type LaidBox,
  type LaidPart,
  type LaidRow,
  type LaidWire,
  type Layout,
  type LayoutOptions,
} from './layout.js';
import { pictureWords } from './picture-words.js';
import { drawnTree, rowPlans, stopsOf, type RowPlan } from './row-items.js';
import { shortened, shownName, widthOf } from './shown-name.js';

/** Frame and a space at each side. */
const frameWidth = 4;
const leastWidth = 24;
/** More than this many lines side by side nobody can follow; the ends of further wires are named. */
const mostLanes = 12;
/** More than this many are given only where the rows keep the width that they would like to have. */
const usualLanes = 5;

interface Planned {
  readonly box: Box;
  readonly title: readonly FlowItem[];
  readonly rows: readonly RowPlan[];
}

export function layBoxes(topology: Topology, options: LayoutOptions): Layout {
  const wires = wiresToDraw(topology);
  const { planned, lanes } = withLanes(topology, wires, options);
  const laneCount = Math.max(0, ...lanes.map((lane) => (lane === null ? 0 : lane.lane + 1)));
  const width = innerWidth(planned, options.columns - marginWidth - frameWidth - lanesWidth(laneCount), options);
  const sockets = socketsOf(wires, lanes);
  const socketRows = new Map<string, number>();
  const boxes: LaidBox[] = [];
  let y = 0;
  for (const { box, title, rows } of planned) {
    const top = y;
    const laid: LaidRow[] = [];
    for (const row of rows) {
      const isCard = row.card !== null;
      const key = isCard ? cardKey(box.name, row.card.name) : '';
      const lines = partsOf(row, width, options);
      const height = Math.max(lines.length, isCard ? (sockets.get(key) ?? 0) : 0);
      if (isCard) socketRows.set(key, y + 1);
      for (let at = 0; at < height; at += 1) {
        y += 1;
        laid.push({
          y,
          kind: at === 0 ? row.kind : 'more',
          tree: at === 0 ? row.tree : row.treeBelow,
          branch: row.branch,
          card: row.card,
          parts: (lines[at] ?? []).map((part) => shifted(part, marginWidth + 2)),
          isChanged: row.isChanged,
          isQuiet: row.isQuiet,
        });
      }
    }
    const titleParts = titleOf(title, width, options).map((part) => shifted(part, marginWidth + 2));
    boxes.push({ box, x: marginWidth, y: top, width: width + frameWidth, height: y + 2 - top, title: titleParts, rows: laid });
    y += 2;
  }
  const edge = marginWidth + width + frameWidth - 1;
  const laidWires = wires.map((wire, index): LaidWire => {
    const lane = lanes[index]!;
    if (lane === null) return { wire, lane: null, points: [] };
    const x = edge + 3 + lane.lane * 2;
    const from = socketRows.get(cardKey(wire.from.box, wire.from.card))! + lane.fromSocket;
    const to = socketRows.get(cardKey(wire.to.box, wire.to.card))! + lane.toSocket;
    return {
      wire,
      lane: lane.lane,
      points: [
        { x: edge, y: from },
        { x, y: from },
        { x, y: to },
        { x: edge, y: to },
      ],
    };
  });
  return { columns: edge + 1 + lanesWidth(laneCount), rows: y, boxes, wires: laidWires };
}

/** The first lane has two cells between it and the boxes, each further one has one. */
function lanesWidth(count: number): number {
  return count === 0 ? 0 : 1 + 2 * count;
}

/** Wires that the tree in a box does not show already, and whose ends are both there. */
function wiresToDraw({ boxes, wires }: Topology): Wire[] {
  const cards = cardPlaces(boxes, wires);
  const stacked = new Set<string>();
  for (const box of boxes)
    walk(drawnTree(box, wires), ({ card, branch }) => {
      if (branch === 'stacked') stacked.add(cardKey(box.name, card.name));
    });
  return wires.filter(({ kind, from, to }) => {
    const isInTree = kind === 'lower' && from.box === to.box && stacked.has(cardKey(from.box, from.card));
    return !isInTree && cards.has(cardKey(from.box, from.card)) && cards.has(cardKey(to.box, to.card));
  });
}

/** The place of each link in the order of all rows, from top to bottom. */
function cardPlaces(boxes: readonly Box[], wires: readonly Wire[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const box of boxes) walk(drawnTree(box, wires), ({ card }) => places.set(cardKey(box.name, card.name), places.size));
  return places;
}

type Nodes = readonly CardNode[];

function walk(nodes: Nodes, visit: (node: Nodes[number]) => void): void {
  for (const node of nodes) {
    visit(node);
    walk(node.children, visit);
  }
}

/**
 * Lanes for as many wires as there is room for, without an address or name losing its middle; the others are named in the boxes, which takes room again.
 */
function withLanes(
  { boxes, wires: all }: Topology,
  wires: readonly Wire[],
  options: LayoutOptions,
): { planned: Planned[]; lanes: (Lane | null)[] } {
  const places = cardPlaces(boxes, all);
  const wishes = wires.map(({ kind, from, to }) => ({
    from: places.get(cardKey(from.box, from.card))!,
    to: places.get(cardKey(to.box, to.card))!,
    isShared: kind === 'lower',
  }));
  const stops = stopsOf(boxes, all, options);
  for (let most = mostLanes; ;) {
    const lanes = giveLanes(wishes, most);
    const unlaned = new Set(wires.filter((_, index) => lanes[index] === null));
    const planned = boxes.map((box) => ({ box, title: titleItems(box, options), rows: rowPlans(box, all, unlaned, stops, options) }));
    const used = Math.max(0, ...lanes.map((lane) => (lane === null ? 0 : lane.lane + 1)));
    const whole = Math.max(
      leastWidth,
      ...planned.flatMap(({ rows }) =>
        rows.map((row) => widthNeeded(row.items, { ...spaceOf(row), most: options.columns - marginWidth - frameWidth })),
      ),
    );
    const needed = used > usualLanes ? Math.max(whole, innerWidth(withoutPeers(planned), options.columns, options)) : whole;
    if (used === 0 || needed + marginWidth + frameWidth + lanesWidth(used) <= options.columns) return { planned, lanes };
    most = used - 1;
  }
}

/** The names of other ends may take rows of their own: one wire too many does not cost others their lanes. */
function withoutPeers(planned: readonly Planned[]): Planned[] {
  return planned.map((box) => ({
    ...box,
    rows: box.rows.map((row) => ({ ...row, items: row.items.filter(({ role }) => role !== 'peer') })),
  }));
}

function titleItems(box: Box, { language, isAscii }: LayoutOptions): FlowItem[] {
  const note = pictureWords[language].boxNote(box);
  const item = { stop: null, gap: 1, isListed: false };
  return [
    { ...item, text: shownName(box.name, isAscii), role: 'box' },
    ...(note === null ? [] : [{ ...item, text: `(${shownName(note, isAscii)})`, role: 'box-note' as const }]),
  ];
}

/** In one row; a note gives way to the name. */
function titleOf(items: readonly FlowItem[], width: number, { isAscii }: LayoutOptions): LaidPart[] {
  let x = 0;
  return items.flatMap(({ text, role }) => {
    if (x >= width) return [];
    const shown = shortened(text, width - x, isAscii);
    const part = { x, width: widthOf(shown), text: shown, role };
    x += part.width + 1;
    return [part];
  });
}

/** As wide as its widest row would like to be, up to `most`. */
function innerWidth(planned: readonly Planned[], most: number, options: LayoutOptions): number {
  const wish = (lines: readonly (readonly LaidPart[])[]): number => Math.max(0, ...lines.flat().map(({ x, width }) => x + width));
  const anyWidth = 100_000;
  const wishes = planned.flatMap(({ title, rows }) => [
    wish([titleOf(title, anyWidth, options)]) + 1,
    ...rows.map((row) => wish(partsOf(row, anyWidth, options))),
  ]);
  return Math.min(most, Math.max(leastWidth, ...wishes));
}

function partsOf(row: RowPlan, width: number, { isAscii }: LayoutOptions): LaidPart[][] {
  return flow(row.items, { ...spaceOf(row), width, isAscii });
}

function spaceOf({ kind, tree, treeBelow }: RowPlan): { start: number; indent: number } {
  return kind === 'card' ? { start: tree.length * treeStep, indent: treeBelow.length * treeStep + 2 } : { start: 0, indent: 4 };
}

function socketsOf(wires: readonly Wire[], lanes: readonly (Lane | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  const atLeast = (key: string, count: number): void => void counts.set(key, Math.max(counts.get(key) ?? 0, count));
  wires.forEach(({ from, to }, index) => {
    const lane = lanes[index]!;
    if (lane === null) return;
    atLeast(cardKey(from.box, from.card), lane.fromSocket + 1);
    atLeast(cardKey(to.box, to.card), lane.toSocket + 1);
  });
  return counts;
}

function shifted(part: LaidPart, by: number): LaidPart {
  return { ...part, x: part.x + by };
}

function cardKey(box: string, card: string): string {
  return JSON.stringify([box, card]);
}
