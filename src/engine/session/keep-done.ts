import type { Done } from './done.js';
import type { JournalEntry, JournalStore } from './journal.js';

/**
 * Has a journal say what counts now, of which either is the beginning of the other. What was taken back and is done again is written again: it
 * did not count any more.
 */
export async function keepDone(store: JournalStore | undefined, before: readonly Done[], now: readonly Done[]): Promise<void> {
  if (now.length < before.length) await store?.keep(now.length);
  for (const { entry, end } of now.slice(before.length)) {
    await store?.begin(entry);
    if (end) await store?.end(end);
  }
}

/** Has a journal say otherwise what has been begun last. @param count how many entries there are before it */
export async function beginAnew(store: JournalStore | undefined, count: number, entry: JournalEntry): Promise<void> {
  await store?.keep(count);
  await store?.begin(entry);
}

/** Has a journal say all of what counts anew, where it had something else between. */
export async function keepAnew(store: JournalStore | undefined, done: readonly Done[]): Promise<void> {
  await store?.keep(0);
  await keepDone(store, [], done);
}
