import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import type { Lab } from './create-lab.js';
import { childrenOf, pidsInNamespaces } from './processes.js';

/** A container that runs in a privileged lab. */
export interface Container {
  readonly name: string;
  readonly id: string;
  /** Its first process, as the runner numbers it. */
  readonly pid: number;
  /** As Docker has it: `bridge`, `host`, `none`, `container:ID` or the name of a network. */
  readonly networkMode: string;
}

const folders = ['var', 'lib', 'docker', 'containers'];
/** A container's settings take some kB, and a lab with this many of them is one that means harm. */
const mostBytes = 1_000_000;
const mostContainers = 512;
const longestText = 256;

/**
 * The containers that run in a lab, in the order of their names. Read from Docker's files and from /proc, so that nothing in the lab is disturbed;
 * one that is just being started or removed may be left out. Whoever is root in the lab can change these files, so no link among them is followed.
 */
export function containersOf(lab: Pick<Lab, 'pid' | 'isPrivileged'>): readonly Container[] {
  if (!lab.isPrivileged) return [];
  const folder = openBelow(`/proc/${lab.pid}/root`, folders);
  if (folder === undefined) return [];
  try {
    const ids = readdirSync(`/proc/self/fd/${folder}`).filter((id) => /^[0-9a-f]{64}$/.test(id));
    const written = ids.slice(0, mostContainers).flatMap((id) => readContainer(folder, id) ?? []);
    const pids = outerPids(lab.pid, new Set(written.map(({ inner }) => inner)));
    return written
      .flatMap(({ inner, ...container }) => {
        const pid = pids.get(inner);
        return pid === undefined ? [] : [{ ...container, pid }];
      })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  } finally {
    closeSync(folder);
  }
}

/** What Docker has written of a container that runs; `inner` is the number of its first process in the lab. */
function readContainer(folder: number, id: string): (Omit<Container, 'pid'> & { readonly inner: number }) | undefined {
  const own = openBelow(`/proc/self/fd/${folder}`, [id]);
  if (own === undefined) return undefined;
  try {
    const config = readJson(own, 'config.v2.json');
    const state = field(config, 'State');
    const inner = field(state, 'Pid');
    const name = field(config, 'Name');
    const mode = field(readJson(own, 'hostconfig.json'), 'NetworkMode');
    if (field(state, 'Running') !== true || typeof inner !== 'number' || !isText(name) || !isText(mode)) return undefined;
    return { name: name.replace(/^\//, ''), id, inner, networkMode: mode === 'default' ? 'bridge' : mode };
  } finally {
    closeSync(own);
  }
}

function readJson(folder: number, name: string): unknown {
  const file = open(`/proc/self/fd/${folder}/${name}`, constants.O_NONBLOCK);
  if (file === undefined) return undefined;
  try {
    const status = fstatSync(file);
    if (!status.isFile() || status.size > mostBytes) return undefined;
    // No more than it had: it may be growing.
    const bytes = Buffer.alloc(status.size);
    return JSON.parse(bytes.toString('utf8', 0, readSync(file, bytes)));
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

/** An open folder, reached step by step: a link would lead to files of the machine. */
function openBelow(top: string, names: readonly string[]): number | undefined {
  let folder = open(`${top}/${names[0]}`, constants.O_DIRECTORY);
  for (const name of names.slice(1)) {
    if (folder === undefined) return undefined;
    const next = open(`/proc/self/fd/${folder}/${name}`, constants.O_DIRECTORY);
    closeSync(folder);
    folder = next;
  }
  return folder;
}

function open(file: string, flags: number): number | undefined {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | flags);
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText;
}

/** The runner's numbers of processes below `top` that have these numbers in the lab. */
function outerPids(top: number, wanted: ReadonlySet<number>): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  // How deep the lab's own numbers stand in the list of a process.
  const level = pidsInNamespaces(top).length - 1;
  const waiting = [...childrenOf(top)];
  while (waiting.length > 0 && found.size < wanted.size) {
    const pid = waiting.shift()!;
    const numbers = pidsInNamespaces(pid);
    const inner = numbers[level];
    if (inner !== undefined && wanted.has(inner)) found.set(inner, pid);
    waiting.push(...childrenOf(pid));
  }
  return found;
}
