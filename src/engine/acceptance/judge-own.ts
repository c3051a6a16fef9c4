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
export interface EndedOwn {
  readonly entry: JournalEntry;
  readonly typed: Typed;
  /** The lab before it; `null` when nobody has looked. */
  readonly before: SessionState | null;
  /** All that was done before it. */
  readonly done: readonly Done[];
  readonly world: World;
}

/** Ways to look at the lab; each gives `null` when that is not possible. */
interface Looks {
  /** As it is at this moment. */
  readonly glance: () => Promise<SessionState | null>;
  /** When it has come to rest. */
  readonly look: () => Promise<SessionState | null>;
  /** Called as soon as the command is known to be right. */
  readonly onRight: (answer: OwnAnswer) => void;
}

/** Judges a command of the person's own by what the step that they are at brings about. What is not there yet is looked for once more. */
export async function judgeOwn(
  aim: Aim,
  ended: EndedOwn,
  { glance, look, onRight }: Looks,
): Promise<{ readonly answer: OwnAnswer; readonly state: SessionState | null }> {
  const quick = await glance();
  const first = quick && (await judge(aim, ended, quick));
  if (first?.kind === 'right') {
    onRight(first);
    return { answer: first, state: await look() };
  }
  for (let isAgain = false; ; isAgain = true) {
    const state = await look();
    if (state === null) return { answer: { kind: 'could-not-check', why: { code: 'not-seen', text: '' } }, state };
    const answer = !isAgain && first && isSameState(quick, state) ? first : await judge(aim, ended, state);
    if (isAgain || answer.kind !== 'not-yet' || answer.cause.kind !== 'effect') return { answer, state };
    await sleep(onItsWayMs);
  }
}

function judge(aim: Aim, { entry, typed, before, done, world }: EndedOwn, state: SessionState): Promise<OwnAnswer> {
  const { command, terminal } = entry;
  const { exitCode, end } = typed.result;
  return aim.judge({
    command,
    shell: typed.shell,
    exitCode,
    output: typed.output,
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
          after: state.network,
          listeners: listenersIn(world.found.lab.pid),
        },
        done,
      ),
  });
}
