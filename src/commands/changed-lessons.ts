import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { ReadLesson } from '../engine/run-lesson.js';
import { dependenciesOf } from './dependencies.js';
import { changedPaths } from './git.js';

/**
 * The lessons among the files that have changed since a revision: themselves, a lesson that they continue, their fixtures, or the
 * configuration, which says what passes.
 * @throws {NslabError} what `changedPaths` throws
 */
export async function changedLessons(
  files: readonly string[],
  revision: string | undefined,
  config: string | undefined,
  read: ReadLesson,
): Promise<readonly string[]> {
  const changed = new Set(await changedPaths(revision));
  const folders = new Set([...changed].flatMap(foldersAbove));
  // A link changes with what it points to.
  const hasChanged = (file: string): boolean =>
    [inRealFolder(file), realPath(file)].some(
      (place) => folders.has(place) || [place, ...foldersAbove(place)].some((part) => changed.has(part)),
    );
  if (config !== undefined && hasChanged(config)) return files;
  return files.filter((file) => dependenciesOf(file, read).some(hasChanged));
}

/** The folder above a path, the one above that, and so on. */
function foldersAbove(place: string): string[] {
  const folders: string[] = [];
  for (let folder = path.dirname(place); folder !== folders.at(-1); folder = path.dirname(folder)) folders.push(folder);
  return folders;
}

/** git tells paths of the real folders. */
function inRealFolder(file: string): string {
  return path.join(realPath(path.dirname(file)), path.basename(file));
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
