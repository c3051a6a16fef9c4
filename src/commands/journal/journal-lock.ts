import { createHash, randomUUID } from 'node:crypto';
import {
  constants,
  linkSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Words } from '../../words.js';

/** Who has a lock. Numbers of processes count in one pid namespace and between two starts of the machine; the start time tells who has a number now. */
interface Owner {
  readonly pid: number;
  readonly startTime: string;
  readonly boot: string;
  readonly pidNamespace: string;
}

/** Held by this process until `release`, or until it ends. */
interface HeldLock {
  readonly release: () => void;
}

/** Somebody else has it. */
export interface ForeignLock {
  readonly holder: Words;
}

/** A lock whose taking over is itself a lock that was left behind, and so on: more of that is no accident. */
const deepest = 4;
const pauseMs = 2;
const attempts = 100;

/** Takes a lock, over from a process that is gone where one has left it behind. Of several who try exactly one gets it. */
export function takeLock(file: string): HeldLock | ForeignLock {
  const draft = `${file}.draft.${process.pid}.${randomUUID().slice(0, 8)}`;
  const own: Owner = { pid: process.pid, startTime: startTimeOf(process.pid) ?? '', ...surroundings() };
  // The last word makes it another one than any that this process has had before.
  const text = `${JSON.stringify({ ...own, nonce: randomUUID() })}\n`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  let foreign: ForeignLock | undefined;
  try {
    foreign = acquire(file, draft, 0);
  } finally {
    rmSync(draft, { force: true });
  }
  if (foreign) return foreign;
  clearLeftovers(file, text);
  const release = (): void => {
    process.off('exit', release);
    if (read(file) === text) rmSync(file, { force: true });
  };
  process.on('exit', release);
  return { release };
}

/**
 * The right to take a lock over from its dead owner is a lock too, whose name says which owner that is. While somebody holds it, nobody else changes a
 * lock with that owner in it; so what they see then is true, and to rename the right to the lock is one act.
 */
function acquire(file: string, draft: string, depth: number): ForeignLock | undefined {
  for (let attempt = 1; ; attempt += 1) {
    if (isLinked(draft, file)) return undefined;
    const text = read(file);
    const foreign = text === undefined ? undefined : foreignHolder(text, file);
    if (foreign) return foreign;
    if (depth === deepest || attempt === attempts)
      return { holder: { en: `a process that is gone (remove ${file})`, zh: `一个已经不在的进程（请删除 ${file}）` } };
    // Released in between.
    if (text === undefined) continue;
    const right = `${file}.${identity(text)}`;
    if (acquire(right, draft, depth + 1)) {
      // Somebody is just taking it over.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    } else if (read(file) === text) {
      renameSync(right, file);
      return undefined;
    } else {
      rmSync(right, { force: true });
    }
  }
}

function isLinked(draft: string, file: string): boolean {
  try {
    // Unlike a file that is opened to be made, it has its text from its first moment on.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds a lock with this text; `undefined` when they are gone. A text that is broken was broken by a power failure. */
function foreignHolder(text: string, file: string): ForeignLock | undefined {
  const owner = parseOwner(text);
  const here = surroundings();
  if (!owner || owner.boot !== here.boot) return undefined;
  if (owner.pidNamespace !== here.pidNamespace)
    return {
      holder: {
        en: `a process in another container (if it is gone: rm ${file})`,
        zh: `另一个容器中的进程（如果它已经不在：rm ${file}）`,
      },
    };
  return startTimeOf(owner.pid) === owner.startTime ? { holder: { en: `process ${owner.pid}`, zh: `进程 ${owner.pid}` } } : undefined;
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof Owner, unknown>> | null;
    if (!value || !Number.isSafeInteger(value.pid)) return undefined;
    return {
      pid: Number(value.pid),
      startTime: String(value.startTime),
      boot: String(value.boot),
      pidNamespace: String(value.pidNamespace),
    };
  } catch {
    return undefined;
  }
}

/** When a process has started, in ticks since the machine has (proc_pid_stat(5), field 22); `undefined` when it has ended, or waits to be reaped. */
function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is a name in parentheses, which may have any characters.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return /^[ZX]/.test(fields[0]!) ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function surroundings(): Pick<Owner, 'boot' | 'pidNamespace'> {
  return { boot: readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim(), pidNamespace: readlinkSync('/proc/self/ns/pid') };
}

/** What those left behind who were killed in the middle of it; by the owner only, who knows that none of them is a right to this lock. */
function clearLeftovers(file: string, ownText: string): void {
  const folder = path.dirname(file);
  for (const name of readdirSync(folder).filter((each) => each.startsWith(`${path.basename(file)}.`))) {
    const leftover = path.join(folder, name);
    const text = read(leftover);
    const isRight = name === `${path.basename(file)}.${identity(ownText)}`;
    if (text === undefined || isRight || foreignHolder(text, leftover)) continue;
    // A draft that is empty may be about to get its text.
    const writer = /\.draft\.(\d+)\./.exec(name)?.[1];
    if (writer === undefined || startTimeOf(Number(writer)) === undefined) rmSync(leftover, { force: true });
  }
}

function identity(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function read(file: string): string | undefined {
  let open: number | undefined;
  try {
    open = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return readFileSync(open, 'latin1');
  } catch {
    return undefined;
  } finally {
    if (open !== undefined) closeSync(open);
  }
}
