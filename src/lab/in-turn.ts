/** Deals with one thing after the other, in the order in which they come, however long each takes. */
export class InTurn<T> {
  #deal: (one: T) => Promise<void> | void;
  #fail: (error: unknown) => void;
  #waiting: T[] = [];
  #isBusy = false;

  constructor(deal: (one: T) => Promise<void> | void, fail: (error: unknown) => void) {
    this.#deal = deal;
    this.#fail = fail;
  }

  take(one: T): void {
    this.#waiting.push(one);
    if (!this.#isBusy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
        // Without a pause where none is needed: a terminal prints a lot.
        const done = this.#deal(next);
        if (done) await done;
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#isBusy = false;
  }
}
