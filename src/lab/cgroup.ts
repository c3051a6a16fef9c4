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
  /**
   * A controller's first limit is the one that matters; what follows may not be counted on this machine, as swap. What has no controller is no limit,
   * but a setting without which the group is of no use.
   */
  readonly limits: readonly { readonly controller: string; readonly file: string; readonly most: string }[];
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
  /** All that the hierarchy has, as its mount names them: `memory`, `name=systemd`. */
  readonly controllers: readonly string[];
  readonly folder: string;
}

/**
 * The control groups of a lab where the runner may make them; elsewhere a lab has none, and only limits of each process. What the end of a
 * machine or of a first process has left is taken away.
 */
export function planCgroups(): CgroupPlan[] {
  const name = newName();
  return cleanPlaces().flatMap((place) => {
    const limits = limitsIn(place);
    return limits.length === 0 ? [] : [{ folder: path.join(place.folder, name), limits }];
  });
}

/** A kind of control groups that a lab mounts for itself below /sys/fs/cgroup. */
export interface Hierarchy {
  readonly type: 'cgroup' | 'cgroup2';
  readonly options: string;
  /** Its folder there; nothing for version 2, which is all of it. */
  readonly name: string;
}

/**
 * The control groups of a lab that has containers: one in every hierarchy, since a container has to be in each. All groups of its containers lie below
 * them, for the lab sees nothing above (cgroup_namespaces(7)), so that they end with it.
 */
export function planAllCgroups(): { readonly groups: readonly CgroupPlan[]; readonly hierarchies: readonly Hierarchy[] } {
  const name = newName();
  const all = cleanPlaces();
  // Where both versions are there, all controllers are in the first, and that is the one that runc(8) takes.
  const used = all.some(({ version }) => version === 1) ? all.filter(({ version }) => version === 1) : all;
  return {
    groups: used.map((place) => ({ folder: path.join(place.folder, name), limits: [...settingsIn(place), ...limitsIn(place)] })),
    hierarchies: used.map(({ version, controllers }) =>
      version === 2
        ? { type: 'cgroup2', options: '', name: '' }
        : { type: 'cgroup', options: controllers.join(','), name: controllers.join(',').replace('name=', '') },
    ),
  };
}

/** Whether the runner may make control groups in any hierarchy. */
export function mayMakeCgroups(): boolean {
  return cleanPlaces().length > 0;
}

function newName(): string {
  return prefix + randomBytes(8).toString('hex');
}

function limitsIn({ version, controllers }: Place): CgroupPlan['limits'] {
  return controllers.flatMap((controller) =>
    Object.entries(files[version][controller] ?? {}).map(([file, most]) => ({ controller, file, most: `${most}` })),
  );
}

/** What a group has to be told before another one below it can take processes. */
function settingsIn({ version, controllers, folder }: Place): CgroupPlan['limits'] {
  const set = (file: string, most: string): CgroupPlan['limits'][number] => ({ controller: '', file, most });
  if (version === 2) return controllers.map((controller) => set('cgroup.subtree_control', `+${controller}`));
  if (!controllers.includes('cpuset')) return [];
  const inherited = ['cpuset.cpus', 'cpuset.mems'].map((file) => set(file, readLines(path.join(folder, file))[0] ?? '0'));
  return [set('cgroup.clone_children', '1'), ...inherited];
}

/** The places, without what is left in them of labs that have ended. */
function cleanPlaces(): readonly Place[] {
  places ??= findPlaces();
  for (const { folder } of places) removeLeft(folder);
  return places;
}

/** Control groups of labs that have ended, by their age and by having no process: a new one has none yet. */
function removeLeft(folder: string): void {
  const minuteAgo = Date.now() - 60_000;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue;
    const left = path.join(folder, name);
    try {
      if (statSync(left).mtimeMs < minuteAgo && !hasProcess(left)) remove(left);
    } catch {
      // Gone in the meantime.
    }
  }
}

function hasProcess(group: string): boolean {
  return readLines(path.join(group, 'cgroup.procs')).length > 0 || groupsIn(group).some(hasProcess);
}

function groupsIn(group: string): string[] {
  return readdirSync(group, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(group, entry.name));
}

/** With all groups below it. */
function remove(group: string): void {
  groupsIn(group).forEach(remove);
  rmdirSync(group);
}

/** For each hierarchy: the runner's own group, or the nearest above it that takes new groups. */
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

function placeOfVersion1(folder: string, controllers: readonly string[]): Place | undefined {
  return mayWrite(folder) ? { version: 1, controllers, folder } : undefined;
}

/** The nearest group that hands on a controller whose limits we set; else the nearest that takes new groups. */
function placeOfVersion2(start: string, top: string): Place | undefined {
  let nearest: Place | undefined;
  for (let folder = start; folder.startsWith(top); folder = path.dirname(folder)) {
    // A process is moved only by who may write to the group above both places.
    if (!mayWrite(folder) || !mayWrite(path.join(folder, 'cgroup.procs'))) break;
    const controllers = readLines(path.join(folder, 'cgroup.subtree_control'))[0]?.split(' ') ?? [];
    const place: Place = { version: 2, controllers, folder };
    if (controllers.some((name) => Object.hasOwn(files[2], name))) return place;
    nearest ??= place;
  }
  return nearest;
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

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
