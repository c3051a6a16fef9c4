import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { readChain, type ReadLesson } from '../engine/run-lesson.js';
import { NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import { parseLesson, type ParseOptions } from '../lesson/parse-lesson.js';
import { readText, unreadable } from './text-file.js';

/** Numbers in names count as numbers: 2 comes before 10. */
export const byName = new Intl.Collator('en', { numeric: true });
const lessonNames = /\.(?:md|mdx|markdown)$/i;

export function isLessonName(name: string): boolean {
  return lessonNames.test(name);
}

/** Whether a folder's search goes into what has this name. */
export function isSearched(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/**
 * The lesson files among the paths, folders searched through, in the order of their names.
 * @throws {NslabError} `no-lessons` for a folder without any, `unreadable`.
 */
export function findLessons(paths: readonly string[]): string[] {
  const files = paths.flatMap((given) => {
    // A file that is not there is an error of its own, when it is to be read; the others are still checked.
    if (!statSync(given, { throwIfNoEntry: false })?.isDirectory()) return [given];
    const found = filesBelow(given);
    if (found.length > 0) return found;
    throw new NslabError(
      'no-lessons',
      { en: 'no lesson in this folder', zh: '这个目录中没有课程' },
      {
        position: { file: given },
        hint: { en: 'lessons are Markdown files: *.md, *.mdx or *.markdown', zh: '课程是 Markdown 文件：*.md、*.mdx 或 *.markdown' },
      },
    );
  });
  return [...new Set(files)];
}

/**
 * Reads one lesson.
 * @throws {NslabError} what `readText` and `parseLesson` throw.
 */
export function readLesson(file: string, options: ParseOptions = {}): Lesson {
  return parseLesson(file, readText(file, 'a lesson'), options);
}

/** A lesson for a report to show, or `undefined` when it can't be read, which the run has told of already. */
export function lessonAsItIs(file: string, read: ReadLesson): Lesson | undefined {
  try {
    return readChain(file, read).lesson;
  } catch (error) {
    if (error instanceof NslabError) return undefined;
    throw error;
  }
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => isSearched(entry.name))
      .toSorted((a, b) => byName.compare(a.name, b.name))
      .flatMap((entry) => {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) return filesBelow(file);
        return entry.isFile() && isLessonName(entry.name) ? [file] : [];
      });
  } catch (error) {
    throw unreadable(folder, error);
  }
}
