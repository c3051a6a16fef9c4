import type { Snapshot } from '../snapshot.js';
import { frameSteps, type FrameAt, type Tunnel } from './frame-steps.js';
import { keyOf, linkNamed, type Standing } from './net.js';
import type { Obstacle } from './obstacle.js';

/** Where a frame gets to, and the obstacles on the way that has the fewest, in order. */
export interface Delivery {
  readonly to: Standing;
  readonly obstacles: readonly Obstacle[];
}

const price = { light: 10, heavy: 15 };

/**
 * Every link that a frame from this one reaches or would reach, with what stops it on the way that needs the least to be mended. The one with the fewest obstacles comes first.
 */
export function deliverFrame(snapshot: Snapshot, from: Standing, tunnel: Tunnel): readonly Delivery[] {
  const reached = new Map<string, { frame: FrameAt; cost: number; obstacles: readonly Obstacle[] }>();
  const open: { frame: FrameAt; cost: number; obstacles: readonly Obstacle[] }[] = [
    { frame: { going: 'out', where: from, vlan: null }, cost: 0, obstacles: [] },
  ];
  while (open.length > 0) {
    const least = open.reduce((best, other, at) => (other.cost < open[best]!.cost ? at : best), 0);
    const [here] = open.splice(least, 1);
    const key = `${here!.frame.going} ${keyOf(here!.frame.where)} ${here!.frame.vlan}`;
    if (reached.has(key)) continue;
    reached.set(key, here!);
    for (const { to, obstacle } of frameSteps(snapshot, here!.frame, tunnel)) {
      const obstacles = obstacle === null ? here!.obstacles : [...here!.obstacles, obstacle];
      open.push({ frame: to, cost: here!.cost + priceOf(obstacle), obstacles });
    }
  }
  return [...reached.values()]
    .filter(({ frame }) => frame.going === 'in' && frame.vlan === null && keyOf(frame.where) !== keyOf(from) && !isPort(frame.where))
    .toSorted((a, b) => a.cost - b.cost)
    .map(({ frame, obstacles }) => ({ to: frame.where, obstacles }));
}

/** What comes in by a port is its bridge's. */
function isPort({ namespace, link }: Standing): boolean {
  return link.master !== null && linkNamed(namespace, link.master)?.kind === 'bridge';
}

/** What is only down is more likely meant to be a way than what would have to be put elsewhere. */
function priceOf(obstacle: Obstacle | null): number {
  if (obstacle === null) return 0;
  return /^(?:link-down|peer-down|bridge-down)$/.test(obstacle.kind) ? price.light : price.heavy;
}
