import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { LabError } from './lab-error.js';
import { findProgram } from './programs.js';

/** How user and group ids inside a lab map to ids outside (user_namespaces(7)). */
export interface IdMap {
  /** `range`: 65536 ids of which none is a real user; `single`: lab root is the runner, nobody else exists. */
  readonly kind: 'range' | 'single';
  readonly uidBase: number;
  readonly gidBase: number;
  /** How many ids from there on the lab has; 1 for `single`. */
  readonly size: number;
}

const rangeSize = 65_536;
/** Those of a lab without a user namespace of its own, whose users are the machine's. */
export const machinesIds: IdMap = { kind: 'range', uidBase: 0, gidBase: 0, size: rangeSize };
/**
 * The ranges of which real root takes one for each lab, at random, so that no two labs share ids. Ordinary ids and
 * the allocations of distributions in /etc/subuid lie below them.
 */
const rootRanges = { first: 0x4000, last: 0xefff };
/** Where root has a limited number of ids, as in some containers: those from here on are nobody's, as a rule, and this many have to be left. */
const sparse = { first: 20_000, least: 2000 };
/** Whether newuidmap(1) has refused: in a container it may not work although it is there. */
let isRangeRefused = false;

/**
 * Chooses the ids of a new lab. Root never maps 0 to 0: with it the lab could write /etc, /proc/sys and devices of the machine.
 * An ordinary user gets a range only where `newuidmap` and both sub-id files allow one; root in a container only of the ids that are there.
 */
export function chooseIdMap(): IdMap {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  const single: IdMap = { kind: 'single', uidBase: uid, gidBase: gid, size: 1 };
  if (uid === 0) {
    const end = endOfIds();
    if (end > rootRanges.last * rangeSize) {
      const base = randomInt(rootRanges.first, rootRanges.last) * rangeSize;
      return { kind: 'range', uidBase: base, gidBase: base, size: rangeSize };
    }
    const size = Math.min(rangeSize, end - sparse.first);
    return size < sparse.least ? single : { kind: 'range', uidBase: sparse.first, gidBase: sparse.first, size };
  }
  const uidBase = findSubordinateRange('/etc/subuid', uid);
  const gidBase = findSubordinateRange('/etc/subgid', uid);
  if (isRangeRefused || uidBase === undefined || gidBase === undefined || !findProgram('newuidmap') || !findProgram('newgidmap'))
    return single;
  return { kind: 'range', uidBase, gidBase, size: rangeSize };
}

/** Takes note that a map was refused; says whether a smaller one is left to try. */
export function refuseMap(map: IdMap): boolean {
  if (map.kind === 'single' || process.getuid?.() === 0) return false;
  isRangeRefused = true;
  return true;
}

/** The end of the ids that exist in the runner's own user namespace (user_namespaces(7), "User and group ID mappings"). */
function endOfIds(): number {
  const ends = readLines('/proc/self/uid_map').map((line) => {
    const [first = 0, , count = 0] = line.trim().split(/\s+/).map(Number);
    return first + count;
  });
  return Math.max(...ends);
}

/**
 * Writes the map of a process that waits in a fresh user namespace.
 * @throws {NslabError} `userns-forbidden`
 */
export async function writeIdMap(pid: number, map: IdMap): Promise<void> {
  try {
    await writeMaps(pid, map);
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    const text = {
      en: `cannot make a lab: this machine forbids the id map of a user namespace (${reason})`,
      zh: `无法创建实验环境：本机禁止设置用户命名空间的 id 映射（${reason}）`,
    };
    const hint = {
      en: 'run `nslab doctor`, which says what forbids it; in a container, run nslab as its root or outside',
      zh: '运行 `nslab doctor`，它会说明是什么在禁止；在容器里，请以容器的 root 身份运行 nslab，或在容器外运行',
    };
    throw new LabError('userns-forbidden', text, { hint, cause: error }, 'ids', reason);
  }
}

async function writeMaps(pid: number, map: IdMap): Promise<void> {
  if (map.kind === 'range' && process.getuid?.() !== 0) {
    const { execa } = await import('execa');
    await execa(findProgram('newuidmap')!, [`${pid}`, '0', `${map.uidBase}`, `${rangeSize}`]);
    await execa(findProgram('newgidmap')!, [`${pid}`, '0', `${map.gidBase}`, `${rangeSize}`]);
    return;
  }
  // The kernel takes a gid map from an unprivileged writer only after setgroups is denied.
  if (map.kind === 'single') writeFileSync(`/proc/${pid}/setgroups`, 'deny');
  writeFileSync(`/proc/${pid}/uid_map`, `0 ${map.uidBase} ${map.size}\n`);
  writeFileSync(`/proc/${pid}/gid_map`, `0 ${map.gidBase} ${map.size}\n`);
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
