import { readFileSync, statSync, type Stats } from 'node:fs';
import { NslabError } from '../errors.js';

/** Nothing that nslab reads is this long; reading it would only look like a hang. */
const mostBytes = 5_000_000;

/** What a file of text is to be. */
type TextKind = 'a lesson' | 'a configuration' | 'a baseline' | 'a list of variants';

const kindsInChinese: Readonly<Record<TextKind, string>> = {
  'a lesson': '课程',
  'a configuration': '配置文件',
  'a baseline': '基线文件',
  'a list of variants': '变体列表',
};

/**
 * The text of a file.
 * @param what the file should be, for messages
 * @throws {NslabError} `not-found`, `unreadable`, `too-large`, `not-text`
 */
export function readText(file: string, what: TextKind): string {
  const info = stat(file);
  if (!info.isFile()) {
    throw new NslabError(
      'unreadable',
      { en: 'not a file', zh: '不是文件' },
      {
        position: { file },
        hint: { en: `${what} is a file of text; name one`, zh: `${kindsInChinese[what]}是一个文本文件，请指定一个文件` },
      },
    );
  }
  if (info.size > mostBytes) {
    const [size, most] = [(info.size / 1e6).toFixed(1), mostBytes / 1e6];
    const words = { en: `${size} MB, ${what} has at most ${most} MB`, zh: `大小为 ${size} MB，${kindsInChinese[what]}最多 ${most} MB` };
    throw new NslabError('too-large', words, {
      position: { file },
      hint: { en: 'split the document, or name the file that you meant', zh: '把文档拆分开，或指定你真正要用的文件' },
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
  const byte = `0x${bytes[bad]!.toString(16).padStart(2, '0')}`;
  throw new NslabError(
    'not-text',
    { en: `not UTF-8 text (byte ${byte})`, zh: `不是 UTF-8 文本（字节 ${byte}）` },
    {
      position: { file, line: before.length, column: before.at(-1)!.length + 1 },
      hint: { en: 'it has to be UTF-8; convert another encoding with iconv(1)', zh: '文件必须是 UTF-8 编码；其他编码可用 iconv(1) 转换' },
    },
  );
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
    return new NslabError(
      'not-found',
      { en: 'no such file or folder', zh: '没有这个文件或目录' },
      {
        position: { file },
        cause,
        hint: { en: 'check the path; it counts from the current folder', zh: '检查路径；相对路径从当前目录算起' },
      },
    );
  }
  return new NslabError(
    'unreadable',
    { en: `can't be read (${code})`, zh: `无法读取（${code}）` },
    { position: { file }, cause, hint: { en: 'check who may read it: ls -l', zh: '检查谁有权读取：ls -l' } },
  );
}
