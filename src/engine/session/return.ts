import { setTimeout as sleep } from 'node:timers/promises';
import { NslabError } from '../../errors.js';
import { readLabState } from '../../lab/state/read-state.js';
import type { StateItem } from '../../lab/state/lab-state.js';
import type { Lesson } from '../../lesson/lesson.js';
import type { Done } from './done.js';
import { Replay, type Surprise } from './replay.js';
import { sessionState, type Digests, type SessionState } from './session-state.js';
import { compareDigests, compareStates, type Comparison, type StateDifference } from './state-difference.js';
import type { World } from './world.js';
import type { Words } from '../../words.js';

/** How long a lab that was made again may take to become what it was: addresses settle, jobs in the background start. */
const settleMs = 2000;
const pauseMs = 40;

/** What came of going to another step. Unless it has arrived the lab is as it was before. */
export type Return =
  | {
      readonly kind: 'arrived';
      readonly surprises: readonly Surprise[];
      /** What is the same but for values that differ from run to run. */
      readonly byChance: readonly StateItem[];
    }
  | {
      readonly kind: 'differs';
      readonly differences: readonly StateDifference[];
      readonly surprises: readonly Surprise[];
      readonly byChance: readonly StateItem[];
      /** Goes there all the same. Whatever else is done with the session takes the other lab away: then it resolves to false, and nothing changes. */
      readonly accept: () => Promise<boolean>;
    }
  | FailedReturn;

interface FailedReturn {
  readonly kind: 'failed';
  readonly code: string;
  readonly text: string;
  readonly hint: string | null;
  /** The same in every language. */
  readonly words: Words;
  readonly hints: Words | null;
}

interface Came extends Compared {
  readonly kind: 'arrived' | 'differs';
  readonly surprises: readonly Surprise[];
  readonly world: World;
}

interface Compared extends Comparison {
  /** As the lab is now; `null` when nobody has looked. */
  readonly now: SessionState | null;
}

/** What a lab has to be like. */
export interface Expected {
  readonly state: SessionState | null;
  /** The same, where a journal has kept no more; with both `null` nobody knows, and nothing is compared. */
  readonly digests: Digests | null;
  /** What the person has accepted to be another one each time, by kind and name. */
  readonly accepted: ReadonlySet<string>;
}

/** A way to another state of a lab. */
interface Way {
  readonly lessons: readonly Lesson[];
  /** Makes a fresh lab. */
  readonly make: () => Promise<World>;
  readonly entries: readonly Done[];
  readonly expected: Expected;
  readonly signal?: AbortSignal | undefined;
}

/** What can be otherwise only because something took longer or came sooner this time; it is worth another try. */
const timely: ReadonlySet<StateDifference['kind']> = new Set(['network', 'process', 'shell', 'open-file', 'mount', 'part']);

/** Does entries again in a fresh lab, and once more in another one where that does not come out as it was and time may be to blame. */
export async function comeBack(way: Way): Promise<Came | FailedReturn> {
  const first = await tryToComeBack(way);
  const isWorthATry = first.kind === 'failed' ? first.code === 'replay-failed' : first.differences.some(({ kind }) => timely.has(kind));
  if (!isWorthATry) return first;
  if (first.kind !== 'failed') await first.world.labs.destroy();
  return tryToComeBack(way);
}

async function tryToComeBack({ lessons, make, entries, expected, signal }: Way): Promise<Came | FailedReturn> {
  let world: World | undefined;
  const abort = (): void => void world?.labs.destroy();
  signal?.addEventListener('abort', abort);
  try {
    world = await make();
    const replay = new Replay(world, lessons);
    await replay.redo(entries, signal);
    world.run.begin(lessons[0]!);
    const found = await compareWhenSettled(world, expected);
    const kind = found.differences.length === 0 ? 'arrived' : 'differs';
    return { kind, ...found, surprises: replay.surprises, world };
  } catch (error) {
    await world?.labs.destroy();
    if (signal?.aborted) return failedReturn('stopped', { en: 'it was stopped, and the lab is as it was', zh: '已中止，实验环境保持原样' });
    if (!(error instanceof NslabError)) throw error;
    return failedReturn(error.code, error.words, error.hints);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function failedReturn(code: string, words: Words, hints?: Words): FailedReturn {
  return { kind: 'failed', code, text: words.en, hint: hints?.en ?? null, words, hints: hints ?? null };
}

/** Ways that a session does not even begin to go. */
export const refusals = {
  nothingDone: failedReturn('nothing-done', { en: 'nothing has been done yet that could be taken back', zh: '还没有做过可以撤销的事' }),
  nothingUndone: failedReturn('not-done', { en: 'nothing was taken back that could be done again', zh: '没有撤销过可以重做的事' }),
  notDone: (step: number, steps: number): FailedReturn =>
    failedReturn(
      'not-done',
      step > steps
        ? { en: `the lesson has ${steps} steps`, zh: `本课共 ${steps} 步` }
        : { en: `step ${step} has not been done yet`, zh: `第 ${step} 步还没有做过` },
    ),
};

/** Compares as soon as both are the same, or when it is no use to wait any longer. */
export async function compareWhenSettled({ found, run }: World, { state, digests, accepted }: Expected): Promise<Compared> {
  if (state === null && digests === null) return { differences: [], byChance: [], now: null };
  await run.untilTold();
  for (const deadline = performance.now() + settleMs; ;) {
    // What is as it was is at rest, so that one look is enough.
    const [network, lab] = await Promise.all([found.network.glance(), readLabState(found.lab)]);
    const now = sessionState(network, lab);
    const compared = state === null ? compareDigests(digests!, now, accepted) : compareStates(state, now, accepted);
    if (compared.differences.length === 0 || performance.now() > deadline) return { ...compared, now };
    await sleep(pauseMs);
  }
}
