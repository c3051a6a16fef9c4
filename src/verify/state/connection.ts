import type { Wire } from '../../network/topology.js';
import { findLink, findNamespace, type Link, type LinkPlace, type Namespace, type Snapshot } from '../../network/snapshot.js';
import { linkIn } from './link.js';

/** A link with the namespace that it is in. */
export interface Place {
  readonly namespace: Namespace;
  readonly link: Link;
}

/**
 * The links that a connection between two is made of; empty when there is none.
 * @param kind what it has to be; `null` for a cable, a port and its bridge, one on the other, or a cable to a port of the bridge, which people leave out
 */
export function joins(snapshot: Snapshot, kind: Wire['kind'] | null, one: Place, other: Place): Place[] {
  const both = [one, other];
  const isLower = isAt(one.link.lower, other) || isAt(other.link.lower, one);
  const isCable = isAt(one.link.peer, other) || isAt(other.link.peer, one);
  if (kind === 'cable') return isCable ? both : [];
  if (kind === 'lower') return isLower ? both : [];
  if (isCable || isLower || isPortOf(one, other) || isPortOf(other, one)) return both;
  return [...through(snapshot, one, other), ...through(snapshot, other, one)];
}

function isAt(place: LinkPlace | null, { namespace, link }: Place): boolean {
  return place !== null && place.namespace === namespace.id && place.index === link.index;
}

function isPortOf(port: Place, bridge: Place): boolean {
  return port.link.master === bridge.link.name && port.namespace.id === bridge.namespace.id;
}

/** A link whose other end is a port of the bridge. */
function through(snapshot: Snapshot, one: Place, bridge: Place): Place[] {
  const { peer } = one.link;
  const namespace = peer && findNamespace(snapshot, peer.namespace);
  const link = peer && findLink(snapshot, peer);
  if (!namespace || !link || !linkIn(namespace, link.name)) return [];
  const port = { namespace, link };
  return isPortOf(port, bridge) ? [one, port, bridge] : [];
}
