import type { LaidPart, PartRole } from './layout.js';
import { shortened, widthOf } from './shown-name.js';

/** Words that stay together, clean but of any length. */
export interface FlowItem {
  readonly text: string;
  readonly role: PartRole;
  /** The column where it would like to begin; `null` for right after the one before. */
  readonly stop: number | null;
  /** How many columns stay free before it. */
  readonly gap: number;
  /** Whether it begins a new row when there is another one of the same role in this one: addresses stand below each other. */
  readonly isListed: boolean;
}

export interface FlowSpace {
  /** How wide the rows are; all columns are counted from where they begin. */
  readonly width: number;
  /** Where the first row begins, and where the others do. */
  readonly start: number;
  readonly indent: number;
  readonly isAscii: boolean;
}

/**
 * Items in rows. One that does not fit at its stop is moved to the left, then into a new row, and only when it does not fit into a row of its own
 * does it lose its middle.
 */
export function flow(items: readonly FlowItem[], { width, start, indent, isAscii }: FlowSpace): LaidPart[][] {
  const rows: LaidPart[][] = [[]];
  let cursor = start;
  for (const { text, role, stop, gap, isListed } of items) {
    const row = rows.at(-1)!;
    const wide = widthOf(text);
    const earliest = row.length === 0 ? cursor : cursor + gap;
    const isInRow = row.length === 0 || !(isListed && row.some((other) => other.role === role));
    let x = Math.max(earliest, stop ?? 0);
    if (x + wide > width) x = Math.max(earliest, width - wide);
    if (isInRow && (x + wide <= width || row.length === 0)) row.push(part(text, role, x, width, isAscii));
    else {
      x = Math.max(indent, Math.min(stop ?? indent, width - wide));
      rows.push([part(text, role, x, width, isAscii)]);
    }
    const last = rows.at(-1)!.at(-1)!;
    cursor = last.x + last.width;
  }
  return rows;
}

/** How wide a row has to be at least, so that no item loses its middle, save for those that would do so in `most` columns too. */
export function widthNeeded(
  items: readonly FlowItem[],
  { start, indent, most }: Pick<FlowSpace, 'start' | 'indent'> & { most: number },
): number {
  const widths = items.map(({ text }, index) => (index === 0 ? start : indent) + widthOf(text));
  return Math.max(0, ...widths.filter((width) => width <= most));
}

function part(text: string, role: PartRole, x: number, width: number, isAscii: boolean): LaidPart {
  const shown = shortened(text, Math.max(1, width - x), isAscii);
  return { x, width: widthOf(shown), text: shown, role };
}
