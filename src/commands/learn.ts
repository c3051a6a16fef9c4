import { statSync } from 'node:fs';
import { noSteps, readChain } from '../engine/run-lesson.js';
import { follow } from '../tutor/follow.js';
import type { LearnContext } from '../tutor/learn-context.js';
import { chooseLesson } from '../tutor/menu.js';
import { check } from './check.js';
import { courseFolder } from './course.js';
import { forgetLesson } from './forget-lesson.js';
import { keepLesson } from './kept-lesson.js';
import { chosenLanguage } from './language.js';
import { findLessons, readLesson } from './lesson-files.js';
import { menuLessons } from './menu-lessons.js';
import { programName } from './program-name.js';
import { isPlainMode } from './plain-mode.js';
import { reportContext } from './printer.js';
import { readProgress } from './progress/progress-file.js';
import { readText } from './text-file.js';
import { usage } from './values.js';

export interface LearnOptions {
  /** Starts anew whatever was kept of the lesson. */
  readonly restart?: boolean;
  readonly lang?: string;
  readonly plain?: boolean;
  /** Follows nothing, and forgets a lesson. */
  readonly reset?: boolean;
  /** Whether the answer to what is asked before that is yes. */
  readonly yes?: boolean;
}

/**
 * Follows lessons interactively: the one that is named, or those that the person chooses of a folder, or of the course. Without a terminal runs it, or
 * the first one of the course, and prints every verdict. Resolves to the exit status.
 */
export async function learn(given: string | undefined, options: LearnOptions = {}): Promise<number> {
  const context: LearnContext = {
    ...reportContext(process.stdout),
    language: chosenLanguage(options.lang),
    isPlain: isPlainMode(options.plain),
    program: programName(),
  };
  const hasTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const folder = given === undefined ? courseFolder(context.language) : isFolder(given) ? given : undefined;
  if (options.reset === true) return forget(folder ?? given!, folder !== undefined, options.yes === true, hasTerminal, context);
  if (!hasTerminal) return check([given ?? findLessons([folder!])[0]!], { config: false });
  if (folder === undefined) return followFile(given!, options.restart === true, context);
  for (let status = 0; ;) {
    const chosen = await chooseLesson(menuLessons(folder), context);
    if (!chosen) return status;
    const before = readProgress(chosen.file)?.timesFinished ?? 0;
    status = await followFile(chosen.file, options.restart === true, context);
    // Whoever leaves in the middle wants to leave.
    if ((readProgress(chosen.file)?.timesFinished ?? 0) === before) return status;
    process.stdout.write('\n');
  }
}

async function followFile(file: string, isAnew: boolean, context: LearnContext): Promise<number> {
  const { lesson, before } = readChain(file, (other, earlier) => readLesson(other, earlier ? { before: earlier } : {}));
  if (lesson.steps.length === 0) throw noSteps(lesson);
  const kept = await keepLesson(lesson, readText(file, 'a lesson'), isAnew, context);
  try {
    return await follow(lesson, before, context, kept);
  } finally {
    await kept.close();
  }
}

async function forget(
  place: string,
  isPlaceFolder: boolean,
  isAgreed: boolean,
  hasTerminal: boolean,
  context: LearnContext,
): Promise<number> {
  if (!isPlaceFolder) return forgetLesson(place, isAgreed, context);
  if (!hasTerminal)
    throw usage(
      { en: 'unexpected --reset without a lesson', zh: '使用 --reset 时没有写明课程' },
      { en: 'name the lesson: nslab learn --reset --yes LESSON', zh: '请写明课程：nslab learn --reset --yes LESSON' },
    );
  const chosen = await chooseLesson(menuLessons(place), context, 'forget');
  return chosen ? forgetLesson(chosen.file, isAgreed, context) : 0;
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
