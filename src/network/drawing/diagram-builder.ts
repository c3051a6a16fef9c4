import type { DiagramBox, DiagramCard, DiagramEnd, DiagramReading, DiagramWire, UnreadCode, UnreadPart } from './diagram-reading.js';
import type { Fact } from './read-fact.js';
import { canHavePorts } from './link-words.js';
import { connectionOfKinds, type EdgeWords } from './wire-words.js';

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };
type Edge = Omit<DiagramWire, 'kind'> & { readonly said: Pick<EdgeWords, 'connection' | 'isDirected'> };
type CardDraft = Draft<DiagramCard>;
type BoxDraft = Draft<Omit<DiagramBox, 'links'>> & { readonly links: CardDraft[] };

/** Puts together what a diagram says in several places, and notes where it contradicts itself. */
export class DiagramBuilder {
  readonly #boxes = new Map<string, BoxDraft>();
  readonly #loose: CardDraft[] = [];
  readonly #edges: Edge[] = [];
  readonly #unread: UnreadPart[] = [];

  leave(line: number, code: UnreadCode, text: string): void {
    this.#unread.push({ line, code, text });
  }

  addBox(box: Pick<DiagramBox, 'name' | 'kind' | 'heldBy' | 'addresses' | 'isChanged'>, line: number): void {
    const { name, kind, heldBy, addresses, isChanged } = box;
    const known = this.#boxes.get(name);
    if (!known) {
      const empty = { links: [], routes: [], forwards: [], nat: [], filters: [], changedFacts: [] };
      this.#boxes.set(name, { line, name, kind, heldBy, addresses, isChanged, ...empty });
      return;
    }
    known.kind = this.#agreed(known.kind, kind, line);
    known.heldBy = this.#agreed(known.heldBy, heldBy, line);
    known.addresses = [...new Set([...known.addresses, ...addresses])];
    known.isChanged ||= isChanged;
  }

  addCard(box: string | null, card: Omit<DiagramCard, 'line'>, line: number): DiagramEnd {
    const cards = box === null ? this.#loose : this.#boxes.get(box)!.links;
    const known = cards.find(({ name }) => name === card.name);
    if (!known) cards.push({ ...card, line });
    else {
      known.kind = this.#agreed(known.kind, card.kind, line);
      known.state = this.#agreed(known.state, card.state, line);
      known.master = this.#agreed(known.master, card.master, line);
      known.note = this.#agreed(known.note, card.note, line);
      known.addresses = [...new Set([...known.addresses, ...card.addresses])];
      known.isChanged ||= card.isChanged;
    }
    return box === null ? { box, card: card.name } : { box, card: card.name };
  }

  addFacts(box: string, facts: readonly Fact[], line: number, isChanged: boolean): void {
    const known = this.#boxes.get(box)!;
    const changed = new Set(known.changedFacts);
    for (const fact of facts)
      switch (fact.kind) {
        case 'route':
          known.routes = [...known.routes, { ...fact.route, line, isChanged }];
          break;
        case 'forwards':
          known.forwards = [...new Set([...known.forwards, ...fact.families])];
          if (isChanged) changed.add('forwards');
          break;
        case 'nat':
          known.nat = [...known.nat, fact.text];
          if (isChanged) changed.add('nat');
          break;
        case 'filter':
          known.filters = [...known.filters, fact.text];
          if (isChanged) changed.add('filters');
          break;
      }
    known.changedFacts = [...changed];
  }

  connect(from: DiagramEnd, to: DiagramEnd, said: Edge['said'], isChanged: boolean, line: number): void {
    this.#edges.push({ from, to, said, isChanged, line });
  }

  end(): DiagramReading {
    const wires = this.#edges.flatMap((edge) => this.#wireOf(edge));
    return { boxes: [...this.#boxes.values()], loose: this.#loose, wires, unread: this.#unread.toSorted((a, b) => a.line - b.line) };
  }

  /** What an edge says, once everything is known of its ends. That it is a port is noted at the card. */
  #wireOf({ from, to, said, isChanged, line }: Edge): DiagramWire[] {
    const [a, b] = [this.#cardAt(from), this.#cardAt(to)];
    const isSameBox = from.box === to.box;
    const known = a && b ? connectionOfKinds(a.kind, b.kind, isSameBox && from.box !== null) : null;
    // Nothing but the cable to one of its ports can be meant by a cable to a bridge.
    const isToMaster = canHavePorts(a?.kind ?? null) || canHavePorts(b?.kind ?? null);
    const connection = (said.connection === 'cable' && isToMaster ? null : said.connection) ?? known?.connection ?? null;
    const isReversed = !said.isDirected && known?.connection === connection && known?.isReversed;
    if (connection === 'port') {
      const [port, bridge] = isReversed ? [b, a] : [a, b];
      if (!port || !bridge || !isSameBox) return [{ line, kind: null, from, to, isChanged }];
      port.master = this.#agreed(port.master, bridge.name, line);
      return [];
    }
    return [{ line, kind: connection, from: isReversed ? to : from, to: isReversed ? from : to, isChanged }];
  }

  #cardAt({ box, card }: DiagramEnd): CardDraft | undefined {
    const cards = box === null ? this.#loose : (this.#boxes.get(box)?.links ?? []);
    return cards.find(({ name }) => name === card);
  }

  #agreed<T extends string>(known: T | null, now: T | null, line: number): T | null {
    if (known === null || now === null || known === now) return known ?? now;
    this.leave(line, 'contradiction', `${now} after ${known}`);
    return known;
  }
}
