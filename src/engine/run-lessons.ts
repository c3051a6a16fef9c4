import { addCounts, exitStatus, isFailure, noCounts, type FailurePolicy } from './counts.js';
import type { RunEvent, StepEnd } from './events.js';
import type { FindKnown } from './known-failures.js';
import type { Lesson } from '../lesson/lesson.js';
import type { OutputChange, OutputLeft } from '../lesson/replace-output.js';
import { runLesson, type ReadLesson } from './run-lesson.js';
import type { Session } from './session/session.js';
import type { Selection } from './selection.js';

export interface RunOptions {
  /** Reads a lesson; a `NslabError` that it throws is the lesson's error, not the run's. */
  readonly read: ReadLesson;
  /** How many lessons run at once, each in its own lab. */
  readonly jobs: number;
  readonly policy: FailurePolicy;
  /** The steps that are judged; all when left out. */
  readonly selection?: Selection;
  /** Failures that are known, from outside of the lessons. */
  readonly findKnown?: FindKnown;
  /** Whether the network is looked at after each step, so that its end says what has changed. */
  readonly isFollowing?: boolean;
  /** Gets the outputs of a lesson that are to be changed so that they say what was really printed, and those that are better left. */
  readonly onChanges?: (lesson: Lesson, changes: readonly OutputChange[], left: readonly OutputLeft[]) => void;
  /** Whether a document without a single command is no error, for nobody has named it. */
  readonly mayBeEmpty?: (file: string) => boolean;
  /** Whether the person who runs nslab has consented to a privileged lab for the lesson of this file, should it ask for one. */
  readonly allowsPrivileged?: (file: string) => boolean;
  /** Ends the run: the lab of the running lesson is destroyed and no further step is run. */
  readonly signal: AbortSignal;
  /** Called at the first step that does not pass, before the lab is destroyed; the lesson ends there. */
  readonly onFailure?: (step: StepEnd, session: Session) => Promise<void>;
}

/**
 * Runs lessons and tells what happens, lesson after lesson in the order given, however many run at once. A run of no lesson is a
 * success: whoever looks for lessons and finds none has said so already, and an empty part of them is all right.
 */
export async function* runLessons(files: readonly string[], options: RunOptions): AsyncGenerator<RunEvent> {
  const startedAt = performance.now();
  yield { schema: 1, type: 'run:start', files };
  let counts = noCounts;
  let consequences = 0;
  let known = 0;
  let errors = 0;
  let failures = 0;
  for await (const event of inOrder(
    files.map((file) => () => runLesson(file, options)),
    options.jobs,
  )) {
    if (event.type === 'lesson:end') {
      counts = addCounts(counts, event.counts);
      consequences += event.consequences;
      known += event.known;
      errors += event.error ? 1 : 0;
    }
    if (event.type === 'step:end' && isFailure(event, options.policy)) failures += 1;
    yield event;
  }
  const durationMs = elapsed(startedAt);
  yield {
    schema: 1,
    type: 'run:end',
    lessons: files.length,
    counts,
    consequences,
    known,
    errors,
    durationMs,
    exitStatus: files.length === 0 ? 0 : exitStatus(counts, failures, errors, options.policy),
  };
}

/** Runs up to `jobs` streams at once and yields what they give in the streams' order. */
async function* inOrder<T>(starts: readonly (() => AsyncGenerator<T>)[], jobs: number): AsyncGenerator<T> {
  if (jobs === 1) {
    // One after the other, and none runs ahead of whoever is told of it.
    for (const start of starts) yield* start();
    return;
  }
  const queues: { items: T[]; isDone: boolean; error: unknown; wake: () => void }[] = starts.map(() => ({
    items: [],
    isDone: false,
    error: undefined,
    wake: () => {},
  }));
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < starts.length) {
      const index = next++;
      const queue = queues[index]!;
      try {
        for await (const item of starts[index]!()) {
          queue.items.push(item);
          // Printing waits until the next command is on its way.
          setImmediate(queue.wake);
        }
      } catch (error) {
        queue.error = error;
      }
      queue.isDone = true;
      queue.wake();
    }
  };
  const workers = Array.from({ length: Math.min(jobs, starts.length) }, work);
  for (const queue of queues) {
    while (!queue.isDone || queue.items.length > 0) {
      while (queue.items.length > 0) yield queue.items.shift()!;
      if (!queue.isDone) await new Promise<void>((resolve) => (queue.wake = resolve));
    }
    if (queue.error) throw queue.error;
  }
  await Promise.all(workers);
}

function elapsed(since: number): number {
  return Math.round((performance.now() - since) * 1000) / 1000;
}
