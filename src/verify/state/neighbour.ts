import type { NeighbourFact } from '../../network/fact.js';
import type { Namespace } from '../../network/snapshot.js';
import { isSameIp } from './address.js';
import { agrees, different, missing, type Finding } from './finding.js';

/** Neighbours that were asked for in vain. */
const unknown = /FAILED|INCOMPLETE/;

/** A neighbour that the namespace knows (ip-neighbour(8)). */
export function checkNeighbour(fact: NeighbourFact, { neighbours }: Namespace): Finding {
  const { namespace, address, device, mac, state } = fact;
  const near = neighbours.filter((other) => isSameIp(address, other.address) && (device === null || device === other.device));
  const known = near.filter((other) => state !== null || !unknown.test(other.state));
  if (known.length === 0) return missing(`neighbour ${address.address}${device === null ? '' : ` on ${device}`} in ${namespace}`);
  const hasMac = known.filter((other) => mac === null || other.mac?.toLowerCase() === mac);
  if (hasMac.length === 0)
    return different(`neighbour ${address.address} of ${namespace} has the hardware address ${known[0]!.mac ?? 'none'}, not ${mac}`);
  if (state === null || hasMac.some((other) => other.state.split(',').includes(state))) return agrees;
  return different(`neighbour ${address.address} of ${namespace} is ${hasMac[0]!.state}, not ${state}`);
}
