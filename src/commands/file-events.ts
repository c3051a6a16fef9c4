import { statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';
import { isLessonName, isSearched } from './lesson-files.js';

export interface FileEvents {
  /** The files that matter beside those below the paths. */
  readonly mind: (parts: ReadonlySet<string>) => void;
  readonly close: () => Promise<void>;
}

/** How long nothing more has to happen: programs write a file in several goes, and git many at once. */
const quietMs = 100;
/** What never gets quiet is looked at all the same. */
const mostMs = 1000;

/**
 * Calls back a moment after something may have happened to lessons below the paths, or to the files that matter beside.
 * The folder of a file is watched and not the file, since editors write another one and rename it.
 */
export function watchFiles(paths: readonly string[], onChange: () => void, onError: (error: unknown) => void): FileEvents {
  const roots = paths.filter((given) => isFolder(given)).map((given) => path.resolve(given));
  let parts: ReadonlySet<string> = new Set();
  let folders = new Set<string>();
  const added = new Set<string>();
  const isIgnored = (name: string, stats?: Stats): boolean => {
    const file = path.resolve(name);
    if (parts.has(file) || folders.has(file) || isInFixtures(file, parts)) return false;
    const root = roots.find((folder) => isBelow(file, folder));
    if (root === undefined) return true;
    return !path.relative(root, file).split(path.sep).every(isSearched) || (stats?.isFile() === true && !isLessonName(file));
  };
  const watcher = watch([], { ignoreInitial: true, ignorePermissionErrors: true, ignored: isIgnored });
  const settle = debounce(onChange);
  // What happened before it was watching is found as well.
  watcher.on('all', settle.touch).on('ready', settle.touch).on('error', onError);
  return {
    mind: (next) => {
      parts = next;
      // The folder above a folder tells when that is gone and comes back.
      folders = new Set([...roots.flatMap((root) => [root, path.dirname(root)]), ...[...parts].map((part) => path.dirname(part))]);
      const isNew = [...folders].filter((folder) => !added.has(folder) && isFolder(folder));
      if (isNew.length === 0) return;
      for (const folder of isNew) added.add(folder);
      watcher.add(isNew);
      // What happens until they are watched goes without an event.
      settle.touch();
    },
    close: async () => {
      settle.stop();
      await watcher.close();
    },
  };
}

function debounce(callback: () => void): { readonly touch: () => void; readonly stop: () => void } {
  let first = 0;
  let timer: NodeJS.Timeout | undefined;
  const touch = (): void => {
    if (timer === undefined) first = performance.now();
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = undefined;
        callback();
      },
      Math.max(0, Math.min(quietMs, first + mostMs - performance.now())),
    );
  };
  return { touch, stop: () => clearTimeout(timer) };
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`);
}

function isInFixtures(file: string, parts: ReadonlySet<string>): boolean {
  for (let above = path.dirname(file); above !== path.dirname(above); above = path.dirname(above)) if (parts.has(above)) return true;
  return false;
}
