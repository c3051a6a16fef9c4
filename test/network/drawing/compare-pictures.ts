import { expect } from 'vitest';
import { drawText } from '../../../src/network/drawing/draw-text.js';
import type { Topology } from '../../../src/network/topology.js';
import { asDrawn, cellsOf, readText, type ReadPicture, type ReadWire } from './read-text.js';

export interface Form {
  readonly columns: number;
  readonly isAscii: boolean;
  readonly language: 'en' | 'zh';
}

export const forms: readonly Form[] = [60, 80, 120].flatMap((columns) =>
  [false, true].flatMap((isAscii) =>
    (['en', 'zh'] as const).filter((language) => !isAscii || language === 'en').map((language) => ({ columns, isAscii, language })),
  ),
);

/** Draws, reads back what was drawn, and expects the same network, unless something had to be shortened. */
export function expectTrue(topology: Topology, form: Form): string[] {
  const lines = drawText(topology, { ...form, colours: false });
  for (const line of lines) expect(cellsOf(line).length, line).toBeLessThanOrEqual(form.columns);
  const read = readText(lines);
  if (lines.some((line) => /…|\.\.\./u.test(line))) return lines;
  const expected = asDrawn(topology);
  expect(inOrder(read), lines.join('\n')).toEqual(inOrder(expected));
  expectWires(read.wires, expected.wires, lines);
  return lines;
}

/** The rows of a box stand in the order of its tree; loopback links that are as usual may be left out. */
function inOrder({ boxes }: ReadPicture): unknown {
  return boxes.map((box) => ({
    ...box,
    links: box.links
      .filter(({ kind, state, addresses, isChanged }) => kind !== 'loopback' || state !== 'up' || addresses.length > 0 || isChanged)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }));
}

function expectWires(read: readonly ReadWire[], expected: readonly ReadWire[], lines: readonly string[]): void {
  const key = ({ kind, from, to }: ReadWire): string =>
    JSON.stringify(
      kind === 'cable'
        ? [kind, ...[from, to].map((end) => JSON.stringify([end.box, end.card])).toSorted()]
        : [kind, from.box, from.card, to.box, to.card],
    );
  const found = new Map(read.map((wire) => [key(wire), wire.isChanged]));
  expect([...found.keys()].toSorted(), lines.join('\n')).toEqual(expected.map(key).toSorted());
  for (const wire of expected) expect([wire.isChanged, null], key(wire)).toContain(found.get(key(wire)));
}
