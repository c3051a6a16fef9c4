import type { Disagreement } from '../verify/correspondence.js';

/** Kinds of values, for people. */
const kindNames: Readonly<Record<Exclude<Disagreement['kind'], 'text'>, string>> = {
  checksum: 'checksum',
  counter: 'counter',
  date: 'date',
  duration: 'duration',
  id: 'id',
  ifindex: 'index',
  inode: 'inode',
  'link-local': 'link-local address',
  mac: 'MAC address',
  multicast: 'multicast address',
  name: 'name',
  neighbour: 'state of a neighbour',
  nsid: 'id of a namespace',
  pid: 'process id',
  port: 'port',
  sequence: 'sequence number',
};

/** What kind of value a word is and what it belonged to before; `undefined` for plain words. */
export function correspondenceText({ kind, documented, real, stoodFor, cameFrom }: Disagreement): string | undefined {
  if (kind === 'text') return undefined;
  const name = kindNames[kind];
  if (stoodFor !== undefined) return `the ${name} ${documented} stood for ${stoodFor} before, here it is ${real}`;
  if (cameFrom !== undefined) return `the ${name} ${real} was documented as ${cameFrom} before, here it is ${documented}`;
  return `the lesson itself sets the ${name} ${documented}`;
}
