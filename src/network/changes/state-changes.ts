import type { ChangeKind } from '../change.js';
import type { Link } from '../snapshot.js';
import type { Compared, ComparedLink } from './compared.js';
import { borrowsMac, changedDetails, changedPortDetails, chosenPortDetails, usualMtu, type Difference } from './link-attributes.js';
import { named } from './link-changes.js';
import type { LinkAt } from './pair-links.js';
import type { Finding } from './story.js';

/** What was set on links: up or down, sizes, hardware addresses and everything else that has a value. */
export function compareStates(compared: Compared): void {
  for (const link of compared.links) if (link.after) compareAttributes(compared, link, link.after);
  for (const link of compared.links) if (link.after) upOrDown(compared, link, link.after);
  for (const link of compared.links) if (link.after) carrier(compared, link);
}

function compareAttributes(compared: Compared, { before, found }: ComparedLink, after: LinkAt): void {
  const place = named(compared, after);
  const from = before?.link;
  const to = after.link;
  const tell = ({ attribute, from: was, to: is }: Difference, cause?: Finding): Finding =>
    compared.story.add({ kind: 'link-changed', ...place, attribute, from: was, to: is }, cause);
  if (from?.mtu !== to.mtu) {
    const lower = compared.isAt(to.lower) ?? compared.isNamed(after.namespace.id, to.details['link'] ?? null);
    if (from) found.mtu = tell({ attribute: 'mtu', from: `${from.mtu}`, to: `${to.mtu}` }, mtuCause(compared, after, lower));
    else {
      const usual = usualMtu(to, lower?.after?.link);
      if (usual !== null && usual !== to.mtu) found.mtu = tell({ attribute: 'mtu', from: null, to: `${to.mtu}` });
    }
  }
  if (from?.mac !== to.mac && to.mac !== null && (from ? !(to.isMacGenerated && borrowsMac.has(to.kind)) : !to.isMacGenerated))
    // What the kernel made up says nothing to anyone.
    tell({ attribute: 'mac', from: from && !from.isMacGenerated ? from.mac : null, to: to.mac });
  if ((from?.alias ?? null) !== to.alias) tell({ attribute: 'alias', from: from?.alias ?? null, to: to.alias });
  for (const difference of gainedAndLost('altname', from?.alternativeNames ?? [], to.alternativeNames)) tell(difference);
  for (const [flag, was, is] of flagsOf(from, to)) tell({ attribute: flag, from: was, to: is });
  if (from) tellDetails(changedDetails(from, to), tell);
  const isSamePort = from !== undefined && from.master !== null && !found.attached && !found.moved;
  if (to.master === null) return;
  if (isSamePort) for (const difference of changedPortDetails(from, to)) tell(difference);
  else for (const [attribute, value] of Object.entries(chosenPortDetails(to))) tell({ attribute, from: null, to: value });
}

/** The spanning tree has a shortest forward delay (IEEE 802.1D), which a bridge takes when the protocol is switched on. */
function tellDetails(differences: readonly Difference[], tell: (difference: Difference, cause?: Finding) => Finding): void {
  const tree = differences.find(({ attribute }) => attribute === 'stp_state');
  const cause = tree && tell(tree);
  for (const difference of differences)
    if (difference !== tree) tell(difference, difference.attribute === 'forward_delay' ? cause : undefined);
}

/** A link on another, and a bridge with ports, follow those. */
function mtuCause(compared: Compared, { link, namespace }: LinkAt, lower: ComparedLink | undefined): Finding | undefined {
  const isLowered = lower?.after && lower.before && lower.after.link.mtu !== lower.before.link.mtu;
  if (isLowered) return lower.found.mtu;
  if (link.kind !== 'bridge') return undefined;
  for (const port of compared.links) {
    const is = port.after?.link.master === link.name && port.after.namespace === namespace;
    const was = port.found.detached && port.before?.namespace.id === namespace.id;
    if (is || was) {
      const cause = port.found.attached ?? port.found.detached ?? port.found.mtu;
      if (cause) return cause;
    }
  }
  return undefined;
}

const flagNames = ['PROMISC', 'ALLMULTI', 'NOARP'];

/** Which flags are set or cleared; of a new link only those that somebody must have set. */
function flagsOf(from: Link | undefined, to: Link): [string, string | null, string | null][] {
  const names = from ? new Set([...from.flags, ...to.flags]) : flagNames.filter((flag) => flag !== 'NOARP' && to.flags.includes(flag));
  return [...names].flatMap((flag): [string, string | null, string | null][] => {
    const [was, is] = [from?.flags.includes(flag) ?? false, to.flags.includes(flag)];
    return was === is ? [] : [[flag, was ? 'on' : null, is ? 'on' : null]];
  });
}

function gainedAndLost(attribute: string, before: readonly string[], after: readonly string[]): Difference[] {
  if (before.length === 0 && after.length === 0) return [];
  return [
    ...before.filter((name) => !after.includes(name)).map((name) => ({ attribute, from: name, to: null })),
    ...after.filter((name) => !before.includes(name)).map((name) => ({ attribute, from: null, to: name })),
  ];
}

function upOrDown(compared: Compared, link: ComparedLink, { link: to, namespace }: LinkAt): void {
  const { before, found } = link;
  const place = named(compared, { link: to, namespace });
  // A move sets a link down, so one that is up was set up again.
  const wasUp = before !== null && before.link.isUp;
  if (to.isUp && (!wasUp || found.moved))
    found.up = compared.story.add({ kind: 'link-up', ...place, hasCarrier: to.hasCarrier }, followed(compared, to, 'up'));
  else if (wasUp && !to.isUp)
    found.down = compared.story.add({ kind: 'link-down', ...place }, found.moved ?? followed(compared, to, 'down'));
}

/** A vlan goes up and down with the link that it lies on. */
function followed(compared: Compared, link: Link, state: 'up' | 'down'): Finding | undefined {
  return link.kind === 'vlan' ? compared.isAt(link.lower)?.found[state] : undefined;
}

/** Whether something is at the other end. Of a link that was itself set up or down nothing is told here. */
function carrier(compared: Compared, link: ComparedLink): Finding | undefined {
  const { before, after, found } = link;
  if (found.isAsked || found.gained || found.lost) return found.gained ?? found.lost;
  if (!before || !after || before.link.hasCarrier === after.link.hasCarrier || found.up || found.down || !after.link.isUp) return undefined;
  const kind: ChangeKind['kind'] = after.link.hasCarrier ? 'carrier-gained' : 'carrier-lost';
  // Both ends of a cable, and bridges in a ring, would ask each other for ever.
  found.isAsked = true;
  const finding = compared.story.add({ kind, ...named(compared, after) }, carrierCause(compared, before, after, kind));
  found[kind === 'carrier-gained' ? 'gained' : 'lost'] = finding;
  return finding;
}

function carrierCause(compared: Compared, before: LinkAt, after: LinkAt, kind: 'carrier-gained' | 'carrier-lost'): Finding | undefined {
  const isGain = kind === 'carrier-gained';
  const causeOf = (other: ComparedLink | undefined): Finding | undefined => {
    if (!other) return undefined;
    const { up, down, moved, removed, attached, detached } = other.found;
    return isGain
      ? (up ?? attached ?? carrier(compared, other))
      : (down ?? moved ?? removed ?? detached ?? attached ?? carrier(compared, other) ?? up);
  };
  const peer = compared.isAt(after.link.peer) ?? compared.wasAt(before.link.peer);
  if (peer) return causeOf(peer);
  const lower = compared.isAt(after.link.lower) ?? compared.wasAt(before.link.lower);
  if (lower) return causeOf(lower);
  for (const port of compared.links) {
    const is = port.after?.link.master === after.link.name && port.after.namespace === after.namespace;
    const was = port.before?.link.master === before.link.name && port.before.namespace === before.namespace;
    const cause = is || was ? causeOf(port) : undefined;
    if (cause) return cause;
  }
  return undefined;
}
