import path from 'node:path';
import { NslabError } from '../../errors.js';
import type { Lesson } from '../../lesson/lesson.js';
import type { StepEnd } from '../events.js';
import { reasonText } from '../reasons/reason-text.js';
import type { LessonRun } from '../lesson-run.js';
import { same } from '../../words.js';

/**
 * Refuses a lesson whose beginning is not there, because one that it continues has failed.
 * @throws {NslabError} `continued-lesson`
 */
export function hasToHold(lesson: Lesson, earlier: Lesson, ended: readonly StepEnd[]): void {
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
