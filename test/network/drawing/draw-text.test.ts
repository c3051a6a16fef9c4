import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChanges } from '../../../src/network/changes/find-changes.js';
import { drawText } from '../../../src/network/drawing/draw-text.js';
import { topologyOf } from '../../../src/network/drawing/topology-of.js';
import { layOut } from '../../../src/network/drawing/layout.js';
import type { Topology } from '../../../src/network/topology.js';
import { runScenario, scenarios } from '../scenario.js';
import { anyTopology, hostileTopology } from './drawable-topology.js';
import { expectTrue, forms, type Form } from './compare-pictures.js';
import { cellsOf, readText } from './read-text.js';
import { readWires } from './read-text-wires.js';

const anyForm = fc.constantFrom(...forms);

/** Looks at frames and lines only: names may look like either. */
function expectClosed(topology: Topology, form: Form, lines: readonly string[]): void {
  const cells = lines.map(cellsOf);
  const edge = cells[0]!.length - 1;
  for (const row of cells) {
    expect(row.length).toBeLessThanOrEqual(form.columns);
    expect(`${row[2]}${row[edge]}`).toMatch(/^(?:┌┐|└┘|│[│├┝]|[+][+]|[|][|+])$/u);
  }
  const anyLink = new Map(cells.map((_, y) => [y, { box: '', card: `${y}` }]));
  const laned = layOut(topology, form).wires.filter(({ lane }) => lane !== null);
  expect(readWires(cells, edge, anyLink)).toHaveLength(laned.length);
}

const all = await scenarios();

describe('a text picture', () => {
  for (const { name, missing } of all)
    it.skipIf(missing !== undefined)(
      `says what is so after each step of ${name}${missing === undefined ? '' : ` (needs ${missing})`}`,
      async () => {
        for (const { before, after } of await runScenario(name))
          for (const form of forms) expectTrue(topologyOf(after, findChanges(before, after)), form);
      },
    );

  it('says what is so in any network', () => {
    fc.assert(
      fc.property(anyTopology, anyForm, (topology, form) => {
        expectTrue(topology, form);
      }),
      { numRuns: 500 },
    );
  });

  it('has closed frames and lines that lead somewhere, whatever the names', () => {
    fc.assert(
      fc.property(hostileTopology, anyForm, (topology, form) => {
        const lines = drawText(topology, { ...form, colours: false });
        for (const line of lines) expect(line).toMatch(form.isAscii ? /^[\x20-\x7e]*$/ : /^[^\p{Control}\u202A-\u202E\u2066-\u2069]*$/u);
        expectClosed(topology, form, lines);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same with colours as without', () => {
    fc.assert(
      fc.property(anyTopology, anyForm, (topology, form) => {
        const plain = drawText(topology, { ...form, colours: false });
        // oxlint-disable-next-line no-control-regex
        expect(drawText(topology, { ...form, colours: true }).map((line) => line.replaceAll(/\u001B\[\d+m/g, '').trimEnd())).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });

  it('can be read only when it is whole', () => {
    expect(() => readText(['  ┌ host ──┐', '  │ lo  up │'])).toThrow('no end');
  });
});
