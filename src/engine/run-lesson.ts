import path from 'node:path';
import { NslabError } from '../errors.js';
import { toLessonError } from './lesson-error.js';
import type { Lesson, Step } from '../lesson/lesson.js';
import { countVerdict, isFailure, noCounts } from './counts.js';
import type { LessonEnd, RunEvent, StepEnd } from './events.js';
import { refuseEmptyDiagrams } from './empty-diagrams.js';
import { KnownFailures } from './known-failures.js';
import { LessonLab } from './lesson-lab.js';
import type { RunOptions } from './run-lessons.js';
import { Session } from './session/session.js';
import { selectSteps } from './selection.js';
import { describeStep } from './step-end.js';

/** Runs one lesson in a lab of its own and tells what happens, step after step. */
export async function* runLesson(file: string, options: RunOptions): AsyncGenerator<RunEvent> {
  if (options.signal.aborted) return;
  const startedAt = performance.now();
  let counts = noCounts;
  let consequences = 0;
  let known = 0;
  const isRecording = options.onFailure !== undefined;
  const lab = new LessonLab(file, { signal: options.signal, isFollowing: options.isFollowing ?? false, isRecording });
  const end = (error: LessonEnd['error']): LessonEnd => ({
    schema: 1,
    type: 'lesson:end',
    file,
    counts,
    consequences,
    known,
    durationMs: elapsed(startedAt),
    error,
  });
  let session: Session | undefined;
  const destroy = (): Promise<void> => (session ?? lab).destroy();
  const abort = (): void => void destroy().catch(() => {});
  options.signal.addEventListener('abort', abort);
  try {
    const { lesson, before } = readChain(file, options.read);
    const { isJudged, lastId, count: steps } = selectSteps(lesson, options.selection ?? {});
    yield { schema: 1, type: 'lesson:start', file, title: lesson.title, steps };
    if (lesson.steps.length === 0) {
      if (options.mayBeEmpty?.(file)) return yield end(null);
      throw noSteps(lesson);
    }
    for (const other of options.onChanges ? before : [...before, lesson]) refuseEmptyDiagrams(other);
    const run = (session = await Session.start(lesson, before, {
      labs: lab,
      signal: options.signal,
      isAllowed: options.allowsPrivileged?.(file) ?? false,
      isUpdating: options.onChanges !== undefined,
      isRecording,
    }));
    const inOrder = new InOrder();
    const isTold = (done: StepEnd): boolean => isJudged(lesson.steps[done.step - 1]!);
    const knownFailures = new KnownFailures(options.findKnown);
    const counted = (ended: StepEnd): StepEnd => {
      const done = knownFailures.mark(lesson.steps[ended.step - 1]!, ended);
      counts = countVerdict(counts, done.verdict);
      consequences += done.verdict === 'fail' && done.causedBy !== null ? 1 : 0;
      known += done.known ? 1 : 0;
      return done;
    };
    for (const step of lesson.steps) {
      if (options.signal.aborted || step.id > lastId) break;
      inOrder.expect(step);
      if (isJudged(step)) yield { ...describeStep(file, step), type: 'step:start' };
      const ended = await run.run(step);
      if (options.signal.aborted) break;
      for (const done of inOrder.take([...run.takeEnded(), ...(ended ? [ended] : [])])) {
        if (!isTold(done)) continue;
        const told = counted(done);
        yield told;
        if (options.onFailure && (told.verdict === 'error' || isFailure(told, options.policy))) {
          await options.onFailure(told, run);
          return yield end(null);
        }
      }
    }
    if (!options.signal.aborted) {
      await run.finish();
      for (const done of inOrder.take(run.takeEnded()).filter(isTold)) yield counted(done);
      await run.tearDown();
      const isWanted = ({ id }: { readonly id: number }): boolean => isJudged(lesson.steps[id - 1]!);
      const { changes = [], left = [] } = run.outputChanges ?? {};
      options.onChanges?.(lesson, changes.filter(isWanted), left.filter(isWanted));
    }
    yield end(null);
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
    if (!options.signal.aborted) yield end(toLessonError(error));
  } finally {
    options.signal.removeEventListener('abort', abort);
    await destroy();
  }
}

/** Reads a lesson; what it continues tells which links, variables and shells are there when it starts. */
export type ReadLesson = (file: string, before?: readonly Lesson[]) => Lesson;

/**
 * A lesson and the ones that come before it, first one first.
 * @throws {NslabError} `continued-lesson` for a circle, and what `read` throws.
 */
export function readChain(file: string, read: ReadLesson): { readonly lesson: Lesson; readonly before: readonly Lesson[] } {
  const chain = [read(file)];
  const seen = new Set([path.resolve(file)]);
  for (let next = chain[0]!; next.continues !== null; next = chain[0]!) {
    const earlier = path.join(path.dirname(next.file), next.continues);
    if (seen.has(path.resolve(earlier))) {
      throw new NslabError(
        'continued-lesson',
        { en: `the lesson continues itself: ${next.continues}`, zh: `课程接续的是它自己：${next.continues}` },
        {
          position: { file: next.file, line: 1 },
          hint: { en: 'name an earlier lesson in `continues`', zh: '在 `continues` 中写一个更早的课程' },
        },
      );
    }
    seen.add(path.resolve(earlier));
    chain.unshift(readEarlier(next, earlier, read));
  }
  const before: Lesson[] = [];
  for (const lesson of chain) before.push(before.length === 0 ? lesson : read(lesson.file, [...before]));
  return { lesson: before.pop()!, before };
}

/** The lesson that another one continues; one that is not there is a mistake in that other. */
function readEarlier(lesson: Lesson, file: string, read: ReadLesson): Lesson {
  try {
    return read(file);
  } catch (error) {
    if (!(error instanceof NslabError) || error.code !== 'not-found') throw error;
    throw new NslabError(
      'continued-lesson',
      { en: `the lesson continues ${lesson.continues}, which is not there`, zh: `本课接续 ${lesson.continues}，但没有这个文件` },
      {
        position: { file: lesson.file, line: 1 },
        hint: { en: 'name it in `continues` as a path from the folder of this lesson', zh: '`continues` 中的路径从本课所在的目录算起' },
        cause: error,
      },
    );
  }
}

/** Brings verdicts into the order of the steps: what goes on while others are run is judged after them and told before. */
class InOrder {
  #expected: number[] = [];
  readonly #waiting = new Map<number, StepEnd>();

  expect(step: Step): void {
    this.#expected.push(step.id);
  }

  take(ended: readonly StepEnd[]): StepEnd[] {
    for (const event of ended) this.#waiting.set(event.step, event);
    const ready: StepEnd[] = [];
    while (this.#expected.length > 0 && this.#waiting.has(this.#expected[0]!)) {
      const id = this.#expected.shift()!;
      ready.push(this.#waiting.get(id)!);
      this.#waiting.delete(id);
    }
    return ready;
  }
}

/** The error of a document in which there is nothing to run. */
export function noSteps(lesson: Lesson): NslabError {
  const left = lesson.ignored.length;
  return new NslabError(
    'no-steps',
    { en: 'no step to run', zh: '没有可以执行的步骤' },
    {
      position: { file: lesson.file, line: 1 },
      hint:
        left === 0
          ? { en: 'write commands in a block of code, with a `$ ` before each', zh: '把命令写在代码块里，每条命令前加 `$ `' }
          : {
              en: `\`nslab plan ${lesson.file}\` says why ${left} pieces of code are left alone`,
              zh: `有 ${left} 段代码没有执行，\`nslab plan ${lesson.file}\` 会说明原因`,
            },
    },
  );
}

function elapsed(since: number): number {
  return Math.round((performance.now() - since) * 1000) / 1000;
}
