import type { FactStatement } from '../../network/fact.js';
import { findNamespace, type Namespace, type Snapshot } from '../../network/snapshot.js';
import { agrees, different, missing, type Finding } from './finding.js';
import { linkIn, missingLink } from './link.js';

/** The two ends of a cable (veth(4)). */
export function checkPeer(fact: FactStatement & { kind: 'peer' }, here: Namespace, there: Namespace, snapshot: Snapshot): Finding {
  const link = linkIn(here, fact.link.link);
  const other = linkIn(there, fact.other.link);
  if (!link || !other)
    return missing(...(link ? [] : [missingLink(fact.link, snapshot)]), ...(other ? [] : [missingLink(fact.other, snapshot)]));
  if (link.peer?.namespace === there.id && link.peer.index === other.index) return agrees;
  const name = `${fact.link.namespace}/${fact.link.link}`;
  const wanted = `${fact.other.namespace}/${fact.other.link}`;
  if (!link.peer) return different(`${name} has no other end, and should have ${wanted}`);
  const label = findNamespace(snapshot, link.peer.namespace)?.label ?? 'elsewhere';
  return different(`the other end of ${name} is ${label}/${link.peer.name}, not ${wanted}`);
}
