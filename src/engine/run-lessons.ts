import { formatPosition, NslabError } from '../errors.js';
import { createLab } from '../lab/create-lab.js';
import type { Terminal } from '../lab/terminal.js';
import type { Lesson } from '../lesson/lesson.js';
import { addCounts, countVerdict, exitStatus, isFailure, noCounts, type FailurePolicy } from './counts.js';
import type { LessonEnd, RunEvent, StepEnd } from './events.js';
import { describeStep, LessonRun } from './lesson-run.js';

export interface RunOptions {
  /** Reads a lesson; a `NslabError` that it throws is the lesson's error, not the run's. */
  readonly read: (file: string) => Lesson;
  /** How many lessons run at once, each in its own lab. */
  readonly jobs: number;
  readonly policy: FailurePolicy;
  /** Ends the run: the lab of the running lesson is destroyed and no further step is run. */
  readonly signal: AbortSignal;
  /** Called at the first step that does not pass, with its terminal, before the lab is destroyed; the lesson ends there. */
  readonly onFailure?: (step: StepEnd, terminal: Terminal) => Promise<void>;
}

/** Runs lessons and tells what happens, lesson after lesson in the order given, however many run at once. */
export async function* runLessons(files: readonly string[], options: RunOptions): AsyncGenerator<RunEvent> {
  const startedAt = performance.now();
  yield { schema: 1, type: 'run:start', files };
  let counts = noCounts;
  let errors = 0;
  let failures = 0;
  for await (const event of inOrder(
    files.map((file) => () => runLesson(file, options)),
    options.jobs,
  )) {
    if (event.type === 'lesson:end') {
      counts = addCounts(counts, event.counts);
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
    errors,
    durationMs,
    exitStatus: exitStatus(counts, failures, errors, options.policy),
  };
}

async function* runLesson(file: string, options: RunOptions): AsyncGenerator<RunEvent> {
  if (options.signal.aborted) return;
  const startedAt = performance.now();
  let counts = noCounts;
  // The lab is built by other processes, so the lesson is read meanwhile; what is wrong with the lesson is said first.
  const lab = createLab({ lesson: file });
  lab.catch(() => {});
  const end = (error: LessonEnd['error']): LessonEnd => ({
    schema: 1,
    type: 'lesson:end',
    file,
    counts,
    durationMs: elapsed(startedAt),
    error,
  });
  const abort = (): void => void lab.then((made) => made.destroy()).catch(() => {});
  options.signal.addEventListener('abort', abort);
  try {
    const lesson = options.read(file);
    yield { schema: 1, type: 'lesson:start', file, title: lesson.title, steps: lesson.steps.length };
    if (lesson.steps.length === 0) throw noSteps(lesson);
    const run = new LessonRun(lesson, await lab);
    for (const step of lesson.steps) {
      if (options.signal.aborted) break;
      yield { ...describeStep(file, step), type: 'step:start' };
      const ended = await run.run(step);
      if (options.signal.aborted) break;
      counts = countVerdict(counts, ended.verdict);
      yield ended;
      if (options.onFailure && (ended.verdict === 'error' || isFailure(ended, options.policy))) {
        await options.onFailure(ended, await run.terminal(step));
        break;
      }
    }
    yield end(null);
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
    if (!options.signal.aborted) yield end(describeError(error));
  } finally {
    options.signal.removeEventListener('abort', abort);
    await (await lab.catch(() => undefined))?.destroy();
  }
}

/** The error of a document in which there is nothing to run. */
export function noSteps(lesson: Lesson): NslabError {
  const left = lesson.ignored.length;
  return new NslabError('no-steps', 'no step to run', {
    position: { file: lesson.file, line: 1 },
    hint:
      left === 0
        ? 'write commands in a block of code, with a `$ ` before each'
        : `\`nslab plan ${lesson.file}\` says why ${left} pieces of code are left alone`,
  });
}

function describeError(error: NslabError): NonNullable<LessonEnd['error']> {
  return {
    code: error.code,
    text: error.message,
    position: error.position ? formatPosition(error.position) : '',
    hint: error.hint ?? null,
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
