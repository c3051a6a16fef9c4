import type { Box, Card, DrawnRoute, Topology, WireEnd } from '../topology.js';
import { clearWord, encodePhrase, encodeWord, labelLines } from './label-text.js';
import { kindOfWord, wordOfState } from './link-words.js';
import { readCardLabel } from './read-card-label.js';
import { readFact } from './read-fact.js';
import { readTitle } from './read-title.js';
import { shownCards } from './shown-cards.js';
import { connectionOfKinds, type Connection } from './wire-words.js';

/** Words that some version of Mermaid takes for more than an id. */
const keywords =
  /^(?:end|graph|flowchart|subgraph|style|linkstyle|classdef|class|click|direction|default|interpolate|call|href|tb|td|bt|rl|lr|o|x|v)$/i;

/**
 * A picture of the network as a Mermaid flowchart, for versions from 9 on: a subgraph for each namespace, a node for each link, a line for each cable. Thick
 * borders mark what has changed. `readMermaid` reads it back.
 */
export function drawMermaid(topology: Topology): string {
  const drawing = new Drawing(topology);
  return drawing.text();
}

class Drawing {
  readonly #topology: Topology;
  readonly #ids = new Set<string>();
  readonly #cardIds = new Map<string, string>();
  readonly #changed: string[] = [];
  readonly #lines: string[] = ['flowchart LR'];
  readonly #changedEdges: number[] = [];
  #edges = 0;

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  text(): string {
    for (const box of this.#topology.boxes) this.#drawBox(box);
    for (const box of this.#topology.boxes) for (const card of box.links) this.#drawPort(box, card);
    for (const { kind, from, to, isChanged } of this.#topology.wires) this.#drawEdge(kind, from, to, isChanged);
    if (this.#changed.length > 0) {
      this.#lines.push('  classDef changed stroke:#b45309,stroke-width:4px', `  class ${this.#changed.join(',')} changed`);
    }
    if (this.#changedEdges.length > 0) this.#lines.push(`  linkStyle ${this.#changedEdges.join(',')} stroke:#b45309,stroke-width:4px`);
    return `${this.#lines.join('\n')}\n`;
  }

  #drawBox(box: Box): void {
    const id = this.#newId(slug(box.name), box.isChanged);
    this.#lines.push(`  subgraph ${id}["${titleOf(box)}"]`);
    for (const card of shownCards(box, this.#topology.wires)) this.#drawCard(box, card, id);
    for (const { lines, isChanged } of notesOf(box))
      this.#lines.push(`    ${this.#newId(`${id}_note`, isChanged)}>"${lines.join('<br/>')}"]`);
    this.#lines.push('  end');
  }

  #drawCard(box: Box, card: Card, boxId: string): void {
    const id = this.#newId(`${boxId}_${slug(card.name)}`, card.isChanged);
    this.#cardIds.set(JSON.stringify([box.name, card.name]), id);
    const label = labelOf(card);
    const isMaster = card.kind === 'bridge' || box.links.some(({ master }) => master === card.name);
    if (card.kind === 'loopback') this.#lines.push(`    ${id}(["${label}"])`);
    else this.#lines.push(isMaster ? `    ${id}{{"${label}"}}` : `    ${id}["${label}"]`);
  }

  #drawPort(box: Box, card: Card): void {
    if (card.master === null || !box.links.some(({ name }) => name === card.master)) return;
    this.#drawEdge('port', { box: box.name, card: card.name }, { box: box.name, card: card.master }, false);
  }

  /** Without words where the kinds of both ends say already what it means. */
  #drawEdge(connection: Connection, from: WireEnd, to: WireEnd, isChanged: boolean): void {
    const [fromId, toId] = [from, to].map(({ box, card }) => this.#cardIds.get(JSON.stringify([box, card])));
    if (fromId === undefined || toId === undefined) return;
    const kindOf = ({ box, card }: WireEnd): string | null =>
      this.#topology.boxes.find(({ name }) => name === box)?.links.find(({ name }) => name === card)?.kind ?? null;
    const known = connectionOfKinds(kindOf(from), kindOf(to), from.box === to.box);
    const isClear = known?.connection === connection && !known.isReversed;
    if (connection === 'lower') this.#lines.push(`  ${fromId} -.->|on| ${toId}`);
    // A bridge stands before its ports, and these before what is at the other end, so that a picture from left to right is short.
    else if (connection === 'port') this.#lines.push(isClear ? `  ${toId} --- ${fromId}` : `  ${fromId} -->|port of| ${toId}`);
    else this.#lines.push(isClear ? `  ${fromId} --- ${toId}` : `  ${fromId} ---|cable| ${toId}`);
    if (isChanged) this.#changedEdges.push(this.#edges);
    this.#edges++;
  }

  #newId(wanted: string, isChanged: boolean): string {
    let id = wanted;
    for (let count = 2; this.#ids.has(id); count++) id = `${wanted}_${count}`;
    this.#ids.add(id);
    if (isChanged) this.#changed.push(id);
    return id;
  }
}

/** As much of a name as every version takes for an id. */
function slug(name: string): string {
  const id = name.replaceAll(/[^A-Za-z\d]+/g, '_').replaceAll(/^_+|_+$/g, '');
  return id === '' || keywords.test(id) ? `${id}0` : id;
}

function titleOf({ name, kind, heldBy }: Box): string {
  switch (kind) {
    case 'host':
      return 'host';
    case 'unnamed':
      return heldBy === null ? name : `${encodeWord(name)}, held by ${encodePhrase(heldBy)}`;
    case 'container':
      return `container ${clearWord(name, (word) => isTitle(`container ${word}`, name, kind))}`;
    case 'namespace':
      for (const title of [encodePhrase(name), encodeWord(name)]) if (isTitle(title, name, null)) return title;
      return `namespace ${clearWord(name, (word) => isTitle(`namespace ${word}`, name, kind))}`;
  }
}

function isTitle(title: string, name: string, kind: Box['kind'] | null): boolean {
  const read = readTitle(labelLines(title));
  return read.name === name && read.kind === kind && read.addresses.length + read.leftover.length === 0 && read.linkKind === null;
}

function labelOf({ name, kind, state, addresses, note }: Card): string {
  const isLoopback = name === 'lo' && kind === 'loopback';
  const kindWords = isLoopback ? [] : [kindOfWord(kind) === kind ? kind : `kind ${encodeWord(kind)}`];
  const words = [...kindWords, ...(note === null ? [] : [encodePhrase(note)]), wordOfState(state)];
  const rest = [words.join(', '), ...addresses];
  const label = (word: string): string => [word, ...rest].join('<br/>');
  const isClear = (word: string): boolean => {
    const lines = labelLines(label(word));
    return readCardLabel(lines, '').name === name && readCardLabel(lines, '').box === null && readTitle(lines).kind === null;
  };
  return label(clearWord(name, isClear));
}

/** What is said of a namespace as a whole, in as few notes as keep what has changed apart. */
function notesOf(box: Box): { lines: string[]; isChanged: boolean }[] {
  const hasChanged = (fact: Box['changedFacts'][number]): boolean => box.changedFacts.includes(fact);
  const lines = [
    ...box.routes.map((route) => [lineOfRoute(route), route.isChanged] as const),
    ...(box.forwards.length === 0 ? [] : [[`forwards ${box.forwards.join(', ')}`, hasChanged('forwards')] as const]),
    ...box.nat.map((text) => [`NAT: ${encodePhrase(text)}`, hasChanged('nat')] as const),
    ...box.filters.map((text) => [`firewall: ${encodePhrase(text)}`, hasChanged('filters')] as const),
  ];
  const notes: { lines: string[]; isChanged: boolean }[] = [];
  for (const [line, isChanged] of lines) {
    const last = notes.at(-1);
    if (last?.isChanged === isChanged) last.lines.push(line);
    else notes.push({ lines: [line], isChanged });
  }
  return notes;
}

function lineOfRoute({ destination, via, device, table, type }: DrawnRoute): string {
  const words = [type, destination].flatMap((word) => (word === null ? [] : [encodeAddress(word)]));
  if (via !== null) words.push('via', encodeAddress(via));
  if (device !== null) words.push('dev', encodeWord(device));
  if (table !== null) words.push('table', encodeWord(table));
  const line = words.join(' ');
  return readFact(line) === null ? `route: ${line}` : line;
}

function encodeAddress(word: string): string {
  return encodePhrase(word).replaceAll(' ', '#32;');
}
