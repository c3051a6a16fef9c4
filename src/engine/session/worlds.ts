import type { Lesson } from '../../lesson/lesson.js';
import { makeWorld, type World, type WorldOptions } from './world.js';

/**
 * The lab that counts, and those that come before and after it: one that is made before anybody asks for it, so that going back need not wait; one that waits to
 * be accepted; and those that are being taken away, for which nobody has to wait either.
 */
export class Worlds {
  readonly #lessons: readonly Lesson[];
  readonly #options: WorldOptions;
  #current: World;
  #pending: World | undefined;
  #spare: Promise<World | undefined> | undefined;
  readonly #leaving = new Set<Promise<void>>();
  #hasEnded = false;

  constructor(lessons: readonly Lesson[], options: WorldOptions, current: World) {
    this.#lessons = lessons;
    this.#options = options;
    this.#current = current;
  }

  get current(): World {
    return this.#current;
  }

  /**
   * Starts to make one for the next time that somebody goes back. One with Docker takes too much of a machine, and is made when it is needed.
   * @param terminal what is opened in it first; `undefined` when something else comes before
   */
  prepare(terminal: string | undefined): void {
    if (this.#hasEnded || !this.#options.isRecording || this.#current.found.lab.isPrivileged) return;
    this.#spare ??= this.#makeSpare(terminal).catch(() => undefined);
  }

  /**
   * A fresh one: that which was prepared, or one that is made now.
   * @throws {NslabError} what `createLab` throws
   */
  async fresh(): Promise<World> {
    const spare = this.#spare;
    this.#spare = undefined;
    return (await spare) ?? makeWorld(this.#lessons, this.#options);
  }

  /** Another one counts from now on. */
  replace(world: World): void {
    this.#pending = undefined;
    this.#leave(this.#current);
    this.#current = world;
  }

  /** Keeps one until it is accepted, or dropped. */
  hold(world: World): void {
    this.#pending = world;
  }

  /** Whether it still waits to be accepted. */
  isHeld(world: World): boolean {
    return this.#pending === world;
  }

  /** Takes away the one that waits to be accepted. */
  drop(): void {
    if (this.#pending) this.#leave(this.#pending);
    this.#pending = undefined;
  }

  async destroy(): Promise<void> {
    this.#hasEnded = true;
    this.drop();
    const spare = this.#spare;
    this.#spare = undefined;
    await Promise.all([this.#current.labs.destroy(), spare?.then((world) => world?.labs.destroy()), ...this.#leaving]);
  }

  #leave({ labs }: World): void {
    const gone = labs.destroy().finally(() => this.#leaving.delete(gone));
    this.#leaving.add(gone);
  }

  /** The first look at a network takes many times as long as the next one. */
  async #makeSpare(terminal: string | undefined): Promise<World> {
    const world = await makeWorld(this.#lessons, this.#options);
    if (terminal !== undefined) await world.run.openTerminal(terminal);
    await world.found.network.glance();
    return world;
  }
}
