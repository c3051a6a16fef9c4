import fc from 'fast-check';
import type { Box, Card, Topology, Wire } from '../../../src/network/topology.js';

/** Names that the kernel takes (dev_valid_name(): no blanks, no slash, no colon, not `.` and `..`), among them those that a picture or its reader may trip over. */
const linkNames = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom('eth0', 'veth-a', 'br0', 'wan_0', 'r.left', 'lo', 'v1') },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'default',
        'NAT',
        'host',
        'netns',
        'up',
        'bridge',
        'port',
        'end',
        'style#x',
        '10.0.0.1',
        '-',
        '--',
        '"]',
        '<b>',
        '&lt;',
        '#35;',
        '`x`',
        '**x**',
        '%%{init',
        'forward',
        'masquerade',
        'ζ-中文',
        '网桥',
        '宿主机',
        '容器',
        '\u202Ex',
        '\u001B[1m',
        'a@if3',
        'ip',
        '1.',
        'x,y',
        '\\n',
        '命名空间',
        'end"',
        'ℹ\uFE0F',
        '((',
      ),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 15 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 15 }) },
  )
  // oxlint-disable-next-line no-control-regex -- no name of a link has one
  .map((name) => name.replaceAll(/[\s/:\u0000\p{Surrogate}]/gu, ''))
  .filter((name) => name !== '' && name !== '.' && name !== '..');

/** Names of files, which may have blanks and colons. */
const namespaceNames = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('ns1', 'ns2', 'router', 'left-1') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'my ns',
      'ns (old)',
      'host',
      'root namespace',
      'container',
      '10.0.0.1',
      'NAT: x',
      'bridge br0',
      ' x ',
      'a, held by b',
      'unnamed-1',
      'a - b',
      'default',
      '"]\nend',
      '命名空间 甲',
      'style:#x',
      'network',
      '</text>',
      'a: b',
      '路由：x',
    ),
  },
  { weight: 2, arbitrary: linkNames },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', minLength: 1, maxLength: 30 })
      // oxlint-disable-next-line no-control-regex -- no file name has one
      .map((name) => `n${name.replaceAll(/[/\u0000\p{Surrogate}]/gu, '')}`),
  },
);

const addresses = fc.uniqueArray(
  fc.oneof(
    fc.tuple(fc.nat(255), fc.nat(255), fc.nat(32)).map(([a, b, prefix]) => `10.${a}.${b}.1/${prefix}`),
    fc.tuple(fc.integer({ min: 1, max: 0xff_ff }), fc.nat(128)).map(([a, prefix]) => `2001:db8::${a.toString(16)}/${prefix}`),
    fc.constantFrom('10.0.0.1 peer 10.0.0.2/32', '::1/128', '127.0.0.1/8', '::ffff:10.0.0.1/96'),
  ),
  { maxLength: 3 },
);

const kinds = fc.oneof(
  fc.constantFrom('veth', 'bridge', 'macvlan', 'vxlan', 'tun', 'loopback', 'device', 'vrf', 'bond'),
  fc.constantFrom('virt_wifi', 'amt', 'new-kind'),
);
const notes = fc.oneof(
  fc.constant(null),
  fc.constantFrom('mode bridge', 'vni 42 remote 192.0.2.2', 'vlan 10', 'vlan filtering', 'table 10', 'remote 2001:db8::1'),
);

const cards: fc.Arbitrary<Card> = fc.record({
  name: linkNames,
  kind: kinds,
  state: fc.constantFrom('up', 'down', 'no-carrier'),
  addresses,
  master: fc.constant(null),
  note: notes,
  isChanged: fc.boolean(),
});

const hops = fc.constantFrom(null, '10.0.0.254', 'inet6 fe80::1', 'fe80::1', '2001:db8::1');
const routes = fc.record({
  destination: fc.oneof(fc.constantFrom('default', '10.9.0.0/16', '198.51.100.7', '2001:db8:1::/48')),
  via: hops,
  device: fc.option(linkNames),
  table: fc.constantFrom(null, '100', 'blue table', 'default'),
  type: fc.constantFrom(null, 'blackhole', 'unreachable', 'prohibit', 'throw'),
  isChanged: fc.boolean(),
});

const boxes: fc.Arbitrary<Box> = fc
  .record({
    name: namespaceNames,
    kind: fc.constantFrom('namespace', 'container', 'unnamed'),
    heldBy: fc.oneof(
      fc.constantFrom(null, 'bash', '/tmp/kept', 'a, held by b', 'x (y)'),
      fc.string({ unit: 'binary-ascii', minLength: 1 }),
    ),
    links: fc.uniqueArray(cards, { maxLength: 5, selector: ({ name }) => name }),
    routes: fc.array(routes, { maxLength: 3 }),
    forwards: fc.subarray(['IPv4', 'IPv6'] as const),
    nat: fc.uniqueArray(
      fc.constantFrom('masquerade out eth0 from 10.0.0.0/24', 'to 10.0.0.2:80 for port 8080', 'to [2001:db8::1]:80', 'masquerade out "<b>'),
      { maxLength: 2 },
    ),
    filters: fc.uniqueArray(fc.constantFrom('1 rule', '12 rules', 'forward drops IPv4', 'input drops'), { maxLength: 2 }),
    isChanged: fc.boolean(),
    changedFacts: fc.constant([]),
  })
  .map((box) => (box.kind === 'unnamed' ? { ...box, name: `unnamed-${box.name.length}` } : { ...box, heldBy: null }))
  .chain((box) =>
    fc.tuple(
      fc.constant(box),
      fc.array(fc.option(fc.nat(10)), { minLength: box.links.length, maxLength: box.links.length }),
      fc.subarray(factsOf(box)),
    ),
  )
  .map(([box, masters, changedFacts]) => ({
    ...box,
    changedFacts,
    // A port of an earlier link, so that no link is its own master.
    links: box.links.map((card, index) => ({
      ...card,
      master: (masters[index] === null || index === 0 ? null : box.links[masters[index]! % index]?.name) ?? null,
    })),
  }));

function factsOf(box: Pick<Box, 'forwards' | 'nat' | 'filters'>): ('forwards' | 'nat' | 'filters')[] {
  return (['forwards', 'nat', 'filters'] as const).filter((fact) => box[fact].length > 0);
}

/** Topologies as a kernel might have them, and stranger ones. */
export const anyTopology: fc.Arbitrary<Topology> = fc
  .uniqueArray(boxes, { minLength: 1, maxLength: 5, selector: ({ name }) => name })
  .map((all) => all.map((box, index): Box => (index === 0 ? { ...box, name: 'host', kind: 'host', heldBy: null } : box)))
  .map((all) => all.filter((box, index) => all.findIndex(({ name }) => name === box.name) === index))
  .chain((all): fc.Arbitrary<Topology> => {
    const ends = all.flatMap((box) => box.links.map((card) => ({ box: box.name, card: card.name, kind: card.kind })));
    if (ends.length < 2) return fc.constant({ schema: 1 as const, boxes: all, wires: [] });
    const end = fc.constantFrom(...ends);
    const wires = fc.array(fc.record({ kind: fc.constantFrom('cable', 'lower'), from: end, to: end, isChanged: fc.boolean() }), {
      maxLength: 6,
    });
    // No link that has ports is the end of a cable, and none is connected with itself.
    const canBe = ({ kind, from, to }: { kind: string; from: (typeof ends)[number]; to: (typeof ends)[number] }): boolean =>
      (from.box !== to.box || from.card !== to.card) &&
      (kind === 'lower' || ![from, to].some((one) => ['bridge', 'bond', 'vrf'].includes(one.kind)));
    const placeOf = ({ box, card }: (typeof ends)[number]): Wire['from'] => ({ box, card });
    return wires.map((drawn) => ({
      schema: 1,
      boxes: all,
      wires: drawn.filter(canBe).map(({ kind, from, to, isChanged }) => ({ kind, from: placeOf(from), to: placeOf(to), isChanged })),
    }));
  });
