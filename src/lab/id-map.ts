import { readFileSync, writeFileSync } from 'node:fs';
import { execa } from 'execa';
import { findProgram } from './programs.js';

/** How user and group ids inside a lab map to ids outside (user_namespaces(7)). */
export interface IdMap {
  /** `range`: 65536 ids of which none is a real user; `single`: lab root is the runner, nobody else exists. */
  readonly kind: 'range' | 'single';
  readonly uidBase: number;
  readonly gidBase: number;
}

const rangeSize = 65_536;
/** Real root takes one of these ranges for each lab; ordinary ids and /etc/subuid allocations of distributions lie below. */
const firstRootBase = 0x4000_0000;
const rootBases = 8192;

let nextRootBase = process.pid % rootBases;

/**
 * Chooses the ids of a new lab. Root never maps 0 to 0: with it the lab could write /etc, /proc/sys and devices of the machine.
 * An ordinary user gets a range only where `newuidmap` and both sub-id files allow one.
 */
export function chooseIdMap(): IdMap {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid === 0) {
    const base = firstRootBase + nextRootBase * rangeSize;
    nextRootBase = (nextRootBase + 1) % rootBases;
    return { kind: 'range', uidBase: base, gidBase: base };
  }
  const uidBase = findSubordinateRange('/etc/subuid', uid);
  const gidBase = findSubordinateRange('/etc/subgid', uid);
  if (uidBase !== undefined && gidBase !== undefined && findProgram('newuidmap') && findProgram('newgidmap')) {
    return { kind: 'range', uidBase, gidBase };
  }
  return { kind: 'single', uidBase: uid, gidBase: gid };
}

/** Writes the map of a process that waits in a fresh user namespace. */
export async function writeIdMap(pid: number, map: IdMap): Promise<void> {
  if (map.kind === 'range' && process.getuid?.() !== 0) {
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
