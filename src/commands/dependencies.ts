import path from 'node:path';
import { NslabError } from '../errors.js';
import type { ReadLesson } from '../engine/run-lesson.js';

/**
 * The paths of whatever a lesson is made of: its file, the files of the lessons that it continues, and the folders `fixtures`
 * beside the file. One that can't be read is the last of its chain, and is told of when the lesson is run.
 */
export function dependenciesOf(file: string, read: ReadLesson): string[] {
  const chain: string[] = [];
  for (let next: string | undefined = file; next !== undefined && !chain.includes(next); next = continued(next, read)) chain.push(next);
  return [...chain, path.join(path.dirname(file), 'fixtures')];
}

function continued(file: string, read: ReadLesson): string | undefined {
  try {
    const { continues } = read(file);
    return continues === null ? undefined : path.join(path.dirname(file), continues);
  } catch (error) {
    if (error instanceof NslabError) return undefined;
    throw error;
  }
}
