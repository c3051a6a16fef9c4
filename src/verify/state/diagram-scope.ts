import type { DiagramEnd, DiagramReading } from '../../network/drawing/diagram-reading.js';
import { findNamespace, type Namespace, type Snapshot } from '../../network/snapshot.js';
import type { Place } from './connection.js';
import { linkIn } from './link.js';

/** What of a network a diagram is about. */
export class DiagramScope {
  readonly #snapshot: Snapshot;
  readonly #reading: DiagramReading;

  constructor(reading: DiagramReading, snapshot: Snapshot) {
    this.#reading = reading;
    this.#snapshot = snapshot;
  }

  /** The namespaces that are named, by a box or by a node of their own. */
  get namespaces(): Namespace[] {
    const names = [...this.#reading.boxes, ...this.#reading.loose].map(({ name }) => name);
    return names.flatMap((name) => findNamespace(this.#snapshot, name) ?? []);
  }

  /** The links that may be meant by an end of a wire. */
  placesOf(end: DiagramEnd): Place[] {
    const { card } = end;
    const place = end.box ?? card;
    const namespace = place === null ? undefined : findNamespace(this.#snapshot, place);
    if (end.box !== null && card !== null) {
      const link = namespace && linkIn(namespace, card);
      return namespace && link ? [{ namespace, link }] : [];
    }
    if (namespace) return namespace.links.filter(({ kind }) => kind !== 'loopback').map((link) => ({ namespace, link }));
    if (end.box !== null) return [];
    return this.#snapshot.namespaces.flatMap((other) => {
      const link = linkIn(other, end.card);
      return link ? [{ namespace: other, link }] : [];
    });
  }

  /** Whether what stands at the end of a wire is there. */
  has(end: DiagramEnd): boolean {
    const isNamespace = (name: string): boolean => findNamespace(this.#snapshot, name) !== undefined;
    if (end.box !== null && end.card === null) return isNamespace(end.box);
    return this.placesOf(end).length > 0 || (end.box === null && isNamespace(end.card));
  }
}

export function endText({ box, card }: DiagramEnd): string {
  return box === null ? card : card === null ? box : `${box}/${card}`;
}
