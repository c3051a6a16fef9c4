import { existsSync } from 'node:fs';
import path from 'node:path';
import { noSteps, readChain } from '../engine/run-lesson.js';
import { follow } from '../tutor/follow.js';
import { check } from './check.js';
import { chosenLanguage } from './language.js';
import { keepLesson } from './kept-lesson.js';
import { findLessons, readLesson } from './lesson-files.js';
import { reportContext } from './printer.js';
import { readText } from './text-file.js';

export interface LearnOptions {
  /** Starts anew whatever was kept of the lesson. */
  readonly restart?: boolean;
}

/** Follows a lesson interactively; without a terminal runs it and prints every verdict. Resolves to the exit status. */
export async function learn(given: string | undefined, { restart = false }: LearnOptions = {}): Promise<number> {
  const file = given ?? firstLesson();
  if (!process.stdin.isTTY || !process.stdout.isTTY) return check([file], { config: false });
  const { lesson, before } = readChain(file, (other, earlier) => readLesson(other, earlier ? { before: earlier } : {}));
  if (lesson.steps.length === 0) throw noSteps(lesson);
  const kept = await keepLesson(lesson, readText(file, 'a lesson'), restart);
  try {
    return await follow(lesson, before, reportContext(process.stdout), kept);
  } finally {
    await kept.close();
  }
}

/** The first lesson of the course, in the language of the person's locale. */
function firstLesson(): string {
  return findLessons([path.join(courseFolder(), chosenLanguage())])[0]!;
}

/** The lessons that come with nslab, as a path that is short from where the person is. */
function courseFolder(): string {
  const folder = path.resolve(
    import.meta.dirname,
    existsSync(path.join(import.meta.dirname, '../lessons')) ? '../lessons' : '../../lessons',
  );
  const relative = path.relative(process.cwd(), folder);
  return relative.startsWith('..') ? folder : relative;
}
