import { familyOf, isInPrefix, isPrivate, isSameAddress } from '../../network/path/addresses.js';
import { deliverFrame } from '../../network/path/deliver-frame.js';
import { at } from '../../network/path/net.js';
import { tunnelsOf } from '../../network/path/tunnel.js';
import type { Link, Namespace } from '../../network/snapshot.js';
import type { Finding } from './diagnosis.js';
import { lostAddressFinding } from './lost-address.js';
import type { Scene } from './scene.js';

/** What lies behind a missing route: most of them come with an address, and so go with it. */
export function whyNoRoute(scene: Scene, here: Namespace, destination: string, isBack: boolean): Finding {
  const family = familyOf(destination) ?? 4;
  const namespace = here.label;
  const links = here.links.filter(({ kind }) => kind !== 'loopback');
  const given = (link: Link): Link['addresses'] => link.addresses.filter((own) => own.family === family && own.scope === 'global');
  const covers = ({ address, prefix }: { address: string; prefix: number }): boolean => isInPrefix(destination, `${address}/${prefix}`);
  if (links.length === 0) return { code: 'no-link', params: { namespace }, isBack };
  const down = links.find((link) => !link.isUp && given(link).some(covers));
  if (down) return { code: 'link-down', params: { namespace, link: down.name }, isBack };
  const lost = scene.past
    .lostAddresses()
    .find((other) => other.now === namespace && familyOf(other.address) === family && links.some(({ name }) => name === other.link));
  if (lost && !links.some((link) => link.name === lost.link && given(link).length > 0)) return { ...lostAddressFinding(lost), isBack };
  const alone = links
    .flatMap((link) => given(link).map((own) => ({ link, own })))
    .find(({ own }) => own.prefix === (family === 4 ? 32 : 128) && own.peer === null && isNear(own.address, destination));
  if (alone) {
    const { link, own } = alone;
    return { code: 'address-without-prefix', params: { namespace, link: link.name, address: own.address, prefix: own.prefix }, isBack };
  }
  const bare = links.filter((link) => link.master === null && given(link).length === 0);
  if (!links.some((link) => given(link).length > 0) && bare.length > 0) {
    const [link] = bare;
    return { code: 'no-address', params: { namespace, link: link!.name }, isBack, isCertain: bare.length === 1 };
  }
  const differing = onOneCable(scene, here, destination);
  if (differing) return { ...differing, isBack };
  const route = scene.past.lostRoute(namespace, (written) => isInPrefix(destination, written));
  if (route) return { code: 'route-lost', params: { namespace, destination: route.destination, line: route.line }, isBack };
  const idle = links.find((link) => !link.isUp && given(link).length > 0 && links.length === 1);
  if (idle) return { code: 'link-down', params: { namespace, link: idle.name }, isBack };
  return { code: isBack ? 'no-route-back' : 'no-route', params: { namespace, destination } };
}

/** Whether two addresses look as if they were meant to be of one network: the customary /24 and /64. */
function isNear(a: string, b: string): boolean {
  return isInPrefix(a, `${b}/${a.includes(':') ? 64 : 24}`);
}

/** Two ends of one cable that have addresses of different networks. */
function onOneCable(scene: Scene, here: Namespace, destination: string): Finding | undefined {
  const family = familyOf(destination) ?? 4;
  for (const link of here.links) {
    const own = link.addresses.find((other) => other.family === family && other.scope === 'global');
    if (!own || link.kind === 'loopback' || link.master !== null) continue;
    const from = { namespace: here, link };
    const reached = deliverFrame(scene.after!, from, (tunnel) => tunnelsOf(scene.after!, tunnel, 1));
    const holder = reached.find(({ to }) => to.link.addresses.some((other) => isSameAddress(other.address, destination)));
    const other = holder?.to.link.addresses.find((one) => isSameAddress(one.address, destination));
    if (
      !holder ||
      !other ||
      holder.obstacles.some(({ kind }) => kind === 'not-attached' || kind === 'other-bridge' || kind === 'macvlan-parent')
    )
      continue;
    const params = {
      ...at(from),
      address: `${own.address}/${own.prefix}`,
      other: `${other.address}/${other.prefix}`,
    };
    return { code: 'networks-differ', params };
  }
  return undefined;
}

/** Whether an answer to a private address fails where nobody has routes to such: at the edge of what stands for the internet. */
export function isAtTheEdge(here: Namespace, source: string): boolean {
  if (!isPrivate(source) || source.includes(':')) return false;
  return here.links.some((link) => link.addresses.some((own) => own.family === 4 && own.scope === 'global' && !isPrivate(own.address)));
}
