import type { ChangeOf, HeldBy } from '../change.js';
import { followInEnglish } from './english-follow.js';
import {
  article,
  asSentence,
  at,
  isConnected,
  linkAt,
  linksAt,
  list,
  plural,
  prefix,
  routeName,
  routeRest,
  the,
  word,
} from './english-words.js';
import { attributeInEnglish } from './english-attributes.js';
import { addressesOf, type MainPhrases, type Phrases } from './phrases.js';

function heldBy(holder: HeldBy | null): string {
  if (holder === null) return 'something still holds it';
  if (holder.kind === 'process') return `the process ${holder.command} is in it`;
  if (holder.kind === 'file') return `the process ${holder.command} holds it open`;
  return holder.kind === 'mount' ? `it is mounted at ${holder.path}` : `it has the name ${holder.name}, too`;
}

const nouns: Readonly<Record<string, string>> = {
  bridge: 'bridge',
  device: 'network device',
  tun: 'tun link',
  vrf: 'VRF',
  vlan: 'VLAN link',
};

export function noun(kind: string, details: Readonly<Record<string, string>> = {}): string {
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

function isDrop(policy: string): boolean {
  return policy.toLowerCase() === 'drop';
}

const main: MainPhrases = {
  'namespace-added': (changes) => {
    const [first] = changes;
    if (first!.isNamed)
      return `${word}the ${plural(changes.length, 'namespace')} ${list(changes.map(({ namespace }) => namespace))} ${plural(changes.length, 'was', 'were')} made`;
    if (first!.container !== null) return `${word}the namespace of the container ${first!.container} was made`;
    return `${word}a namespace without a name was made, here called ${first!.namespace}: ${heldBy(first!.heldBy)}`;
  },
  'namespace-removed': (changes) =>
    `${word}the ${plural(changes.length, 'namespace')} ${list(changes.map(({ namespace }) => namespace))} ${plural(changes.length, 'is', 'are')} gone`,
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
    const pairs = changes.map((change) => ({ one: change, other: change.peer }));
    if (changes.length === 1 && first!.linkKind === 'veth' && first!.peer !== null) {
      const together = first!.peer.namespace === first!.namespace;
      return together
        ? `${word}a veth pair was made ${at(first!.namespace)}: ${first!.link} and ${first!.peer.link}`
        : `${word}a veth pair was made: ${linkAt(first!)} and ${linkAt(first!.peer)}`;
    }
    if (changes.length === 1) return madeLink(first!);
    if (first!.linkKind === 'veth' && first!.peer !== null)
      return `${changes.length} veth pairs were made: ${list(
        pairs.map(({ one, other }) => (other ? `${linkAt(one)} with ${linkAt(other)}` : linkAt(one))),
        'pairs',
      )}`;
    return `${changes.length} ${noun(first!.linkKind)}s were made: ${linksAt(changes)}`;
  },
  'link-removed': (changes, { consequences }) => {
    const named = changes.map((change) => {
      const addresses = addressesOf(change, consequences);
      return `${linkAt(change)}${addresses.length === 0 ? '' : ` (${list(addresses)})`}`;
    });
    const [first] = changes;
    const what = changes.length > 1 || first!.linkKind === 'veth' ? '' : `${word}the ${noun(first!.linkKind)} `;
    return `${what}${list(named, 'links')} ${plural(changes.length, 'was', 'were')} removed`;
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
  'address-added': (changes) => `${addressList(changes, 'got')}`,
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
  'forwarding-removed': (changes) => `${at(changes[0]!.namespace)}, it is no longer set that frames ${entries(changes)}`,
  'sysctl-changed': ([change]) => {
    const { name, from, to, namespace } = change!;
    const forwarded = { 'net.ipv4.ip_forward': 'IPv4', 'net.ipv6.conf.all.forwarding': 'IPv6' }[name];
    if (forwarded !== undefined && (to === '1' || (to ?? '0') === '0'))
      return `${the(namespace)} ${to === '1' ? 'forwards' : 'no longer forwards'} ${forwarded} packets${to === '1' ? ' now' : ''} (${name}=${to ?? '0'})`;
    if (to === null) return `${name} ${at(namespace)} has its first value again (before: ${from})`;
    return `${name} ${at(namespace)} is ${to} now${from === null ? '' : ` (before: ${from})`}`;
  },
  'chain-added': (changes) =>
    `${the(changes[0]!.namespace)} got ${list(changes.map(({ chain }) => `${chainName(chain)}${hookOf(chain)}`))}`,
  'chain-removed': (changes) => `${the(changes[0]!.namespace)} lost ${list(changes.map(({ chain }) => chainName(chain)))}`,
  'policy-changed': ([change]) => {
    const { chain, from, to, namespace } = change!;
    const meaning = isDrop(to) ? ': what no rule accepts is dropped' : '';
    return `${word}the policy of ${chainName(chain)} ${at(namespace)} is ${to} now (before: ${from})${meaning}`;
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
  if (changes.length > 1) {
    const named = changes.map(({ route: one }) => `${one.destination}${one.type === 'unicast' ? '' : ` (${one.type})`}${routeRest(one)}`);
    return `${the(namespace)} ${verb} ${changes.length} routes: ${list(named, 'routes')}`;
  }
  if (isConnected(route) && route.type === 'unicast' && verb === 'got')
    return `${the(namespace)} got the connected ${routeName(route)}${routeRest(route)}`;
  const name = routeName(route);
  const meaning =
    verb === 'got'
      ? ({
          blackhole: ': such packets vanish',
          unreachable: ': who sends there is told that nobody is there',
          prohibit: ': who sends there is told that it is forbidden',
        }[route.type] ?? '')
      : '';
  return `${the(namespace)} ${verb} ${verb === 'got' ? article(name) : 'the'} ${name}${routeRest(route)}${meaning}`;
}

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
      const to = entry.mac === '00:00:00:00:00:00' ? 'to whom nobody knows' : `to ${entry.mac}`;
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
  main,
  follow: followInEnglish,
  replacedRoute: ({ route: from }, { route: to, namespace }) =>
    `${word}the ${routeName(to)} of ${the(namespace)} goes${routeRest(to) || ' nowhere'} now, no longer${routeRest(from) || ' nowhere'}`,
  replacedNeighbour: ({ neighbour: from }, { neighbour: to, namespace }) =>
    `${the(namespace)} takes ${to.address} on ${to.device} to be at ${to.mac ?? 'no address'} now, no longer at ${from.mac ?? 'no address'}`,
  andMore: (count) => `And ${count} more ${plural(count, 'change')} of this kind.`,
  sentence: (clause, following) => {
    const joined = following.filter((text) => text.startsWith(',')).join('');
    const rest = following.filter((text) => !text.startsWith(','));
    const text = `${clause}${joined}${rest.length === 0 ? '' : `; ${list(rest)}`}`;
    return asSentence(text);
  },
};
