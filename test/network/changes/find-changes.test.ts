import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/network/change.js';
import { findChanges } from '../../../src/network/changes/find-changes.js';
import type { Link, Namespace, Snapshot } from '../../../src/network/snapshot.js';
import { address, chain, connectedRoutes, link, namespace, neighbour, placeOf, route, snapshot } from './build-network.js';

/** Changes in short: kind, what it is about, and `<` with the place of the cause. */
function short(changes: readonly Change[]): string[] {
  return changes.map((change) => {
    const where =
      'namespace' in change
        ? [change.namespace]
        : [`${change.from.namespace}/${change.from.link}`, `${change.to.namespace}/${change.to.link}`];
    const more = [
      'link' in change ? change.link : '',
      'attribute' in change ? `${change.attribute}=${change.to}` : '',
      'master' in change ? change.master : '',
      'address' in change ? change.address.address : '',
      'route' in change ? change.route.destination : '',
      'name' in change ? change.name : '',
      'position' in change ? `${change.position}:${change.rule}` : '',
    ];
    return [change.kind, ...where, ...more.filter(Boolean), ...(change.because === null ? [] : [`<${change.because}`])].join(' ');
  });
}

function changesOf(before: readonly Namespace[], after: readonly Namespace[]): string[] {
  return short(findChanges(snapshot(...before), snapshot(...after)));
}

/** Both ends of a veth pair, each in its place. */
function pair(a: Partial<Link> & { at: string; name: string }, b: Partial<Link> & { at: string; name: string }): [Link, Link] {
  const one = link(a.name, { ...a, at: undefined } as Partial<Link>);
  const other = link(b.name, { ...b, at: undefined } as Partial<Link>);
  return [
    { ...one, peer: placeOf(b.at, other) },
    { ...other, peer: placeOf(a.at, one) },
  ];
}

describe('which link became which', () => {
  it('knows a link that moved by its hardware address, also under another index and name', () => {
    const [a, b] = pair({ at: 'host', name: 'a', isUp: true, addresses: [address('10.0.0.1/24')] }, { at: 'host', name: 'b', isUp: true });
    const moved = { ...a, index: 77, name: 'eth0', isUp: false, hasCarrier: false, addresses: [] };
    expect(
      changesOf(
        [namespace('host', { links: [a, b] }), namespace('ns1')],
        [
          namespace('host', { links: [{ ...b, hasCarrier: false, peer: placeOf('ns1', moved) }] }),
          namespace('ns1', { links: [{ ...moved, peer: placeOf('host', b) }] }),
        ],
      ),
    ).toEqual(['link-moved host/a ns1/eth0', 'address-removed host a 10.0.0.1 <0', 'link-down ns1 eth0 <0', 'carrier-lost host b <2']);
  });

  it('knows one that moved and got another hardware address by its other end', () => {
    const [a, b] = pair({ at: 'host', name: 'a' }, { at: 'host', name: 'b' });
    const moved = { ...a, index: 5, mac: '02:11:11:11:11:11', isMacGenerated: false };
    expect(
      changesOf(
        [namespace('host', { links: [a, b] }), namespace('ns1')],
        [
          namespace('host', { links: [{ ...b, peer: placeOf('ns1', moved) }] }),
          namespace('ns1', { links: [{ ...moved, peer: placeOf('host', b) }] }),
        ],
      ),
    ).toEqual(['link-moved host/a ns1/a', 'link-changed ns1 a mac=02:11:11:11:11:11']);
  });

  it('knows both ends when both moved', () => {
    const [a, b] = pair({ at: 'host', name: 'a' }, { at: 'host', name: 'b' });
    expect(
      changesOf(
        [namespace('host', { links: [a, b] }), namespace('ns1'), namespace('ns2')],
        [
          namespace('host'),
          namespace('ns1', { links: [{ ...a, peer: placeOf('ns2', b) }] }),
          namespace('ns2', { links: [{ ...b, peer: placeOf('ns1', a) }] }),
        ],
      ),
    ).toEqual(['link-moved host/a ns1/a', 'link-moved host/b ns2/b']);
  });

  it('tells two links of one name apart when one was made after the other', () => {
    const [a, b] = pair({ at: 'host', name: 'a' }, { at: 'host', name: 'b' });
    const [c, d] = pair({ at: 'host', name: 'a' }, { at: 'host', name: 'b' });
    expect(changesOf([namespace('host', { links: [a, b] })], [namespace('host', { links: [c, d] })])).toEqual([
      'link-removed host b',
      'link-removed host a <0',
      'link-added host b',
      'link-added host a <2',
    ]);
  });

  it('does so when the hardware address was chosen and is the same', () => {
    const mac = '02:aa:aa:aa:aa:aa';
    const [before, after] = [link('br0', { kind: 'bridge', mac }), link('br0', { kind: 'bridge', mac })];
    expect(changesOf([namespace('host', { links: [before] })], [namespace('host', { links: [after] })])).toEqual([
      'link-removed host br0',
      'link-added host br0',
    ]);
  });

  it('keeps what refers to a link by its name when that is another', () => {
    const a = link('eth0', { isUp: true, addresses: [address('10.0.0.1/24')] });
    const routes = (device: string) => [...connectedRoutes('10.0.0.1/24', device), route('default', { via: '10.0.0.9', device })];
    const names = (device: string) => ({
      routes: routes(device),
      neighbours: [neighbour('10.0.0.9', device)],
      sysctls: { [`net.ipv4.conf.${device}.rp_filter`]: '1' },
    });
    expect(
      changesOf(
        [namespace('ns1', { links: [a, link('p1', { index: 90, mac: '02:bb:bb:bb:bb:bb', master: 'eth0' })], ...names('eth0') })],
        [
          namespace('ns1', {
            links: [{ ...a, name: 'wan' }, link('p1', { index: 90, mac: '02:bb:bb:bb:bb:bb', master: 'wan' })],
            ...names('wan'),
          }),
        ],
      ),
    ).toEqual(['link-renamed ns1']);
  });
});

describe('what follows', () => {
  it('takes everything of a namespace that is gone, and what hung on it elsewhere', () => {
    const [eth0, veth] = pair(
      { at: 'ns1', name: 'eth0', addresses: [address('10.0.0.2/24')] },
      { at: 'host', name: 'veth1', isUp: true, addresses: [address('10.0.0.1/24')] },
    );
    const hardware = link('enp3s0', { kind: 'device' });
    expect(
      changesOf(
        [
          namespace('host', {
            links: [veth],
            routes: [...connectedRoutes('10.0.0.1/24', 'veth1'), route('10.9.0.0/16', { via: '10.0.0.2', device: 'veth1' })],
          }),
          namespace('ns1', { links: [eth0, hardware], routes: [route('default', { via: '10.0.0.1', device: 'eth0' })] }),
        ],
        [namespace('host', { links: [{ ...hardware, index: 99 }] })],
      ),
    ).toEqual([
      'namespace-removed ns1',
      'link-removed ns1 eth0 <0',
      'link-removed host veth1 <1',
      'address-removed host veth1 10.0.0.1 <2',
      'route-removed host 10.0.0.0/24 <2',
      'route-removed host 10.9.0.0/16 <2',
      'address-removed ns1 eth0 10.0.0.2 <1',
      'link-moved ns1/enp3s0 host/enp3s0 <0',
    ]);
  });

  it('lets ports go when their bridge is gone, and take another when they get one', () => {
    const bridges = [link('br0', { kind: 'bridge' }), link('br1', { kind: 'bridge' })] as const;
    const ports = [link('p1', { master: 'br0' }), link('p2', { master: 'br0' })] as const;
    expect(
      changesOf(
        [namespace('host', { links: [...bridges, ...ports] })],
        [namespace('host', { links: [bridges[1], { ...ports[0], master: null }, { ...ports[1], master: 'br1' }] })],
      ),
    ).toEqual(['link-removed host br0', 'link-detached host p1 br0 <0', 'link-detached host p2 br0 <0', 'link-attached host p2 br1']);
  });

  it('gives lo its addresses when it is set up', () => {
    const lo = {
      isUp: true,
      hasCarrier: true,
      addresses: [address('127.0.0.1/8', { scope: 'host' }), address('::1/128', { scope: 'host' })],
    };
    expect(changesOf([namespace('ns1')], [namespace('ns1', { lo })])).toEqual([
      'link-up ns1 lo',
      'address-added ns1 lo 127.0.0.1 <0',
      'address-added ns1 lo ::1 <0',
    ]);
  });

  it('takes secondary addresses with the primary one', () => {
    const secondary = address('10.0.0.2/24', { flags: ['secondary'] });
    const eth0 = link('eth0', { addresses: [address('10.0.0.1/24'), secondary] });
    expect(changesOf([namespace('host', { links: [eth0] })], [namespace('host', { links: [{ ...eth0, addresses: [] }] })])).toEqual([
      'address-removed host eth0 10.0.0.1',
      'address-removed host eth0 10.0.0.2 <0',
    ]);
  });

  it('sets what all and ip_forward set of every link', () => {
    const eth0 = link('eth0');
    const on = {
      'net.ipv4.ip_forward': '1',
      'net.ipv4.conf.all.forwarding': '1',
      'net.ipv4.conf.default.forwarding': '1',
      'net.ipv4.conf.eth0.forwarding': '1',
    };
    const changes = changesOf([namespace('host', { links: [eth0] })], [namespace('host', { links: [eth0], sysctls: on })]);
    expect(changes.filter((text) => !text.includes('<'))).toEqual(['sysctl-changed host net.ipv4.ip_forward']);
  });

  it('says what still holds a namespace that lost its name', () => {
    const holder = { kind: 'process', pid: 7, command: 'sleep' } as const;
    const changes = findChanges(snapshot(namespace('ns1')), snapshot({ ...namespace('unnamed-1', { holders: [holder] }), id: 'ns1' }));
    expect(changes).toEqual([{ kind: 'namespace-unnamed', namespace: 'unnamed-1', name: 'ns1', heldBy: holder, because: null }]);
  });
});

describe('what is chosen', () => {
  const eth0 = link('eth0', { master: 'br0' });
  const bridge = link('br0', { kind: 'bridge', details: { vlan_filtering: '0', hello_timer: '1' } });
  const own = (links: readonly Link[], parts: Partial<Namespace> = {}): Namespace => namespace('ns1', { links, ...parts });
  const before = own([bridge, eth0]);

  it.each<[string, Namespace, string[]]>([
    ['a size', own([bridge, { ...eth0, mtu: 1400 }]), ['link-changed ns1 eth0 mtu=1400']],
    ['an alias', own([bridge, { ...eth0, alias: 'uplink' }]), ['link-changed ns1 eth0 alias=uplink']],
    ['another name', own([bridge, { ...eth0, alternativeNames: ['lan'] }]), ['link-changed ns1 eth0 altname=lan']],
    ['a flag', own([bridge, { ...eth0, flags: ['PROMISC'] }]), ['link-changed ns1 eth0 PROMISC=on']],
    [
      'a hardware address',
      own([bridge, { ...eth0, mac: '02:cc:cc:cc:cc:cc', isMacGenerated: false }]),
      ['link-changed ns1 eth0 mac=02:cc:cc:cc:cc:cc'],
    ],
    [
      'of a bridge',
      own([{ ...bridge, details: { vlan_filtering: '1', hello_timer: '2' } }, eth0]),
      ['link-changed ns1 br0 vlan_filtering=1'],
    ],
    ['of a port', own([bridge, { ...eth0, portDetails: { hairpin: 'true', no: '0x2' } }]), ['link-changed ns1 eth0 hairpin=true']],
    [
      'a route with a metric',
      own([bridge, eth0], { routes: [route('10.0.0.0/8', { via: '10.0.0.1' }, { metric: 5 })] }),
      ['route-added ns1 10.0.0.0/8'],
    ],
    ['a rule', { ...before, rules: [...before.rules, { family: 4, priority: 5, text: 'from 10.0.0.1 lookup 7' }] }, ['rule-added ns1']],
    ['a neighbour', own([bridge, eth0], { neighbours: [neighbour('10.0.0.9', 'eth0')] }), ['neighbour-added ns1']],
    ['a sysctl', own([bridge, eth0], { sysctls: { 'net.ipv4.ip_default_ttl': '9' } }), ['sysctl-changed ns1 net.ipv4.ip_default_ttl']],
    [
      'a first rule of the firewall',
      own([bridge, eth0], { firewall: [chain('INPUT', { rules: ['-j DROP'] }), chain('FORWARD')] }),
      ['firewall-rule-added ns1 1:-j DROP'],
    ],
    [
      'a forwarding entry',
      own([bridge, eth0], {
        forwardingEntries: [{ mac: '02:00:00:00:00:77', device: 'eth0', master: 'br0', destination: null, vlan: null, state: 'static' }],
      }),
      ['forwarding-added ns1'],
    ],
  ])('%s', (_, after, expected) => {
    expect(changesOf([before], [after])).toEqual(expected);
    expect(changesOf([after], [before])).toHaveLength(expected.length);
  });

  it('lists nothing of a new bridge that the kernel has chosen, but what somebody has', () => {
    const usual = { forward_delay: '1500', vlan_filtering: '1', root_id: '8000.2', gc_timer: '0.1' };
    const [change] = findChanges(
      snapshot(namespace('host')),
      snapshot(namespace('host', { links: [link('br0', { kind: 'bridge', details: usual })] })),
    );
    expect(change).toMatchObject({ kind: 'link-added', details: { vlan_filtering: '1' } });
  });

  it('finds a rule that was put between others, and a policy', () => {
    const hook = { type: 'filter', name: 'input', priority: '0', policy: 'DROP' };
    expect(
      changesOf(
        [namespace('ns1', { firewall: [chain('INPUT', { rules: ['a', 'b', 'c'] })] })],
        [namespace('ns1', { firewall: [chain('INPUT', { hook, rules: ['a', 'x', 'b'] })] })],
      ),
    ).toEqual(['policy-changed ns1', 'firewall-rule-removed ns1 3:c', 'firewall-rule-added ns1 2:x']);
  });
});

describe('noise', () => {
  const eth0 = link('eth0', { isUp: true, addresses: [address('10.0.0.1/24')] });
  const before = namespace('ns1', { links: [eth0], routes: connectedRoutes('10.0.0.1/24', 'eth0') });

  it.each<[string, Namespace]>([
    [
      'link-local addresses',
      {
        ...before,
        links: [
          before.links[0]!,
          { ...eth0, addresses: [...eth0.addresses, address('fe80::1/64', { scope: 'link', isDynamic: true, flags: ['tentative'] })] },
        ],
      },
    ],
    [
      'routes of the kernel',
      {
        ...before,
        routes: [
          ...before.routes,
          route('fe80::/64', { device: 'eth0' }, { protocol: 'kernel' }),
          route('ff00::/8', { device: 'eth0' }, { type: 'multicast', table: 'local', protocol: 'kernel' }),
        ],
      },
    ],
    [
      'flags of routes',
      { ...before, routes: before.routes.map((one) => ({ ...one, hops: one.hops.map((hop) => ({ ...hop, flags: ['linkdown'] })) })) },
    ],
    ['neighbours that were learned', { ...before, neighbours: [neighbour('10.0.0.2', 'eth0', { state: 'REACHABLE' })] }],
    [
      'entries that were learned',
      {
        ...before,
        forwardingEntries: [{ mac: '02:00:00:00:00:88', device: 'eth0', master: 'br0', destination: null, vlan: null, state: 'dynamic' }],
      },
    ],
    [
      'entries for own addresses and groups',
      {
        ...before,
        forwardingEntries: [eth0.mac!, '33:33:00:00:00:01'].map((mac) => ({
          mac,
          device: 'eth0',
          master: null,
          destination: null,
          vlan: null,
          state: 'permanent',
        })),
      },
    ],
    ['what the operational state is', { ...before, links: [before.links[0]!, { ...eth0, operationalState: 'UNKNOWN' }] }],
    ['processes that come and go', { ...before, holders: [{ kind: 'process', pid: 9, command: 'ping' }] }],
    ['chains of iptables that are there of themselves', { ...before, firewall: [chain('INPUT'), chain('OUTPUT')] }],
  ])('%s', (_, after) => {
    expect(changesOf([before], [after])).toEqual([]);
  });
});

it('compares two snapshots of ten namespaces in well under 0.3 ms', () => {
  const of = (count: number, mtu: number): Snapshot =>
    snapshot(
      namespace('host', {
        id: 'h',
        links: Array.from({ length: count }, (_, at) => link(`v${at}`, { index: at + 2, mac: `02:01:00:00:00:${at + 10}`, mtu })),
      }),
      ...Array.from({ length: count }, (_, at) =>
        namespace(`ns${at}`, {
          links: [link('eth0', { index: 2, mac: `02:02:00:00:00:${at + 10}`, isUp: true, addresses: [address('10.0.0.1/24')] })],
          routes: [...connectedRoutes('10.0.0.1/24', 'eth0'), route('default', { via: '10.0.0.9', device: 'eth0' })],
        }),
      ),
    );
  const [before, after] = [of(10, 1500), of(10, 1400)];
  for (let round = 0; round < 2000; round += 1) findChanges(before, after);
  const start = performance.now();
  for (let round = 0; round < 200; round += 1) findChanges(before, after);
  // The machine may be busy with other tests.
  expect((performance.now() - start) / 200).toBeLessThan(1);
});
