/** What an item of the state of a lab is about. */
export type StateKind =
  | 'file'
  | 'mount'
  | 'host-name'
  | 'process'
  | 'shell'
  | 'open-file'
  | 'variable'
  | 'function'
  | 'alias'
  | 'option'
  | 'trap'
  | 'parameter';

/** One thing of a lab that can be equal in two labs, or not. Nothing in it can harm a terminal: what is no plain text is written as `\x1b`. */
export interface StateItem {
  readonly kind: StateKind;
  /** For people, unique within its kind: `/root/a.txt`, `sleep 300`, `x of the shell in pts/0`. */
  readonly name: string;
  /**
   * All that makes it equal or not, a line for each: mode, owner, content. What text files hold stays readable, because two texts can be compared for
   * values that differ by chance, such as dates.
   */
  readonly text: string;
  /** Whether it changes by itself, as a file that a program has open for writing. */
  readonly isRestless: boolean;
}

/** All of a lab that is not its network, by `KIND NAME`. */
export type LabState = ReadonlyMap<string, StateItem>;

/** Collects items, without the token of the lab's marks, which is drawn for each lab. Where several have one name, those after the first are `NAME (2)`, `NAME (3)`, in the order in which they come. */
export class StateItems {
  readonly #token: string;
  readonly #items = new Map<string, StateItem>();
  readonly #counts = new Map<string, number>();

  constructor(token: string) {
    this.#token = token;
  }

  /** Adds an item, and returns the name that it got. */
  add(kind: StateKind, name: string, text: string, isRestless = false): string {
    const count = (this.#counts.get(`${kind} ${name}`) ?? 0) + 1;
    this.#counts.set(`${kind} ${name}`, count);
    let unique = count === 1 ? name : `${name} (${count})`;
    // Somebody may have named a thing like that.
    while (this.#items.has(`${kind} ${unique}`)) unique += ' (again)';
    this.#items.set(`${kind} ${unique}`, { kind, name: unique, text: text.replaceAll(this.#token, 'TOKEN'), isRestless });
    return unique;
  }

  get all(): LabState {
    return this.#items;
  }
}
