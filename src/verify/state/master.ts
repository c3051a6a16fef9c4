import type { FactStatement } from '../../network/fact.js';
import type { Namespace, Snapshot } from '../../network/snapshot.js';
import { agrees, different, missing, type Finding } from './finding.js';
import { linkIn, missingLink } from './link.js';

/** A port of a bridge or of another master (`ip link set … master …`). */
export function checkMaster(fact: FactStatement & { kind: 'master' }, namespace: Namespace, snapshot: Snapshot): Finding {
  const link = linkIn(namespace, fact.link.link);
  if (!link) return missing(missingLink(fact.link, snapshot));
  if (link.master === fact.master) return agrees;
  const name = `${fact.link.namespace}/${fact.link.link}`;
  return different(`${name} is a port of ${link.master ?? 'nothing'}, not of ${fact.master}`);
}
