import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { changesSchema } from '../../../src/network/changes/change-json.js';
import { findChanges } from '../../../src/network/changes/find-changes.js';
import { sentenceOf, tellChanges } from '../../../src/network/changes/tell-changes.js';
import type { Namespace, Snapshot } from '../../../src/network/snapshot.js';
import { address, chain, link, neighbour, route } from './build-network.js';
import { network } from './arbitrary-network.js';

const languages = ['en', 'zh'] as const;

it('finds no change in what is the same', () => {
  fc.assert(
    fc.property(network, (one) => {
      expect(findChanges(one, structuredClone(one))).toEqual([]);
    }),
  );
});

it('names causes that stand before what follows', () => {
  fc.assert(
    fc.property(network, network, (before, after) => {
      const changes = findChanges(before, after);
      expect(changes.filter(({ because }, at) => because !== null && (because < 0 || because >= at))).toEqual([]);
    }),
  );
});

it('gives changes that can be written as JSON and read back', () => {
  fc.assert(
    fc.property(network, network, (before, after) => {
      const changes = findChanges(before, after);
      const read: unknown = JSON.parse(JSON.stringify(changes));
      expect(v.safeParse(changesSchema, read).issues ?? []).toEqual([]);
      expect(read).toEqual(changes);
    }),
  );
});

it('tells sentences that are not empty, and shows nothing that a terminal obeys or that turns text around', () => {
  fc.assert(
    fc.property(network, network, fc.constantFrom(...languages), (before, after, language) => {
      const changes = findChanges(before, after);
      const told = tellChanges(changes, language);
      const texts = [...told.map(({ text }) => text), ...changes.map((change) => sentenceOf(change, language))];
      expect(changes.length === 0).toBe(told.length === 0);
      for (const text of texts) {
        expect(text).toMatch(language === 'en' ? /^.{3,}\.$/u : /^.{3,}。$/u);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|undefined|\[object|NaN/u);
        expect(text.length).toBeLessThan(3000);
      }
    }),
  );
});

/** One thing that somebody does, and the kind of change that has to tell it. */
const deeds: Readonly<Record<string, (own: Namespace) => Namespace>> = {
  'address-added': (own) => withLast(own, { addresses: [...own.links.at(-1)!.addresses, address('192.0.2.77/24')] }),
  'link-changed': (own) => withLast(own, { mtu: own.links.at(-1)!.mtu + 1 }),
  'link-added': (own) => ({ ...own, links: [...own.links, link('new-link', { index: 900, kind: 'dummy', mac: '02:99:99:99:99:99' })] }),
  'link-removed': (own) => ({ ...own, links: own.links.slice(0, -1) }),
  'link-renamed': (own) => withLast(own, { name: 'other-name' }),
  'route-added': (own) => ({ ...own, routes: [...own.routes, route('198.51.100.0/24', { via: '10.0.0.9' })] }),
  'rule-added': (own) => ({ ...own, rules: [...own.rules, { family: 4, priority: 77, text: 'from 192.0.2.1 lookup 7' }] }),
  'neighbour-added': (own) => ({ ...own, neighbours: [...own.neighbours, neighbour('192.0.2.9', 'eth0')] }),
  'forwarding-added': (own) => ({
    ...own,
    forwardingEntries: [{ mac: '02:77:77:77:77:77', device: 'eth0', master: 'br0', destination: null, vlan: 7, state: 'static' }],
  }),
  'sysctl-changed': (own) => ({ ...own, sysctls: { ...own.sysctls, 'net.ipv4.tcp_ecn': '1' } }),
  'chain-added': (own) => ({ ...own, firewall: [...own.firewall, chain('new-chain', { hook: null })] }),
  'firewall-rule-added': (own) => ({ ...own, firewall: [...own.firewall, chain('OUTPUT', { table: 'raw', rules: ['-j NOTRACK'] })] }),
  'namespace-named': (own) => ({ ...own, names: [...own.names, 'new-name'] }),
};

function withLast(own: Namespace, parts: Partial<Namespace['links'][number]>): Namespace {
  return { ...own, links: [...own.links.slice(0, -1), { ...own.links.at(-1)!, ...parts }] };
}

it.each(Object.keys(deeds))('tells what was done in any network: %s', (kind) => {
  fc.assert(
    fc.property(network, fc.nat(), (before, which) => {
      const at = which % before.namespaces.length;
      fc.pre(before.namespaces[at]!.links.length > 1);
      // A loose peer would make another link out of a renamed one.
      const after: Snapshot = { ...before, namespaces: before.namespaces.with(at, deeds[kind]!(before.namespaces[at]!)) };
      expect(findChanges(before, after).map((change) => change.kind)).toContain(kind);
      const back = kind
        .replace('added', 'taken')
        .replace('removed', 'added')
        .replace('taken', 'removed')
        .replace('named', 'unnamed')
        .replace('reunnamed', 'renamed');
      expect(findChanges(after, before).map((change) => change.kind)).toContain(back);
    }),
  );
});
