import { readFileSync, readdirSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { readChain, type ReadLesson } from '../engine/run-lesson.js';
import { NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import { parseLesson, type ParseOptions } from '../lesson/parse-lesson.js';

/** Numbers in names count as numbers: 2 comes before 10. */
export const byName = new Intl.Collator('en', { numeric: true });
const lessonNames = /\.(?:md|mdx|markdown)$/i;
/** No lesson is this long; reading one would only look like a hang. */
const mostBytes = 5_000_000;

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
    throw new NslabError('no-lessons', 'no lesson in this folder', {
      position: { file: given },
      hint: 'lessons are Markdown files: *.md, *.mdx or *.markdown',
    });
  });
  return [...new Set(files)];
}

/**
 * Reads one lesson.
 * @throws {NslabError} `not-found`, `unreadable`, `too-large`, `not-text`, and what `parseLesson` throws.
 */
export function readLesson(file: string, options: ParseOptions = {}): Lesson {
  const info = stat(file);
  if (!info.isFile())
    throw new NslabError('unreadable', 'not a file', { position: { file }, hint: 'name a Markdown file or a folder of them' });
  if (info.size > mostBytes) {
    throw new NslabError('too-large', `${(info.size / 1e6).toFixed(1)} MB, a lesson has at most ${mostBytes / 1e6} MB`, {
      position: { file },
      hint: 'split the document, or name the file that you meant',
    });
  }
  return parseLesson(file, decode(file, readBytes(file)), options);
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

function decode(file: string, bytes: Buffer): string {
  const bad = bytes.indexOf(0) === -1 ? firstInvalid(bytes) : bytes.indexOf(0);
  if (bad === undefined) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  const before = bytes.subarray(0, bad).toString('latin1').split('\n');
  throw new NslabError('not-text', `not UTF-8 text (byte 0x${bytes[bad]!.toString(16).padStart(2, '0')})`, {
    position: { file, line: before.length, column: before.at(-1)!.length + 1 },
    hint: 'lessons are UTF-8; convert another encoding with iconv(1)',
  });
}

/** The offset of the first byte that is not UTF-8. */
function firstInvalid(bytes: Buffer): number | undefined {
  const text = bytes.toString('utf8');
  let offset = 0;
  for (let at = text.indexOf('\uFFFD'), from = 0; at !== -1; from = at + 1, at = text.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    // The document may itself contain the replacement character.
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) return offset;
    offset += 3;
  }
  return undefined;
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .toSorted((a, b) => byName.compare(a.name, b.name))
      .flatMap((entry) => {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) return filesBelow(file);
        return entry.isFile() && lessonNames.test(entry.name) ? [file] : [];
      });
  } catch (error) {
    throw unreadable(folder, error);
  }
}

/**
 * The whole text of another file than a lesson.
 * @throws {NslabError} `not-found`, `unreadable`
 */
export function readText(file: string): string {
  return readBytes(file).toString('utf8');
}

function stat(file: string): Stats {
  try {
    return statSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, cause: unknown): NslabError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new NslabError('not-found', 'no such file or folder', {
      position: { file },
      cause,
      hint: 'check the path; it counts from the current folder',
    });
  }
  return new NslabError('unreadable', `can't be read (${code})`, { position: { file }, cause, hint: 'check who may read it: ls -l' });
}
