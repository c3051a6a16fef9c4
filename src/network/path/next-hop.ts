import type { Snapshot } from '../snapshot.js';
import { familyOf, isForMany, isLinkLocal, isSameAddress } from './addresses.js';
import { hasAddress } from './choose-route.js';
import { deliverFrame, type Delivery } from './deliver-frame.js';
import type { Tunnel } from './frame-steps.js';
import { at, linkNamed, type Standing } from './net.js';
import type { Obstacle } from './obstacle.js';
import type { Packet } from './packet.js';
import { isIpv6Disabled } from './settings.js';
import { tunnelsOf } from './tunnel.js';

export interface NextHopResult {
  readonly to: Standing | null;
  readonly obstacle: Obstacle | null;
}

/** Whether a packet gets from a link to the address that the route names, and what is in its way. */
export function nextHopObstacle(snapshot: Snapshot, out: Standing, via: string | null, packet: Packet, depth: number): NextHopResult {
  const wanted = via ?? packet.destination;
  const stopped = (obstacle: Obstacle): NextHopResult => ({ to: null, obstacle });
  if (!out.link.isUp)
    return stopped(out.link.kind === 'bridge' ? { kind: 'bridge-down', at: at(out) } : { kind: 'link-down', at: at(out) });
  const master = out.link.master === null ? undefined : linkNamed(out.namespace, out.link.master);
  if (master?.kind === 'bridge') return stopped({ kind: 'address-on-port', at: at(out), bridge: master.name });
  const tunnel: Tunnel = (link) => tunnelsOf(snapshot, link, depth);
  const all = deliverFrame(snapshot, out, tunnel);
  const holders = all.filter(({ to }) => answersFor(to, wanted));
  const [best] = holders;
  if (!best) return stopped(nobody(snapshot, out, wanted, via, packet));
  const [first] = best.obstacles;
  if (first) return stopped(first);
  const trouble = neighbourTrouble(snapshot, out, best.to, wanted, holders);
  return trouble ? stopped(trouble) : { to: best.to, obstacle: null };
}

/** Any link of a namespace answers for all its IPv4 addresses (ip-sysctl, arp_ignore); for IPv6 only the one that has the address. */
function answersFor({ namespace, link }: Standing, address: string): boolean {
  if (isForMany(address)) return true;
  if (familyOf(address) === 6) return link.addresses.some((other) => isSameAddress(other.address, address));
  return hasAddress(namespace, address);
}

/** Why nobody on the other end of a link has an address. */
function nobody(snapshot: Snapshot, out: Standing, wanted: string, via: string | null, packet: Packet): Obstacle {
  const from = at(out);
  const holder = holdersOf(snapshot, wanted).find(({ link }) => link.index !== out.link.index || !link.addresses.length);
  if (out.link.kind === 'vxlan' && out.link.details['remote'] === undefined && out.link.details['remote6'] === undefined && holder)
    return { kind: 'vxlan-no-remote', at: from };
  if (holder) return { kind: 'not-connected', address: wanted, from, holder: at(holder) };
  if (
    out.link.kind !== 'loopback' &&
    out.link.peer === null &&
    out.link.lower === null &&
    out.link.kind !== 'bridge' &&
    out.link.kind !== 'vxlan'
  )
    return { kind: 'no-peer', at: from, linkKind: out.link.kind };
  return via === null
    ? { kind: 'no-such-address', address: wanted, from }
    : { kind: 'no-such-next-hop', namespace: out.namespace.label, via, destination: packet.destination, from };
}

/** Everywhere that an address is given. */
export function holdersOf(snapshot: Snapshot, address: string): Standing[] {
  return snapshot.namespaces.flatMap((namespace) =>
    namespace.links
      .filter((link) => link.addresses.some((own) => isSameAddress(own.address, address)))
      .map((link) => ({ namespace, link })),
  );
}

/** What keeps two ends that a cable connects from finding each other's hardware address (RFC 826, RFC 4861). */
function neighbourTrouble(snapshot: Snapshot, out: Standing, to: Standing, wanted: string, holders: readonly Delivery[]): Obstacle | null {
  const same = new Set(holders.filter(({ obstacles }) => obstacles.length === 0).map((other) => other.to.namespace.id));
  if (same.size > 1 && !isLinkLocal(wanted)) {
    const places = holders.filter(({ obstacles }) => obstacles.length === 0).map((other) => at(other.to));
    return { kind: 'duplicate-address', address: wanted, holders: places };
  }
  const { neighbours } = out.namespace;
  const known = neighbours.find((other) => other.device === out.link.name && isSameAddress(other.address, wanted) && !other.isProxy);
  const isFixed = known !== undefined && /PERMANENT|NOARP/.test(known.state);
  const real = to.link.mac;
  if (known && isFixed && known.mac !== null && real !== null && known.mac !== real && to.link.kind === 'veth' && out.link.kind === 'veth')
    return { kind: 'wrong-neighbour', at: at(out), address: wanted, mac: known.mac, real };
  const isOff = (where: Standing): boolean => where.link.flags.includes('NOARP') && where.link.kind !== 'loopback';
  if (familyOf(wanted) === 4 && !isFixed) {
    if (isOff(out) && out.link.kind === 'veth') return { kind: 'arp-off', at: at(out), address: wanted };
    if (isOff(to) && to.link.kind === 'veth') return { kind: 'arp-off', at: at(to), address: wanted };
  }
  if (familyOf(wanted) !== 6) return null;
  if (isIpv6Disabled(snapshot, to.namespace, to.link.name)) return { kind: 'ipv6-disabled', at: at(to) };
  const own = to.link.addresses.find((other) => isSameAddress(other.address, wanted));
  const state = own?.flags.find((flag) => flag === 'tentative' || flag === 'dadfailed');
  return state === undefined ? null : { kind: 'address-not-ready', at: at(to), address: wanted, state };
}
