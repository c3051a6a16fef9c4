import type { DiagramCard, DiagramReading } from '../../network/drawing/diagram-reading.js';
import { stateOfWord, wordOfState } from '../../network/drawing/link-words.js';
import { readIpAddress } from '../../network/ip-address.js';
import type { Card, Topology } from '../../network/topology.js';

/** The text of a diagram with the real addresses and states in the place of wrong ones; whatever else is wrong stays. */
export function withRealWords(text: string, reading: DiagramReading, topology: Topology): string {
  const lines = text.split('\n');
  const change = (line: number, replace: (written: string) => string): void => {
    lines[line - 1] = replace(lines[line - 1]!);
  };
  for (const box of reading.boxes) {
    const real = topology.boxes.find(({ name }) => name === box.name);
    for (const card of box.links) {
      const link = real?.links.find(({ name }) => name === card.name);
      if (link) change(card.line, (written) => cardWords(written, card, link));
    }
  }
  for (const card of reading.loose) {
    const links = topology.boxes.flatMap((box) => box.links.filter(({ name }) => name === card.name));
    if (links.length === 1) change(card.line, (written) => cardWords(written, card, links[0]!));
  }
  return lines.join('\n');
}

function cardWords(written: string, said: DiagramCard, real: Card): string {
  const wrong = said.addresses.filter((address) => !real.addresses.some((other) => isSame(address, other)));
  const left = real.addresses.filter((address) => !said.addresses.some((other) => isSame(other, address)));
  let text = written;
  for (const [index, address] of wrong.entries()) {
    const instead = left[index];
    if (instead !== undefined) text = text.replaceAll(addressWord, (word) => (isSame(word, address) ? withPrefixAs(word, instead) : word));
  }
  if (said.state === null || said.state === real.state) return text;
  return text.replaceAll(/no[ -]carrier|lowerlayerdown|[\p{L}]+/giu, (word) =>
    stateOfWord(word) === said.state ? wordOfState(real.state) : word,
  );
}

const addressWord = /[\da-f.:]+(?:\/\d{1,3})?/gi;

function isSame(one: string, other: string): boolean {
  const [first, second] = [readIpAddress(one), readIpAddress(other)];
  if (!first || !second) return one === other;
  return first.address === second.address && (first.prefix === null || second.prefix === null || first.prefix === second.prefix);
}

/** Whoever left out the prefix keeps leaving it out. */
function withPrefixAs(word: string, address: string): string {
  return word.includes('/') ? address : address.replace(/\/\d+$/, '');
}
