import type { Lesson, Step } from '../../lesson/lesson.js';
import type { Done } from '../session/done.js';
import type { World } from '../session/world.js';
import { Aim } from './aim.js';

/** The step that a person is at, one after the other. */
export class Aims {
  readonly #lessons: readonly Lesson[];
  readonly #make: () => Promise<World>;
  #current: Aim | undefined;

  /** @param make makes a fresh lab */
  constructor(lessons: readonly Lesson[], make: () => Promise<World>) {
    this.#lessons = lessons;
    this.#make = make;
  }

  get current(): Aim | undefined {
    return this.#current;
  }

  /** @param step `null` for none @param base what was done before it */
  take(step: Step | null, base: readonly Done[]): void {
    if (step && this.#current?.isAt(step, base.length)) return;
    void this.end();
    if (step) this.#current = new Aim({ lessons: this.#lessons, step, base, before: base.at(-1)?.state ?? null, make: this.#make });
  }

  async end(): Promise<void> {
    const last = this.#current;
    this.#current = undefined;
    await last?.end();
  }
}
