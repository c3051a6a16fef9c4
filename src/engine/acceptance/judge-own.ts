import { setTimeout as sleep } from 'node:timers/promises';
import { listenersIn } from '../../lab/listeners.js';
import type { Typed } from '../lesson-run.js';
import type { Done } from '../session/done.js';
import type { JournalEntry } from '../session/journal.js';
import { isSameState, type SessionState } from '../session/session-state.js';
import type { World } from '../session/world.js';
import type { Aim } from './aim.js';
import type { OwnAnswer } from './own-answer.js';
import { toWork, whyFailed } from './own-diagnosis.js';

/** How long the kernel may take until what a command does can be seen: removals go on behind its back. */
const onItsWayMs = 150;

/** A command of the person's own that has ended. */
interface Ended {
  readonly entry: JournalEntry;
  readonly typed: Typed;
  /** The lab before it; `null` when nobody has looked. */
  readonly before: SessionState | null;
  /** All that was done before it. */
  readonly done: readonly Done[];
  readonly world: World;
}

/**
 * Judges a command of the person's own by what the step that they are at brings about. What is not there yet is looked for once more.
 * @param look gives the lab as it is; `null` when it can't be looked at
 */
export async function judgeOwn(
  aim: Aim,
  { entry, typed, before, done, world }: Ended,
  look: (isAgain: boolean) => Promise<SessionState | null> | SessionState | null,
): Promise<{ readonly answer: OwnAnswer; readonly state: SessionState | null }> {
  const { command, terminal } = entry;
  const { exitCode, end } = typed.result;
  let state = await look(false);
  for (let isAgain = false; ; isAgain = true) {
    if (state === null) return { answer: { kind: 'could-not-check', why: { code: 'not-seen', text: '' } }, state };
    const after = state.network;
    const answer = await aim.judge({
      command,
      shell: typed.shell,
      exitCode,
      isLook: before !== null && isSameState(before, state),
      state,
      shellNow: world.run.opened(aim.step.terminal)?.namespace ?? 'host',
      diagnose: () =>
        whyFailed(
          {
            command,
            terminal,
            expect: toWork,
            output: typed.output,
            exitCode,
            isStopped: end === 'timeout',
            namespace: typed.shell,
            before: before?.network ?? null,
            after,
            listeners: listenersIn(world.found.lab.pid),
          },
          done,
        ),
    });
    if (isAgain || answer.kind !== 'not-yet' || answer.cause.kind !== 'effect') return { answer, state };
    await sleep(onItsWayMs);
    const next = await look(true);
    if (next && isSameState(state, next)) return { answer, state };
    state = next;
  }
}
