import { setTimeout as sleep } from 'node:timers/promises';
import { normalForm } from './normal-form.js';
import type { Reader } from './reader.js';
import type { Snapshot } from './snapshot.js';
import { takeSnapshot } from './take-snapshot.js';

const pauseMs = 10;
const mostMs = 300;
const mostForStraysMs = 1000;

export interface SettledOptions {
  /** The last settled snapshot: when nothing has changed since, one reading is enough. */
  readonly previous?: Snapshot | undefined;
  /** Asked before each reading for the names of containers, by a process of each as the runner numbers it. */
  readonly containers?: () => ReadonlyMap<number, string>;
}

/**
 * Reads the network until two readings in a row have the same normal form, and no end of a cable is new whose other end can't be seen: the kernel takes links
 * of a removed namespace away some milliseconds later, and those at their other ends with them. After 300 ms the last reading is taken as it is; after
 * a second when it is for such an end, which may as well lead to where we must not look.
 * @throws {NslabError} `snapshot-failed`
 */
export async function settledSnapshot(reader: Reader, { previous, containers }: SettledOptions = {}): Promise<Snapshot> {
  const start = performance.now();
  const known = straysOf(previous);
  const isWaitingFor = (snapshot: Snapshot): boolean => [...straysOf(snapshot)].some((stray) => !known.has(stray));
  let last = await takeSnapshot(reader, containers?.());
  if (previous && comparable(previous) === comparable(last)) return last;
  while (performance.now() - start < (isWaitingFor(last) ? mostForStraysMs : mostMs)) {
    await sleep(pauseMs);
    const next = await takeSnapshot(reader, containers?.());
    const isSettled = comparable(last) === comparable(next) && !isWaitingFor(next);
    last = next;
    if (isSettled) break;
  }
  return last;
}

/** Ends of cables whose other end can't be seen. */
function straysOf(snapshot: Snapshot | undefined): Set<string> {
  const namespaces = snapshot?.namespaces ?? [];
  return new Set(
    namespaces.flatMap(({ id, links }) =>
      links.filter(({ kind, peer }) => kind === 'veth' && peer === null).map(({ index }) => `${id} ${index}`),
    ),
  );
}

const texts = new WeakMap<Snapshot, string>();

function comparable(snapshot: Snapshot): string {
  const text = texts.get(snapshot) ?? JSON.stringify(normalForm(snapshot));
  texts.set(snapshot, text);
  return text;
}
