import type { DiagramCard, DiagramReading } from '../../network/drawing/diagram-reading.js';
import { readIpAddress } from '../../network/ip-address.js';
import type { Box, Card, Topology } from '../../network/topology.js';
import type { Place } from './connection.js';
import type { DiagramScope } from './diagram-scope.js';

/** What is there and has no place in a picture of the whole. */
interface Unexpected {
  readonly text: string;
  /** The namespace or link that it is about. */
  readonly mark: string;
}

/**
 * The namespaces, links and addresses that a diagram does not have. A host without links, and a loopback link with its own addresses, need no place in it.
 * @param used the links that its wires end at
 */
export function unexpectedBeside(reading: DiagramReading, scope: DiagramScope, used: readonly Place[], topology: Topology): Unexpected[] {
  const named = new Set(scope.namespaces.map(({ label }) => label));
  return topology.boxes.flatMap((box): Unexpected[] => {
    const usedHere = used.filter(({ namespace }) => namespace.label === box.name);
    if (!named.has(box.name) && usedHere.length === 0 && box.kind !== 'host')
      return [{ text: `${box.kind === 'container' ? 'container' : 'namespace'} ${box.name}`, mark: box.name }];
    const free = addressesOfBox(reading, box);
    return box.links.flatMap((card): Unexpected[] => {
      const mark = `${box.name}/${card.name}`;
      const said = cardsFor(reading, box, card);
      const isSaid = said.length > 0 || usedHere.some(({ link }) => link.name === card.name);
      if (!isSaid && card.kind !== 'loopback') return [{ text: `link ${mark}`, mark }];
      const addresses = [...free, ...said.flatMap((one) => one.addresses)];
      return card.addresses
        .filter((address) => !isLoopbackAddress(card, address) && !addresses.some((one) => isSame(one, address)))
        .map((address) => ({ text: `address ${address} on ${mark}`, mark }));
    });
  });
}

function cardsFor({ boxes, loose }: DiagramReading, box: Box, { name }: Card): DiagramCard[] {
  return [...boxes.filter((other) => other.name === box.name).flatMap(({ links }) => links), ...loose].filter((card) => card.name === name);
}

/** Addresses that are said of a namespace as a whole. */
function addressesOfBox({ boxes, loose }: DiagramReading, { name }: Box): string[] {
  return [...boxes, ...loose].filter((other) => other.name === name).flatMap(({ addresses }) => addresses);
}

function isLoopbackAddress({ kind }: Card, address: string): boolean {
  return kind === 'loopback' && (address === '127.0.0.1/8' || address === '::1/128');
}

/** An address without a prefix may have any. */
function isSame(said: string, real: string): boolean {
  const [one, other] = [readIpAddress(said), readIpAddress(real)];
  if (!one || !other) return said === real;
  return one.address === other.address && (one.prefix === null || one.prefix === other.prefix);
}
