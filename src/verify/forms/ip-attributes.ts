import type { Token } from '../tokens.js';

/** What ip(8) says of a link only since some version, or only where the names are known; how many words follow, and what it is for people. */
const attributes: ReadonlyMap<string, readonly [following: number, note: string]> = new Map([
  ['qlen', [1, 'qlen']],
  ['group', [1, 'group']],
  ['mode', [1, 'mode']],
  // Missing in BusyBox, and with -6 in old versions
  ['qdisc', [1, 'qdisc']],
  ['state', [1, 'state']],
  ['link-netns', [1, 'link-netns']],
  ['link-netnsid', [1, 'link-netnsid']],
  ['proto', [1, 'proto']],
  ['pref', [1, 'pref']],
  ['uid', [1, 'uid']],
  ['\\', [0, 'lifetimes']],
  ['noprefixroute', [0, 'noprefixroute']],
  ['valid_lft', [1, 'lifetimes']],
  ['preferred_lft', [1, 'lifetimes']],
  ...[
    'bcqueuelen',
    'usedbcqueuelen',
    'promiscuity',
    'allmulti',
    'minmtu',
    'maxmtu',
    'addrgenmode',
    'numtxqueues',
    'numrxqueues',
    'gso_max_size',
    'gso_max_segs',
    'tso_max_size',
    'tso_max_segs',
    'gro_max_size',
    'gso_ipv4_max_size',
    'gro_ipv4_max_size',
    'parentbus',
    'parentdev',
    'mcast_to_unicast',
    'neigh_suppress',
    'neigh_vlan_suppress',
    'vlan_tunnel',
    'isolated',
    'locked',
    'mab',
    'mcast_flood',
    'bcast_flood',
    'mcast_router',
  ].map((name): [string, readonly [number, string]] => [name, [1, name]]),
]);

const isOfLink = /^\s*(?:\d+: \S+|link\/\S+|inet6? \S+|hairpin \S+)|^\s+(?:veth|vxlan|macvlan|macvtap|ipvlan|vlan|dummy|tun|vrf|gre|sit)\b/;
/** What follows is names with a value each. */
const isOfPairs = /^\s+(?:bridge|bridge_slave) \w/;
const isCache = /^\s*cache\b/;
const isBrief = /^\S+ +(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT|NOTPRESENT|TESTING)(?: |$)/;
const isEcho = /\bICMP6?,? echo (?:request|reply), id /;
const isOfRoute =
  /^\s*(?:default|unreachable|blackhole|broadcast|local|multicast|anycast|[\da-f.:]+(?:\/\d+)?) .*\b(?:dev|via|nhid|proto|scope|metric)\b/;
/** Lengths of a queue that were or are the default, of lo and of others (iproute2 before 4.15, Linux before 4.3). */
const defaultLengths = /^(?:0|1|1000)$/;

/** Takes out of a line of ip(8) or bridge(8) what only some versions say, by a name for people. */
export function splitAttributes(
  text: string,
  tokens: readonly Token[],
): { tokens: readonly Token[]; optional: Map<string, readonly Token[]> } {
  const optional = new Map<string, readonly Token[]>();
  const netns = /^(\S+) \(id: \d+\)$/.exec(text.trim());
  if (netns) return { tokens: tokens.slice(0, 1), optional: new Map([['nsid', tokens.slice(1)]]) };
  if (isOfPairs.test(text) || isCache.test(text)) return splitPairs(tokens);
  if (isEcho.test(text)) {
    const at = tokens.findIndex((token) => token.kind === 'text' && token.text === 'id');
    return { tokens: [...tokens.slice(0, at), ...tokens.slice(at + 3)], optional: new Map([['ICMP id', tokens.slice(at + 1, at + 2)]]) };
  }
  if (!isOfLink.test(text) && !isOfRoute.test(text) && !isBrief.test(text)) return { tokens, optional };
  const left: Token[] = [];
  const isHeader = isBrief.test(text) || (/^\s*\d+: \S+/.test(text) && !/^\s*\d+: \S+ +inet/.test(text));
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const [following, note] = (token.kind === 'text' ? attributes.get(token.text) : undefined) ?? [];
    const isHere =
      note === 'qdisc' || note === 'state' ? isHeader && !/ master .* priority /.test(text) : !(note === 'group' && isOfRoute.test(text));
    if (following !== undefined && note !== undefined && isHere) {
      const value = tokens.slice(at + 1, at + 1 + following);
      optional.set(note, [...(optional.get(note) ?? []), ...(note === 'qlen' ? value.map(asDefault) : value)]);
      at += following;
    } else if (isHeader && token.kind === 'text' && /^<[A-Z0-9_,-]*>$/.test(token.text)) optional.set('flags', [token]);
    else left.push(token);
  }
  return isHeader ? splitPeer(left, optional) : { tokens: left, optional };
}

function splitPairs(tokens: readonly Token[]): ReturnType<typeof splitAttributes> {
  const optional = new Map<string, readonly Token[]>();
  for (let at = 1; at < tokens.length; at += 2) {
    const name = tokens[at]!.text;
    const isPrefixed = tokens[at + 2]?.kind === 'mac';
    // A bridge id is a priority and an address.
    optional.set(name, tokens.slice(at + 1, at + (isPrefixed ? 3 : 2)));
    if (isPrefixed) at += 1;
  }
  return { tokens: tokens.slice(0, 1), optional };
}

function asDefault(token: Token): Token {
  return token.kind === 'text' && defaultLengths.test(token.text) ? { kind: 'text', text: 'default' } : token;
}

/** Takes the other end, `@if2` or `@veth1`, out of a link's name: ip(8) before 3.18 does not know it. */
function splitPeer(tokens: readonly Token[], optional: Map<string, readonly Token[]>): ReturnType<typeof splitAttributes> {
  const at = tokens.findIndex((token) => token.kind === 'text' && token.text.includes('@'));
  const token = tokens[at];
  if (!token) return { tokens: tokens.map(withoutColon), optional };
  const [name = '', peer = ''] = token.text.split('@');
  const next = tokens[at + 1];
  const isNumber = (peer === 'if' || peer === '') && next !== undefined && next.kind !== 'text';
  optional.set('other end', isNumber ? [next] : [{ kind: 'text', text: peer.replace(/:$/, '') }]);
  const rest = tokens.slice(at + (isNumber ? 2 : 1));
  // The colon behind the name stands alone where a number went before it.
  const after = rest[0]?.kind === 'text' && rest[0].text === ':' ? rest.slice(1) : rest;
  return { tokens: [...tokens.slice(0, at), { kind: 'text', text: name }, ...after], optional };
}

function withoutColon(token: Token, index: number): Token {
  return index > 1 && token.kind === 'text' ? { kind: 'text', text: token.text.replace(/:$/, '') } : token;
}
