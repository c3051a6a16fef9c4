import type { ChangeOf, HeldBy } from '../change.js';
import { followInEnglish } from './english-follow.js';
import { article, asSentence, at, linkAt, linksAt, list, plural, prefix, routeName, routeRest, the, word } from './english-words.js';
import { byName } from './by-name.js';
import { attributeInEnglish } from './english-attributes.js';
import {
  isConnected,
  listedOfMore,
  mostListed,
  otherEndOf,
  withAddresses,
  type MainPhrases,
  type NotedLink,
  type Phrases,
} from './phrases.js';

function heldBy(holder: HeldBy | null): string {
  if (holder === null) return 'something still holds it';
  if (holder.kind === 'process') return `the process ${holder.command} is in it`;
  if (holder.kind === 'file') return `the process ${holder.command} holds it open`;
  return holder.kind === 'mount' ? `it is mounted at ${holder.path}` : `it still has the name ${holder.name}`;
}

const nouns: Readonly<Record<string, string>> = {
  bridge: 'bridge',
  device: 'network device',
  tun: 'tun link',
  vrf: 'VRF',
  vlan: 'VLAN link',
};

function noun(kind: string, details: Readonly<Record<string, string>> = {}): string {
  return kind === 'tun' && details['type'] !== undefined ? `${details['type']} link` : (nouns[kind] ?? `${kind} link`);
}

function madeLink({ linkKind, details, lower, ...place }: ChangeOf<'link-added'>): string {
  const chosen = Object.entries(details).filter(([name]) => name !== 'type');
  const words = chosen.map(([name, value]) => `${name} ${value}`).join(', ');
  const below = lower === null ? '' : ` on top of ${lower.namespace === place.namespace ? lower.link : linkAt(lower)}`;
  return `${word}the ${noun(linkKind, details)} ${place.link} was made ${at(place.namespace)}${below}${words === '' ? '' : ` (${words})`}`;
}

function chainName({ tool, family, table, chain }: { tool: string; family: string; table: string; chain: string }): string {
  if (tool === 'iptables')
    return `${word}the ${family === 'ip6' ? 'ip6tables' : 'iptables'} chain ${chain}${table === 'filter' ? '' : ` of the table ${table}`}`;
  return `${word}the nft chain ${family} ${table} ${chain}`;
}

/** iptables writes policies with capital letters, also where nft(8) tells them. */
function policyName({ tool }: { tool: string }, policy: string): string {
  return tool === 'iptables' ? policy.toUpperCase() : policy;
}

function isDrop(policy: string): boolean {
  return policy.toLowerCase() === 'drop';
}

function namesOf(changes: readonly { readonly namespace: string }[]): string[] {
  return changes.map(({ namespace }) => namespace).toSorted(byName);
}

/** `a and b on the host`, `a on the host and b in ns1` */
function pair(one: NotedLink, other: NotedLink): string {
  return one.namespace === other.namespace ? linksAt([one, other]) : `${linkAt(one)} and ${linkAt(other)}`;
}

const main: MainPhrases = {
  'namespace-added': (changes) => {
    const [first] = changes;
    if (first!.isNamed)
      return `${word}the ${plural(changes.length, 'namespace')} ${list(namesOf(changes))} ${plural(changes.length, 'was', 'were')} made`;
    if (first!.container !== null) return `${word}the namespace of the container ${first!.container} was made`;
    return `${word}a namespace without a name was made, here called ${first!.namespace}: ${heldBy(first!.heldBy)}`;
  },
  'namespace-removed': (changes) =>
    `${word}the ${plural(changes.length, 'namespace')} ${list(namesOf(changes))} ${plural(changes.length, 'is', 'are')} gone`,
  'namespace-named': ([change]) =>
    change!.namespace === change!.name
      ? `${word}a namespace that had no name is called ${change!.name} now`
      : `${change!.namespace === 'host' ? `${word}the namespace of the host` : `${word}the namespace ${change!.namespace}`} is also called ${change!.name} now`,
  'namespace-unnamed': ([change]) => {
    const { name, namespace, heldBy: holder } = change!;
    const as = holder?.kind === 'name' || namespace === name ? '' : ` as ${namespace}`;
    return `${word}the name ${name} is gone, but its namespace lives on${namespace === 'host' ? ' as that of the host' : `${as}: ${heldBy(holder)}`}`;
  },
  'link-added': (changes) => {
    const [first] = changes;
    if (first!.linkKind === 'veth' && first!.peer !== null) {
      const places = new Set(changes.flatMap(({ namespace, peer }) => [namespace, peer!.namespace]));
      const where = places.size === 1 ? ` ${at(first!.namespace)}` : '';
      const pairs = changes.map(({ namespace, link, peer }) =>
        places.size === 1 ? `${link} and ${peer!.link}` : pair({ namespace, link }, peer!),
      );
      return pairs.length === 1
        ? `${word}a veth pair was made${where}: ${pairs[0]!}`
        : `${pairs.length} veth pairs were made${where}: ${pairs.length > mostListed ? `${pairs.slice(0, listedOfMore).join(', ')}, and ${pairs.length - listedOfMore} more` : pairs.join(', ')}`;
    }
    if (changes.length === 1) return madeLink(first!);
    return `${changes.length} ${noun(first!.linkKind)}s were made: ${linksAt(changes)}`;
  },
  'link-removed': (changes, { consequences }) => {
    const [first] = changes;
    const ends = changes.flatMap((change) => otherEndOf(change, consequences) ?? []);
    const shown = (links: readonly ChangeOf<'link-removed'>[]): NotedLink[] =>
      withAddresses(links, consequences, (addresses) => ` (${list(addresses)})`);
    if (first!.linkKind === 'veth' && ends.length === changes.length) {
      const pairs = shown(changes).map((one, place) => pair(one, shown(ends)[place]!));
      return `${word}the veth ${plural(pairs.length, 'pair', 'pairs')} ${list(pairs, 'pairs')} ${plural(pairs.length, 'was', 'were')} removed`;
    }
    const what = changes.length > 1 ? '' : `${word}the ${noun(first!.linkKind)} `;
    return `${what}${linksAt(shown(changes))} ${plural(changes.length, 'was', 'were')} removed`;
  },
  'link-moved': (changes) => {
    const { from, to } = changes[0]!;
    const renamed = changes.length === 1 && from.link !== to.link ? `, where it is called ${to.link}` : '';
    return `${list(
      changes.map((change) => change.from.link),
      'links',
    )} moved from ${the(from.namespace)} to ${the(to.namespace)}${renamed}`;
  },
  'link-renamed': (changes) => list(changes.map(({ from, to, namespace }) => `${from} ${at(namespace)} is called ${to} now`)),
  'link-up': (changes) => {
    const [first] = changes;
    const waits = first!.hasCarrier ? '' : `, but ${plural(changes.length, 'has', 'have')} no carrier yet`;
    return `${linksAt(changes)} ${plural(changes.length, 'was', 'were')} set up${waits}`;
  },
  'link-down': (changes) => `${linksAt(changes)} ${plural(changes.length, 'was', 'were')} set down`,
  'carrier-gained': (changes) => `${linksAt(changes)} ${plural(changes.length, 'has', 'have')} carrier now`,
  'carrier-lost': (changes) => `${linksAt(changes)} ${plural(changes.length, 'has', 'have')} no carrier any more`,
  'link-attached': (changes) => `${linksAt(changes)} ${plural(changes.length, 'is a port', 'are ports')} of ${changes[0]!.master} now`,
  'link-detached': (changes) =>
    `${linksAt(changes)} ${plural(changes.length, 'is no longer a port', 'are no longer ports')} of ${changes[0]!.master}`,
  'link-changed': (changes) => attributeInEnglish(changes),
  'address-added': (changes) => addressList(changes, 'got'),
  'address-removed': (changes) => addressList(changes, 'lost'),
  'address-changed': ([change]) => {
    const { attribute, to, from } = change!;
    const address = `${word}the address ${prefix(change!.address)} of ${linkAt(change!)}`;
    if (attribute === 'dadfailed')
      return to === null ? `${address} is no duplicate any more` : `${address} is not used, for another machine has it`;
    if (attribute === 'deprecated')
      return to === null ? `${address} is used for new connections again` : `${address} is deprecated: new connections don't use it`;
    if (attribute === 'scope') return `${address} has the scope ${to} now (before: ${from})`;
    return to === null ? `${address} is not ${attribute} any more` : `${address} is ${attribute} now`;
  },
  'route-added': (changes) => routes(changes, 'got'),
  'route-removed': (changes) => routes(changes, 'lost'),
  'rule-added': (changes) => `${the(changes[0]!.namespace)} got ${rules(changes)}`,
  'rule-removed': (changes) => `${the(changes[0]!.namespace)} lost ${rules(changes)}`,
  'neighbour-added': (changes) =>
    changes[0]!.neighbour.isProxy
      ? `${the(changes[0]!.namespace)} answers for ${list(changes.map(({ neighbour }) => neighbour.address))} on ${changes[0]!.neighbour.device} now`
      : `${the(changes[0]!.namespace)} has ${plural(changes.length, 'a permanent neighbour', 'permanent neighbours')} on ${changes[0]!.neighbour.device} now: ${neighbours(changes)}`,
  'neighbour-removed': (changes) =>
    changes[0]!.neighbour.isProxy
      ? `${the(changes[0]!.namespace)} no longer answers for ${list(changes.map(({ neighbour }) => neighbour.address))} on ${changes[0]!.neighbour.device}`
      : `${the(changes[0]!.namespace)} has lost ${plural(changes.length, 'a permanent neighbour', 'permanent neighbours')} on ${changes[0]!.neighbour.device}: ${neighbours(changes)}`,
  'forwarding-added': (changes) => `${at(changes[0]!.namespace)}, frames ${entries(changes)} from now on`,
  'forwarding-removed': (changes) => `${at(changes[0]!.namespace)}, no entry says any more that frames ${entries(changes)}`,
  'sysctl-changed': (changes) => {
    const { name, from, to } = changes[0]!;
    const who = list(
      changes.map(({ namespace }) => the(namespace)),
      'namespaces',
    );
    const isOne = changes.length === 1;
    const forwarded = { 'net.ipv4.ip_forward': 'IPv4', 'net.ipv6.conf.all.forwarding': 'IPv6' }[name];
    if (forwarded !== undefined && (to === '1' || (to ?? '0') === '0'))
      return `${who} ${to === '1' ? plural(changes.length, 'forwards', 'forward') : `no longer ${plural(changes.length, 'forwards', 'forward')}`} ${forwarded} packets${to === '1' ? ' now' : ''} (${name}=${to ?? '0'})`;
    const where = isOne ? at(changes[0]!.namespace) : `in ${who}`;
    if (to === null) return `${name} ${where} has its first value again (before: ${from})`;
    return `${name} ${where} is ${to} now${from === null ? '' : ` (before: ${from})`}`;
  },
  'chain-added': (changes) =>
    `${the(changes[0]!.namespace)} got ${list(changes.map(({ chain }) => `${chainName(chain)}${hookOf(chain)}`))}`,
  'chain-removed': (changes) => `${the(changes[0]!.namespace)} lost ${list(changes.map(({ chain }) => chainName(chain)))}`,
  'policy-changed': ([change]) => {
    const { chain, from, to, namespace } = change!;
    const meaning = isDrop(to) ? ': what no rule accepts is dropped' : '';
    return `${word}the policy of ${chainName(chain)} ${at(namespace)} is ${policyName(chain, to)} now (before: ${policyName(chain, from)})${meaning}`;
  },
  'firewall-rule-added': (changes) => firewallRules(changes, 'got'),
  'firewall-rule-removed': (changes) => firewallRules(changes, 'lost'),
};

function addressList(changes: readonly ChangeOf<'address-added' | 'address-removed'>[], verb: string): string {
  const byLink = new Map<string, string[]>();
  for (const change of changes) byLink.set(linkAt(change), [...(byLink.get(linkAt(change)) ?? []), prefix(change.address)]);
  const parts = [...byLink].map(([link, addresses], at_) =>
    at_ === 0
      ? `${link} ${verb} the ${plural(addresses.length, 'address', 'addresses')} ${list(addresses, 'addresses')}`
      : `${link} ${list(addresses, 'addresses')}`,
  );
  return list(parts, 'links');
}

function routes(changes: readonly ChangeOf<'route-added' | 'route-removed'>[], verb: 'got' | 'lost'): string {
  const [{ namespace, route }] = changes as readonly [ChangeOf<'route-added'>];
  const who = [...new Set(changes.map((change) => change.namespace))];
  const isOneRoute = who.length === changes.length;
  if (!isOneRoute) {
    const named = changes.map(({ route: one }) => `${one.destination}${one.type === 'unicast' ? '' : ` (${one.type})`}${routeRest(one)}`);
    return `${list(who.map(the), 'namespaces')} ${verb} ${changes.length} routes: ${list(named, 'routes')}`;
  }
  const name = `${isConnected(route) && route.type === 'unicast' ? 'connected ' : ''}${routeName(route)}`;
  const meaning = verb === 'got' ? (meanings[route.type] ?? '') : '';
  return `${who.length === 1 ? the(namespace) : list(who.map(the), 'namespaces')} ${verb} ${verb === 'got' ? article(name) : 'the'} ${name}${routeRest(route)}${meaning}`;
}

const meanings: Readonly<Record<string, string>> = {
  blackhole: ': such packets vanish',
  unreachable: ': who sends there is told that nobody is there',
  prohibit: ': who sends there is told that it is forbidden',
  throw: ': such packets are left to the next table',
};

function rules(changes: readonly ChangeOf<'rule-added' | 'rule-removed'>[]): string {
  const named = changes.map(({ rule }) => `${rule.text} (priority ${rule.priority}${rule.family === 6 ? ', IPv6' : ''})`);
  return `the routing ${plural(changes.length, 'rule')} ${list(named, 'rules')}`;
}

function neighbours(changes: readonly ChangeOf<'neighbour-added' | 'neighbour-removed'>[]): string {
  return list(changes.map(({ neighbour }) => `${neighbour.address} at ${neighbour.mac ?? 'no address'}`));
}

function entries(changes: readonly ChangeOf<'forwarding-added' | 'forwarding-removed'>[]): string {
  return list(
    changes.map(({ entry }) => {
      const to = entry.mac === '00:00:00:00:00:00' ? 'to unknown addresses' : `to ${entry.mac}`;
      const vlan = entry.vlan === null ? '' : ` in VLAN ${entry.vlan}`;
      return `${to}${vlan} go out through ${entry.device}${entry.destination === null ? '' : ` to ${entry.destination}`}`;
    }),
  );
}

function hookOf({ hook }: ChangeOf<'chain-added'>['chain']): string {
  return hook === null ? '' : ` at the hook ${hook.name} (policy ${hook.policy}${hook.type === 'filter' ? '' : `, type ${hook.type}`})`;
}

function firewallRules(changes: readonly ChangeOf<'firewall-rule-added' | 'firewall-rule-removed'>[], verb: string): string {
  const [{ chain, namespace }] = changes as readonly [ChangeOf<'firewall-rule-added'>];
  const texts = changes.map(({ rule }) => `“${rule}”`);
  return `${chainName(chain)} ${at(namespace)} ${verb} the ${plural(changes.length, 'rule')} ${list(texts, 'rules')}`;
}

export const english: Phrases = {
  quote: (name) => name,
  main,
  follow: followInEnglish,
  replacedRoute: ({ route: from }, { route: to, namespace }) => {
    if (from.type !== to.type) {
      const one = from.type === 'unicast' ? 'an ordinary one' : `${article(from.type)} ${from.type} one`;
      return `${the(namespace)} has ${article(routeName(to))} ${routeName(to)}${routeRest(to)} now, in place of ${one}`;
    }
    // What both have in common tells nothing.
    const devices = new Set([...from.hops, ...to.hops].map(({ device }) => device));
    const [was, is] = [from, to].map((route) =>
      devices.size > 1 ? routeRest(route) : routeRest(route).replaceAll(/ through [^ ,]+/g, ''),
    );
    return `${at(namespace)} the ${routeName(to)} goes${is || ' straight out'} now, no longer${was || ' straight out'}`;
  },
  replacedNeighbour: ({ neighbour: from }, { neighbour: to, namespace }) =>
    `${the(namespace)} takes ${to.address} on ${to.device} to be at ${to.mac ?? 'no address'} now, no longer at ${from.mac ?? 'no address'}`,
  andMore: (count) =>
    `${word}and there ${plural(count, 'is', 'are')} ${count} more ${plural(count, 'change')} that ${plural(count, 'is', 'are')} not told here`,
  sentence: (clause, following) => {
    const joined = following.filter((text) => text.startsWith(',')).join('');
    const rest = following.filter((text) => !text.startsWith(','));
    const text = `${clause}${joined}${rest.length === 0 ? '' : `; ${rest.length === 1 ? rest[0]! : `${rest.slice(0, -1).join(', ')}, and ${rest.at(-1)!}`}`}`;
    return asSentence(text);
  },
};
