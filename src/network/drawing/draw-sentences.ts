import type { Language } from '../language.js';
import type { Box, Card, Topology, Wire } from '../topology.js';
import { sentenceWords, type SentenceWords } from './sentence-words.js';
import { shownCards } from './shown-cards.js';
import { shownName } from './shown-name.js';

/** A picture in plain sentences, for who hears it: everything that the text shows, one namespace after the other, a sentence for each thing. */
export function drawSentences(topology: Topology, language: Language): string[] {
  const words = sentenceWords[language];
  return topology.boxes.flatMap((box) => boxSentences(box, topology, words).map((sentence) => cleaned(sentence)));
}

function boxSentences(box: Box, { wires, boxes }: Topology, words: SentenceWords): string[] {
  const place = words.place(box);
  const cards = shownCards(box, wires);
  const changed = (sentence: string, isChanged: boolean): string => (isChanged ? words.changed(sentence) : sentence);
  return [
    changed(words.has(words.titled(box), cards.length, cards.length < box.links.length), box.isChanged),
    ...cards.map((card) => changed(words.link(card, [...ends(card, box, wires, boxes, words), ...more(card, words)]), card.isChanged)),
    ...box.routes.map((route) => changed(words.route(place, route), route.isChanged)),
    ...(box.forwards.length > 0 ? [changed(words.forwards(place, box.forwards), box.changedFacts.includes('forwards'))] : []),
    ...box.nat.map((rule) => changed(words.nat(place, rule), box.changedFacts.includes('nat'))),
    ...(box.filters.length > 0 ? [changed(words.filters(place, box.filters), box.changedFacts.includes('filters'))] : []),
  ];
}

function more({ addresses, master, note }: Card, words: SentenceWords): string[] {
  return [
    ...(addresses.length > 0 ? [words.addresses(addresses)] : []),
    ...(master === null ? [] : [words.portOf(master)]),
    ...(note === null ? [] : [words.note(note)]),
  ];
}

/** What a link is connected to, and what it lies on. */
function ends(card: Card, box: Box, wires: readonly Wire[], boxes: readonly Box[], words: SentenceWords): string[] {
  const isHere = (end: Wire['from']): boolean => end.box === box.name && end.card === card.name;
  const placeOf = (end: Wire['from']): string =>
    words.place(boxes.find(({ name }) => name === end.box) ?? { ...box, name: end.box, kind: 'namespace' });
  return wires.flatMap((wire) => {
    if (wire.kind === 'lower') return isHere(wire.from) ? [words.liesOn(wire.to.card, placeOf(wire.to))] : [];
    const other = isHere(wire.from) ? wire.to : isHere(wire.to) ? wire.from : undefined;
    return other ? [words.cableTo(other.card, placeOf(other))] : [];
  });
}

function cleaned(sentence: string): string {
  return shownName(sentence, false);
}
