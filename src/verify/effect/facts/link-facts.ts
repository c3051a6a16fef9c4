import { chosenDetails, chosenPortDetails, usualMtu } from '../../../network/changes/link-attributes.js';
import { findLink, type Address, type Link, type Namespace, type Snapshot } from '../../../network/snapshot.js';
import type { FactList } from '../fact-list.js';
import type { Naming } from '../naming.js';

/** Flags that somebody sets of a link; a tunnel has NOARP by itself. */
const flags = ['PROMISC', 'ALLMULTI', 'NOARP'];
/** Flags of addresses that somebody sets; the others come with time. */
const addressFlags = ['deprecated', 'noprefixroute', 'home', 'mngtmpaddr'];

/** The links of a namespace with their addresses. What is as the kernel makes it is no fact, so that who sets a link up beforehand is not refused. */
export function addLinkFacts(facts: FactList, snapshot: Snapshot, namespace: Namespace, naming: Naming): void {
  const place = naming.namespace(namespace.label);
  for (const link of namespace.links) {
    const name = naming.link(namespace.label, link.name);
    const attribute = (detail: string, value: string): void => facts.add('attribute', place, name, detail, value);
    if (link.kind !== 'loopback') facts.add('link', place, name, '', link.kind);
    if (link.peer) facts.add('peer', place, name, '', naming.place(link.peer.namespace, link.peer.name));
    if (link.lower) facts.add('lower', place, name, '', naming.place(link.lower.namespace, link.lower.name));
    if (link.isUp) attribute('up', 'up');
    if (link.mtu !== usualMtuOf(snapshot, link)) attribute('mtu', `${link.mtu}`);
    if (link.master !== null) attribute('master', naming.link(namespace.label, link.master));
    if (link.mac !== null && !link.isMacGenerated && link.kind !== 'loopback') attribute('mac', link.mac);
    if (link.alias !== null) attribute('alias', link.alias);
    for (const other of link.alternativeNames) attribute(`altname ${other}`, 'on');
    for (const flag of flags) if (link.flags.includes(flag)) attribute(flag, 'on');
    for (const [detail, value] of Object.entries({ ...chosenDetails(link), ...chosenPortDetails(link) })) attribute(detail, value);
    for (const address of link.addresses) if (isGiven(address)) addAddress(facts, place, name, link, address);
  }
}

function addAddress(facts: FactList, place: string, name: string, link: Link, address: Address): void {
  const isOwn = link.kind === 'loopback' && ['127.0.0.1', '::1'].includes(address.address);
  const words = [
    address.peer === null ? '' : `peer ${address.peer}`,
    // The kernel chooses that of an address by what it is.
    address.scope === 'global' ? '' : `scope ${address.scope}`,
    ...addressFlags.filter((flag) => address.flags.includes(flag)),
  ];
  facts.add('address', place, name, `${address.address}/${address.prefix}`, words.filter(Boolean).join(' '), isOwn);
}

/** Not those that the kernel makes of hardware addresses or of a secret. */
function isGiven({ isDynamic, scope, family, address }: Address): boolean {
  return !(scope === 'link' && family === 6 && (isDynamic || /^fe80::[0-9a-f:]*ff:fe[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(address)));
}

function usualMtuOf(snapshot: Snapshot, link: Link): number {
  return usualMtu(link, link.lower ? findLink(snapshot, link.lower) : undefined) ?? 1500;
}
