import type { ChangeOf } from '../change.js';
import { linksAt, plural, word } from './english-words.js';

/** What it means that something is switched on, or off. */
const switches: Readonly<Record<string, readonly [on: string, off: string]>> = {
  PROMISC: ['takes all frames now, whoever they are for (promiscuous)', 'takes only its own frames again (no longer promiscuous)'],
  ALLMULTI: ['takes the frames of all groups now', 'takes only the frames of its own groups again'],
  NOARP: ['does not ask for neighbours any more (ARP off)', 'asks for neighbours again (ARP on)'],
  vlan_filtering: ['tells VLANs apart now (vlan_filtering 1)', 'does not tell VLANs apart any more (vlan_filtering 0)'],
  stp_state: ['runs the spanning tree protocol now (stp_state 1)', 'does not run the spanning tree protocol any more (stp_state 0)'],
  hairpin: [
    'sends frames back to where they came from as well (hairpin on)',
    'no longer sends frames back to where they came from (hairpin off)',
  ],
  isolated: ['exchanges frames only with ports that are not isolated now', 'is no longer isolated from other isolated ports'],
  learning: ['learns addresses again', 'does not learn addresses any more'],
  flood: ['gets frames to unknown addresses again', 'gets no frames to unknown addresses any more'],
  neigh_suppress: ['answers for known neighbours now (neigh_suppress on)', 'does not answer for neighbours any more (neigh_suppress off)'],
};

const names: Readonly<Record<string, string>> = { mtu: 'MTU', mac: 'MAC address' };

/** Links on which the same was set to the same. */
export function attributeInEnglish(changes: readonly ChangeOf<'link-changed'>[]): string {
  const [{ attribute, from, to }] = changes as readonly [ChangeOf<'link-changed'>];
  const links = linksAt(changes);
  const isOne = changes.length === 1;
  const meaning = switches[attribute];
  if (meaning && isOne) return `${links} ${['1', 'on', 'true'].includes(to ?? '') ? meaning[0] : meaning[1]}`;
  if (attribute === 'alias')
    return to === null
      ? `${links} ${plural(changes.length, 'has', 'have')} no alias any more`
      : `${links} ${plural(changes.length, 'has', 'have')} the alias “${to}” now`;
  if (attribute === 'altname')
    return to === null
      ? `${links} ${plural(changes.length, 'is', 'are')} no longer called ${from} as well`
      : `${links} can be called ${to} as well now`;
  const before = from === null || !isOne ? '' : ` (before: ${from})`;
  const name = names[attribute] ?? attribute;
  if (to === null) return `${word}the ${name} of ${links} is no longer set${before}`;
  return from === null
    ? `${links} ${plural(changes.length, 'has', 'have')} the ${name} ${to}`
    : `${word}the ${name} of ${links} is ${to} now${before}`;
}
