import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { NslabError } from '../errors.js';
import type { ReadLesson } from '../engine/run-lesson.js';
import type { Lesson } from '../lesson/lesson.js';
import { dependenciesOf } from './dependencies.js';
import { findLessons } from './lesson-files.js';

/** What has become of the lessons since the last look. */
export interface News {
  /** All that there are now, in their order. */
  readonly lessons: readonly string[];
  /** New ones, and those that differ in themselves, in what they continue or in their fixtures. */
  readonly changed: readonly string[];
  readonly gone: readonly string[];
  /** Whatever the lessons are made of, as absolute paths, be it there or not. */
  readonly parts: ReadonlySet<string>;
}

/**
 * Looks again and again at the lessons of some paths, and tells what is new. It compares what the files say: a file that is only
 * touched, or written again as it was, is no news.
 */
export function createStock(paths: readonly string[], read: ReadLesson): () => News {
  const readAgain = remember(read);
  let known: ReadonlyMap<string, string> | undefined;
  return () => {
    const lessons = lessonsOf(paths, known === undefined);
    const parts = new Map(lessons.map((file) => [file, dependenciesOf(file, readAgain)]));
    const now = new Map([...parts].map(([file, ofFile]) => [file, ofFile.map(contentOf).join()]));
    const before = known ?? now;
    known = now;
    return {
      lessons,
      changed: lessons.filter((file) => before.get(file) !== now.get(file)),
      gone: [...before.keys()].filter((file) => !now.has(file)),
      parts: new Set([...parts.values()].flat().map((part) => path.resolve(part))),
    };
  };
}

/** A path that was there at first may be gone for a while: an editor saves, another branch is checked out. */
function lessonsOf(paths: readonly string[], isFirst: boolean): string[] {
  if (isFirst) return findLessons(paths);
  return [
    ...new Set(
      paths.flatMap((given) => {
        try {
          return existsSync(given) ? findLessons([given]) : [];
        } catch (error) {
          if (error instanceof NslabError) return [];
          throw error;
        }
      }),
    ),
  ];
}

/** Reads a lesson only when its file has another content than the last time. */
function remember(read: ReadLesson): (file: string) => Lesson {
  const remembered = new Map<string, { content: string; lesson: Lesson }>();
  return (file) => {
    const content = contentOf(file);
    const found = remembered.get(file);
    if (found?.content === content) return found.lesson;
    const lesson = read(file);
    remembered.set(file, { content, lesson });
    return lesson;
  };
}

/** A short text that is another one when the file has another content, or the folder files with other times. */
function contentOf(file: string): string {
  try {
    const info = statSync(file);
    if (info.isFile()) return createHash('sha1').update(readFileSync(file)).digest('base64');
    if (!info.isDirectory()) return 'other';
    const inside = readdirSync(file, { recursive: true, encoding: 'utf8' }).toSorted();
    return JSON.stringify(inside.map((name) => [name, timesOf(path.join(file, name))]));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

function timesOf(file: string): readonly number[] {
  const info = statSync(file, { throwIfNoEntry: false });
  return info ? [info.mtimeMs, info.size, info.ino, info.mode] : [];
}
