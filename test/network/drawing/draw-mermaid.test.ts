import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiagramReading } from '../../../src/network/drawing/diagram-reading.js';
import { drawMermaid } from '../../../src/network/drawing/draw-mermaid.js';
import { readMermaid } from '../../../src/network/drawing/read-mermaid.js';
import { shownCards } from '../../../src/network/drawing/shown-cards.js';
import type { Topology } from '../../../src/network/topology.js';
import { anyTopology } from './any-topology.js';

describe('a topology drawn with Mermaid', () => {
  it('is the same when it is read back', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const reading = readMermaid(drawMermaid(topology));
        expect(reading.unread).toEqual([]);
        expect(reading.loose).toEqual([]);
        expect(whatWasRead(reading)).toEqual(whatIsShown(topology));
      }),
      { numRuns: 300 },
    );
  });
});

/** What a picture has of a topology: of a mere name it does not say that it is that of a namespace. */
export function whatIsShown(topology: Topology): unknown {
  const shown = new Set(
    topology.boxes.flatMap((box) => shownCards(box, topology.wires).map(({ name }) => JSON.stringify([box.name, name]))),
  );
  const has = (box: string, card: string): boolean => shown.has(JSON.stringify([box, card]));
  return {
    boxes: topology.boxes.map((box) => ({
      ...box,
      kind: box.kind === 'namespace' ? null : box.kind,
      links: shownCards(box, topology.wires).map((card) => ({
        ...card,
        master: card.master !== null && has(box.name, card.master) ? card.master : null,
      })),
      changedFacts: new Set(box.changedFacts),
    })),
    wires: topology.wires.filter(({ from, to }) => has(from.box, from.card) && has(to.box, to.card)),
  };
}

export function whatWasRead({ boxes, wires }: DiagramReading): unknown {
  const withoutLine = <T extends { readonly line: number }>({ line: _line, ...rest }: T): Omit<T, 'line'> => rest;
  return {
    boxes: boxes.map((box) => {
      const { addresses, ...rest } = withoutLine(box);
      expect(addresses).toEqual([]);
      const kind = rest.kind === 'namespace' ? null : rest.kind;
      return {
        ...rest,
        kind,
        links: box.links.map(withoutLine),
        routes: box.routes.map(withoutLine),
        changedFacts: new Set(box.changedFacts),
      };
    }),
    wires: wires.map(withoutLine),
  };
}
