import { setTimeout as sleep } from 'node:timers/promises';
import type { Digests } from './session-state.js';

/** How long what a command has started or taken away may take until it is as it was. */
const mostMs = 1500;
const pauseMs = 5;
const takesAway = /\b(?:del|delete|kill|pkill|killall|umount|rm|stop)\b/;

/** Which parts of a lab a command changes after it has ended: what it starts in the background is not there yet, what it takes away not gone yet. */
export type Aftermath = 'network' | 'process';

/** @param before and `after` the states on both sides of the command */
export function aftermathOf(command: string, before: Digests, after: Digests): readonly Aftermath[] {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
  const isOfProcess = changed.some((name) => name.startsWith('process '));
  const isOfNetwork = changed.some((name) => name.startsWith('network ') && (after[name] === undefined || takesAway.test(command)));
  // A process takes its namespace with it, or makes one.
  return [...(isOfProcess ? (['process'] as const) : []), ...(isOfNetwork || isOfProcess ? (['network'] as const) : [])];
}

/** Waits until these parts are as they were, but not for ever: the comparison at the end tells. */
export async function untilAsBefore(parts: readonly Aftermath[], after: Digests, look: () => Promise<Digests>): Promise<void> {
  const isOfThese = (name: string): boolean => parts.some((part) => name.startsWith(`${part} `));
  for (const deadline = performance.now() + mostMs; performance.now() < deadline;) {
    const now = await look();
    const names = [...new Set([...Object.keys(now), ...Object.keys(after)])].filter(isOfThese);
    if (names.every((name) => now[name] === after[name])) return;
    await sleep(pauseMs);
  }
}
