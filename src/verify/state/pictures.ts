import type { DiagramCard, DiagramEnd, DiagramReading } from '../../network/drawing/diagram-reading.js';
import type { Box, Card, Topology, WireEnd } from '../../network/topology.js';

/** A network as a diagram has it, and as it is; what differs is marked as changed. */
export interface Pictures {
  readonly expected: Topology;
  readonly real: Topology;
}

/** What an end of a wire mostly is. */
const kindOfEnd = 'veth';
/** Stands for a link whose name is not said. */
const nameless = '?';

/**
 * @param topology the whole of the network
 * @param part what of it the diagram is about
 * @param marked namespaces and links, as `NAMESPACE/LINK`, in which the two differ
 */
export function picturesOf(reading: DiagramReading, topology: Topology, part: Topology, marked: ReadonlySet<string>): Pictures {
  const real = part.boxes.length === 0 ? topology : part;
  return { expected: new Expected(reading, topology, marked).topology(), real: withMarks(real, marked) };
}

/** A network as a diagram has it, where nothing is known of a real one. */
export function topologyOfReading(reading: DiagramReading): Topology {
  return new Expected(reading, { schema: 1, boxes: [], wires: [] }, new Set()).topology();
}

function withMarks(topology: Topology, marked: ReadonlySet<string>): Topology {
  return {
    schema: 1,
    boxes: topology.boxes.map((box) => ({
      ...box,
      isChanged: marked.has(box.name),
      changedFacts: [],
      routes: box.routes.map((route) => ({ ...route, isChanged: false })),
      links: box.links.map((card) => ({ ...card, isChanged: marked.has(`${box.name}/${card.name}`) })),
    })),
    wires: topology.wires.map((wire) => ({ ...wire, isChanged: false })),
  };
}

/** What a diagram says, filled up with what is real where it says nothing. */
class Expected {
  readonly #reading: DiagramReading;
  readonly #real: Topology;
  readonly #marked: ReadonlySet<string>;
  readonly #boxes = new Map<string, { readonly box: Omit<Box, 'links'>; readonly links: Card[] }>();

  constructor(reading: DiagramReading, real: Topology, marked: ReadonlySet<string>) {
    this.#reading = reading;
    this.#real = real;
    this.#marked = marked;
  }

  topology(): Topology {
    const { boxes, loose, wires } = this.#reading;
    for (const box of boxes) {
      const { routes, forwards, nat, filters } = box;
      this.#addBox(box.name, {
        ...(box.kind !== null && { kind: box.kind }),
        ...(box.heldBy !== null && { heldBy: box.heldBy }),
        routes: routes.map(({ line: _line, ...route }) => ({ ...route, isChanged: false })),
        forwards,
        nat: nat.filter((text) => text !== ''),
        filters: filters.filter((text) => text !== ''),
      });
      for (const card of box.links) this.#addCard(box.name, card);
    }
    for (const card of loose) {
      const place = this.#placeOf(card.name);
      if (place === card.name) this.#addBox(place, {});
      else this.#addCard(place, card);
    }
    const drawn = wires.map(({ kind, from, to }) => ({
      kind: kind ?? 'cable',
      from: this.#endOf(from),
      to: this.#endOf(to),
      isChanged: false,
    }));
    return { schema: 1, boxes: [...this.#boxes.values()].map(({ box, links }) => ({ ...box, links })), wires: drawn };
  }

  /** Where a link is of which the diagram does not say so. A name that nothing has is taken for a namespace, unless more is said that only links have. */
  #placeOf(name: string): string {
    if (this.#real.boxes.some((box) => box.name === name)) return name;
    const real = this.#real.boxes.find((box) => box.links.some((card) => card.name === name));
    if (real) return real.name;
    const said = this.#reading.loose.find((card) => card.name === name);
    return said && (said.kind !== null || said.addresses.length > 0) ? 'host' : name;
  }

  #addBox(name: string, said: Partial<Box>): Card[] {
    const known = this.#boxes.get(name);
    if (known) return known.links;
    const real = this.#real.boxes.find((box) => box.name === name);
    const links: Card[] = [];
    this.#boxes.set(name, {
      links,
      box: {
        name,
        kind: real?.kind ?? (name === 'host' ? 'host' : 'namespace'),
        heldBy: real?.heldBy ?? null,
        routes: [],
        forwards: [],
        nat: [],
        filters: [],
        changedFacts: [],
        ...said,
        isChanged: this.#marked.has(name),
      },
    });
    return links;
  }

  #addCard(box: string, said: Partial<DiagramCard> & { readonly name: string }): void {
    const links = this.#addBox(box, {});
    if (links.some(({ name }) => name === said.name)) return;
    const real = this.#real.boxes.find(({ name }) => name === box)?.links.find(({ name }) => name === said.name);
    links.push({
      name: said.name,
      kind: said.kind ?? real?.kind ?? kindOfEnd,
      state: said.state ?? real?.state ?? 'up',
      addresses: said.addresses ?? [],
      master: said.master ?? null,
      note: said.note ?? null,
      isChanged: this.#marked.has(`${box}/${said.name}`) || this.#marked.has(said.name),
    });
  }

  #endOf({ box, card }: DiagramEnd): WireEnd {
    const place = box ?? this.#placeOf(card);
    const name = card === null || place === card ? nameless : card;
    this.#addCard(place, { name });
    return { box: place, card: name };
  }
}
