import { Session } from '../../../src/engine/session/session.js';
import type { Return } from '../../../src/engine/session/return.js';
import type { SessionState } from '../../../src/engine/session/session-state.js';
import { compareStates, type StateDifference } from '../../../src/engine/session/state-difference.js';
import type { Lesson } from '../../../src/lesson/lesson.js';
import { arrive } from './arrive.js';
import { differenceLine } from './difference-line.js';
import { withPrinted } from './printed.js';
import { KeptSession } from './kept-session.js';
import type { Effective, Move, Walk } from './walk.js';

/** How long two labs may take until they are the same: jobs in the background start, the kernel takes links away. */
const settleMs = 2000;
const pauseMs = 50;
const options = { isRecording: true, isFollowing: true } as const;

/** What came of a walk. */
export interface WalkEnd {
  /** All that is wrong, a text for each. */
  readonly wrong: readonly string[];
  readonly returns: number;
  readonly durationMs: number;
}

/**
 * Walks through a lesson and back, in a real lab, and then does what is left of it in another one: both have to be the same in the end, and each way
 * back has to arrive.
 */
export async function runWalk({ lesson, moves, effective, isRenumbered }: Walk): Promise<WalkEnd> {
  const startedAt = performance.now();
  const wrong: string[] = [];
  let returns = 0;
  const printed = new Map<number, string>();
  const kept = await KeptSession.start(lesson, options);
  let fresh: Session | undefined;
  try {
    for (const [at, move] of moves.entries()) {
      const told = `move ${at + 1}, ${move.do}`;
      const { session } = kept;
      if (move.do === 'resume') wrong.push(...(await kept.resume()).map((line) => `${told}: ${line}`));
      else if (move.do === 'step' || move.do === 'own') await act(session, move, printed);
      else {
        returns += 1;
        wrong.push(...(await arrive(await go(session, move))).map((line) => `${told}: ${line}`));
      }
    }
    const counted = kept.session.done.map(({ entry }) => entry.kind);
    const expected = effective.map((move) => move.do);
    if (counted.join() !== expected.join()) wrong.push(`the session counts ${counted.join(', ')}; expected ${expected.join(', ')}`);
    fresh = await runEffective(lesson, effective);
    wrong.push(...(await differences(kept.session, fresh, isRenumbered)));
  } catch (error) {
    wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await Promise.all([kept.end(), fresh?.destroy()]);
  }
  return { wrong, returns, durationMs: performance.now() - startedAt };
}

async function act(session: Session, move: Effective, printed: Map<number, string>): Promise<void> {
  if (move.do === 'step') await session.run(move.step);
  else printed.set(move.entry, (await session.runOwn(withPrinted(move.command, printed), move.terminal)).output);
}

function go(session: Session, move: Exclude<Move, Effective | { do: 'resume' }>): Promise<Return> {
  switch (move.do) {
    case 'undo':
      return session.undo();
    case 'goTo':
      return session.goTo(move.step);
    case 'reset':
      return session.reset();
  }
}

async function runEffective(lesson: Lesson, effective: readonly Effective[]): Promise<Session> {
  const session = await Session.start(lesson, [], options);
  const printed = new Map<number, string>();
  for (const move of effective) await act(session, move, printed);
  return session;
}

/** Whether only a number is another one, in what may be the number of a process. */
function isOfNumbers(difference: StateDifference): boolean {
  if (difference.kind !== 'file' && difference.kind !== 'variable') return false;
  const { before, now } = difference;
  return before !== null && now !== null && before.replaceAll(/\d+/g, 'N') === now.replaceAll(/\d+/g, 'N');
}

/** What differs between two sessions for good. */
async function differences(walked: Session, fresh: Session, isRenumbered: boolean): Promise<string[]> {
  for (const deadline = performance.now() + settleMs; ;) {
    const [expected, found]: [SessionState, SessionState] = [await fresh.state(), await walked.state()];
    const all = compareStates(expected, found).differences;
    const lines = all.filter((difference) => !isRenumbered || !isOfNumbers(difference)).map(differenceLine);
    if (lines.length === 0 || performance.now() > deadline) return lines;
    await new Promise((resolve) => {
      setTimeout(resolve, pauseMs);
    });
  }
}
