import type { Link, LinkPlace, Namespace, Snapshot } from '../snapshot.js';
import type { At } from './obstacle.js';

/** A link together with the namespace that it is in. */
export interface Standing {
  readonly namespace: Namespace;
  readonly link: Link;
}

export function standingAt(snapshot: Snapshot, place: Pick<LinkPlace, 'namespace' | 'index'>): Standing | undefined {
  const namespace = snapshot.namespaces.find(({ id }) => id === place.namespace);
  const link = namespace?.links.find(({ index }) => index === place.index);
  return namespace && link && { namespace, link };
}

export function linkNamed(namespace: Namespace, name: string): Link | undefined {
  return namespace.links.find((link) => link.name === name || link.alternativeNames.includes(name));
}

export function at({ namespace, link }: Standing): At {
  return { namespace: namespace.label, link: link.name };
}

/** One key for each link of a snapshot. */
export function keyOf({ namespace, link }: Standing): string {
  return `${namespace.id}/${link.index}`;
}

/** The links that lie on this one: macvlan, vlan and the like. */
export function linksUpon(snapshot: Snapshot, { namespace, link }: Standing): Standing[] {
  return snapshot.namespaces.flatMap((other) =>
    other.links
      .filter(({ lower }) => lower !== null && lower.namespace === namespace.id && lower.index === link.index)
      .map((upper) => ({ namespace: other, link: upper })),
  );
}

export function portsOf({ namespace, link }: Standing): Standing[] {
  return namespace.links.filter(({ master }) => master === link.name).map((port) => ({ namespace, link: port }));
}
