import type { Snapshot } from '../snapshot.js';
import { at, keyOf, linkNamed, linksUpon, portsOf, standingAt, type Standing } from './net.js';
import type { Obstacle } from './obstacle.js';

/** Where a frame is on its way: about to leave by a link, or come in by one; with the number of its VLAN, if it bears one. */
export interface FrameAt {
  readonly going: 'out' | 'in';
  readonly where: Standing;
  readonly vlan: number | null;
}

/** A next place of a frame; with an obstacle, one that it would reach if that were not there. */
export interface FrameStep {
  readonly to: FrameAt;
  readonly obstacle: Obstacle | null;
}

/** How a tunnel gets its frames to the other end, which is a matter of routes. */
export type Tunnel = (tunnel: Standing) => readonly { readonly to: Standing; readonly obstacle: Obstacle | null }[];

/** Every next place of a frame, as far as links and bridges go (ip-link(8), bridge(8)); an empty list where nothing lies behind. */
export function frameSteps(snapshot: Snapshot, frame: FrameAt, tunnel: Tunnel): readonly FrameStep[] {
  return frame.going === 'out' ? outSteps(snapshot, frame, tunnel) : inSteps(snapshot, frame);
}

function outSteps(snapshot: Snapshot, { where, vlan }: FrameAt, tunnel: Tunnel): FrameStep[] {
  const { link, namespace } = where;
  const own: Obstacle | null = link.isUp
    ? null
    : link.kind === 'bridge'
      ? { kind: 'bridge-down', at: at(where) }
      : { kind: 'link-down', at: at(where) };
  const below = link.lower && standingAt(snapshot, link.lower);
  switch (link.kind) {
    case 'bridge':
      return portsOf(where).map((port) => ({ to: { going: 'out', where: port, vlan }, obstacle: own ?? blocked(port, link.name) }));
    case 'macvlan':
    case 'macvtap':
    case 'ipvlan':
      return below ? onLower(snapshot, where, below, vlan, own) : [];
    case 'vlan':
      return below ? [{ to: { going: 'out', where: below, vlan: Number(link.details['id'] ?? 0) }, obstacle: own }] : [];
    case 'vxlan':
    case 'gretap':
    case 'geneve':
      return tunnel(where).map(({ to, obstacle }) => ({ to: { going: 'in', where: to, vlan }, obstacle: own ?? obstacle }));
    case 'bond':
    case 'team':
      return portsOf(where).map((port) => ({ to: { going: 'out', where: port, vlan }, obstacle: own }));
    default: {
      const peer = link.peer && standingAt(snapshot, link.peer);
      const upper = linksUpon(snapshot, where).filter(({ link: other }) => /^(?:macvlan|macvtap|ipvlan)$/.test(other.kind));
      const unseen = upper.map((other): FrameStep => ({
        to: { going: 'in', where: other, vlan },
        obstacle: own ?? { kind: 'macvlan-parent', at: at(other), parent: link.name },
      }));
      if (!peer) return unseen;
      const other: Obstacle | null = peer.link.isUp
        ? null
        : { kind: 'peer-down', at: { namespace: namespace.label, link: link.name }, peer: at(peer) };
      return [{ to: { going: 'in', where: peer, vlan }, obstacle: own ?? other }, ...unseen];
    }
  }
}

/** A macvlan sends by the link that it lies on, and to its sisters there if their mode lets it; never to that link itself. */
function onLower(snapshot: Snapshot, where: Standing, below: Standing, vlan: number | null, own: Obstacle | null): FrameStep[] {
  const mode = where.link.details['mode'] ?? 'bridge';
  const sisters = linksUpon(snapshot, below).filter((other) => other.link.kind === where.link.kind && keyOf(other) !== keyOf(where));
  const open = (other: Standing): boolean =>
    /^(?:bridge|l2|l3s?)$/.test(mode) && /^(?:bridge|l2|l3s?)$/.test(other.link.details['mode'] ?? 'bridge');
  const lowerDown = down(below) ?? withoutCarrier(snapshot, below);
  return [
    ...sisters.map((other) => ({
      to: { going: 'in' as const, where: other, vlan },
      obstacle: own ?? lowerDown ?? down(other) ?? (open(other) ? null : { kind: 'macvlan-mode' as const, at: at(where), mode }),
    })),
    { to: { going: 'out', where: below, vlan }, obstacle: own ?? lowerDown },
    { to: { going: 'in', where: below, vlan }, obstacle: own ?? { kind: 'macvlan-parent', at: at(where), parent: below.link.name } },
  ];
}

function inSteps(snapshot: Snapshot, { where, vlan }: FrameAt): FrameStep[] {
  const { link, namespace } = where;
  if (link.kind === 'bridge') return looseEnds(where, vlan);
  return [
    ...linksUpon(snapshot, where)
      .filter((upper) => upper.link.kind !== 'vxlan')
      .map((upper) => upperStep(upper, vlan)),
    ...bridgeSteps(where, vlan, link.master === null ? null : (linkNamed(namespace, link.master) ?? null)),
  ];
}

function upperStep(upper: Standing, vlan: number | null): FrameStep {
  if (upper.link.kind !== 'vlan') return { to: { going: 'in', where: upper, vlan }, obstacle: down(upper) };
  const id = Number(upper.link.details['id'] ?? 0);
  return {
    to: { going: 'in', where: upper, vlan: null },
    obstacle: down(upper) ?? (id === vlan ? null : { kind: 'vlan-other', at: at(upper), vlan: id }),
  };
}

/** From a port into its bridge, and out by the other ports. A link that is no port of a bridge nearby may have been meant to be one. */
function bridgeSteps(port: Standing, vlan: number | null, master: Standing['link'] | null): FrameStep[] {
  const { namespace, link } = port;
  const bridges = namespace.links.filter((other) => other.kind === 'bridge');
  return bridges.flatMap((bridge) => {
    const standing = { namespace, link: bridge };
    const isOwn = master?.index === bridge.index;
    if (!isOwn && (link.addresses.some(({ scope }) => scope === 'global') || link.kind === 'loopback')) return [];
    const amiss: Obstacle | null = isOwn
      ? bridge.isUp
        ? blocked(port, bridge.name)
        : { kind: 'bridge-down', at: at(standing) }
      : master?.kind === 'bridge'
        ? { kind: 'other-bridge', at: at(port), bridge: master.name, wanted: bridge.name }
        : { kind: 'not-attached', at: at(port), bridge: bridge.name };
    const others = portsOf(standing).filter((other) => other.link.index !== link.index);
    return [
      { to: { going: 'in', where: standing, vlan }, obstacle: amiss },
      ...others.map((other) => ({
        to: { going: 'out' as const, where: other, vlan },
        obstacle: amiss ?? isolated(port, other, bridge.name) ?? blocked(other, bridge.name),
      })),
    ];
  });
}

/** Cable ends that are no ports yet: whoever wants to get there may have left out to attach them. */
function looseEnds({ namespace, link: bridge }: Standing, vlan: number | null): FrameStep[] {
  return namespace.links.filter(isLooseEnd).map((link) => ({
    to: { going: 'out', where: { namespace, link }, vlan },
    obstacle: { kind: 'not-attached', at: { namespace: namespace.label, link: link.name }, bridge: bridge.name },
  }));
}

/** A cable end that has no address and is a port of nothing. */
function isLooseEnd(link: Standing['link']): boolean {
  return link.kind === 'veth' && link.master === null && !link.addresses.some(({ scope }) => scope === 'global');
}

function blocked(port: Standing, bridge: string): Obstacle | null {
  const state = port.link.portDetails['state'];
  if (!port.link.isUp || !port.link.hasCarrier || state === undefined || state === 'forwarding') return null;
  return { kind: 'port-blocked', at: at(port), bridge, state };
}

function isolated(a: Standing, b: Standing, bridge: string): Obstacle | null {
  const isSo = (port: Standing): boolean => port.link.portDetails['isolated'] === 'true';
  return isSo(a) && isSo(b) ? { kind: 'isolated-ports', at: at(a), bridge } : null;
}

/** Nothing goes out of what lies on a link whose other end is down, not even to its sisters. */
function withoutCarrier(snapshot: Snapshot, where: Standing): Obstacle | null {
  const peer = where.link.peer && standingAt(snapshot, where.link.peer);
  return peer && !where.link.hasCarrier && !peer.link.isUp ? { kind: 'peer-down', at: at(where), peer: at(peer) } : null;
}

function down(where: Standing): Obstacle | null {
  return where.link.isUp ? null : { kind: 'link-down', at: at(where) };
}
