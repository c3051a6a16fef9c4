import type { DiagramReading } from '../../network/drawing/diagram-reading.js';
import type { Snapshot } from '../../network/snapshot.js';
import type { Box, Card, Topology, Wire, WireEnd } from '../../network/topology.js';
import { DiagramScope } from './diagram-scope.js';

/** What of a network a diagram is about: the namespaces that it has, in its order, and of their links those that it has; all where one of these is gone. */
export function partOf(topology: Topology, reading: DiagramReading, isExact: boolean, snapshot: Snapshot): Topology {
  const scope = new DiagramScope(reading, snapshot);
  const ends = reading.wires.flatMap(({ from, to }) => [from, to]);
  const places = [...reading.loose.map(({ name }) => ({ box: null, card: name })), ...ends].flatMap((end) => scope.placesOf(end));
  const named = [...new Set([...scope.namespaces, ...places.map(({ namespace }) => namespace)].map(({ label }) => label))];
  const others = topology.boxes.map(({ name }) => name).filter((name) => !named.includes(name));
  const isWhole = isExact || (reading.boxes.length === 0 && reading.loose.length === 0);
  const boxes = [...named, ...(isWhole ? others : [])].flatMap((name) => {
    const box = topology.boxes.find((other) => other.name === name);
    if (!box || (!named.includes(name) && box.kind === 'host' && isEmptyHost(box))) return [];
    const said = reading.boxes.find((other) => other.name === name);
    const cards = said?.links ?? [];
    const used = new Set(
      [...cards, ...places.filter(({ namespace }) => namespace.label === name).map(({ link }) => link)].map((one) => one.name),
    );
    const isGone = cards.some((card) => !box.links.some((link) => link.name === card.name));
    const isShown = (card: Card): boolean => isWhole || used.has(card.name) || ((isGone || used.size === 0) && card.kind !== 'loopback');
    const order = (card: Card): number => {
      const at = cards.findIndex((one) => one.name === card.name);
      return at === -1 ? cards.length : at;
    };
    return [
      {
        ...box,
        links: box.links.filter(isShown).toSorted((a, b) => order(a) - order(b)),
        routes: isWhole || (said?.routes.length ?? 0) > 0 ? box.routes : [],
        forwards: isWhole || (said?.forwards.length ?? 0) > 0 ? box.forwards : [],
        nat: isWhole || (said?.nat.length ?? 0) > 0 ? box.nat : [],
        filters: isWhole || (said?.filters.length ?? 0) > 0 ? box.filters : [],
      },
    ];
  });
  return { schema: 1, boxes, wires: topology.wires.flatMap((wire) => wireBetween(wire, boxes, topology)) };
}

/** A wire as far as its ends are drawn. A port that is not drawn stands for its bridge, as it does in diagrams. */
function wireBetween(wire: Wire, boxes: readonly Box[], topology: Topology): Wire[] {
  const isDrawn = ({ box, card }: WireEnd): boolean => cardAt(boxes, box, card) !== undefined;
  const drawnEnd = (end: WireEnd): WireEnd | undefined => {
    if (isDrawn(end)) return end;
    const card = wire.kind === 'cable' ? (cardAt(topology.boxes, end.box, end.card)?.master ?? null) : null;
    return card !== null && isDrawn({ box: end.box, card }) ? { box: end.box, card } : undefined;
  };
  const [from, to] = [drawnEnd(wire.from), drawnEnd(wire.to)];
  return from && to && (from.box !== to.box || from.card !== to.card) ? [{ ...wire, from, to }] : [];
}

function cardAt(boxes: readonly Box[], box: string, card: string): Card | undefined {
  return boxes.find(({ name }) => name === box)?.links.find(({ name }) => name === card);
}

function isEmptyHost({ links, routes, nat, filters }: Box): boolean {
  return links.every(({ kind }) => kind === 'loopback') && routes.length === 0 && nat.length === 0 && filters.length === 0;
}
