import type { Lesson } from '../../src/lesson/lesson.js';

/** What is said of commands in the place of a step. */
export interface JudgedVariant {
  readonly outcome: 'right' | 'not-yet' | 'could-not-check' | 'look';
  readonly cause: string | null;
}

/** Whether commands can be judged yet; the tests of variants are skipped where not. */
export const canJudge: boolean = false;

/** Types commands in the place of a step, in a lab of their own, and has them judged after the last. */
export function judgedVariant(
  _lesson: Lesson,
  _before: readonly Lesson[],
  _stepId: number,
  _commands: readonly string[],
): Promise<JudgedVariant> {
  return Promise.reject(new Error('not there yet: nothing judges the commands of a person'));
}
