import type { Lab } from '../create-lab.js';
import { FileContent, type Entry } from './file-items.js';
import { readFrames } from './state-reader.js';
import type { Frame } from './frames.js';

/** An open file of a process. */
export interface RawOpenFile {
  readonly number: number;
  /** What /proc shows: a path, `pipe:[5]`, `anon_inode:[eventpoll]`. */
  readonly what: Buffer;
  readonly mode: number;
  /** Of the file, `DEVICE INODE`. */
  readonly place: string;
  /** proc_pid_fdinfo(5). */
  readonly info: string;
}

/** A process as /proc shows it, numbers as in the user namespace of the lab. */
export interface RawProcess {
  readonly pid: number;
  readonly texts: ReadonlyMap<string, Buffer>;
  /** Where the links `cwd`, `root`, `exe` and those of the namespaces lead. */
  readonly links: ReadonlyMap<string, Buffer>;
  readonly files: readonly RawOpenFile[];
}

/** Everything that was read of a lab. */
export interface RawLab {
  /** PID 1 first. */
  readonly processes: readonly RawProcess[];
  /** Tables of mounts by the number of their namespace, PID 1's first. */
  readonly mounts: ReadonlyMap<string, string>;
  readonly hostNames: ReadonlyMap<string, Buffer>;
  /** What shells have written down, by the number that each knows itself by. */
  readonly records: ReadonlyMap<string, Buffer>;
  readonly entries: readonly Entry[];
}

/** @throws {NslabError} as `readFrames` does */
export async function readRawLab(lab: Lab): Promise<RawLab> {
  const processes: (RawProcess & { texts: Map<string, Buffer>; links: Map<string, Buffer>; files: RawOpenFile[] })[] = [];
  const mounts = new Map<string, string>();
  const hostNames = new Map<string, Buffer>();
  const records = new Map<string, Buffer>();
  const entries: (Entry & { attributes: Entry['attributes'][number][] })[] = [];
  let content: FileContent | undefined;
  const take = ({ name, words: [word = '', ...words], bytes }: Frame): void => {
    const kept = (): Buffer => Buffer.from(bytes);
    switch (name) {
      case 'process':
        processes.push({ pid: Number(word), texts: new Map(), links: new Map(), files: [] });
        break;
      case 'status':
      case 'stat':
      case 'cmdline':
      case 'environ':
      case 'limits':
        processes.at(-1)!.texts.set(name, kept());
        break;
      case 'link':
        processes.at(-1)!.links.set(word, kept());
        break;
      case 'file': {
        const [mode, ...place] = words;
        const [what, info] = cut(kept());
        processes
          .at(-1)!
          .files.push({ number: Number(word), what, mode: Number(mode), place: place.join(' '), info: info.toString('latin1') });
        break;
      }
      case 'mounts':
        mounts.set(word, bytes.toString('latin1'));
        break;
      case 'host-name':
        hostNames.set(word, kept());
        break;
      case 'record':
        records.set(word, kept());
        break;
      case 'entry': {
        const [mode, uid, gid, device, on, inode, size] = words.map(Number) as [number, number, number, number, number, number, number];
        const [path, target] = cut(kept());
        content = new FileContent(size);
        entries.push({ namespace: word, path, target, mode, uid, gid, device, place: `${on} ${inode}`, attributes: [], content });
        break;
      }
      case 'attribute':
        entries.at(-1)!.attributes.push(cut(kept()));
        break;
      case 'data':
        content?.add(bytes);
        break;
      case 'hole':
        content?.addHole(Number(word));
        break;
      case 'gone':
        entries.pop();
        break;
    }
  };
  await readFrames(lab, take);
  return { processes, mounts, hostNames, records, entries };
}

/** What stands before the first NUL, and what after it. */
function cut(bytes: Buffer): [Buffer, Buffer] {
  const end = bytes.indexOf(0);
  return end === -1 ? [bytes, Buffer.alloc(0)] : [bytes.subarray(0, end), bytes.subarray(end + 1)];
}
