import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Layout } from '../../../src/network/drawing/layout.js';
import type { Box, Card, Topology, Wire } from '../../../src/network/topology.js';
import { anyTopology } from './drawable-topology.js';

const options = { columns: 120, language: 'en', isAscii: false } as const;

const newCard: Card = {
  name: 'added one',
  kind: 'veth',
  state: 'up',
  addresses: ['192.0.2.1/24'],
  master: null,
  note: null,
  isChanged: true,
};
const newBox: Box = {
  name: 'an added one',
  kind: 'namespace',
  heldBy: null,
  links: [newCard],
  routes: [],
  forwards: [],
  nat: [],
  filters: [],
  isChanged: true,
  changedFacts: [],
};

function order({ boxes }: Layout): string[] {
  return boxes.flatMap(({ box, rows }) => [
    box.name,
    // A box that holds nothing else shows its loopback link.
    ...rows.flatMap(({ card, kind }) => (card && kind === 'card' && card.kind !== 'loopback' ? [`${box.name} ${card.name}`] : [])),
  ]);
}

function lanes({ wires }: Layout): Map<string, number> {
  return new Map(wires.flatMap(({ wire, lane }) => (lane === null ? [] : [[JSON.stringify([wire.kind, wire.from, wire.to]), lane]])));
}

/** What was there before stands as it stood: boxes and rows in the same order, wires in the same lanes. */
function expectKept(before: Topology, after: Topology): void {
  const [old, now] = [layOut(before, options), layOut(after, options)];
  const there = new Set(order(old));
  expect(order(now).filter((name) => there.has(name))).toEqual(order(old));
  for (const [wire, lane] of lanes(old)) expect([lane, undefined]).toContain(lanes(now).get(wire));
}

function withCard({ boxes, ...rest }: Topology, at: number, card: Card): Topology {
  return { ...rest, boxes: boxes.map((box, index) => (index === at % boxes.length ? { ...box, links: [...box.links, card] } : box)) };
}

describe('a layout', () => {
  it('keeps what is there when a namespace is added', () => {
    fc.assert(fc.property(anyTopology, (topology) => expectKept(topology, { ...topology, boxes: [...topology.boxes, newBox] })));
  });

  it('keeps what is there when a link is added', () => {
    fc.assert(fc.property(anyTopology, fc.nat(6), (topology, at) => expectKept(topology, withCard(topology, at, newCard))));
  });

  it('keeps what is there when a cable to a new namespace is added', () => {
    fc.assert(
      fc.property(anyTopology, fc.nat(6), (topology, at) => {
        const grown = withCard({ ...topology, boxes: [...topology.boxes, newBox] }, at % topology.boxes.length, {
          ...newCard,
          name: 'added too',
        });
        const wire: Wire = {
          kind: 'cable',
          from: { box: topology.boxes[at % topology.boxes.length]!.name, card: 'added too' },
          to: { box: newBox.name, card: newCard.name },
          isChanged: true,
        };
        expectKept(topology, { ...grown, wires: [...topology.wires, wire] });
      }),
    );
  });

  it('keeps what is there when a link is put on one of another namespace', () => {
    fc.assert(
      fc.property(anyTopology, fc.nat(6), fc.nat(6), (topology, at, under) => {
        const box = topology.boxes[under % topology.boxes.length]!;
        const to = { box: box.name, card: box.links.at(-1)!.name };
        const grown = withCard({ ...topology, boxes: [...topology.boxes, newBox] }, at % topology.boxes.length, {
          ...newCard,
          kind: 'macvlan',
          name: 'added too',
        });
        const wire: Wire = { kind: 'lower', from: { box: newBox.name, card: newCard.name }, to, isChanged: true };
        expectKept(topology, { ...grown, wires: [...topology.wires, wire] });
      }),
    );
  });

  it('has no two wires in one cell of a lane, but for those that lie on the same link', () => {
    fc.assert(
      fc.property(anyTopology, fc.constantFrom(60, 120), (topology, columns) => {
        const taken = new Map<string, string>();
        for (const { wire, lane, points } of layOut(topology, { ...options, columns }).wires) {
          if (lane === null) continue;
          const owner = wire.kind === 'cable' ? JSON.stringify(wire) : JSON.stringify(wire.to);
          const [top, bottom] = [points[0]!.y, points[3]!.y].toSorted((a, b) => a - b) as [number, number];
          for (let y = top; y <= bottom; y += 1) {
            const key = `${lane} ${y}`;
            expect(taken.get(key) ?? owner).toBe(owner);
            taken.set(key, owner);
          }
        }
      }),
    );
  });

  it('takes no lane away for one cable too many', () => {
    const star = (count: number): Topology => {
      const names = Array.from({ length: count }, (_, at) => `ns${at + 1}`);
      const ports = names.map((name): Card => ({ ...newCard, name: `to-${name}`, addresses: [] }));
      return {
        schema: 1,
        boxes: [{ ...newBox, name: 'host', kind: 'host', links: ports }, ...names.map((name): Box => ({ ...newBox, name }))],
        wires: names.map((name) => ({
          kind: 'cable',
          from: { box: 'host', card: `to-${name}` },
          to: { box: name, card: newCard.name },
          isChanged: false,
        })),
      };
    };
    const twelve = lanes(layOut(star(12), { ...options, columns: 80 }));
    expect([...twelve.values()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(lanes(layOut(star(13), { ...options, columns: 80 }))).toEqual(twelve);
  });

  it('copes with links that hang on each other in a ring, and with wires that end nowhere', () => {
    const ring: Card[] = [
      { ...newCard, name: 'a', master: 'b' },
      { ...newCard, name: 'b', master: 'a' },
    ];
    const wire: Wire = { kind: 'cable', from: { box: 'host', card: 'a' }, to: { box: 'gone', card: 'x' }, isChanged: false };
    const layout = layOut({ schema: 1, boxes: [{ ...newBox, name: 'host', links: ring }], wires: [wire] }, options);
    expect(layout.wires).toEqual([]);
    expect(order(layout)).toEqual(['host', 'host b', 'host a']);
  });
});
