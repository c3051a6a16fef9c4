import type { Wire } from '../../../src/network/topology.js';

type End = Wire['from'];
interface Socket {
  readonly y: number;
  readonly laneX: number;
  readonly isLower: boolean;
  readonly isHeavy: boolean;
}

const goesDown = /^[╮┓┤┫.+]$/u;
const goesUp = /^[╯┛┤┫'+]$/u;
const joint = /^[╮┓╯┛┤┫.'+]$/u;
const horizontal = /^[─━╌╍~=-]$/u;
const vertical = /^[│┃╎╏|:#]$/u;

/** Follows each line from where it leaves a box to where it comes back. */
export function readWires(cells: readonly (readonly string[])[], edge: number, cardAt: ReadonlyMap<number, End>): Wire[] {
  const sockets = cells.flatMap((row, y) =>
    /^[├┝]$/u.test(row[edge]!) || (row[edge] === '+' && '|'.includes(row[2]!)) ? [socketOf(row, y, edge)] : [],
  );
  const left = new Map(sockets.map((socket) => [socket.y, socket]));
  const wires: Wire[] = [];
  for (const first of sockets) {
    if (!left.has(first.y)) continue;
    const group = [...groupOf(cells, first)]
      .toSorted((a, b) => a - b)
      .map((y) => {
        const socket = left.get(y);
        if (!socket) throw new Error(`a line comes to line ${y}, where none leaves the box`);
        left.delete(y);
        return socket;
      });
    const end = ({ y }: Socket): End => {
      const card = cardAt.get(y);
      if (!card) throw new Error(`the line of line ${y} begins at no link`);
      return card;
    };
    const lower = group.filter(({ isLower }) => isLower);
    const rest = group.filter(({ isLower }) => !isLower);
    if (lower.length === 1)
      for (const upper of rest) wires.push({ kind: 'lower', from: end(upper), to: end(lower[0]!), isChanged: upper.isHeavy });
    else if (lower.length === 0 && rest.length === 2)
      wires.push({ kind: 'cable', from: end(rest[0]!), to: end(rest[1]!), isChanged: rest[0]!.isHeavy });
    else throw new Error(`the line of line ${first.y} has ${group.length} ends`);
  }
  return wires;
}

function socketOf(row: readonly string[], y: number, edge: number): Socket {
  const isLower = /^[◂<]$/u.test(row[edge + 1]!);
  let x = edge + 1 + Number(isLower);
  while (horizontal.test(row[x] ?? '') || (vertical.test(row[x] ?? '') && (x - edge - 3) % 2 === 0)) x += 1;
  if (!joint.test(row[x] ?? '') || (x - edge - 3) % 2 !== 0) throw new Error(`the line of line ${y} ends nowhere`);
  return { y, laneX: x, isLower, isHeavy: /^[━╍=]$/u.test(row[x - 1]!) };
}

/** The lines of text in which the line turns back to a box. */
function groupOf(cells: readonly (readonly string[])[], { y, laneX }: Socket): Set<number> {
  const ends = new Set([y]);
  for (const [step, goes, comes] of [
    [1, goesDown, goesUp],
    [-1, goesUp, goesDown],
  ] as const)
    for (let at = y; goes.test(cells[at]![laneX] ?? '');) {
      at += step;
      while (vertical.test(cells[at]?.[laneX] ?? '')) at += step;
      if (!comes.test(cells[at]?.[laneX] ?? '')) throw new Error(`the line of line ${y} breaks off in line ${at}`);
      ends.add(at);
    }
  return ends;
}
