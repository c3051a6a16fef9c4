import fc from 'fast-check';
import type { Box, Card, DrawnRoute, Topology, Wire } from '../../../src/network/topology.js';

const plainName = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,9}$/).filter((name) => !/^(?:up|down|forwards)$/.test(name));
const wideName = fc.stringMatching(/^[网桥容器ζ한é🐳a-z]{1,5}$/u);
/** What a terminal, a frame or a reader could be led astray by. */
const hostileName = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }),
  fc.constantFrom(
    '\u202Eevil',
    'a\nb',
    '\x1b[2J',
    '│ eth0 up',
    '┌ host ─┐',
    'x'.repeat(255),
    '网'.repeat(85),
    'a\u0301'.repeat(20),
    '\u0301',
    '\u200b',
    '⇄',
    '👨‍👩‍👧‍👦',
    '❤️',
    '🇨🇳',
    '  ',
  ),
);

const address = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 })).map(([ip, prefix]) => `${ip}/${prefix}`),
  fc.constantFrom('2001:db8::1/64', '2001:db8:1111:2222:3333:4444:5555:6666/64', '10.0.0.1 peer 10.0.0.2/32'),
);

interface CardSeed {
  readonly name: string;
  readonly kind: string;
  readonly state: Card['state'];
  readonly addresses: readonly string[];
  readonly note: string | null;
  readonly master: number;
  readonly isChanged: boolean;
}

function boxOf(name: fc.Arbitrary<string>): fc.Arbitrary<{ box: Box; wishes: readonly number[] }> {
  const card: fc.Arbitrary<CardSeed> = fc.record({
    name,
    kind: fc.constantFrom('veth', 'veth', 'bridge', 'macvlan', 'vxlan', 'device'),
    state: fc.constantFrom<Card['state'][]>('up', 'down', 'no-carrier'),
    addresses: fc.array(address, { maxLength: 3 }),
    note: fc.option(fc.constantFrom('mode bridge', 'vni 42 remote 192.0.2.2')),
    master: fc.nat(12),
    isChanged: fc.boolean(),
  });
  const route: fc.Arbitrary<DrawnRoute> = fc.record({
    destination: fc.constantFrom('default', '10.9.0.0/16', '2001:db8:1111:2222:3333:4444:5555:6666'),
    via: fc.option(fc.ipV4()),
    device: fc.option(name),
    table: fc.option(fc.constantFrom('100')),
    type: fc.option(fc.constantFrom('blackhole')),
    isChanged: fc.boolean(),
  });
  return fc
    .record({
      cards: fc.uniqueArray(card, { maxLength: 6, selector: (other) => other.name }),
      routes: fc.array(route, { maxLength: 2 }),
      forwards: fc.subarray<'IPv4' | 'IPv6'>(['IPv4', 'IPv6']),
      nat: fc.subarray(['masquerade out eth0 from 10.0.0.0/24', 'to 10.0.0.2:80 for port 8080']),
      filters: fc.subarray(['2 rules', 'forward drops IPv4']),
      isChanged: fc.boolean(),
      loopback: fc.constantFrom<Card['state'][]>('up', 'down'),
      wishes: fc.array(fc.nat(40), { minLength: 6, maxLength: 6 }),
    })
    .map(({ cards, loopback, wishes, ...rest }) => {
      const bridges = cards.filter(({ kind }) => kind === 'bridge');
      const links: Card[] = cards.map((seed) => ({
        ...seed,
        master: seed.kind === 'bridge' ? null : (bridges[seed.master]?.name ?? null),
      }));
      const lo: Card = {
        name: 'lo',
        kind: 'loopback',
        state: loopback,
        addresses: loopback === 'up' ? ['127.0.0.1/8', '::1/128'] : [],
        master: null,
        note: null,
        isChanged: false,
      };
      const box: Box = {
        name: '',
        kind: 'namespace',
        heldBy: null,
        changedFacts: [],
        ...rest,
        links: [lo, ...links.filter((other) => other.name !== 'lo')],
      };
      return { box, wishes };
    });
}

function topologyOfNames(name: fc.Arbitrary<string>): fc.Arbitrary<Topology> {
  return fc
    .record({
      boxes: fc.array(boxOf(name), { minLength: 1, maxLength: 7 }),
      names: fc.uniqueArray(
        name.filter((other) => other !== 'host'),
        { minLength: 7, maxLength: 7 },
      ),
      kinds: fc.array(fc.constantFrom<Box['kind'][]>('namespace', 'namespace', 'container', 'unnamed'), { minLength: 7, maxLength: 7 }),
      changedWires: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
    })
    .map(({ boxes: seeds, names, kinds, changedWires }) => {
      const boxes = seeds.map(({ box }, index): Box => {
        const kind = index === 0 ? 'host' : kinds[index]!;
        return { ...box, name: index === 0 ? 'host' : names[index]!, kind, heldBy: kind === 'unnamed' ? 'sleep' : null };
      });
      const ends = boxes.flatMap((box, at) =>
        box.links.map((card, index) => ({ end: { box: box.name, card: card.name }, kind: card.kind, wish: seeds[at]!.wishes[index % 6]! })),
      );
      const wires: Omit<Wire, 'isChanged'>[] = [];
      const taken = new Set<unknown>();
      const cables = ends.filter(({ kind }) => kind === 'veth');
      for (const one of cables) {
        const other = cables[one.wish % cables.length]!;
        if (other === one || taken.has(one) || taken.has(other)) continue;
        taken.add(one).add(other);
        const [from, to] = ends.indexOf(one) < ends.indexOf(other) ? [one, other] : [other, one];
        wires.push({ kind: 'cable', from: from.end, to: to.end });
      }
      const lowers = ends.filter(({ kind }) => kind === 'veth' || kind === 'bridge' || kind === 'device');
      for (const one of ends.filter(({ kind }) => kind === 'macvlan' || kind === 'vxlan'))
        if (lowers.length > 0 && one.wish % 5 !== 0)
          wires.push({ kind: 'lower', from: one.end, to: lowers[one.wish % Math.min(3, lowers.length)]!.end });
      return { schema: 1, boxes, wires: wires.map((wire, index) => ({ ...wire, isChanged: changedWires[index] ?? false })) };
    });
}

/** Topologies such as labs may have, with names that a reader can't take for the lines of a picture. */
export const anyTopology = topologyOfNames(fc.oneof({ weight: 4, arbitrary: plainName }, { weight: 1, arbitrary: wideName }));
export const hostileTopology = topologyOfNames(hostileName);
