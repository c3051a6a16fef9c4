import { setTimeout as sleep } from 'node:timers/promises';
import { normalForm } from './normal-form.js';
import type { Reader } from './reader.js';
import type { Snapshot } from './snapshot.js';
import { takeSnapshot } from './take-snapshot.js';

const pauseMs = 10;
const mostMs = 300;

export interface SettledOptions {
  /** The last settled snapshot: when nothing has changed since, one reading is enough. */
  readonly previous?: Snapshot | undefined;
  /** Asked before each reading for the names of containers, by a process of each as the runner numbers it. */
  readonly containers?: () => ReadonlyMap<number, string>;
}

/**
 * Reads the network until two readings in a row have the same normal form: the kernel takes links of a removed namespace away some milliseconds
 * later. After 300 ms the last reading is taken as it is.
 * @throws {NslabError} `snapshot-failed`
 */
export async function settledSnapshot(reader: Reader, { previous, containers }: SettledOptions = {}): Promise<Snapshot> {
  const end = performance.now() + mostMs;
  let last = await takeSnapshot(reader, containers?.());
  if (previous && comparable(previous) === comparable(last)) return last;
  while (performance.now() < end) {
    await sleep(pauseMs);
    const next = await takeSnapshot(reader, containers?.());
    const isSettled = comparable(last) === comparable(next);
    last = next;
    if (isSettled) break;
  }
  return last;
}

const texts = new WeakMap<Snapshot, string>();

function comparable(snapshot: Snapshot): string {
  const text = texts.get(snapshot) ?? JSON.stringify(normalForm(snapshot));
  texts.set(snapshot, text);
  return text;
}
