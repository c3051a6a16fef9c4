import { containersOf } from '../lab/containers.js';
import type { Lab } from '../lab/create-lab.js';
import type { Change } from '../network/change.js';
import { findChanges } from '../network/changes/find-changes.js';
import { Reader } from '../network/reader.js';
import { settledSnapshot } from '../network/settled-snapshot.js';
import type { Snapshot } from '../network/snapshot.js';
import { takeSnapshot } from '../network/take-snapshot.js';

/** What came of a step in the network. */
export interface Followed {
  readonly changes: readonly Change[];
  readonly network: Snapshot;
}

/**
 * The network of a lab, looked at from outside. Nothing is read, and no reader started, before somebody asks: `check` takes no snapshot of a lesson that expects
 * no state, unless it is told to follow every step.
 */
export class NetworkWatch {
  readonly #lab: Lab;
  readonly #isFollowing: boolean;
  #reader: Reader | undefined;
  #last: Snapshot | null = null;

  constructor(lab: Lab, { isFollowing = false } = {}) {
    this.#lab = lab;
    this.#isFollowing = isFollowing;
  }

  /** The network as it was last seen; `null` before the first look. */
  get last(): Snapshot | null {
    return this.#last;
  }

  /**
   * The network as it is now, when it has come to rest.
   * @throws {NslabError} `snapshot-failed`
   */
  async snapshot(): Promise<Snapshot> {
    const containers = (): ReadonlyMap<number, string> => containerNames(this.#lab);
    this.#last = await settledSnapshot(this.#started, { previous: this.#last ?? undefined, containers });
    return this.#last;
  }

  /**
   * The network as it is at this moment, at rest or not.
   * @throws {NslabError} `snapshot-failed`
   */
  async glance(): Promise<Snapshot> {
    this.#last = await takeSnapshot(this.#started, containerNames(this.#lab));
    return this.#last;
  }

  get #started(): Reader {
    return (this.#reader ??= new Reader(this.#lab.pid));
  }

  /** Looks before the first step, when every step is followed. */
  async begin(): Promise<void> {
    if (this.#isFollowing && this.#last === null) await this.snapshot();
  }

  /** What has changed since the last look; `null` when steps are not followed. */
  async follow(before: Snapshot | null): Promise<Followed | null> {
    if (!this.#isFollowing || before === null) return null;
    const network = await this.snapshot();
    return { changes: findChanges(before, network), network };
  }

  async end(): Promise<void> {
    await this.#reader?.end();
    this.#reader = undefined;
  }
}

function containerNames(lab: Lab): ReadonlyMap<number, string> {
  return new Map(containersOf(lab).map(({ pid, name }) => [pid, name]));
}
