import type { Box, Card, Topology, Wire } from '../topology.js';
import { layBoxes } from './lay-boxes.js';

/**
 * Where everything of a picture stands, in cells of one column and one row, counted from 0. Text and SVG are both drawn from it, so they show the same.
 * Namespaces are boxes one below the other. Every link is a row in its box, ports below their bridge and what lies on a link below that link.
 * Wires leave the right edge of a box, run in lanes beside the boxes, and come back to the right edge of another one.
 */
export interface Layout {
  readonly columns: number;
  readonly rows: number;
  readonly boxes: readonly LaidBox[];
  readonly wires: readonly LaidWire[];
}

/** `width` and `height` are those of the frame, which is one cell wide. In columns 0 and 1, left of all boxes, is room for the marks of what has changed. */
export interface LaidBox {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** In the upper edge of the frame. */
  readonly title: readonly LaidPart[];
  readonly rows: readonly LaidRow[];
}

export interface LaidRow {
  readonly y: number;
  /** `more` continues the row above: its further addresses, what did not fit, or further wires. */
  readonly kind: 'card' | 'route' | 'fact' | 'more';
  /** The lines of the tree that stand before the row, three cells for each, from the outermost. */
  readonly tree: readonly TreeMark[];
  /** How the card of this row is tied to the one above it in the tree; `null` where it is tied to none. */
  readonly branch: 'port' | 'stacked' | null;
  readonly card: Card | null;
  readonly parts: readonly LaidPart[];
  readonly isChanged: boolean;
  /** For what a glance may pass over: the loopback link. */
  readonly isQuiet: boolean;
}

/** `tee` and `corner` lead to the row's own card, `through` to one further down, `gap` to none. */
export type TreeMark = 'tee' | 'corner' | 'through' | 'gap';

/** Words that belong together, already clean and short enough. */
export interface LaidPart {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly role: PartRole;
}

/** `peer` names the other end of a wire that has no lane. */
export type PartRole = 'box' | 'box-note' | 'name' | 'kind' | 'state' | 'address' | 'note' | 'master' | 'peer' | 'route' | 'fact';

/** A wire in a lane, counted from the boxes outwards. Wires that share their lower link may share its lane. */
export interface LaidWire {
  readonly wire: Wire;
  /** `null` when there was no room for a lane; then both ends, or the upper one, have a part of the role `peer`, and there are no points. */
  readonly lane: number | null;
  /** From the right edge of the box at `wire.from`, out to the lane, along it, and back to the edge at `wire.to`. */
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LayoutOptions {
  /** At least 40. */
  readonly columns: number;
  readonly language: 'en' | 'zh';
  /** Whether only ASCII may be used; names in other characters are spelt with their numbers. */
  readonly isAscii: boolean;
}

/** Left of the boxes: a mark and a space. */
export const marginWidth = 2;
/** How far what hangs on a link stands to the right of it. */
export const treeStep = 3;

/** The same topology gives the same layout, and what is added to it leaves the order of boxes, rows and lanes as it was. */
export function layOut(topology: Topology, options: LayoutOptions): Layout {
  return layBoxes(topology, options);
}
