import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 25;

/** Waits until something holds, but no longer than this; resolves to false, for nothing has ended. */
export async function until(holds: () => boolean, mostMs: number): Promise<false> {
  for (const deadline = performance.now() + mostMs; !holds() && performance.now() < deadline;)
    await sleep(pauseMs, undefined, { ref: false });
  return false;
}
