import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { NslabError } from '../errors.js';
import { findProgram } from './programs.js';

/** How user and group ids inside a lab map to ids outside (user_namespaces(7)). */
export interface IdMap {
  /** `range`: 65536 ids of which none is a real user; `single`: lab root is the runner, nobody else exists. */
  readonly kind: 'range' | 'single';
  readonly uidBase: number;
  readonly gidBase: number;
}

const rangeSize = 65_536;
/**
 * The ranges of which real root takes one for each lab, at random, so that no two labs share ids. Ordinary ids and
 * the allocations of distributions in /etc/subuid lie below them.
 */
const rootRanges = { first: 0x4000, last: 0xefff };

/**
 * Chooses the ids of a new lab. Root never maps 0 to 0: with it the lab could write /etc, /proc/sys and devices of the machine.
 * An ordinary user gets a range only where `newuidmap` and both sub-id files allow one.
 */
export function chooseIdMap(): IdMap {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid === 0) {
    const base = randomInt(rootRanges.first, rootRanges.last) * rangeSize;
    return { kind: 'range', uidBase: base, gidBase: base };
  }
  const uidBase = findSubordinateRange('/etc/subuid', uid);
  const gidBase = findSubordinateRange('/etc/subgid', uid);
  if (uidBase !== undefined && gidBase !== undefined && findProgram('newuidmap') && findProgram('newgidmap')) {
    return { kind: 'range', uidBase, gidBase };
  }
  return { kind: 'single', uidBase: uid, gidBase: gid };
}

/**
 * Writes the map of a process that waits in a fresh user namespace.
 * @throws {NslabError} `userns-forbidden`
 */
export async function writeIdMap(pid: number, map: IdMap): Promise<void> {
  try {
    await writeMaps(pid, map);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new NslabError('userns-forbidden', `cannot make a lab: this machine forbids the id map of a user namespace (${reason})`, {
      hint: 'run `nslab doctor`, which says what forbids it; in a container, run nslab as its root or outside',
      cause: error,
    });
  }
}

async function writeMaps(pid: number, map: IdMap): Promise<void> {
  if (map.kind === 'range' && process.getuid?.() !== 0) {
    const { execa } = await import('execa');
    await execa(findProgram('newuidmap')!, [`${pid}`, '0', `${map.uidBase}`, `${rangeSize}`]);
    await execa(findProgram('newgidmap')!, [`${pid}`, '0', `${map.gidBase}`, `${rangeSize}`]);
    return;
  }
  const size = map.kind === 'range' ? rangeSize : 1;
  // The kernel takes a gid map from an unprivileged writer only after setgroups is denied.
  if (map.kind === 'single') writeFileSync(`/proc/${pid}/setgroups`, 'deny');
  writeFileSync(`/proc/${pid}/uid_map`, `0 ${map.uidBase} ${size}\n`);
  writeFileSync(`/proc/${pid}/gid_map`, `0 ${map.gidBase} ${size}\n`);
}

/** The first subordinate range of at least 65536 ids that subuid(5) gives to the user, by number or by name. */
function findSubordinateRange(file: string, uid: number): number | undefined {
  const names = new Set([`${uid}`, userName(uid)]);
  for (const line of readLines(file)) {
    const [owner = '', start, count] = line.split(':');
    if (names.has(owner) && Number(count) >= rangeSize) return Number(start);
  }
  return undefined;
}

function userName(uid: number): string | undefined {
  return readLines('/etc/passwd')
    .map((line) => line.split(':'))
    .find((fields) => fields[2] === `${uid}`)?.[0];
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
