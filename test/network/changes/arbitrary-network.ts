import fc from 'fast-check';
import type { Address, FirewallChain, Link, Namespace, Neighbour, Route, Rule, Snapshot } from '../../../src/network/snapshot.js';
import { address, chain, link, namespace, neighbour, route, snapshot } from './build-network.js';

/** Names as strangers give them. */
const name = fc.oneof(
  fc.constantFrom('eth0', 'veth1', 'br0', 'wan', 'the', 'a', '中文', 'x\u001B[31my', '\u202Eabc', 'tab\tbar', 'two words', '\u0007', ''),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
);
const kind = fc.constantFrom('veth', 'bridge', 'macvlan', 'vxlan', 'device', 'tun');
const mac = fc.nat({ max: 12 }).map((number) => `02:00:00:00:00:${number.toString(16).padStart(2, '0')}`);
const someAddress = fc
  .tuple(
    fc.constantFrom('10.0.0.1/24', '10.0.0.2/24', '10.1.0.1/16', '2001:db8::1/64', 'fe80::1/64'),
    fc.constantFrom<string[]>([], ['secondary'], ['dadfailed'], ['tentative']),
  )
  .map(([text, flags]): Address => address(text, { flags }));
const device = fc.constantFrom('eth0', 'veth1', 'br0', 'wan');
const someRoute = fc
  .tuple(
    fc.constantFrom('default', '10.0.0.0/24', '2001:db8::/64', '10.9.0.0/16'),
    fc.option(fc.constantFrom('10.0.0.9', '10.0.0.8'), { nil: undefined }),
    fc.option(device, { nil: undefined }),
    fc.record({
      protocol: fc.constantFrom('kernel', 'boot', 'static'),
      table: fc.constantFrom('main', '100', 'local'),
      type: fc.constantFrom('unicast', 'blackhole', 'local'),
      metric: fc.constantFrom(0, 100),
      source: fc.constantFrom(null, '10.0.0.1'),
    }),
  )
  .map(([to, via, through, parts]): Route =>
    route(to, { ...(via === undefined ? {} : { via }), ...(through === undefined ? {} : { device: through }) }, parts),
  );
const someNeighbour = fc
  .tuple(fc.constantFrom('10.0.0.2', '10.0.0.3'), device, mac, fc.constantFrom('PERMANENT', 'REACHABLE'), fc.boolean())
  .map(([text, on, hardware, state, isProxy]): Neighbour => neighbour(text, on, { mac: hardware, state, isProxy }));
const rule = fc.record({
  family: fc.constantFrom(4 as const, 6 as const),
  priority: fc.nat({ max: 5 }),
  text: fc.oneof(fc.constant('from all lookup main'), name),
}) satisfies fc.Arbitrary<Rule>;
const someChain = fc
  .tuple(
    fc.constantFrom('INPUT', 'FORWARD', 'mine'),
    fc.constantFrom('nft' as const, 'iptables' as const),
    fc.array(name, { maxLength: 4 }),
    fc.constantFrom('ACCEPT', 'drop', null),
  )
  .map(([text, tool, rules, policy]): FirewallChain =>
    chain(text, { tool, rules, hook: policy === null ? null : { type: 'filter', name: 'input', priority: '0', policy } }),
  );
const someLink = fc
  .record({
    index: fc.integer({ min: 2, max: 8 }),
    name: fc.oneof(device, name),
    kind,
    mac: fc.option(mac),
    isMacGenerated: fc.boolean(),
    isUp: fc.boolean(),
    hasCarrier: fc.boolean(),
    mtu: fc.constantFrom(1400, 1500),
    alias: fc.option(name),
    alternativeNames: fc.uniqueArray(name, { maxLength: 2 }),
    flags: fc.subarray(['PROMISC', 'NOARP']),
    master: fc.option(device),
    details: fc.constantFrom({}, { vlan_filtering: '1' }, { mode: 'bridge' }, { id: '42', link: 'eth0' }),
    portDetails: fc.constantFrom({}, { hairpin: 'true' }),
    addresses: fc.uniqueArray(someAddress, { selector: (one) => one.address, maxLength: 3 }),
  })
  .map(({ name: text, ...parts }): Link => link(text, parts as Partial<Link>));

const someNamespace = (label: string): fc.Arbitrary<Namespace> =>
  fc
    .record({
      names: label === 'host' ? fc.constant([]) : fc.uniqueArray(fc.oneof(fc.constant(label), name), { maxLength: 2 }),
      links: fc.uniqueArray(someLink, { maxLength: 4, selector: ({ index }) => index }),
      routes: fc.array(someRoute, { maxLength: 4 }),
      rules: fc.array(rule, { maxLength: 2 }),
      neighbours: fc.array(someNeighbour, { maxLength: 2 }),
      firewall: fc.uniqueArray(someChain, { maxLength: 3, selector: ({ tool, chain: text }) => `${tool} ${text}` }),
      sysctls: fc.dictionary(
        fc.constantFrom('net.ipv4.ip_forward', 'net.ipv4.conf.all.forwarding', 'net.ipv6.conf.eth0.disable_ipv6', 'net.core.x'),
        fc.constantFrom('0', '1', '2'),
      ),
      holders: fc.array(fc.record({ kind: fc.constant('process' as const), pid: fc.nat(), command: name }), { maxLength: 1 }),
    })
    .map(({ links, ...parts }) => {
      // A namespace has no two links of one name.
      const named = [...new Map(links.map((one) => [one.name, one])).values()].filter((one) => one.name !== 'lo');
      return namespace(label, { ...parts, links: named });
    });

/** Any network, also such as no kernel would have: some links are ends of one pair. */
export const network: fc.Arbitrary<Snapshot> = fc
  .tuple(someNamespace('host'), fc.array(fc.constantFrom('ns1', 'ns2', '\u202Ens3', 'unnamed-1'), { maxLength: 4 }))
  .chain(([host, labels]) => fc.tuple(fc.constant(host), ...[...new Set(labels)].map(someNamespace)))
  .map((namespaces) => withPeers(snapshot(...namespaces)));

/** Makes pairs of the veth links, two by two. */
function withPeers(plain: Snapshot): Snapshot {
  const ends = plain.namespaces.flatMap(({ id, links }) => links.filter((one) => one.kind === 'veth').map((one) => ({ id, one })));
  return {
    ...plain,
    namespaces: plain.namespaces.map((own) => ({
      ...own,
      links: own.links.map((one) => {
        const at = ends.findIndex((end) => end.one === one);
        const other = at === -1 ? undefined : ends[at ^ 1];
        return other ? { ...one, peer: { namespace: other.id, index: other.one.index, name: other.one.name } } : one;
      }),
    })),
  };
}
