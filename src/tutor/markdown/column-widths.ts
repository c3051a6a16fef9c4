import { longestWord, widthOf } from './fill.js';
import type { Letter } from './letter.js';

/** A column that is broken into lines is not narrower. */
const leastWrapped = 12;

/**
 * The widths of a table's columns: as wide as they want where there is room, else the wide ones give.
 * @param rows the lines of each cell
 * @param room without what stands between columns
 * @returns `undefined` when there is no room for them
 */
export function columnWidths(rows: readonly (readonly (readonly (readonly Letter[])[])[])[], room: number): number[] | undefined {
  const count = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, column) => rows.flatMap((row) => row[column] ?? []));
  const wanted = columns.map((lines) => Math.max(1, ...lines.map((line) => widthOf(line))));
  if (sum(wanted) <= room) return wanted;
  const least = columns.map((lines, column) =>
    Math.max(
      Math.min(wanted[column]!, leastWrapped),
      ...lines.map((line) => longestWord(line, Math.max(leastWrapped, Math.floor(room / 2)))),
    ),
  );
  if (sum(least) > room) return undefined;
  const widths = [...least];
  for (let free = room - sum(widths); free > 0; free -= 1) {
    // The one that would be broken into the most lines gets the next column.
    const needs = widths.map((width, column) => (width < wanted[column]! ? wanted[column]! / width : 0));
    const neediest = needs.indexOf(Math.max(...needs));
    widths[neediest]! += 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
