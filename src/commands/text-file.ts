import { readFileSync, statSync, type Stats } from 'node:fs';
import { NslabError } from '../errors.js';

/** Nothing that nslab reads is this long; reading it would only look like a hang. */
const mostBytes = 5_000_000;

/**
 * The text of a file.
 * @param what the file should be, for messages: `a lesson`
 * @throws {NslabError} `not-found`, `unreadable`, `too-large`, `not-text`
 */
export function readText(file: string, what: string): string {
  const info = stat(file);
  if (!info.isFile()) {
    throw new NslabError('unreadable', 'not a file', { position: { file }, hint: `${what} is a file of text; name one` });
  }
  if (info.size > mostBytes) {
    throw new NslabError('too-large', `${(info.size / 1e6).toFixed(1)} MB, ${what} has at most ${mostBytes / 1e6} MB`, {
      position: { file },
      hint: 'split the document, or name the file that you meant',
    });
  }
  return decode(file, readBytes(file));
}

/**
 * The text of a file of any length, as it is.
 * @throws {NslabError} `not-found`, `unreadable`
 */
export function readLongText(file: string): string {
  return readBytes(file).toString('utf8');
}

function decode(file: string, bytes: Buffer): string {
  const bad = bytes.indexOf(0) === -1 ? firstInvalid(bytes) : bytes.indexOf(0);
  if (bad === undefined) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  const before = bytes.subarray(0, bad).toString('latin1').split('\n');
  throw new NslabError('not-text', `not UTF-8 text (byte 0x${bytes[bad]!.toString(16).padStart(2, '0')})`, {
    position: { file, line: before.length, column: before.at(-1)!.length + 1 },
    hint: 'it has to be UTF-8; convert another encoding with iconv(1)',
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

/** The error of a file or folder that the system does not let us read. */
export function unreadable(file: string, cause: unknown): NslabError {
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
