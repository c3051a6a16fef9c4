import { setTimeout as sleep } from 'node:timers/promises';
import type { FirstProcess } from './first-process.js';

interface Waiter {
  readonly verb: string;
  readonly id: string | undefined;
  readonly resolve: (words: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

const answerMs = 5000;

/** The program that makes a lab and becomes its PID 1, as the runner talks with it: `docs/architecture.md` lists the lines. */
export class Init {
  #process: FirstProcess;
  #waiting: Waiter[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #ended: string | undefined;
  /** The lab's PID 1, as the runner numbers it; 0 until it is known. */
  pid = 0;
  /** The lab's /dev/pts as an open folder, from before anyone in the lab could put something else there. */
  terminals = -1;

  constructor(process: FirstProcess) {
    this.#process = process;
    process.onLine((line) => {
      const [verb, ...words] = line.split(' ');
      const waiter = this.#waiting.find((other) => other.verb === verb && (other.id === undefined || other.id === words[0]));
      if (waiter) this.#leave(waiter).resolve(words);
    });
    void this.#waitForEnd();
  }

  /**
   * Asks for something and waits for the answer, but not for ever: whoever is root in a lab can stop its PID 1.
   * @throws {Error} as `hear` does, or after some seconds without an answer.
   */
  async ask(question: string, verb: string, id?: string): Promise<readonly string[]> {
    const answer = this.hear(verb, id);
    this.say(question);
    const patience = new AbortController();
    const late = sleep(answerMs, undefined, { signal: patience.signal }).then(() => {
      throw new Error('PID 1 of the lab does not answer');
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      patience.abort();
      for (const promise of [answer, late]) promise.catch(() => {});
    }
  }

  /**
   * The words after `verb` on the next line that begins with it, and with `id` after it if given.
   * @throws {Error} with what it said on stderr, when the lab has ended.
   */
  hear(verb: string, id?: string): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      if (this.#ended === undefined) this.#waiting.push({ verb, id, resolve, reject });
      else reject(new Error(this.#ended));
    });
  }

  say(line: string): void {
    this.#process.writeLine(line);
  }

  /** Runs one after another what must not be mixed with its like. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }

  async #waitForEnd(): Promise<void> {
    const complaint = await this.#process.ended;
    this.#ended = complaint;
    this.#waiting.forEach(({ reject }) => reject(new Error(complaint)));
    this.#waiting = [];
  }

  #leave(waiter: Waiter): Waiter {
    this.#waiting = this.#waiting.filter((other) => other !== waiter);
    return waiter;
  }
}
