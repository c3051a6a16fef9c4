import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCorrespondence, type Correspondence } from '../../src/verify/correspondence.js';
import { matchOutput, type OutputContext } from '../../src/verify/match-output.js';

const context: OutputContext = { namespace: 'host' };

function matches(documented: string, real: string, where = context, before: Correspondence = emptyCorrespondence): boolean {
  return matchOutput(documented.split('\n'), real.split('\n'), where, before).outcome === 'same';
}

/** Compares a run of outputs in order, each with the namespace it comes from; `true` when all match. */
function matchAll(...outputs: readonly (readonly [namespace: string, documented: string, real: string])[]): boolean {
  let correspondence = emptyCorrespondence;
  return outputs.every(([namespace, documented, real]) => {
    const match = matchOutput(documented.split('\n'), real.split('\n'), { namespace }, correspondence);
    correspondence = match.correspondence;
    return match.outcome === 'same';
  });
}

const veth = (index: number, peer: number, mac: string): string =>
  `${index}: veth-a@if${peer}: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN\n    link/ether ${mac} brd ff:ff:ff:ff:ff:ff link-netns ns2`;
const macA = 'b6:85:7e:5f:cb:ad';
const macB = '8a:fd:df:16:c7:53';
const macC = '02:00:00:00:00:01';

describe('text', () => {
  it.each([
    ['a b', 'a b', true],
    ['a  b', 'a b ', true],
    ['    a', 'a', true],
    ['a b', 'a c', false],
    ['a', 'a b', false],
    ['a\nb', 'a', false],
    ['a', 'a\nb', false],
    ['a\n\nb', 'a\nb', false],
    ['\na\n', 'a\n\n\n', true],
    ['192.0.2.1/24', '192.0.2.1/25', false],
    ['icmp_seq=1 ttl=64', 'icmp_seq=2 ttl=64', false],
    ['1 packets transmitted', '2 packets transmitted', false],
  ])('%j against %j: %s', (documented, real, expected) => expect(matches(documented, real)).toBe(expected));
});

describe('elision', () => {
  it.each([
    ['...\nb', 'a\nx\nb', true],
    ['...', '', true],
    ['a\n...', 'a', true],
    ['a\n......\nd', 'a\nb\nc\nd', true],
    ['a\n[...]\nc\n…\ne', 'a\nb\nc\ne', true],
    ['a\n<snip>\nd', 'a\nb\nc', false],
    ['a\n^C\nd', 'a\n^Cb\n^C\nd', true],
    ['a\n^C\nd', 'b\n^C\nd', false],
    ['a\n^C\nd', 'a\n^C\ne', false],
    ['...\nb', 'b\nc', false],
    ['a\n...\na', 'a', false],
  ])('%j against %j: %s', (documented, real, expected) => expect(matches(documented, real)).toBe(expected));
});

describe('order', () => {
  const unordered = { namespace: 'host', arrangement: 'any-order' } as const;

  it.each([
    ['ns1\nns2', 'ns2\nns1', true],
    ['ns1\nns2', 'ns1', false],
    ['ns1', 'ns1\nns2', false],
    ['ns1\nns1', 'ns1\nns2', false],
    ['ns1 (id: 0)\nns2 (id: 1)', 'ns2 (id: 0)\nns1 (id: 1)', true],
    ['ns1\n...', 'ns2\nns1', true],
  ])('%j against %j: %s', (documented, real, expected) => expect(matches(documented, real, unordered)).toBe(expected));
});

describe('correspondence', () => {
  it('accepts any index and address the first time', () => {
    expect(matches(veth(18, 17, macA), veth(3, 2, macB))).toBe(true);
  });

  it('wants the same index for the same link ever after', () => {
    expect(matchAll(['ns1', veth(18, 17, macA), veth(3, 2, macB)], ['ns1', veth(18, 17, macA), veth(3, 2, macB)])).toBe(true);
    expect(matchAll(['ns1', veth(18, 17, macA), veth(3, 2, macB)], ['ns1', veth(18, 17, macA), veth(4, 2, macB)])).toBe(false);
    expect(matchAll(['ns1', veth(18, 17, macA), veth(3, 2, macB)], ['ns1', veth(19, 17, macA), veth(3, 2, macB)])).toBe(false);
    expect(matchAll(['ns1', veth(18, 17, macA), veth(3, 2, macB)], ['ns1', veth(18, 16, macA), veth(3, 2, macB)])).toBe(false);
  });

  it('lets one number mean two links in two namespaces', () => {
    const inNs2 = veth(18, 17, macC).replace('ns2', 'ns1');
    expect(
      matchAll(['ns1', veth(18, 19, macA), veth(3, 2, macB)], ['ns3', inNs2, veth(7, 5, 'aa:bb:cc:dd:ee:ff').replace('ns2', 'ns1')]),
    ).toBe(true);
  });

  it('follows a number to the namespace behind the cable', () => {
    const other = (index: number, peer: number): string => veth(index, peer, macC).replace('ns2', 'ns1');
    const real = veth(2, 3, '0a:00:00:00:00:09').replace('ns2', 'ns1');
    expect(matchAll(['ns1', veth(18, 17, macA), veth(3, 2, macB)], ['ns2', other(17, 18), real])).toBe(true);
    expect(matchAll(['ns1', veth(18, 17, macA), veth(3, 2, macB)], ['ns2', other(18, 17), real])).toBe(false);
  });

  it('does not mistake the index of another namespace for one of its own', () => {
    expect(matchAll(['host', veth(4, 2, macA), veth(2, 2, macB)], ['host', 'veth-a@if2 UP', 'veth-a@if2 UP'])).toBe(true);
    expect(matchAll(['host', 'veth-a@if2 UP', 'veth-a@if5 UP'], ['host', 'veth-a@if2 UP', 'veth-a@if6 UP'])).toBe(false);
  });

  it('wants one address for one address, in all namespaces and in any letters', () => {
    expect(matchAll(['ns1', `ether ${macA}`, `ether ${macB}`], ['ns2', `lladdr ${macA.toUpperCase()}`, `lladdr ${macB}`])).toBe(true);
    expect(matchAll(['ns1', `ether ${macA}`, `ether ${macB}`], ['ns2', `lladdr ${macA}`, `lladdr ${macC}`])).toBe(false);
    expect(matchAll(['ns1', `ether ${macA}`, `ether ${macB}`], ['ns2', `lladdr ${macC}`, `lladdr ${macB}`])).toBe(false);
  });

  it.each(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '33:33:00:00:00:01'])('takes %s as it is', (constant) => {
    expect(matches(`link ${constant}`, `link ${constant}`)).toBe(true);
    expect(matches(`link ${constant}`, `link ${macA}`)).toBe(false);
    expect(matches(`link ${macA}`, `link ${constant}`)).toBe(false);
  });

  it('keeps lo at 1', () => {
    expect(matches('1: lo: <LOOPBACK> mtu 65536', '2: lo: <LOOPBACK> mtu 65536')).toBe(false);
  });

  it('derives a link-local address from its MAC address', () => {
    const documented = `link/ether ${macA}\ninet6 fe80::b485:7eff:fe5f:cbad/64 scope link`;
    expect(matches(documented, `link/ether ${macB}\ninet6 fe80::88fd:dfff:fe16:c753/64 scope link`)).toBe(true);
    expect(matches(documented, `link/ether ${macB}\ninet6 fe80::b485:7eff:fe5f:cbad/64 scope link`)).toBe(false);
  });

  it('gives nothing up when a line does not match', () => {
    const first = matchOutput([`a ${macA}`, 'x'], [`a ${macB}`, 'y'], context, emptyCorrespondence);
    expect(first).toEqual({ outcome: 'different', forms: [], correspondence: emptyCorrespondence });
    expect(matches(`a ${macA}`, `a ${macC}`, context, first.correspondence)).toBe(true);
  });

  it('compares inodes within their kind', () => {
    expect(matches('net -> net:[4026531956]\nmnt -> mnt:[4026531956]', 'net -> net:[1]\nmnt -> mnt:[2]')).toBe(true);
    expect(matches('a net:[4026531956]\nb net:[4026531956]', 'a net:[1]\nb net:[2]')).toBe(false);
    expect(matches('a net:[1]\nb net:[2]', 'a net:[7]\nb net:[7]')).toBe(false);
  });

  it.each([
    ['64 bytes: icmp_seq=1 ttl=64 time=0.039 ms', '64 bytes: icmp_seq=1 ttl=64 time=12 ms', true],
    ['0% packet loss, time 1014ms', '0% packet loss, time 0ms', true],
    ['0% packet loss, time 1014ms', '100% packet loss, time 0ms', false],
    ['rtt min/avg/max/mdev = 0.1/0.2/0.3/0.0 ms', 'rtt min/avg/max/mdev = 1/2/3/4 ms', true],
    ['rtt min/avg/max/mdev = 0.1/0.2/0.3/0.0 ms', 'rtt min/avg/max/mdev = 1/500/1001/499 ms, pipe 2', true],
    ['RX packets 8  bytes 656 (656.0 B)', 'RX packets 12  bytes 900 (900.0 B)', true],
    ['valid_lft forever', 'valid_lft 12sec', false],
    ['valid_lft 30sec', 'valid_lft 12sec', true],
    ['1. first', '2. first', false],
    ['2: hello world', '3: hello world', false],
  ])('%j against %j: %s', (documented, real, expected) => expect(matches(documented, real)).toBe(expected));
});

describe('any renaming of volatile values', () => {
  const hex = fc.integer({ min: 0, max: 255 }).map((byte) => byte.toString(16).padStart(2, '0'));
  const mac = fc.array(hex, { minLength: 5, maxLength: 5 }).map((bytes) => `02:${bytes.join(':')}`);
  const links = fc.uniqueArray(fc.record({ index: fc.integer({ min: 2, max: 9999 }), mac }), {
    minLength: 2,
    maxLength: 6,
    comparator: (a, b) => a.index === b.index || a.mac === b.mac,
  });
  const print = (values: readonly { index: number; mac: string }[], order: readonly number[]): string =>
    order.map((at) => `${values[at]!.index}: eth${at}: <UP> mtu 1500\n    link/ether ${values[at]!.mac}`).join('\n');
  const cases = fc.tuple(links, links).chain(([documented, real]) => {
    const count = Math.min(documented.length, real.length);
    const order = fc.array(fc.nat(count - 1), { minLength: 2, maxLength: 12 });
    return fc.tuple(fc.constant(documented.slice(0, count)), fc.constant(real.slice(0, count)), order);
  });

  it('that is consistent is accepted', () => {
    fc.assert(
      fc.property(cases, ([documented, real, order]) => {
        expect(matches(print(documented, order), print(real, order))).toBe(true);
      }),
    );
  });

  it('that is inconsistent is refused', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ([documented, real, order], seed) => {
        const seen = [...new Set(order)];
        fc.pre(seen.length >= 2);
        // Two links trade their real values at one place only.
        const place = order.length + (seed % seen.length);
        const all = [...order, ...seen];
        const other = seen[(seed + 1) % seen.length]!;
        const swapped = all.map((at, index) => (index === place ? real[other]! : real[at]!));
        const realText = all
          .map((at, index) => `${swapped[index]!.index}: eth${at}: <UP> mtu 1500\n    link/ether ${swapped[index]!.mac}`)
          .join('\n');
        expect(matches(print(documented, all), realText)).toBe(false);
      }),
    );
  });
});
