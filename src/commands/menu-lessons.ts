import path from 'node:path';
import { NslabError } from '../errors.js';
import { menuLesson, type MenuLesson } from '../tutor/menu-lesson.js';
import { findLessons, readLesson } from './lesson-files.js';
import { readProgress } from './progress/progress-file.js';

/**
 * The lessons of a folder and of those below it, with how far the person is in each. Documents without a step are none; one that can't be read is told
 * when it is chosen.
 * @throws {NslabError} `no-lessons`, `unreadable`
 */
export function menuLessons(folder: string): MenuLesson[] {
  const lessons = findLessons([folder]).flatMap(rowOf);
  if (lessons.length > 0) return lessons;
  throw new NslabError('no-lessons', 'no lesson with a command in this folder', {
    position: { file: folder },
    hint: 'nslab plan says what is read as a command, and why other lines are not',
  });
}

function rowOf(file: string): MenuLesson[] {
  try {
    const lesson = readLesson(file);
    return lesson.steps.length === 0 ? [] : [menuLesson(lesson, readProgress(file))];
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
    return [{ file, title: path.basename(file), minutes: null, isEstimated: false, steps: 0, isDone: false, nextStep: null }];
  }
}
