import { factKey, type EffectFactKind, type Fact, type Facts } from './fact.js';

/** Collects facts. */
export class FactList {
  readonly #facts = new Map<string, Fact>();

  add(kind: EffectFactKind, place: string, subject: string, detail: string, value: string, isDerived = false): void {
    const fact = { kind, place, subject, detail, value, isDerived };
    this.#facts.set(factKey(fact), fact);
  }

  /** For what may be there several times: the second one is `DETAIL (2)`. */
  addOneMore(kind: EffectFactKind, place: string, subject: string, detail: string, value: string): void {
    let unique = detail;
    for (let count = 2; this.#facts.has(factKey({ kind, place, subject, detail: unique })); count += 1) unique = `${detail} (${count})`;
    this.add(kind, place, subject, unique, value);
  }

  get all(): Facts {
    return this.#facts;
  }
}
