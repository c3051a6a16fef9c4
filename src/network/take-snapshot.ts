import { namespaceOf } from './parse-namespace.js';
import type { Reader } from './reader.js';
import type { Link, LinkPlace, Namespace, Snapshot } from './snapshot.js';

/** Reads the network once. */
export async function takeSnapshot(reader: Reader): Promise<Snapshot> {
  const text = await reader.read();
  const read = text.namespaces.map((namespace) => namespaceOf(namespace, namespace.inode === text.host));
  const sorted = read.toSorted((a, b) => Number(b.isHost) - Number(a.isHost) || compareIds(a.id, b.id));
  let unnamed = 0;
  const labelled = sorted.map((namespace) => ({
    ...namespace,
    label: namespace.isHost ? 'host' : (namespace.names[0] ?? namespace.container ?? `unnamed-${(unnamed += 1)}`),
  }));
  return {
    schema: 1,
    namespaces: labelled.map((namespace) => ({ ...namespace, links: namespace.links.map((link) => withPeer(link, namespace, labelled)) })),
  };
}

/** Finds the other end of a veth pair: it has this link's index as its own other end. */
function withPeer(link: Link & { otherIndex?: number }, here: Namespace, all: readonly Namespace[]): Link {
  const { otherIndex, ...plain } = link;
  if (otherIndex === undefined) return plain;
  const places: LinkPlace[] = all.flatMap(({ id, links }) =>
    (links as readonly (Link & { otherIndex?: number })[])
      .filter(
        (other) =>
          other.index === otherIndex &&
          (link.kind !== 'veth' || other.otherIndex === link.index) &&
          (id !== here.id || other.index !== link.index),
      )
      .map(({ index, name }) => ({ namespace: id, index, name })),
  );
  const place = places.find(({ namespace }) => namespace === here.id) ?? places[0] ?? null;
  return link.kind === 'veth' ? { ...plain, peer: place } : { ...plain, lower: place };
}

/** Cookies are numbers that may be larger than a double holds. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
