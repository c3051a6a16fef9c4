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
  throw new NslabError(
    'no-lessons',
    { en: 'no lesson with a command in this folder', zh: '这个目录里没有带命令的课程' },
    {
      position: { file: folder },
      hint: {
        en: 'nslab plan says what is read as a command, and why other lines are not',
        zh: 'nslab plan 会说明哪些行被当作命令，其他行为什么不是',
      },
    },
  );
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
