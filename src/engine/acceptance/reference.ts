import { NslabError } from '../../errors.js';
import type { Lesson, Step } from '../../lesson/lesson.js';
import type { Moment } from '../../verify/effect/effect-question.js';
import type { Done } from '../session/done.js';
import { Replay } from '../session/replay.js';
import { stateOf } from '../session/state-at-rest.js';
import type { World } from '../session/world.js';
import { momentOf } from './moment.js';
import type { WhyNotChecked } from './own-answer.js';

/** What a step brings about. */
export interface Reference {
  readonly before: Moment;
  readonly after: Moment;
}

/** Where a step is tried. */
export interface Shadow {
  /** The lesson that is followed, then the one that it continues, and so on. */
  readonly lessons: readonly Lesson[];
  /** Makes a fresh lab. */
  readonly make: () => Promise<World>;
  /** What was done before the step. */
  readonly done: readonly Done[];
  readonly signal: AbortSignal;
}

/**
 * Runs a step in a lab beside the person's: a fresh one, in which all is done again that they have done before. That lab is gone when this resolves.
 * @returns why there is no answer, where there is none
 */
export async function runReference(step: Step, { lessons, make, done, signal }: Shadow): Promise<Reference | WhyNotChecked> {
  let world: World | undefined;
  try {
    world = await make();
    await new Replay(world, lessons).redo(done, signal);
    const before = momentOf(await stateOf(world), world, step.terminal);
    const ended = await world.run.run(step);
    if (ended && ended.verdict !== 'pass' && ended.verdict !== 'drift')
      return { code: 'reference-failed', text: ended.output.trim() || (ended.reason?.text ?? ended.verdict) };
    return { before, after: momentOf(await stateOf(world), world, step.terminal) };
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
    return { code: 'no-copy', text: error.message };
  } finally {
    await world?.labs.destroy();
  }
}
