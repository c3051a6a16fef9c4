import type { Card } from '../topology.js';

/** The kinds of links (ip-link(8), TYPE), as people write them too. */
const kinds = new Map<string, string>(
  [
    'veth bridge dummy macvlan macvtap ipvlan ipvtap vlan vxlan tun tap bond team vrf loopback wireguard gre gretap ip6gre ip6gretap erspan',
    'ip6erspan sit ipip ip6tnl vti vti6 geneve gtp bareudp nlmon vcan vxcan can ifb netkit xfrm hsr macsec ppp device',
  ]
    .flatMap((line) => line.split(' '))
    .map((kind) => [kind, kind]),
);
const otherNames: Readonly<Record<string, string>> = {
  网桥: 'bridge',
  虚拟网桥: 'bridge',
  'linux-bridge': 'bridge',
  环回: 'loopback',
  回环: 'loopback',
};

/** Those that have ports. */
const mastersOfPorts = new Set(['bridge', 'bond', 'team', 'vrf']);
/** Those that lie on another link. */
const onOthers = new Set(['macvlan', 'macvtap', 'ipvlan', 'ipvtap', 'vlan', 'vxlan', 'macsec', 'geneve']);

export function kindOfWord(word: string): string | null {
  const small = word.toLowerCase();
  return kinds.get(small) ?? otherNames[small] ?? null;
}

export function canHavePorts(kind: string | null): boolean {
  return kind !== null && mastersOfPorts.has(kind);
}

export function canLieOnAnother(kind: string | null): boolean {
  return kind !== null && onOthers.has(kind);
}

const states: Readonly<Record<string, Card['state']>> = {
  up: 'up',
  启用: 'up',
  已启用: 'up',
  down: 'down',
  停用: 'down',
  未启用: 'down',
  'no carrier': 'no-carrier',
  'no-carrier': 'no-carrier',
  lowerlayerdown: 'no-carrier',
  无载波: 'no-carrier',
};

export function stateOfWord(word: string): Card['state'] | null {
  return states[word.toLowerCase()] ?? null;
}

/** The words of a state, as pictures have it. */
export function wordOfState(state: Card['state']): string {
  return state === 'no-carrier' ? 'no carrier' : state;
}

/** An address with or without its prefix, IPv6 in the short form (RFC 5952). */
export function addressOfWord(word: string): string | null {
  const [address, prefix, ...more] = word.split('/');
  if (more.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return null;
  const read = ipv4(address!) ?? ipv6(address!);
  if (read === null || Number(prefix ?? 0) > (read.includes(':') ? 128 : 32)) return null;
  return prefix === undefined ? read : `${read}/${prefix}`;
}

function ipv4(text: string): string | null {
  return /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split('.').every((part) => Number(part) < 256) ? text : null;
}

function ipv6(text: string): string | null {
  if (!/^[\da-f:]+(?::(?:\d{1,3}\.){3}\d{1,3})?$/i.test(text) || !text.includes(':')) return null;
  // The host of a URL is written in the short form (https://url.spec.whatwg.org/#concept-ipv6-serializer), but for addresses that end like IPv4.
  const short = hostname(text);
  if (short === null) return null;
  return text.includes('.') ? text.toLowerCase() : short.slice(1, -1);
}

function hostname(address: string): string | null {
  return URL.canParse(`http://[${address}]`) ? new URL(`http://[${address}]`).hostname : null;
}
