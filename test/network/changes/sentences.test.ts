import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change, ChangeOf } from '../../../src/network/change.js';
import { changeKinds } from '../../../src/network/changes/story.js';
import { sentenceOf, tellChanges } from '../../../src/network/changes/tell-changes.js';
import { address, chain, neighbour, route } from './build-network.js';

const at = { namespace: 'ns1', because: null };
const on = { ...at, link: 'eth0' };
const input = { tool: 'nft', family: 'inet', table: 'filter', chain: 'input' } as const;
const entry = { mac: '02:00:00:00:00:11', device: 'p1', master: 'br0', destination: null, vlan: null, state: 'static' };
const rule = { family: 4, priority: 100, text: 'from 10.0.0.1 lookup 100' } as const;

/** One of each kind. */
const samples: { readonly [Kind in Change['kind']]: Omit<ChangeOf<Kind>, 'kind'> } = {
  'namespace-removed': { ...at },
  'namespace-unnamed': { namespace: 'unnamed-1', because: null, name: 'ns1', heldBy: { kind: 'process', pid: 7, command: 'sleep' } },
  'namespace-added': { ...at, isNamed: true, container: null, heldBy: null },
  'namespace-named': { ...at, name: 'blue' },
  'link-removed': { namespace: 'host', because: null, link: 'br0', linkKind: 'bridge', peer: null },
  'link-added': {
    ...on,
    namespace: 'host',
    link: 'veth0',
    linkKind: 'veth',
    peer: { namespace: 'ns1', link: 'eth0' },
    lower: null,
    details: {},
  },
  'link-moved': { because: null, from: { namespace: 'host', link: 'veth0' }, to: { namespace: 'ns1', link: 'eth0' } },
  'link-renamed': { ...at, from: 'eth0', to: 'wan0' },
  'link-changed': { ...on, attribute: 'mtu', from: '1500', to: '1400' },
  'link-detached': { ...on, namespace: 'host', link: 'veth0', master: 'br0' },
  'link-attached': { ...on, namespace: 'host', link: 'veth0', master: 'br0' },
  'address-removed': { ...on, address: address('10.0.0.1/24') },
  'address-added': { ...on, address: address('10.0.0.1/24') },
  'address-changed': { ...on, address: address('2001:db8::1/64'), attribute: 'dadfailed', from: null, to: 'on' },
  'link-down': on,
  'link-up': { ...on, hasCarrier: false },
  'carrier-lost': on,
  'carrier-gained': on,
  'route-removed': { ...at, route: route('10.9.0.0/16', { via: '10.0.0.254', device: 'eth0' }) },
  'route-added': { ...at, route: route('default', { via: '10.0.0.254', device: 'eth0' }) },
  'rule-removed': { ...at, rule },
  'rule-added': { ...at, rule },
  'neighbour-removed': { ...at, neighbour: neighbour('10.0.0.9', 'eth0') },
  'neighbour-added': { ...at, neighbour: neighbour('10.0.0.9', 'eth0') },
  'forwarding-removed': { ...at, entry },
  'forwarding-added': { ...at, entry },
  'sysctl-changed': { ...at, name: 'net.ipv4.ip_forward', from: null, to: '1' },
  'chain-removed': { ...at, chain: chain('input', input) },
  'chain-added': { ...at, chain: chain('input', { ...input, hook: { type: 'filter', name: 'input', priority: '0', policy: 'drop' } }) },
  'policy-changed': { ...at, chain: chain('FORWARD'), from: 'ACCEPT', to: 'DROP' },
  'firewall-rule-removed': { ...at, chain: input, rule: 'tcp dport 22 accept', position: 2 },
  'firewall-rule-added': { ...at, chain: input, rule: 'tcp dport 22 accept', position: 2 },
};

const kinds = Object.keys(samples) as Change['kind'][];
const sample = (kind: Change['kind']): Change => ({ kind, ...samples[kind] }) as Change;

describe('docs/changes.md', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/changes.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([^`]+)` +\| (.*?) +\| (.*?) +\|$/gm)].map(([, kind, en, zh]) => [kind, en, zh]);

  it('has every kind, in the order in which changes are told, with the sentences that they get', () => {
    expect(rows).toEqual(kinds.map((kind) => [kind, sentenceOf(sample(kind), 'en'), sentenceOf(sample(kind), 'zh')]));
    expect(kinds).toEqual(changeKinds);
  });
});

describe('sentences', () => {
  const told = (changes: readonly Change[], language: 'en' | 'zh' = 'en'): string[] =>
    tellChanges(changes, language).map(({ text }) => text);

  it('are one for a change and what follows from it', () => {
    const moved: Change[] = [
      { kind: 'link-moved', from: { namespace: 'host', link: 'veth-a' }, to: { namespace: 'ns1', link: 'veth-a' }, because: null },
      { kind: 'address-removed', namespace: 'host', link: 'veth-a', address: address('10.0.0.1/24'), because: 0 },
      { kind: 'link-down', namespace: 'ns1', link: 'veth-a', because: 0 },
    ];
    expect(told(moved)).toEqual(['veth-a moved from the host to ns1; its address 10.0.0.1/24 was dropped, and it is down.']);
    expect(told(moved, 'zh')).toEqual(['veth-a 从宿主机移到了 ns1；它的地址 10.0.0.1/24 被清除，并且处于停用状态。']);
  });

  it('put equal things together, and count where there are many', () => {
    const many = Array.from(
      { length: 244 },
      (_, number): Change => ({ ...sample('address-added'), address: address(`10.0.${number}.1/24`) }) as Change,
    );
    expect(told(many)).toEqual([
      'eth0 in ns1 got the addresses 10.0.0.1/24, 10.0.1.1/24, 10.0.2.1/24, 10.0.3.1/24 and 240 more addresses.',
    ]);
    expect(told(many, 'zh')).toEqual(['ns1 中的 eth0 获得了地址 10.0.0.1/24、10.0.1.1/24、10.0.2.1/24、10.0.3.1/24 等 244 个。']);
  });

  it('end where nobody would read on', () => {
    const many = Array.from({ length: 500 }, (_, number): Change => ({ ...sample('sysctl-changed'), name: `net.x${number}` }) as Change);
    expect(told(many)).toHaveLength(41);
    expect(told(many).at(-1)).toBe('And there are 460 more changes that are not told here.');
  });

  it('begin with a capital letter unless that is one of a name', () => {
    const renamed: Change = { kind: 'link-renamed', namespace: 'the host', from: 'the', to: 'a', because: null };
    expect(told([renamed])).toEqual(['the in the host is called a now.']);
  });

  it('show names without what a terminal would obey, and cut long ones', () => {
    const named = { ...sample('namespace-added'), namespace: `\u001B[31m\u202Ered\n${'x'.repeat(300)}` } as Change;
    expect(told([named])).toEqual([`The namespace \uFFFD[31m\uFFFDred\uFFFD${'x'.repeat(37)}… was made.`]);
  });

  it('tell what came in the place of another', () => {
    const [from, to] = ['10.0.0.1', '10.0.0.2'].map((via) => route('default', { via, device: 'eth0' }));
    const changes: Change[] = [
      { kind: 'route-removed', ...at, route: from! },
      { kind: 'route-added', ...at, route: to! },
    ];
    expect(told(changes)).toEqual(['In ns1 the default route goes via 10.0.0.2 now, no longer via 10.0.0.1.']);
    expect(told(changes, 'zh')).toEqual(['ns1 中默认路由现在经由 10.0.0.2，不再经由 10.0.0.1。']);
  });
});
