import { familyOf, isSameAddress } from '../../network/path/addresses.js';
import { hasAddress } from '../../network/path/choose-route.js';
import { deliverFrame } from '../../network/path/deliver-frame.js';
import { sourceTranslations } from '../../network/path/firewall.js';
import { linkNamed, type Standing } from '../../network/path/net.js';
import type { Obstacle } from '../../network/path/obstacle.js';
import type { RoundTrip } from '../../network/path/round-trip.js';
import { tunnelsOf } from '../../network/path/tunnel.js';
import { findNamespace } from '../../network/snapshot.js';
import type { Finding } from './diagnosis.js';
import { lostAddressFinding } from './lost-address.js';
import type { Scene } from './scene.js';
import { isAtTheEdge, whyNoRoute } from './why-no-route.js';

/** What is behind an obstacle that a packet has met, as a person would have to mend it. */
export function explainObstacle(scene: Scene, trip: RoundTrip, obstacle: Obstacle): Finding | undefined {
  const isBack = trip.direction === 'back';
  const found = explain(scene, trip, obstacle, isBack);
  return found && { ...found, ...(isBack && { isBack: true }) };
}

function explain(scene: Scene, trip: RoundTrip, obstacle: Obstacle, isBack: boolean): Finding | undefined {
  switch (obstacle.kind) {
    case 'lo-down':
      return { code: 'lo-down', params: { namespace: obstacle.namespace } };
    case 'no-route':
      return noRoute(scene, trip, obstacle.namespace, obstacle.destination, isBack);
    case 'empty-table': {
      const { namespace, table, rule, destination } = obstacle;
      return { code: 'table-empty', params: { namespace, table, rule, destination } };
    }
    case 'rejected':
      return { code: 'route-refuses', params: { namespace: obstacle.namespace, type: obstacle.type, by: obstacle.by } };
    case 'link-down':
      return { code: 'link-down', params: { ...obstacle.at } };
    case 'peer-down':
      return { code: 'other-end-down', params: { ...obstacle.at, otherNamespace: obstacle.peer.namespace, other: obstacle.peer.link } };
    case 'no-peer':
      return {
        code: 'nothing-behind-link',
        params: { ...obstacle.at, linkKind: obstacle.linkKind },
        isCertain: obstacle.linkKind !== 'device',
      };
    case 'no-source':
      return { code: 'no-source-address', params: { namespace: obstacle.namespace, link: obstacle.link } };
    case 'bridge-down':
      return { code: 'bridge-down', params: { namespace: obstacle.at.namespace, bridge: obstacle.at.link } };
    case 'port-blocked':
      return { code: 'port-blocked', params: { ...obstacle.at, bridge: obstacle.bridge, state: obstacle.state } };
    case 'not-attached':
      return {
        code: 'port-not-attached',
        params: { ...obstacle.at, bridge: obstacle.bridge },
        isCertain: isOnlyBridge(scene, obstacle.at.namespace),
      };
    case 'other-bridge':
      return {
        code: 'port-in-other-bridge',
        params: { ...obstacle.at, bridge: obstacle.bridge, wanted: obstacle.wanted },
      };
    case 'address-on-port':
      return { code: 'address-on-port', params: { ...obstacle.at, bridge: obstacle.bridge } };
    case 'isolated-ports':
      return { code: 'ports-isolated', params: { ...obstacle.at, bridge: obstacle.bridge } };
    case 'macvlan-mode':
      return { code: 'macvlan-mode', params: { ...obstacle.at, mode: obstacle.mode } };
    case 'macvlan-parent':
      return { code: 'macvlan-parent', params: { ...obstacle.at, parent: obstacle.parent } };
    case 'vlan-other':
      return { code: 'vlan-differs', params: { ...obstacle.at, vlan: obstacle.vlan } };
    case 'vxlan-no-remote':
      return { code: 'vxlan-no-remote', params: { ...obstacle.at } };
    case 'vxlan-other-id': {
      const { id, other, otherId } = obstacle;
      return { code: 'vxlan-ids-differ', params: { ...obstacle.at, id, otherNamespace: other.namespace, other: other.link, otherId } };
    }
    case 'vxlan-nobody':
      return { code: 'vxlan-nobody', params: { ...obstacle.at, remote: obstacle.remote } };
    case 'no-such-address':
      return noSuchAddress(scene, obstacle.address, obstacle.from);
    case 'not-connected': {
      const { address, from, holder } = obstacle;
      return { code: 'address-elsewhere', params: { ...from, address, otherNamespace: holder.namespace, other: holder.link } };
    }
    case 'no-such-next-hop': {
      const { via, namespace } = obstacle;
      if (hasAddress(findNamespace(scene.after!, namespace)!, via)) return { code: 'next-hop-is-here', params: { via, namespace } };
      const found = noSuchAddress(scene, via, obstacle.from);
      return found.code === 'address-nowhere' ? { code: 'next-hop-missing', params: { namespace, via } } : found;
    }
    case 'arp-off':
      return { code: 'arp-off', params: { ...obstacle.at, address: obstacle.address } };
    case 'wrong-neighbour': {
      const { address, mac, real } = obstacle;
      return { code: 'neighbour-wrong', params: { ...obstacle.at, address, mac, real } };
    }
    case 'address-not-ready':
      return { code: 'address-not-ready', params: { ...obstacle.at, address: obstacle.address, state: obstacle.state } };
    case 'ipv6-disabled':
      return { code: 'ipv6-off', params: { ...obstacle.at } };
    case 'duplicate-address': {
      const places = obstacle.holders.map(({ namespace, link }) => `${link} in ${namespace}`).join(', ');
      return { code: 'address-taken', params: { address: obstacle.address, places } };
    }
    case 'forwarding-off': {
      const setting = obstacle.family === 4 ? 'net.ipv4.ip_forward' : 'net.ipv6.conf.all.forwarding';
      return { code: 'forwarding-off', params: { namespace: obstacle.namespace, setting } };
    }
    case 'dropped': {
      const { namespace, chain, by, isPolicy } = obstacle;
      return isPolicy
        ? { code: 'firewall-policy', params: { namespace, chain } }
        : { code: 'firewall-drops', params: { namespace, chain, by } };
    }
    case 'rp-filter':
      return { code: 'rp-filter', params: { ...obstacle.at, source: obstacle.source } };
    case 'too-large':
      return { code: 'mtu-too-small', params: { ...obstacle.at, mtu: obstacle.mtu, size: obstacle.size } };
    case 'loop':
      return { code: 'route-loop', params: { destination: obstacle.destination, namespaces: obstacle.namespaces.join(', ') } };
  }
}

function isOnlyBridge(scene: Scene, label: string): boolean {
  return findNamespace(scene.after!, label)?.links.filter(({ kind }) => kind === 'bridge').length === 1;
}

function noRoute(scene: Scene, trip: RoundTrip, label: string, destination: string, isBack: boolean): Finding {
  const here = findNamespace(scene.after!, label)!;
  const why = whyNoRoute(scene, here, destination, isBack);
  const isEnd = trip.back?.through.length === 1;
  if (why.code !== 'no-route-back' || !isEnd) return why;
  const routers = trip.there.through.slice(1, -1).map((id) => scene.after!.namespaces.find((other) => other.id === id)!);
  const router = routers.at(-1);
  if (!router) return why;
  const [rule] = sourceTranslations(router);
  if (rule !== undefined) return { code: 'nat-does-not-fit', params: { router: router.label, source: destination, rule } };
  return isAtTheEdge(here, destination)
    ? { code: 'nat-missing', params: { namespace: label, source: destination, router: router.label } }
    : why;
}

/** Nobody has an address: it was lost, or the link that is meant to have it has none, or another. */
function noSuchAddress(scene: Scene, address: string, from: { namespace: string; link: string }): Finding {
  const lost = scene.past.lostAddresses().find((other) => isSameAddress(other.address, address));
  if (lost) return lostAddressFinding(lost);
  const family = familyOf(address) ?? 4;
  const here = findNamespace(scene.after!, from.namespace)!;
  const link = linkNamed(here, from.link)!;
  const given = ({ link: other }: Standing): Standing['link']['addresses'] =>
    other.addresses.filter((own) => own.family === family && own.scope === 'global');
  const reached = deliverFrame(scene.after!, { namespace: here, link }, (tunnel) => tunnelsOf(scene.after!, tunnel, 1))
    .filter(({ to, obstacles }) => to.link.kind !== 'bridge' && obstacles.every(({ kind }) => kind === 'peer-down' || kind === 'link-down'))
    .map(({ to }) => to);
  const bare = reached.filter((to) => given(to).length === 0);
  if (bare.length === 1)
    return {
      code: 'no-address',
      params: { namespace: bare[0]!.namespace.label, link: bare[0]!.link.name },
      isCertain: reached.length === 1,
    };
  const [near] = reached.length === 1 ? given(reached[0]!) : [];
  const own = link.addresses.find((other) => other.family === family && other.scope === 'global');
  if (near && own && reached.length === 1 && bare.length === 0) {
    return { code: 'address-nowhere', params: { address, near: `${near.address}/${near.prefix}` } };
  }
  return { code: 'address-nowhere', params: { address } };
}
