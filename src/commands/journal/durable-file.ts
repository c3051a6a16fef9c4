import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;

/**
 * Puts a text in the place of a file, so that after a power failure there is the old one or the new one. Only one process may do so at a time.
 * @returns the new file, open for appending
 * @throws the error of the system; then the old file is as it was
 */
export function replaceDurably(file: string, text: string): number {
  const draft = `${file}.new`;
  // Left there by one that was killed.
  rmSync(draft, { force: true });
  const open = openSync(draft, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) at += writeSync(open, bytes, at);
    fsyncSync(open);
    renameSync(draft, file);
    syncFolder(path.dirname(file));
    return open;
  } catch (error) {
    closeSync(open);
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A name that was made, changed or removed in the folder survives a power failure from now on (fsync(2)). */
export function syncFolder(folder: string): void {
  const open = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}
