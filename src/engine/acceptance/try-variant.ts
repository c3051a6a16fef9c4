import type { Lesson } from '../../lesson/lesson.js';
import { Session } from '../session/session.js';
import type { OwnAnswer } from './own-answer.js';

/** What came of commands that were typed in the place of a step. */
export interface TriedVariant {
  /** `look`: they only looked, and the step is still open. */
  readonly outcome: OwnAnswer['kind'];
  /** The code of the cause, where they are not right yet. */
  readonly cause: string | null;
  readonly answer: OwnAnswer;
}

/**
 * Types commands in the place of a step, after the steps before it, and says what a learner would be told after the last of them.
 * @param before the lessons that it continues
 * @param step its number
 * @throws {NslabError} what `Session.start` throws, and `incomplete-command`
 */
export async function tryVariant(
  lesson: Lesson,
  before: readonly Lesson[],
  step: number,
  commands: readonly string[],
): Promise<TriedVariant> {
  const session = await Session.start(lesson, before, { isRecording: true });
  try {
    for (const each of lesson.steps.slice(0, step - 1)) await session.run(each);
    const aim = lesson.steps[step - 1]!;
    session.aimAt(aim);
    let answer: OwnAnswer | null = null;
    for (const command of commands) ({ answer } = await session.runOwn(command, aim.terminal));
    answer ??= { kind: 'look' };
    return { outcome: answer.kind, cause: answer.kind === 'not-yet' ? causeOf(answer) : null, answer };
  } finally {
    await session.destroy();
  }
}

function causeOf({ cause }: Extract<OwnAnswer, { kind: 'not-yet' }>): string {
  switch (cause.kind) {
    case 'effect':
      return cause.cause.code;
    case 'diagnosis':
      return cause.finding.code;
    case 'exit-status':
      return cause.kind;
  }
}
