import type { Link, Snapshot } from './snapshot.js';

/** Links that have a carrier when the one below has. */
const followLower: ReadonlySet<string> = new Set(['ipvlan', 'ipvtap', 'macvlan', 'macvtap', 'vlan']);
/** Nobody stacks more links on each other, but a snapshot from elsewhere may say so in a circle. */
const mostLevels = 8;

/** A link with all that are in its namespace. */
interface Place {
  readonly id: string;
  readonly link: Link;
  readonly links: readonly Link[];
}

const found = new WeakMap<Snapshot, Snapshot>();

/**
 * The snapshot with the carriers that links will have in a moment: bridges hear of those of their ports, and links on others of theirs, up to a second
 * later (the kernel watches links at this pace). A bridge without ports has what it had.
 */
export function withForeseenCarriers(snapshot: Snapshot): Snapshot {
  const known = found.get(snapshot);
  if (known) return known;
  const all = new Map<string, Place>(
    snapshot.namespaces.flatMap(({ id, links }) => links.map((link): [string, Place] => [`${id} ${link.index}`, { id, link, links }])),
  );
  const has = (key: string, level = 0): boolean => {
    const place = all.get(key);
    if (!place || !place.link.isUp || level > mostLevels) return false;
    const { id, link, links } = place;
    const ports = link.kind === 'bridge' ? links.filter(({ master }) => master === link.name) : [];
    if (ports.length > 0) return ports.some((port) => has(`${id} ${port.index}`, level + 1));
    const below = followLower.has(link.kind) && link.lower ? `${link.lower.namespace} ${link.lower.index}` : '';
    return all.has(below) ? has(below, level + 1) : link.hasCarrier;
  };
  const foreseen = (id: string, link: Link): Link => {
    const hasCarrier = has(`${id} ${link.index}`);
    return hasCarrier === link.hasCarrier ? link : { ...link, hasCarrier };
  };
  const result = {
    ...snapshot,
    namespaces: snapshot.namespaces.map((namespace) => ({
      ...namespace,
      links: namespace.links.map((link) => foreseen(namespace.id, link)),
    })),
  };
  found.set(snapshot, result);
  return result;
}
