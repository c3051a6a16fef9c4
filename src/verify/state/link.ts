import type { NamedLink } from '../../network/change.js';
import type { LinkFact } from '../../network/fact.js';
import type { Link, Namespace, Snapshot } from '../../network/snapshot.js';
import { addressesMissing } from './address.js';
import { missing, type Finding } from './finding.js';

/** A link with its state (ip-link(8)) and some of its addresses. */
export function checkLink(fact: LinkFact, namespace: Namespace, snapshot: Snapshot): Finding {
  const link = linkIn(namespace, fact.link.link);
  if (!link) return missing(missingLink(fact.link, snapshot));
  const name = `${fact.link.namespace}/${fact.link.link}`;
  const wrong: string[] = [];
  if (fact.isUp !== null && fact.isUp !== link.isUp) wrong.push(link.isUp ? `${name} is up, not down` : `${name} is down, not up`);
  else if (fact.hasCarrier !== null && fact.hasCarrier !== link.hasCarrier)
    wrong.push(link.hasCarrier ? `${name} has a carrier, and should have none` : `${name} has no carrier`);
  if (fact.linkKind !== null && fact.linkKind !== link.kind) wrong.push(`${name} is a ${link.kind}, not a ${fact.linkKind}`);
  if (fact.mtu !== null && fact.mtu !== link.mtu) wrong.push(`${name} has MTU ${link.mtu}, not ${fact.mtu}`);
  if (fact.mac !== null && fact.mac !== link.mac) wrong.push(`${name} has the hardware address ${link.mac ?? 'none'}, not ${fact.mac}`);
  return { missing: addressesMissing(fact.addresses, [link], name), different: wrong, unexpected: [] };
}

export function linkIn({ links }: Namespace, name: string): Link | undefined {
  return links.find((link) => link.name === name) ?? links.find(({ alternativeNames }) => alternativeNames.includes(name));
}

/** A link that is not where it should be, with where one of its name is. */
export function missingLink({ namespace, link }: NamedLink, snapshot: Snapshot): string {
  const elsewhere = snapshot.namespaces.filter((other) => other.label !== namespace && linkIn(other, link) && link !== 'lo');
  const places = elsewhere.map((other) => `${other.label}/${link}`);
  return `link ${namespace}/${link}${places.length === 0 ? '' : ` (there is ${places.slice(0, 3).join(', ')})`}`;
}
