import type { KeptEntry } from '../../../src/engine/session/kept.js';
import { Session } from '../../../src/engine/session/session.js';
import type { SessionOptions } from '../../../src/engine/session/session.js';
import { differenceLine } from './difference-line.js';

/**
 * Ends a session as if its runner were killed, and goes on from what a journal would have kept of it.
 * @returns the session that goes on, and what it says is not as it was
 */
export async function resume(
  session: Session,
  options: SessionOptions,
): Promise<{ readonly session: Session; readonly wrong: readonly string[] }> {
  const kept = session.done.map(({ entry, end }) => ({ entry, end, isWithheld: false }));
  await session.destroy();
  const next = await Session.start(session.lesson, [], { ...options, kept: JSON.parse(JSON.stringify(kept)) as KeptEntry[] });
  const { left, differences, surprises } = next.resumed!;
  const wrong = [
    ...left.map(({ why, command, text }) => `left ${command}: ${why} ${text}`),
    ...differences.map(differenceLine),
    ...surprises.map(({ command, before, now }) => `${command}: ended with ${now}, and at first with ${before}`),
  ];
  return { session: next, wrong };
}
