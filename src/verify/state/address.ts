import type { FactStatement } from '../../network/fact.js';
import { readIpAddress, type IpAddress } from '../../network/ip-address.js';
import type { Link, Namespace } from '../../network/snapshot.js';
import { agrees, missing, type Finding } from './finding.js';

/** An address of a namespace (ip-address(8)), on whichever link or on one. */
export function checkAddress(fact: FactStatement & { kind: 'address' }, { links }: Namespace): Finding {
  const looked = fact.link === null ? links : links.filter(({ name }) => name === fact.link);
  const place = fact.link === null ? fact.namespace : `${fact.namespace}/${fact.link}`;
  if (fact.link !== null && looked.length === 0) return missing(`link ${place}`);
  const lacking = addressesMissing([fact.address], looked, place);
  return lacking.length === 0 ? agrees : missing(...lacking);
}

/** Those of some addresses that none of the links has, as nouns, with what is nearest to them. */
export function addressesMissing(wanted: readonly IpAddress[], links: readonly Link[], place: string): string[] {
  const there = links.flatMap(({ addresses }) => addresses);
  return wanted.flatMap((one) => {
    const isIt = ({ address }: { address: string }): boolean => readIpAddress(address)?.address === one.address;
    if (there.some((other) => isIt(other) && (one.prefix === null || one.prefix === other.prefix))) return [];
    const near = there.filter((other) => isIt(other) || (links.length === 1 && other.family === one.family && other.scope === 'global'));
    const has = near.map(({ address, prefix }) => `${address}/${prefix}`);
    return [`address ${ipText(one)} on ${place}${has.length === 0 ? '' : ` (it has ${has.slice(0, 3).join(', ')})`}`];
  });
}

export function ipText({ address, prefix }: IpAddress): string {
  return prefix === null ? address : `${address}/${prefix}`;
}

/** Whether two ways of writing mean the same address, or the same prefix; a single address is a prefix of full length. */
export function isSameIp(wanted: IpAddress, text: string | null): boolean {
  const other = text === null ? undefined : readIpAddress(text);
  const full = wanted.family === 6 ? 128 : 32;
  return other !== undefined && other.address === wanted.address && (other.prefix ?? full) === (wanted.prefix ?? full);
}
