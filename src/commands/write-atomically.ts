import { accessSync, chownSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NslabError } from '../errors.js';

const newFileMode = 0o644;

/**
 * Writes a file so that a reader sees the old text or the new one, and never a part.
 * @throws {NslabError} `unwritable`
 */
export function writeAtomically(file: string, text: string): void {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.nslab`);
  try {
    const old = statSync(file, { throwIfNoEntry: false });
    // A file that is read-only is meant to be, though its folder would let it be replaced.
    if (old) accessSync(file, constants.W_OK);
    writeFileSync(draft, text, { mode: old?.mode ?? newFileMode, flag: 'wx' });
    if (old && process.getuid?.() === 0) chownSync(draft, old.uid, old.gid);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new NslabError(
      'unwritable',
      { en: `can't be written (${(error as NodeJS.ErrnoException).code})`, zh: `无法写入（${(error as NodeJS.ErrnoException).code}）` },
      {
        position: { file },
        cause: error,
        hint: { en: 'check who may write it and its folder: ls -ld', zh: '检查谁有权写入该文件和它所在的目录：ls -ld' },
      },
    );
  }
}
