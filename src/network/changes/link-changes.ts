import type { NamedLink } from '../change.js';
import type { LinkPlace } from '../snapshot.js';
import type { Compared, ComparedLink } from './compared.js';
import { chosenDetails } from './link-attributes.js';
import type { LinkAt } from './pair-links.js';
import type { Finding } from './story.js';

/** Links that were made, are gone, or are elsewhere, and whose ports they are. `lo` comes and goes with its namespace, so nobody is told. */
export function compareLinks(compared: Compared): void {
  for (const link of compared.links) {
    if (!link.after) removal(compared, link);
    else if (!link.before) addition(compared, link);
    else moveOrRename(compared, link, link.before, link.after);
  }
  for (const link of compared.links) compareMaster(compared, link);
}

/** That a link is gone: with its namespace, with its other end, or with what it lay on. */
function removal(compared: Compared, link: ComparedLink): Finding | undefined {
  const { before, after, found } = link;
  if (found.removed || found.isAsked || !before || after || before.link.kind === 'loopback') return found.removed;
  found.isAsked = true;
  const peer = compared.wasAt(before.link.peer);
  const cause =
    compared.namespace(before.namespace.id).finding ??
    (peer && !isFirst(compared, before, peer.before!) ? removal(compared, peer) : undefined) ??
    lowerGone(compared, before);
  const { namespace, link: name } = named(compared, before);
  return (found.removed = compared.story.add(
    { kind: 'link-removed', namespace, link: name, linkKind: before.link.kind, peer: placeNamed(compared, before.link.peer) },
    cause,
  ));
}

function lowerGone(compared: Compared, { link, namespace }: LinkAt): Finding | undefined {
  const lower = compared.wasAt(link.lower) ?? compared.wasNamed(namespace.id, link.details['link'] ?? null);
  return lower && lower.before?.link !== link ? removal(compared, lower) : undefined;
}

function addition(compared: Compared, link: ComparedLink): Finding | undefined {
  const { after, before, found } = link;
  if (found.added || !after || before || after.link.kind === 'loopback') return found.added;
  const peer = compared.isAt(after.link.peer);
  const lower = after.link.lower ?? lowerByName(compared, after);
  const { link: name, namespace } = named(compared, after);
  return (found.added = compared.story.add(
    {
      kind: 'link-added',
      namespace,
      link: name,
      linkKind: after.link.kind,
      peer: placeNamed(compared, after.link.peer),
      lower: placeNamed(compared, lower),
      details: chosenDetails(after.link),
    },
    peer && !peer.before && !isFirst(compared, after, peer.after!) ? addition(compared, peer) : null,
  ));
}

/** A vxlan names the link that it uses among its details. */
function lowerByName(compared: Compared, { namespace, link }: LinkAt): LinkPlace | null {
  const lower = compared.isNamed(namespace.id, link.details['link'] ?? null)?.after;
  return lower ? { namespace: lower.namespace.id, index: lower.link.index, name: lower.link.name } : null;
}

/**
 * Which end of a pair is told first: the one whose namespace was made first, and in one namespace the one with the higher index, for of the two names in a
 * command the kernel makes the second first. An end whose namespace is gone is told before the other.
 */
function isFirst(compared: Compared, one: LinkAt, other: LinkAt): boolean {
  if (one.namespace.id === other.namespace.id) return one.link.index > other.link.index;
  const [oneGone, otherGone] = [one, other].map(({ namespace }) => !compared.namespace(namespace.id).after);
  if (oneGone !== otherGone) return oneGone!;
  const place = ({ namespace }: LinkAt): number => compared.namespaces.indexOf(compared.namespace(namespace.id));
  return place(one) < place(other);
}

function moveOrRename(compared: Compared, { found }: ComparedLink, before: LinkAt, after: LinkAt): void {
  const from = named(compared, before);
  const to = named(compared, after);
  if (before.namespace.id !== after.namespace.id)
    found.moved = compared.story.add({ kind: 'link-moved', from, to }, compared.namespace(before.namespace.id).finding);
  else if (from.link !== to.link) compared.story.add({ kind: 'link-renamed', namespace: to.namespace, from: from.link, to: to.link });
}

function compareMaster(compared: Compared, link: ComparedLink): void {
  const { before, after, found } = link;
  if (!after || ((before?.link.master ?? null) === after.link.master && before?.namespace.id === after.namespace.id)) return;
  const { story } = compared;
  const { namespace, link: name } = named(compared, after);
  const was = before ? compared.wasNamed(before.namespace.id, before.link.master) : undefined;
  const is = compared.isNamed(after.namespace.id, after.link.master);
  if (was && was === is) return;
  if (is) found.attached = story.add({ kind: 'link-attached', namespace, link: name, master: is.after!.link.name });
  if (before && was) {
    const cause = found.moved ?? was.found.removed ?? was.found.moved ?? found.attached;
    // Told by the name that it has now, unless it is elsewhere.
    const place = found.moved ? named(compared, before) : { namespace, link: name };
    found.detached = story.add({ kind: 'link-detached', ...place, master: was.before!.link.name }, cause);
  }
}

export function named(compared: Compared, { namespace, link }: LinkAt): NamedLink {
  return { namespace: compared.label(namespace.id), link: link.name };
}

function placeNamed(compared: Compared, place: LinkPlace | null): NamedLink | null {
  return place && compared.knows(place.namespace) ? { namespace: compared.label(place.namespace), link: place.name } : null;
}
