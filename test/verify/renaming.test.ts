import fc from 'fast-check';
import { describe, it } from 'vitest';
import { OutputStory } from '../../src/engine/output-story.js';
import { matchOutput } from '../../src/verify/match-output.js';

/** A network with pairs of links, whose values are given by a run. */
interface Link {
  readonly name: string;
  readonly namespace: string;
  readonly peer: number;
}

/** What is chance in a run, by link or namespace. */
interface Values {
  readonly indexes: readonly number[];
  readonly macs: readonly string[];
  readonly inodes: readonly number[];
  readonly pids: readonly number[];
}

const namespaces = ['ns1', 'ns2', 'ns3'];

const networks = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 2, maxLength: 5 }).map((pairs) =>
  pairs.flatMap(([a, b], index): Link[] => [
    { name: `va${index}`, namespace: namespaces[a]!, peer: 2 * index + 1 },
    { name: `vb${index}`, namespace: namespaces[b === a ? (b + 1) % 3 : b]!, peer: 2 * index },
  ]),
);

function distinct<T>(values: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> {
  return fc.uniqueArray(values, { minLength: count, maxLength: count });
}

const macs = fc
  .uint8Array({ minLength: 5, maxLength: 5 })
  .map((bytes) => [0x02, ...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(':'));

function runsOf(network: readonly Link[]): fc.Arbitrary<Values> {
  return fc.record({
    indexes: distinct(fc.integer({ min: 2, max: 999 }), network.length),
    macs: distinct(macs, network.length),
    inodes: distinct(fc.integer({ min: 4_026_532_000, max: 4_026_539_999 }), namespaces.length),
    pids: distinct(fc.integer({ min: 100, max: 99_999 }), namespaces.length),
  });
}

function linkLocal(mac: string): string {
  const [a, b, c, d, e, f] = mac.split(':').map((byte) => Number.parseInt(byte, 16)) as [number, number, number, number, number, number];
  const group = (high: number, low: number): string => ((high << 8) | low).toString(16);
  return `fe80::${[group(a ^ 2, b), group(c, 0xff), group(0xfe, d), group(e, f)].join(':').replace(/^(?:0:)+/, '')}`;
}

/** A command in a namespace, and what it prints in a run. */
type Told = readonly [command: string, lines: string[]];

function tell(network: readonly Link[], values: Values): Told[] {
  return namespaces.flatMap((namespace, at): Told[] => {
    const links = [...network.entries()].filter(([, link]) => link.namespace === namespace);
    const inNamespace = `ip netns exec ${namespace}`;
    const listed = links.flatMap(([index, link]) => [
      `${values.indexes[index]}: ${link.name}@if${values.indexes[link.peer]}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP`,
      `    link/ether ${values.macs[index]} brd ff:ff:ff:ff:ff:ff link-netns ${network[link.peer]!.namespace}`,
    ]);
    const addresses = links.flatMap(([index, link]) => [
      `${values.indexes[index]}: ${link.name}    inet6 ${linkLocal(values.macs[index]!)}/64 scope link`,
    ]);
    const neighbours = links.map(([index, link]) => `10.0.${index}.1 dev ${link.name} lladdr ${values.macs[link.peer]} REACHABLE`);
    return [
      [`${inNamespace} ip link`, listed],
      [`${inNamespace} ip -o -6 addr`, addresses],
      [`${inNamespace} ip neigh`, neighbours],
      [`${inNamespace} readlink /proc/self/ns/net`, [`net:[${values.inodes[at]}]`]],
      [`${inNamespace} sleep 100 &`, [`[1] ${values.pids[at]}`]],
      [`ip netns pids ${namespace}`, [`${values.pids[at]}`]],
    ];
  });
}

function agree(documented: readonly Told[], real: readonly Told[]): boolean {
  const story = new OutputStory();
  return documented.every(([command, lines], index) => {
    const match = matchOutput(lines, real[index]![1], story.contextOf(command, 'host'), story.correspondence);
    story.note(command, 'host', match.correspondence);
    return match.outcome === 'same';
  });
}

const twoRuns = networks.chain((network) => fc.record({ network: fc.constant(network), first: runsOf(network), second: runsOf(network) }));

describe('values of two runs', () => {
  it('agree however they were given', () => {
    fc.assert(
      fc.property(twoRuns, ({ network, first, second }) => agree(tell(network, first), tell(network, second))),
      { numRuns: 300 },
    );
  });

  it('do not agree when one of them is somewhere that of another object', () => {
    const bent = twoRuns.chain(({ network, first, second }) =>
      fc.record({ network: fc.constant(network), first: fc.constant(first), second: fc.constant(second), pick: fc.nat(), kind: fc.nat(2) }),
    );
    fc.assert(
      fc.property(bent, ({ network, first, second, pick, kind }) => {
        const told = tell(network, first);
        const wrong = bend(network, first, told, pick, kind);
        if (!wrong) return true;
        return !agree(wrong, tell(network, second));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Puts, at one place of what a run tells, the value of another object in the place of the right one. */
function bend(network: readonly Link[], values: Values, told: readonly Told[], pick: number, kind: number): Told[] | undefined {
  const index = pick % network.length;
  const link = network[index]!;
  const others = [...network.keys()].filter((other) => other !== index && network[other]!.namespace === link.namespace);
  const other = others[pick % Math.max(1, others.length)];
  const replaceOnce = (from: string, to: string): Told[] | undefined => {
    const word = new RegExp(String.raw`(?<!\w)${from}(?!\w)`);
    const places = told.flatMap(([, lines], at) => lines.flatMap((line, row) => (word.test(line) ? [{ at, row }] : [])));
    if (places.length < 2) return undefined;
    const place = places[pick % places.length]!;
    return told.map(([command, lines], at) => [
      command,
      lines.map((line, row) => (at === place.at && row === place.row ? line.replace(word, to) : line)),
    ]);
  };
  switch (kind) {
    case 0:
      return replaceOnce(values.macs[index]!, values.macs[(index + 1) % network.length]!);
    case 1:
      return other === undefined
        ? undefined
        : replaceOnce(`${values.indexes[index]}: ${link.name}`, `${values.indexes[other]}: ${link.name}`);
    default:
      return replaceOnce(`${values.pids[0]}`, `${values.pids[1]}`);
  }
}
