import { randomBytes } from 'node:crypto';
import { accessSync, constants, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { labLimits } from './limits.js';

/**
 * A control group to make for one lab (cgroups(7)). The lab's first process makes it and takes it away: it outlives a runner that is
 * killed. The lab is in the group `lab` inside of it: root of a lab may be the owner of what it sees, and must not see what bears the limits.
 */
export interface CgroupPlan {
  readonly folder: string;
  /** A controller's first limit is the one that matters; what follows may not be counted on this machine, as swap. */
  readonly limits: readonly { readonly controller: string; readonly file: string; readonly most: number }[];
}

const prefix = 'nslab-';

/** Limits by controller, as the files of version 1 and version 2 are named. */
const files: Readonly<Record<1 | 2, Readonly<Record<string, Readonly<Record<string, number>>>>>> = {
  1: {
    memory: { 'memory.limit_in_bytes': labLimits.memory, 'memory.memsw.limit_in_bytes': labLimits.memory },
    pids: { 'pids.max': labLimits.processes },
  },
  2: {
    memory: { 'memory.max': labLimits.memory, 'memory.swap.max': 0 },
    pids: { 'pids.max': labLimits.processes },
  },
};

/** Where the runner may make control groups, or nothing. Looked up once: it takes some milliseconds, and does not change. */
let places: readonly Place[] | undefined;

interface Place {
  readonly version: 1 | 2;
  readonly controllers: readonly string[];
  readonly folder: string;
}

/**
 * The control groups of a lab where the runner may make them; elsewhere a lab has none, and only limits of each process. What the end of a
 * machine or of a first process has left is taken away.
 */
export function planCgroups(): CgroupPlan[] {
  places ??= findPlaces();
  const name = prefix + randomBytes(8).toString('hex');
  return places.map(({ version, controllers, folder }) => {
    removeLeft(folder);
    const limits = controllers.flatMap((controller) =>
      Object.entries(files[version][controller]!).map(([file, most]) => ({ controller, file, most })),
    );
    return { folder: path.join(folder, name), limits };
  });
}

/** Control groups of labs that have ended, by their age and by having no process: rmdir(2) refuses every other. */
function removeLeft(folder: string): void {
  const minuteAgo = Date.now() - 60_000;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue;
    const left = path.join(folder, name);
    try {
      if (statSync(left).mtimeMs < minuteAgo) tryToRemove(left);
    } catch {
      // Gone in the meantime.
    }
  }
}

/** For each hierarchy with a controller that we use: the runner's own group, or the nearest above it that takes new groups. */
function findPlaces(): Place[] {
  const mounts = readLines('/proc/self/mountinfo').map(readMount);
  return readLines('/proc/self/cgroup').flatMap((line) => {
    const [, names = '', own = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const version = names === '' ? 2 : 1;
    const mount = mounts.find(({ type, options }) =>
      version === 2 ? type === 'cgroup2' : type === 'cgroup' && names.split(',').every((name) => options.includes(name)),
    );
    if (!mount) return [];
    const inside = path.relative(mount.root, own);
    const start = inside.startsWith('..') ? mount.file : path.join(mount.file, inside);
    const place = version === 1 ? placeOfVersion1(start, names.split(',')) : placeOfVersion2(start, mount.file);
    return place ? [place] : [];
  });
}

function placeOfVersion1(folder: string, names: readonly string[]): Place | undefined {
  const controllers = names.filter((name) => Object.hasOwn(files[1], name));
  return controllers.length > 0 && mayWrite(folder) ? { version: 1, controllers, folder } : undefined;
}

function placeOfVersion2(start: string, top: string): Place | undefined {
  for (let folder = start; folder.startsWith(top); folder = path.dirname(folder)) {
    const given = readLines(path.join(folder, 'cgroup.subtree_control'))[0]?.split(' ') ?? [];
    const controllers = Object.keys(files[2]).filter((name) => given.includes(name));
    // A process is moved only by who may write to the group above both places.
    if (!mayWrite(folder) || !mayWrite(path.join(folder, 'cgroup.procs'))) return undefined;
    if (controllers.length > 0) return { version: 2, controllers, folder };
  }
  return undefined;
}

/** A line of proc_pid_mountinfo(5). */
function readMount(line: string): { root: string; file: string; type: string; options: readonly string[] } {
  const [before = '', after = ''] = line.split(' - ');
  const fields = before.split(' ');
  const [type = '', , options = ''] = after.split(' ');
  return { root: fields[3] ?? '', file: fields[4] ?? '', type, options: options.split(',') };
}

function mayWrite(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function tryToRemove(folder: string): void {
  for (const group of [path.join(folder, 'lab'), folder]) {
    try {
      rmdirSync(group);
    } catch {
      // Still in use, or gone.
    }
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
