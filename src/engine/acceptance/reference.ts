import { NslabError } from '../../errors.js';
import { isLooking } from '../../lesson/known/looking.js';
import type { Lesson, Step } from '../../lesson/lesson.js';
import type { Moment } from '../../verify/effect/effect-question.js';
import type { Done } from '../session/done.js';
import { onlyLooks } from '../session/only-looks.js';
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

/** The lab after a step that comes later. */
interface Later {
  readonly step: Step;
  readonly after: Moment;
}

/** Where steps are tried. */
export interface Shadow {
  /** The lesson that is followed, then the one that it continues, and so on. */
  readonly lessons: readonly Lesson[];
  /** Makes a fresh lab. */
  readonly make: () => Promise<World>;
  /** What was done before the step, to be done again. */
  readonly done: readonly Done[];
  /** Steps to be run after that, before this one. */
  readonly steps?: readonly Step[];
  readonly signal: AbortSignal;
}

/** What comes of a step that is tried, and then of those after it. */
export interface Tried {
  /** Why there is no answer, where there is none. */
  readonly reference: Promise<Reference | WhyNotChecked>;
  /** As far as they work. */
  readonly later: Promise<readonly Later[]>;
}

/**
 * Runs a step in a lab beside the person's: a fresh one, in which all is done again that they have done before. Then runs the steps after it, for whoever does
 * several at once. That lab is gone when both have resolved.
 */
export function tryStep(step: Step, following: readonly Step[], shadow: Shadow): Tried {
  const opened = open(step, shadow);
  const reference = opened.then(({ reference: found }) => found);
  const later = opened.then(async ({ world, reference: found }) => {
    try {
      return world && !('code' in found) ? await runLater(world, step, following, shadow.signal) : [];
    } finally {
      await world?.labs.destroy();
    }
  });
  return { reference, later };
}

/** Whether a step only looks, so far as its words tell. */
export function isLook({ command }: Pick<Step, 'command'>): boolean {
  return isLooking(command) || onlyLooks(command);
}

async function open(
  step: Step,
  { lessons, make, done, signal, steps = [] }: Shadow,
): Promise<{ readonly world: World | undefined; readonly reference: Reference | WhyNotChecked }> {
  let world: World | undefined;
  try {
    world = await make();
    await new Replay(world, lessons).redo(done, signal);
    for (const each of steps) if (!signal.aborted) await world.run.run(each);
    const before = momentOf(await stateOf(world), world, step.terminal);
    const ended = await world.run.run(step);
    if (ended && ended.verdict !== 'pass' && ended.verdict !== 'drift')
      return { world, reference: { code: 'reference-failed', text: ended.output.trim() || (ended.reason?.text ?? ended.verdict) } };
    return { world, reference: { before, after: momentOf(await stateOf(world), world, step.terminal) } };
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
    return { world, reference: { code: 'no-copy', text: error.message } };
  }
}

async function runLater(world: World, first: Step, following: readonly Step[], signal: AbortSignal): Promise<Later[]> {
  const later: Later[] = [];
  try {
    for (const step of following) {
      if (signal.aborted || step.terminal !== first.terminal || step.skip !== null || step.endless !== null) break;
      const ended = await world.run.run(step);
      if (ended?.verdict !== 'pass' && ended?.verdict !== 'drift') break;
      later.push({ step, after: momentOf(await stateOf(world), world, first.terminal) });
    }
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
  }
  return later;
}
