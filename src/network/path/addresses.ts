import ipaddr from 'ipaddr.js';
import type { Family } from '../snapshot.js';

type Parsed = ReturnType<typeof ipaddr.parse>;

function parse(text: string): Parsed | undefined {
  const bare = text.split('%')[0]!;
  return ipaddr.isValid(bare) && (bare.includes(':') || bare.split('.').length === 4) ? ipaddr.parse(bare) : undefined;
}

/** 4 or 6; `undefined` for what is no address. */
export function familyOf(address: string): Family | undefined {
  const parsed = parse(address);
  return parsed && (parsed.kind() === 'ipv6' ? 6 : 4);
}

/** Whether two texts mean the same address. */
export function isSameAddress(a: string, b: string): boolean {
  return a === b || (parse(a)?.toNormalizedString() ?? a) === (parse(b)?.toNormalizedString() ?? b);
}

/** The length of a prefix as ip(8) writes it: that of `10.0.0.1` is 32, that of `default` 0; `undefined` when it is none. */
export function prefixLength(prefix: string): number | undefined {
  if (prefix === 'default' || prefix === 'all') return 0;
  const [address = '', length] = prefix.split('/');
  const parsed = parse(address);
  if (!parsed) return undefined;
  return length === undefined ? (parsed.kind() === 'ipv6' ? 128 : 32) : Number(length);
}

/** Whether an address is in `10.0.0.0/24`, `10.0.0.1`, `default`. */
export function isInPrefix(address: string, prefix: string): boolean {
  if (prefix === 'default' || prefix === 'all') return true;
  const length = prefixLength(prefix);
  const parsed = parse(address);
  const network = parse(prefix.split('/')[0]!);
  if (!parsed || !network || length === undefined || parsed.kind() !== network.kind()) return false;
  return parsed.match(network, length);
}

/** The network of an address: `10.0.0.0/24` for 10.0.0.7 and 24. */
export function networkOf(address: string, length: number): string {
  const parsed = parse(address);
  if (!parsed) return address;
  const bytes = parsed.toByteArray().map((byte, at) => byte & (0xff00 >> Math.max(0, Math.min(8, length - at * 8))) & 0xff);
  return `${ipaddr.fromByteArray(bytes).toString()}/${length}`;
}

/** Whether it is of a network that routers of the internet know nothing of (RFC 1918, RFC 6598, RFC 4193). */
export function isPrivate(address: string): boolean {
  return /^(?:private|carrierGradeNat|uniqueLocal)$/.test(parse(address)?.range() ?? '');
}

/** Whether it is one that every machine has for itself: 127.0.0.0/8, ::1. */
export function isLoopback(address: string): boolean {
  return parse(address)?.range() === 'loopback';
}

/** Whether it counts on one link only (RFC 3927, RFC 4291). */
export function isLinkLocal(address: string): boolean {
  return parse(address)?.range() === 'linkLocal';
}

/** Whether it is meant for many: multicast or broadcast. */
export function isForMany(address: string): boolean {
  return /^(?:multicast|broadcast)$/.test(parse(address)?.range() ?? '');
}
