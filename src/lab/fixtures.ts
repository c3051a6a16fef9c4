import { lstatSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder `fixtures` beside a lesson, which its lab sees read-only; `undefined` when there is none. Never the lesson's own folder, which
 * may be somebody's home, and never a link, which may lead there.
 */
export function fixturesOf(lesson: string): string | undefined {
  const folder = path.resolve(path.dirname(lesson), 'fixtures');
  return lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : undefined;
}
