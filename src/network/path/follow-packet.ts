import type { Namespace, Snapshot } from '../snapshot.js';
import { familyOf, isInPrefix, isLinkLocal, isLoopback, isSameAddress } from './addresses.js';
import { chooseRoute, hasAddress, type RouteChoice } from './choose-route.js';
import { passFirewall, translate } from './firewall.js';
import { at, linkNamed, type Standing } from './net.js';
import { holdersOf, nextHopObstacle } from './next-hop.js';
import type { Obstacle } from './obstacle.js';
import type { Packet } from './packet.js';
import { isForwarding, reversePathFilter } from './settings.js';

/** What a namespace has made of the addresses of a packet, so that the answer is turned back. */
export interface Translation {
  readonly namespace: string;
  readonly packet: Packet;
  readonly translated: Packet;
}

export interface Followed {
  /** The namespaces that it has come through, by id, the first and the last included. */
  readonly through: readonly string[];
  /** The packet as it was last. */
  readonly packet: Packet;
  readonly translations: readonly Translation[];
  /** `null` when it arrives. */
  readonly obstacle: Obstacle | null;
  /** Whether nothing had to be guessed: no rule of a firewall that can't be read was on its way. */
  readonly isCertain: boolean;
}

const mostHops = 16;

/**
 * Follows a packet from the namespace that sends it: routes, links and bridges, forwarding, firewall, until it arrives or something stops it. Best effort: what a
 * firewall does is read from its rules so far as they are plain.
 * @param undone what has to be turned back in an answer, by namespace
 * @param depth in how many tunnels it is wrapped
 */
export function followPacket(snapshot: Snapshot, from: Namespace, first: Packet, undone: readonly Translation[] = [], depth = 0): Followed {
  let packet = first;
  let here = from;
  let came: Standing | null = null;
  let isCertain = true;
  const through = [from.id];
  const translations: Translation[] = [];
  const end = (obstacle: Obstacle | null): Followed => ({ through, packet, translations, obstacle, isCertain });
  const alter = (translated: Packet | undefined): void => {
    if (!translated) return;
    translations.push({ namespace: here.id, packet, translated });
    packet = translated;
  };
  const filter = (hook: 'input' | 'output' | 'forward' | 'prerouting' | 'postrouting', out: string | null): Obstacle | null => {
    const passed = passFirewall(here, hook, packet, came?.link.name ?? null, out);
    isCertain &&= passed.isCertain;
    return passed.obstacle;
  };
  /** What goes to an address of one's own. */
  const throughLo = (): Obstacle | null => {
    const lo = here.links.find(({ kind }) => kind === 'loopback');
    if (!lo?.isUp) return { kind: 'lo-down', namespace: here.label };
    packet = { ...packet, source: packet.source ?? packet.destination };
    const dropped = filter('output', lo.name);
    came = { namespace: here, link: lo };
    return dropped ?? filter('input', null);
  };
  for (let hops = 0; hops < mostHops; hops += 1) {
    const turned = packet.isAnswer ? undone.filter(({ namespace }) => namespace === here.id).toReversed() : [];
    for (const one of turned) packet = withOldDestination(packet, one);
    if (!packet.isAnswer) alter(translate(here, came ? 'prerouting' : 'output', packet, came?.link.name ?? null, null));
    if (came) {
      // What comes back to where it was sent from goes round in a circle.
      if (here.id === from.id && !packet.isAnswer && !hasAddress(here, packet.destination)) break;
      const dropped = filter('prerouting', null) ?? (turned.length > 0 ? null : reversePath(snapshot, here, packet, came));
      if (dropped) return end(dropped);
    }
    if (!came && packet.source === null) packet = { ...packet, source: ownSource(here, packet) };
    const choice = chooseRoute(here, { ...packet, inDevice: came?.link.name ?? null, outDevice: came ? null : packet.outDevice });
    if (choice.kind === 'local') {
      return end(came ? filter('input', null) : throughLo());
    }
    if (came && !isForwarding(snapshot, here, familyOf(packet.destination) ?? 4, came.link.name)) {
      return end({
        kind: 'forwarding-off',
        namespace: here.label,
        family: familyOf(packet.destination) ?? 4,
        destination: packet.destination,
      });
    }
    if (choice.kind !== 'unicast') return end(refused(here, packet, choice));
    const out = choice.hop.device === null ? undefined : linkNamed(here, choice.hop.device);
    if (!out) return end(refused(here, packet, { kind: 'none', table: null, rule: null }));
    const outStanding: Standing = { namespace: here, link: out };
    if (packet.source === null) return end({ kind: 'no-source', namespace: here.label, link: out.name, destination: packet.destination });
    const dropped = filter(came ? 'forward' : 'output', out.name);
    if (dropped) return end(dropped);
    if (packet.wholeSize !== null && packet.wholeSize > out.mtu)
      return end({ kind: 'too-large', at: at(outStanding), mtu: out.mtu, size: packet.wholeSize });
    if (!packet.isAnswer) alter(translate(here, 'postrouting', packet, came?.link.name ?? null, out.name));
    for (const one of turned) packet = withOldSource(packet, one);
    const hop = nextHopObstacle(snapshot, outStanding, choice.hop.via, packet, depth);
    if (hop.obstacle || !hop.to) return end(hop.obstacle);
    if (packet.wholeSize !== null && packet.wholeSize > hop.to.link.mtu && hop.to.link.kind === 'veth')
      return end({ kind: 'too-large', at: at(hop.to), mtu: hop.to.link.mtu, size: packet.wholeSize });
    came = hop.to;
    here = hop.to.namespace;
    through.push(here.id);
  }
  const labels = [...new Set(through)].map((id) => snapshot.namespaces.find((other) => other.id === id)?.label ?? id);
  return end({ kind: 'loop', namespaces: labels, destination: packet.destination });
}

/** The answer with its address of destination changed back, before its route is chosen. */
function withOldDestination(answer: Packet, { packet, translated }: Translation): Packet {
  return packet.source !== null && isSameAddress(answer.destination, translated.source ?? '')
    ? { ...answer, destination: packet.source }
    : answer;
}

/** The answer with its source changed back, when it leaves. */
function withOldSource(answer: Packet, { packet, translated }: Translation): Packet {
  return isSameAddress(answer.source ?? '', translated.destination) ? { ...answer, source: packet.destination } : answer;
}

function refused(here: Namespace, packet: Packet, choice: Exclude<RouteChoice, { kind: 'local' | 'unicast' }>): Obstacle {
  const { destination } = packet;
  if (choice.kind === 'rejected') return { kind: 'rejected', namespace: here.label, type: choice.type, by: choice.by };
  if (choice.table !== null) {
    return { kind: 'empty-table', namespace: here.label, table: choice.table, rule: choice.rule ?? '', destination };
  }
  if (isLoopback(destination)) return { kind: 'lo-down', namespace: here.label };
  return { kind: 'no-route', namespace: here.label, destination };
}

/** The address that a packet of one's own is sent from; once it has one, the rules are asked again. */
function ownSource(here: Namespace, packet: Packet): string | null {
  const choice = chooseRoute(here, { ...packet, inDevice: null });
  const out = choice.kind === 'unicast' && choice.hop.device !== null ? linkNamed(here, choice.hop.device) : undefined;
  return choice.kind === 'unicast' && out ? sourceFor(here, { namespace: here, link: out }, packet, choice, choice.hop.via) : null;
}

/** RFC 6724 in short: what the route says, else an address of the link in the network of the next hop, else any of the link, else any. */
function sourceFor(
  here: Namespace,
  out: Standing,
  packet: Packet,
  choice: RouteChoice & { kind: 'unicast' },
  via: string | null,
): string | null {
  if (choice.route.source !== null) return choice.route.source;
  const family = familyOf(packet.destination) ?? 4;
  const wantsLinkLocal = isLinkLocal(packet.destination);
  const usable = (link: Standing['link']): string[] =>
    link.addresses
      .filter((own) => own.family === family && own.scope !== 'host' && isLinkLocal(own.address) === wantsLinkLocal)
      .filter(({ flags }) => !flags.some((flag) => flag === 'tentative' || flag === 'dadfailed'))
      .toSorted((a, b) => Number(inNetwork(b, via ?? packet.destination)) - Number(inNetwork(a, via ?? packet.destination)))
      .map(({ address }) => address);
  return [out.link, ...here.links.filter((link) => link.index !== out.link.index)].flatMap(usable)[0] ?? null;
}

function inNetwork({ address, prefix }: { address: string; prefix: number }, other: string): boolean {
  return isInPrefix(other, `${address}/${prefix}`);
}

/** RFC 3704: whether the way back to the source leads out by the link that the packet came in by. */
function reversePath(snapshot: Snapshot, here: Namespace, packet: Packet, came: Standing): Obstacle | null {
  if (packet.source === null || familyOf(packet.source) !== 4) return null;
  const mode = reversePathFilter(snapshot, here, came.link.name);
  if (hasAddress(here, packet.source)) {
    return { kind: 'duplicate-address', address: packet.source, holders: holdersOf(snapshot, packet.source).map(at) };
  }
  if (mode === 0) return null;
  const back = chooseRoute(here, { destination: packet.source, source: packet.destination, inDevice: null, outDevice: null });
  const isRight = back.kind === 'unicast' && (mode === 2 || back.route.hops.some(({ device }) => device === came.link.name));
  return isRight ? null : { kind: 'rp-filter', at: at(came), source: packet.source };
}
