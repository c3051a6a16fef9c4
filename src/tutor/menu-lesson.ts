import path from 'node:path';
import { estimatedMinutes } from '../lesson/estimated-minutes.js';
import type { Lesson } from '../lesson/lesson.js';
import type { Progress } from './lesson-progress.js';

/** A lesson as it stands in the menu. */
export interface MenuLesson {
  readonly file: string;
  readonly title: string;
  /** `null` for a document that can't be read. */
  readonly minutes: number | null;
  readonly isEstimated: boolean;
  readonly steps: number;
  readonly isDone: boolean;
  /** The step that the person goes on with, from 1; `null` when the lesson is not begun, or not begun again. */
  readonly nextStep: number | null;
}

/** @param progress `undefined` when nothing is kept of the lesson */
export function menuLesson(lesson: Lesson, progress: Progress | undefined): MenuLesson {
  return {
    file: lesson.file,
    title: lesson.title,
    minutes: lesson.minutes ?? estimatedMinutes(lesson),
    isEstimated: lesson.minutes === null,
    steps: lesson.steps.length,
    isDone: progress !== undefined && progress.finishedAt !== null,
    nextStep: progress ? nextStep(lesson, progress) : null,
  };
}

/** What the lesson has no more does not count. */
function nextStep({ steps }: Lesson, { done, finishedAt, updatedAt }: Progress): number | null {
  if (finishedAt !== null && finishedAt >= updatedAt) return null;
  if (!steps.some(({ key }) => done.has(key))) return null;
  const next = steps.find(({ key }) => !done.has(key))?.id;
  // What is tried at the end, and the time spent there, is of a lesson that is done.
  return next ?? (finishedAt === null ? steps.length : null);
}

/** The number of each lesson: the one that its file's name begins with where every lesson has one and they ascend, otherwise its place from 1. */
export function menuNumbers(lessons: readonly MenuLesson[]): readonly number[] {
  const written = lessons.map(({ file }) => /^\d{1,4}/.exec(path.basename(file))?.[0]);
  const numbers = written.map(Number);
  const isOwn = written.every((digits) => digits !== undefined) && numbers.every((number, at) => at === 0 || number > numbers[at - 1]!);
  return isOwn ? numbers : lessons.map((_, index) => index + 1);
}

/** The place of the lesson to go on with: the first that is not done, or the first when all are. */
export function preselected(lessons: readonly MenuLesson[]): number {
  return Math.max(
    0,
    lessons.findIndex(({ isDone, minutes }) => !isDone && minutes !== null),
  );
}
