import type { Address } from '../snapshot.js';
import type { Compared, ComparedLink } from './compared.js';
import { named } from './link-changes.js';
import type { Finding } from './story.js';

/** What was found of addresses, by link: routes follow from them. */
export type AddressFindings = ReadonlyMap<
  ComparedLink,
  { readonly added: readonly FoundAddress[]; readonly removed: readonly FoundAddress[] }
>;

export interface FoundAddress {
  readonly address: Address;
  readonly finding: Finding;
}

const none: readonly Address[] = [];

/** Addresses that were given and taken. Those that the kernel gives each link for itself are not told. */
export function compareAddresses(compared: Compared): AddressFindings {
  const findings = new Map<ComparedLink, { added: FoundAddress[]; removed: FoundAddress[] }>();
  for (const link of compared.links) {
    const { before, after, found } = link;
    // A move takes all of them, so those that are there after it were given there.
    const [had, has] = [before?.link.addresses ?? none, after?.link.addresses ?? none];
    if (!found.moved && isSame(had, has)) continue;
    const old = new Map(had.filter(isTold).map((address) => [keyOf(address), address]));
    const now = new Map(has.filter(isTold).map((address) => [keyOf(address), address]));
    const removed = [...old.values()].filter((address) => found.moved || !now.has(keyOf(address)));
    const added = [...now.values()].filter((address) => found.moved || !old.has(keyOf(address)));
    const place = found.moved || !after ? named(compared, before!) : named(compared, after);
    const lost: FoundAddress[] = [];
    for (const address of removed.toSorted((a, b) => Number(isSecondary(a)) - Number(isSecondary(b)))) {
      const cause = removalCause(compared, link, address, lost);
      if (cause !== 'untold') lost.push({ address, finding: compared.story.add({ kind: 'address-removed', ...place, address }, cause) });
    }
    const gained = added.map((address) => ({
      address,
      finding: addition(compared, link, address),
    }));
    findings.set(link, { added: gained, removed: lost });
    if (after && !found.moved)
      for (const [key, address] of now) if (old.has(key)) compareAttributes(compared, link, old.get(key)!, address);
  }
  return findings;
}

function addition(compared: Compared, link: ComparedLink, address: Address): Finding {
  const place = named(compared, link.after!);
  const finding = compared.story.add({ kind: 'address-added', ...place, address }, additionCause(compared, link, address));
  if (address.flags.includes('dadfailed'))
    compared.story.add({ kind: 'address-changed', ...place, address, attribute: 'dadfailed', from: null, to: 'on' }, finding);
  return finding;
}

/** Flags that somebody sets, or that tell of a failure. The others come and go with time. */
const toldFlags = ['dadfailed', 'deprecated', 'noprefixroute'];

function compareAttributes(compared: Compared, link: ComparedLink, before: Address, after: Address): void {
  const tell = (attribute: string, from: string | null, to: string | null): void => {
    compared.story.add({ kind: 'address-changed', ...named(compared, link.after!), address: after, attribute, from, to });
  };
  if (before.scope !== after.scope) tell('scope', before.scope, after.scope);
  for (const flag of toldFlags) {
    const [was, is] = [before.flags.includes(flag), after.flags.includes(flag)];
    if (was !== is) tell(flag, was ? 'on' : null, is ? 'on' : null);
  }
}

function removalCause(
  compared: Compared,
  { before, after, found }: ComparedLink,
  address: Address,
  lost: readonly FoundAddress[],
): Finding | 'untold' | undefined {
  if (!after) return found.removed ?? 'untold';
  if (found.moved) return found.moved;
  // IPv6 addresses go when a link is set down, when it is too small for IPv6 (RFC 8200), and when IPv6 is switched off.
  if (address.family === 6) {
    if (found.down) return found.down;
    if (after.link.mtu < 1280 && before!.link.mtu >= 1280) return found.mtu;
    return compared.ipv6Switch(after.namespace.id, after.link.name);
  }
  if (!isSecondary(address)) return undefined;
  return lost.find(({ address: other }) => !isSecondary(other) && other.prefix === address.prefix && isInPrefix(address.address, other))
    ?.finding;
}

/** `lo` has its addresses as soon as it is up. */
function additionCause(compared: Compared, { after, found }: ComparedLink, { address, family }: Address): Finding | undefined {
  if (after!.link.kind !== 'loopback' || !['127.0.0.1', '::1'].includes(address)) return undefined;
  return found.up ?? (family === 6 ? compared.ipv6Switch(after!.namespace.id, after!.link.name) : undefined);
}

/** Not told are those that the kernel makes of hardware addresses (RFC 4291, appendix A), which may be former ones, and of a secret (RFC 7217). */
function isTold({ isDynamic, scope, family, address }: Address): boolean {
  return !(scope === 'link' && family === 6 && (isDynamic || /^fe80::[0-9a-f:]*ff:fe[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(address)));
}

function isSecondary({ flags }: Address): boolean {
  return flags.includes('secondary');
}

function keyOf({ address, prefix, peer }: Address): string {
  return `${address}/${prefix} ${peer ?? ''}`;
}

function isSame(before: readonly Address[], after: readonly Address[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((one, at) => {
    const other = after[at]!;
    return (
      one.address === other.address &&
      one.prefix === other.prefix &&
      one.peer === other.peer &&
      one.scope === other.scope &&
      (one.flags.length === other.flags.length || one.flags.join(' ') === other.flags.join(' ')) &&
      toldFlags.every((flag) => one.flags.includes(flag) === other.flags.includes(flag))
    );
  });
}

/** Whether an IPv4 address is in the network of another. */
export function isInPrefix(address: string, { address: network, prefix }: Pick<Address, 'address' | 'prefix'>): boolean {
  const shift = 2 ** (32 - prefix);
  return Math.floor(numberOf(address) / shift) === Math.floor(numberOf(network) / shift);
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}
