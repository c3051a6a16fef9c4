import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { KeptEntry } from '../../engine/session/kept.js';
import { unreadable } from '../text-file.js';
import { folderProblem, journalFolder } from './journal-folder.js';
import { bounds } from './journal-lines.js';
import { journalPath, realLessonPath } from './journal-path.js';
import type { JournalState } from './journal-state.js';
import { damaged, parseJournal } from './parse-journal.js';

/** What was done in a lesson, as it is on disk. */
export interface KeptJournal {
  readonly entries: readonly KeptEntry[];
  readonly lessonHash: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** What the person has given for placeholders. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The journal of a lesson, if there is one that can be used. The file stays as it is.
 * @throws {NslabError} `journal-damaged`, `journal-version`, `journal-lesson`, `unreadable`
 */
export function readJournal(lessonFile: string): KeptJournal | undefined {
  const folder = journalFolder();
  if (folderProblem(folder) !== undefined) return undefined;
  const lessonPath = realLessonPath(lessonFile);
  const state = readState(journalPath(lessonPath, folder), lessonPath);
  if (!state) return undefined;
  const { header, values, kept } = state;
  const entries = kept.map(({ entry, end, isWithheld }) => ({ entry, end, isWithheld }));
  return { entries, lessonHash: header.lessonHash, startedAt: header.startedAt, values };
}

/**
 * What the file says; `undefined` when it is not there.
 * @throws {NslabError} `journal-damaged`, `journal-version`, `journal-lesson`, `unreadable`
 */
export function readState(file: string, lessonPath: string): JournalState | undefined {
  const bytes = readJournalBytes(file);
  return bytes && parseJournal(bytes, file, lessonPath);
}

/** Its bytes, no more than a journal may have and one; `undefined` when it is not there. @throws {NslabError} `journal-damaged`, `unreadable` */
export function readJournalBytes(file: string): Buffer | undefined {
  let open: number;
  try {
    // What is no file must not keep us waiting either.
    open = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'ELOOP')
      throw damaged(file, undefined, { en: 'a symbolic link, which nslab does not follow', zh: '这是符号链接，nslab 不跟随符号链接' });
    throw unreadable(file, error);
  }
  try {
    const info = fstatSync(open);
    if (!info.isFile()) throw damaged(file, undefined, { en: 'not a file', zh: '不是文件' });
    if (info.uid !== process.geteuid?.()) throw damaged(file, undefined, { en: 'a file of another user', zh: '文件属于另一个用户' });
    return readAtMost(open, bounds.bytes + 1);
  } finally {
    closeSync(open);
  }
}

function readAtMost(open: number, most: number): Buffer {
  const bytes = Buffer.alloc(Math.min(most, fstatSync(open).size));
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read)
    read = readSync(open, bytes, length, bytes.length - length, null);
  return bytes.subarray(0, length);
}
