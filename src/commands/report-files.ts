import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { NslabError } from '../errors.js';
import type { Words } from '../words.js';

/** A file that is there only when it is whole: it is written under another name and then takes its own. */
export interface ReportFile {
  readonly write: (text: string) => void;
  /** Gives the file its name. */
  readonly finish: () => void;
  /** Takes away what has been written; nothing after `finish`. */
  readonly discard: () => void;
}

/**
 * Opens a file for a report, and makes the folders that it is to be in. An old file stays until the new one is whole.
 * @throws {NslabError} `unwritable`
 */
export function openReportFile(target: string): ReportFile {
  return explained(target, () => {
    const info = statSync(target, { throwIfNoEntry: false });
    if (info?.isDirectory() || target.endsWith(path.sep))
      throw unwritable(target, { en: 'a folder', zh: '这是一个目录' }, { en: 'name a file in it', zh: '请指定其中的一个文件' });
    // A device or pipe, such as /dev/null or /dev/fd/3, is written to and never replaced.
    if (info && !info.isFile()) return openPlain(target);
    mkdirSync(path.dirname(target), { recursive: true });
    // What a symbolic link points to is replaced, not the link.
    const file = info ? realpathSync(target) : target;
    const temporary = path.join(path.dirname(file), `.nslab-${randomBytes(6).toString('hex')}.tmp`);
    const fd = openSync(temporary, 'wx', 0o666);
    let isOpen = true;
    return {
      write: (text) => explained(target, () => writeWhole(fd, text)),
      finish: () =>
        explained(target, () => {
          closeSync(fd);
          isOpen = false;
          renameSync(temporary, file);
        }),
      discard: () => {
        if (!isOpen) return;
        closeSync(fd);
        rmSync(temporary, { force: true });
        isOpen = false;
      },
    };
  });
}

/**
 * Makes a folder for a report and tries whether files can be made in it.
 * @throws {NslabError} `unwritable`
 */
export function openReportFolder(folder: string): void {
  explained(folder, () => mkdirSync(folder, { recursive: true }));
  openReportFile(path.join(folder, 'index.html')).discard();
}

function openPlain(target: string): ReportFile {
  const fd = openSync(target, 'w');
  return {
    write: (text) => explained(target, () => writeWhole(fd, text)),
    finish: () => closeSync(fd),
    discard: () => {},
  };
}

function writeWhole(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}

function explained<T>(target: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof NslabError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const what =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? { en: 'a file stands where a folder is needed', zh: '需要目录的地方是一个文件' }
        : { en: `can't be written (${code})`, zh: `无法写入（${code}）` };
    throw unwritable(
      target,
      what,
      code === 'ENOSPC'
        ? { en: 'make room on the disk', zh: '清理磁盘空间' }
        : { en: 'name another place, or check who may write there: ls -ld', zh: '换一个位置，或检查谁有权在那里写入：ls -ld' },
      error,
    );
  }
}

function unwritable(target: string, what: Words, hint: Words, cause?: unknown): NslabError {
  return new NslabError('unwritable', what, { position: { file: target }, hint, cause });
}
