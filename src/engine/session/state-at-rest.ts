import { setTimeout as sleep } from 'node:timers/promises';
import { readLabState } from '../../lab/state/read-state.js';
import type { Snapshot } from '../../network/snapshot.js';
import { isSameState, sessionState, type SessionState } from './session-state.js';
import type { World } from './world.js';

/** How long what was started in the background may take until it is what it shall be. */
const mostMs = 600;
const pauseMs = 40;

/**
 * All that is known of a lab now.
 * @param network the last look at its network, where that is not older than the last command
 * @throws {NslabError} `snapshot-failed`, `state-failed`
 */
export async function stateOf({ found, run }: World, network?: Snapshot | null): Promise<SessionState> {
  await run.untilTold();
  const [seen, rest] = await Promise.all([network ?? found.network.snapshot(), readLabState(found.lab)]);
  return sessionState(seen, rest);
}

/** The lab when nothing is under way in it any more: what runs in the background makes its namespace, opens its files, after its command has ended. */
export async function stateAtRest(world: World, first: SessionState): Promise<SessionState> {
  let last = first;
  for (const deadline = performance.now() + mostMs; performance.now() < deadline;) {
    await sleep(pauseMs);
    const next = await stateOf(world);
    if (isSameState(last, next)) return next;
    last = next;
  }
  return last;
}
