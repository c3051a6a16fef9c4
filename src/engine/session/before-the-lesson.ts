import path from 'node:path';
import { NslabError } from '../../errors.js';
import type { Lesson, Step } from '../../lesson/lesson.js';
import type { StepEnd } from '../events.js';
import { reasonText } from '../reasons/reason-text.js';
import type { LessonRun } from '../lesson-run.js';
import { same } from '../../words.js';
import type { Given } from './entry-end.js';

/** How the steps of lessons are run that come before. */
interface Steps {
  readonly run: (step: Step) => Promise<StepEnd | undefined>;
  readonly takeEnded: () => StepEnd[];
  readonly isStopped: () => boolean;
}

/**
 * Runs what comes before the first step of a lesson: the lessons that it continues, and hidden set-ups.
 * @param lessons the one that is followed, then the one that it continues, and so on
 * @param record does something, and keeps what it takes to do it again
 * @returns whether it was not stopped
 * @throws {NslabError} `continued-lesson`, `setup-failed`
 */
export async function runBefore(
  lessons: readonly Lesson[],
  run: LessonRun,
  record: (given: Given, act: () => Promise<unknown>) => Promise<void>,
  steps: Steps,
): Promise<boolean> {
  const [last] = lessons;
  for (const lesson of lessons.toReversed()) {
    run.begin(lesson);
    if (lesson.setup.length > 0)
      await record({ kind: 'setup', key: null, terminal: '', command: lesson.setup.join('\n') }, () => runHidden(run, lesson, 'setup'));
    if (lesson === last) break;
    for (const step of lesson.steps) {
      if (steps.isStopped()) return false;
      const ended = await steps.run(step);
      hasToHold(last!, lesson, [...steps.takeEnded(), ...(ended ? [ended] : [])]);
    }
    await run.finish();
    hasToHold(last!, lesson, steps.takeEnded());
  }
  return true;
}

/**
 * Refuses a lesson whose beginning is not there, because one that it continues has failed.
 * @throws {NslabError} `continued-lesson`
 */
function hasToHold(lesson: Lesson, earlier: Lesson, ended: readonly StepEnd[]): void {
  const failed = ended.find(
    ({ verdict, step }) =>
      (verdict === 'fail' && earlier.steps[step - 1]!.expectFail === null) || verdict === 'error' || verdict === 'unreachable',
  );
  if (!failed) return;
  throw new NslabError(
    'continued-lesson',
    {
      en: `the lesson that ${path.basename(lesson.file)} continues fails: ${failed.reason?.text ?? failed.verdict}`,
      zh: `${path.basename(lesson.file)} 所接续的课程失败了：${failed.reason ? reasonText(failed.reason, 'zh') : failed.verdict}`,
    },
    { position: { file: earlier.file, line: failed.line }, hint: same(`nslab check ${earlier.file}`) },
  );
}

/**
 * Types the hidden commands of a lesson.
 * @throws {NslabError} `setup-failed`
 */
export async function runHidden(run: LessonRun, lesson: Lesson, part: 'setup' | 'teardown'): Promise<void> {
  const failed = await run.runHidden(lesson[part]);
  if (!failed) return;
  const said = failed.output.trim().split('\n').at(-1) ?? '';
  throw new NslabError(
    'setup-failed',
    {
      en: `the hidden ${part} fails at \`${failed.command}\`${said === '' ? '' : `: ${said}`}`,
      zh: `隐藏的 ${part} 在 \`${failed.command}\` 处失败${said === '' ? '' : `：${said}`}`,
    },
    {
      position: { file: lesson.file, line: 1 },
      hint: { en: `correct \`${part}\` in the front matter`, zh: `修正 front matter 中的 \`${part}\`` },
    },
  );
}
