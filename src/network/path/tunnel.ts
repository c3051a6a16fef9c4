import type { Snapshot } from '../snapshot.js';
import { followPacket } from './follow-packet.js';
import { at, type Standing } from './net.js';
import type { Obstacle } from './obstacle.js';
import type { Packet } from './packet.js';

interface Behind {
  readonly to: Standing;
  readonly obstacle: Obstacle | null;
}

/** How deep tunnels in tunnels are looked into. */
const deepest = 3;

/** The other ends of a tunnel that wraps frames in UDP (vxlan, RFC 7348), with what keeps frames from them. */
export function tunnelsOf(snapshot: Snapshot, tunnel: Standing, depth: number): Behind[] {
  const { link, namespace } = tunnel;
  const others = everyTunnel(snapshot, link.kind).filter((other) => other.link.index !== link.index || other.namespace.id !== namespace.id);
  const remotes = remotesOf(tunnel);
  if (remotes.length === 0) return others.map((to) => ({ to, obstacle: { kind: 'vxlan-no-remote', at: at(tunnel) } }));
  if (depth >= deepest) return [];
  return remotes.flatMap((remote) => behind(snapshot, tunnel, others, remote, depth + 1));
}

function behind(snapshot: Snapshot, tunnel: Standing, others: readonly Standing[], remote: string, depth: number): Behind[] {
  const packet: Packet = {
    destination: remote,
    source: tunnel.link.details['local'] ?? null,
    protocol: 'udp',
    port: Number(tunnel.link.details['port'] ?? 0) || null,
    sourcePort: null,
    wholeSize: null,
    outDevice: null,
    isAnswer: false,
  };
  const went = followPacket(snapshot, tunnel.namespace, packet, [], depth);
  if (went.obstacle) return others.map((to) => ({ to, obstacle: went.obstacle }));
  const there = others.filter(({ namespace }) => namespace.id === went.through.at(-1));
  if (there.length === 0) return others.map((to) => ({ to, obstacle: { kind: 'vxlan-nobody', at: at(tunnel), remote } }));
  return there.map((to) => ({ to, obstacle: mismatch(tunnel, to, remote) }));
}

function mismatch(tunnel: Standing, to: Standing, remote: string): Obstacle | null {
  const id = tunnel.link.details['id'] ?? '';
  const otherId = to.link.details['id'] ?? '';
  if (id !== otherId) return { kind: 'vxlan-other-id', at: at(tunnel), id, other: at(to), otherId };
  if (!to.link.isUp) return { kind: 'link-down', at: at(to) };
  const isOtherPort = (tunnel.link.details['port'] ?? '') !== (to.link.details['port'] ?? '');
  return isOtherPort ? { kind: 'vxlan-nobody', at: at(tunnel), remote } : null;
}

/** The address that it is told, and those of its forwarding table. */
function remotesOf({ link, namespace }: Standing): string[] {
  const told = [link.details['remote'], link.details['remote6'], link.details['group']].filter(
    (other) => other !== undefined && other !== 'any',
  );
  const learnt = namespace.forwardingEntries
    // One hardware address that has been seen is no way for those that ask where an address is.
    .filter(
      ({ device, destination, mac, state }) => device === link.name && destination !== null && (/^[0:]+$/.test(mac) || state !== 'dynamic'),
    )
    .map(({ destination }) => destination!);
  return [...new Set([...(told as string[]), ...learnt])];
}

function everyTunnel(snapshot: Snapshot, kind: string): Standing[] {
  return snapshot.namespaces.flatMap((namespace) =>
    namespace.links.filter((link) => link.kind === kind).map((link) => ({ namespace, link })),
  );
}
