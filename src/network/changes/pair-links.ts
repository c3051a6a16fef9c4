import type { Link, LinkPlace, Namespace } from '../snapshot.js';

export interface LinkAt {
  readonly namespace: Namespace;
  readonly link: Link;
}

/** The same link in both snapshots, or one that is in one of them only. */
export interface LinkPair {
  readonly before: LinkAt | null;
  readonly after: LinkAt | null;
}

/**
 * Says which link became which. Within a namespace the index tells, for the kernel gives it once; a link that moves takes its hardware address along, and
 * gets another index where its own is taken. Two links that are made one after the other under the same name are two.
 */
export function pairLinks(before: readonly Namespace[], after: readonly Namespace[]): LinkPair[] {
  const pairs: LinkPair[] = [];
  const old = linksByPlace(before);
  const left = new Map<string, LinkAt>();
  /** Where the links of `before` are now. */
  const now = new Map<string, LinkAt>();
  const pair = (key: string, from: LinkAt, to: LinkAt): void => {
    pairs.push({ before: from, after: to });
    now.set(key, to);
    old.delete(key);
    left.delete(keyOf(to.namespace.id, to.link.index));
  };
  for (const namespace of after) {
    for (const link of namespace.links) {
      const key = keyOf(namespace.id, link.index);
      const from = old.get(key);
      const to = { namespace, link };
      if (from?.link.kind === link.kind && (from.link.mac === link.mac || from.link.name === link.name)) pair(key, from, to);
      else left.set(key, to);
    }
  }
  if (left.size > 0 && old.size > 0) pairMoved(old, left, now, pair);
  for (const from of old.values()) pairs.push({ before: from, after: null });
  for (const to of left.values()) pairs.push({ before: null, after: to });
  return pairs;
}

/** Finds those that moved, or changed more than one of the things that they are known by; the most alike ones first. */
function pairMoved(
  old: Map<string, LinkAt>,
  left: Map<string, LinkAt>,
  now: ReadonlyMap<string, LinkAt>,
  pair: (key: string, from: LinkAt, to: LinkAt) => void,
): void {
  const clues = new Map<string, LinkAt[]>();
  for (const to of left.values()) for (const clue of cluesOf(to)) clues.set(clue, [...(clues.get(clue) ?? []), to]);
  // An end of a pair is known better when it is known what became of the other end.
  for (const least of [10, 6]) {
    const candidates: { key: string; from: LinkAt; to: LinkAt; likeness: number }[] = [];
    for (const [key, from] of old) {
      const other = from.link.peer && now.get(keyOf(from.link.peer.namespace, from.link.peer.index));
      const peer = other ? [`peer ${keyOf(other.namespace.id, other.link.index)}`] : [];
      for (const to of new Set([...cluesOf(from), ...peer].flatMap((clue) => clues.get(clue) ?? []))) {
        const likeness = likenessOf(from, to, now);
        if (likeness >= least) candidates.push({ key, from, to, likeness });
      }
    }
    candidates.sort((a, b) => b.likeness - a.likeness);
    for (const { key, from, to } of candidates) if (old.has(key) && left.has(keyOf(to.namespace.id, to.link.index))) pair(key, from, to);
  }
}

/** Two links that have none of these in common are not looked at together. */
function cluesOf({ namespace, link }: LinkAt): string[] {
  const clues = [`place ${keyOf(namespace.id, link.index)}`, link.mac === null ? `name ${link.name}` : `mac ${link.mac}`];
  return link.peer ? [...clues, `peer ${keyOf(link.peer.namespace, link.peer.index)}`] : clues;
}

function likenessOf(from: LinkAt, to: LinkAt, now: ReadonlyMap<string, LinkAt>): number {
  if (from.link.kind !== to.link.kind) return 0;
  const isSamePlace = from.namespace.id === to.namespace.id;
  const isSameIndex = from.link.index === to.link.index;
  // Nothing gives a link another index while it stays where it is.
  if (isSamePlace && !isSameIndex) return 0;
  const peer = peerLikeness(from.link.peer, to.link.peer, now);
  if (peer === -1) return 0;
  return (
    (isSamePlace ? 6 : 0) +
    (from.link.mac !== null && from.link.mac === to.link.mac ? 8 : 0) +
    (from.link.mac === null && to.link.mac === null && sameDetails(from.link, to.link) ? 4 : 0) +
    peer +
    (from.link.name === to.link.name ? 2 : 0) +
    (isSameIndex ? 1 : 0)
  );
}

/** 8 when both have the same other end, -1 when they can't be the same for having others, 0 when nothing is known. */
function peerLikeness(from: LinkPlace | null, to: LinkPlace | null, now: ReadonlyMap<string, LinkAt>): number {
  if (from === null || to === null) return 0;
  const other = now.get(keyOf(from.namespace, from.index));
  if (other === undefined) return 0;
  return other.namespace.id === to.namespace && other.link.index === to.index ? 8 : -1;
}

function sameDetails(a: Link, b: Link): boolean {
  return Object.entries(a.details).every(([name, value]) => b.details[name] === value);
}

function linksByPlace(namespaces: readonly Namespace[]): Map<string, LinkAt> {
  const links = new Map<string, LinkAt>();
  for (const namespace of namespaces) for (const link of namespace.links) links.set(keyOf(namespace.id, link.index), { namespace, link });
  return links;
}

export function keyOf(namespace: string, index: number): string {
  return `${namespace}/${index}`;
}
