import { setTimeout as sleep } from 'node:timers/promises';
import { NslabError } from '../../errors.js';
import { readLabState } from '../../lab/state/read-state.js';
import type { Snapshot } from '../../network/snapshot.js';
import { hasOtherProcesses, isSameState, sessionState, type SessionState } from './session-state.js';
import type { World } from './world.js';

/** How long what was started in the background may take until it is what it shall be. */
const mostMs = 600;
const pauseMs = 40;

/**
 * All that is known of a lab now.
 * @param network the last look at its network, where that is not older than the last command
 * @throws {NslabError} `snapshot-failed`, `state-failed`
 */
export async function stateOf({ found, run }: World, network?: Snapshot | null | Promise<Snapshot>): Promise<SessionState> {
  await run.untilTold();
  const [seen, rest] = await Promise.all([network ?? found.network.snapshot(), readLabState(found.lab)]);
  return sessionState(seen, rest);
}

/** The lab when nothing is under way in it any more: what runs in the background makes its namespace, opens its files, after its command has ended. */
async function stateAtRest(world: World, first: SessionState): Promise<SessionState> {
  let last = first;
  for (const deadline = performance.now() + mostMs; performance.now() < deadline;) {
    await sleep(pauseMs);
    const next = await stateOf(world);
    if (isSameState(last, next)) return next;
    last = next;
  }
  return last;
}

/** How to look at a lab: as it is at this moment, when it has come to rest, or likewise where its network has been looked at since the last command. */
export type Look = 'glance' | 'at-rest' | 'network-known';

/** The lab after a command; `null` when it can't be looked at any more. @param before it */
export async function lookAt(world: World, how: Look, before: SessionState | null): Promise<SessionState | null> {
  const { network } = world.found;
  try {
    if (how === 'glance') return await stateOf(world, network.glance());
    const state = await stateOf(world, how === 'at-rest' ? undefined : network.last);
    return before && hasOtherProcesses(before, state) ? await stateAtRest(world, state) : state;
  } catch (error) {
    if (error instanceof NslabError) return null;
    throw error;
  }
}
