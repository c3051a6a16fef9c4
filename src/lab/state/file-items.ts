import { createHash, type Hash } from 'node:crypto';
import { isText, plainContent, plainName } from './plain-text.js';
import { withoutToken } from './lab-chance.js';

/** An entry of a folder of the lab. */
export interface Entry {
  /** The number of the mount namespace in which it is seen. */
  readonly namespace: string;
  readonly path: Buffer;
  /** Of a link. */
  readonly target: Buffer;
  /** Of inode(7). */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Which device a device file stands for. */
  readonly device: number;
  /** `DEVICE INODE` of the file itself. */
  readonly place: string;
  /** Extended attributes (xattr(7)): names and values. */
  readonly attributes: readonly (readonly [name: Buffer, value: Buffer])[];
  readonly content: FileContent;
}

/** Text files up to this size stay readable. */
const mostReadable = 16_384;

/** What a file holds, as it comes: the bytes of a small one, a digest of a large one. */
export class FileContent {
  readonly #size: number;
  #parts: Buffer[] = [];
  #holes = '';
  #at = 0;
  #hash: Hash | undefined;

  constructor(size: number) {
    this.#size = size;
    if (size > mostReadable) this.#hash = createHash('sha256');
  }

  add(bytes: Buffer): void {
    this.#at += bytes.length;
    if (this.#hash) this.#hash.update(bytes);
    else this.#parts.push(Buffer.from(bytes));
  }

  /** Bytes that nobody has written. */
  addHole(length: number): void {
    if (!this.#hash) this.#parts.push(Buffer.alloc(length));
    else if (this.#holes.length < mostReadable) this.#holes += ` ${this.#at}+${length}`;
    this.#at += length;
  }

  get text(): string {
    if (this.#hash) {
      const digest = this.#hash.copy().digest('hex');
      return `${this.#size} bytes, sha256 ${digest}${this.#holes && `, without what nobody has written:${this.#holes}`}`;
    }
    const bytes = Buffer.concat(this.#parts);
    if (bytes.length === 0) return 'empty';
    if (isText(bytes)) return `content:\n${withoutToken(plainContent(bytes))}`;
    return `${bytes.length} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex')}`;
  }
}

const kinds: Readonly<Record<number, string>> = {
  0o010000: 'named pipe',
  0o020000: 'character device',
  0o040000: 'folder',
  0o060000: 'block device',
  0o100000: 'file',
  0o120000: 'link',
  0o140000: 'socket',
};
const regular = 0o100000;
const link = 0o120000;

/** A file as text: what it is, who may do what with it, and what it holds. */
export function fileText(entry: Entry): string {
  const type = entry.mode & 0o170000;
  const kind = kinds[type] ?? 'unknown';
  if (type === link) return `link, owner ${entry.uid}:${entry.gid}, to ${plainName(entry.target)}`;
  const isDevice = kind.endsWith('device');
  const mode = (entry.mode & 0o7777).toString(8).padStart(4, '0');
  const attributes = entry.attributes.map(([name, value]) => `, ${plainName(name)} ${value.toString('hex')}`).join('');
  const what = `${kind}${isDevice ? ` ${entry.device}` : ''}, mode ${mode}, owner ${entry.uid}:${entry.gid}${attributes}`;
  return type === regular ? `${what}, ${entry.content.text}` : what;
}
