import type { Namespace, Snapshot } from '../snapshot.js';
import { followPacket, type Followed } from './follow-packet.js';
import type { Obstacle } from './obstacle.js';
import type { Packet } from './packet.js';

/** What comes of something that asks for an answer. */
export interface RoundTrip {
  /** The way that ends at an obstacle; `null` when the answer comes. */
  readonly direction: 'there' | 'back' | null;
  readonly obstacle: Obstacle | null;
  readonly isCertain: boolean;
  readonly there: Followed;
  readonly back: Followed | null;
}

/** Follows a packet there and its answer back: the first thing that stops one of them. */
export function roundTrip(snapshot: Snapshot, from: Namespace, packet: Packet): RoundTrip {
  const there = followPacket(snapshot, from, packet);
  if (there.obstacle) return { direction: 'there', obstacle: there.obstacle, isCertain: there.isCertain, there, back: null };
  const to = snapshot.namespaces.find(({ id }) => id === there.through.at(-1))!;
  const asked = there.packet;
  if (asked.source === null) return { direction: null, obstacle: null, isCertain: there.isCertain, there, back: null };
  const answer: Packet = {
    ...asked,
    destination: asked.source,
    source: asked.destination,
    port: null,
    sourcePort: asked.port,
    outDevice: null,
    isAnswer: true,
  };
  const back = followPacket(snapshot, to, answer, there.translations);
  const isCertain = there.isCertain && back.isCertain;
  if (back.obstacle) return { direction: 'back', obstacle: back.obstacle, isCertain, there, back };
  return { direction: null, obstacle: null, isCertain, there, back };
}
