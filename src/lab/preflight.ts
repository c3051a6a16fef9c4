import { existsSync } from 'node:fs';
import { NslabError } from '../errors.js';
import { mayMakeCgroups } from './cgroup.js';
import { createLab, type Lab } from './create-lab.js';
import { dockerPrograms, isMachinesRoot, missingForDocker } from './docker-needs.js';
import { LabError } from './lab-error.js';
import { installCommand } from './install.js';
import { isInLab, labPrograms } from './programs.js';
import { findPlace, type Place } from './surroundings.js';
import { wayOut } from './way-out.js';

/** One thing that labs or lessons need, and whether this machine has it. */
export interface Finding {
  readonly title: string;
  /**
   * `missing`: a program to install. `failed`: tried and refused. `limited`: works, with less. `untried`: something before it has failed.
   * Without a `lab` need no lab can be made; without a `lesson` need some steps are skipped; an `option` is for lessons that ask for it.
   */
  readonly status: 'ok' | 'missing' | 'failed' | 'limited' | 'untried';
  readonly need: 'lab' | 'lesson' | 'option';
  readonly detail: string;
  /** What to do about it. */
  readonly hint: string | null;
  /** The Debian package that brings it. */
  readonly debianPackage: string | null;
}

export interface Preflight {
  readonly place: Place;
  readonly findings: readonly Finding[];
}

/**
 * Looks for every program and tries every part of a lab; changes nothing on the machine.
 * @param lessonPrograms what lessons use beyond that, and the Debian package that brings each
 */
export async function preflight(lessonPrograms: Readonly<Record<string, string>>): Promise<Preflight> {
  const programs = Object.entries(labPrograms).map(([name, debianPackage]) => program(name, 'lab', debianPackage));
  const tools = Object.entries(lessonPrograms).map(([name, debianPackage]) => program(name, 'lesson', debianPackage));
  const canTry = programs.every((finding) => finding.status === 'ok');
  return { place: findPlace(), findings: [...programs, ...(canTry ? await tryLab() : []), ...tools, docker()] };
}

function program(name: string, need: Finding['need'], debianPackage: string): Finding {
  const isThere = isInLab(name);
  const hint = isThere ? null : `nslab doctor --install (Debian and Ubuntu: apt install ${debianPackage})`;
  return { title: name, need, debianPackage, status: isThere ? 'ok' : 'missing', detail: isThere ? '' : 'not on this machine', hint };
}

/** Not tried: a lab with it is made only for who has consented. */
function docker(): Finding {
  const title = 'docker';
  const missing = missingForDocker();
  if (missing !== undefined) {
    const detail = `only for lessons that need it; ${missing} is not on this machine`;
    const hint = installCommand([...new Set(Object.values(dockerPrograms))]);
    return { title, need: 'option', debianPackage: dockerPrograms[missing]!, status: 'missing', detail, hint };
  }
  if (!isMachinesRoot())
    return tried(
      title,
      'limited',
      'only root of the machine may have labs with it',
      'run nslab as root for lessons that need it',
      'option',
    );
  if (mayMakeCgroups()) return tried(title, 'ok', '', null, 'option');
  return tried(title, 'limited', 'it needs control groups, and none can be made here', 'run nslab on the machine itself', 'option');
}

function tried(title: string, status: Finding['status'], detail = '', hint: string | null = null, need: Finding['need'] = 'lab'): Finding {
  return { title, need, debianPackage: null, status, detail, hint };
}

/** The parts of a lab in the order in which they are made, and what its program calls them. */
const parts: readonly { title: string; stage: RegExp }[] = [
  { title: 'a user namespace', stage: /^user-namespace$/ },
  { title: 'ids in it', stage: /^ids$/ },
  { title: 'mounts in it', stage: /^(?:mounts|root-file-system.*|read-only|fixtures)$/ },
  { title: 'a user namespace inside', stage: /^(?:limits|inner-user-namespace)$/ },
  { title: 'its own /sys', stage: /^sysfs$/ },
  { title: 'its own /proc', stage: /^(?:network|proc)$/ },
  { title: 'a root and a filter of system calls', stage: /^(?:devpts|pivot-root|confinement)$/ },
  { title: 'a terminal', stage: /^terminal$/ },
];

/** Commands of lessons that a kernel or a container may refuse all the same. */
const trials: readonly { title: string; command: string; need: Finding['need']; hint: string }[] = [
  {
    title: 'a veth pair',
    command: 'ip link add nslab-a type veth peer name nslab-b',
    need: 'lab',
    hint: 'load the kernel module on the machine: modprobe veth',
  },
  {
    title: 'ip netns exec',
    command: 'ip netns add nslab && ip netns exec nslab true',
    need: 'lab',
    hint: 'run nslab outside the container, or with a whole /proc and /sys: docs/environments.md',
  },
  {
    title: 'a bridge',
    command: 'ip link add nslab-br type bridge',
    need: 'lesson',
    hint: 'load the kernel module on the machine: modprobe bridge',
  },
  {
    title: 'a tap device',
    command: 'ip tuntap add nslab-tap mode tap',
    need: 'lesson',
    hint: 'load the kernel module on the machine: modprobe tun; let everyone use it: chmod 0666 /dev/net/tun; in a container add --device /dev/net/tun',
  },
];

async function tryLab(): Promise<Finding[]> {
  let lab: Lab;
  try {
    lab = await createLab();
  } catch (error) {
    return whatFailed(error);
  }
  try {
    const terminal = await lab.openTerminal();
    const findings = parts.map(({ title }) => tried(title, 'ok'));
    for (const { title, command, need, hint } of trials) {
      const result = await terminal.run(command, { timeoutMs: 10_000 });
      const said = result.output.trim().split('\n').at(-1) || `exit status ${result.exitCode}`;
      findings.push(result.exitCode === 0 ? tried(title, 'ok', '', null, need) : tried(title, 'failed', said, hint, need));
    }
    return [...findings, users(lab), limits(lab)];
  } catch (error) {
    return whatFailed(error);
  } finally {
    await lab.destroy();
  }
}

/** Every part of a lab up to the one that was refused, and what to do about that. */
function whatFailed(error: unknown): Finding[] {
  if (!(error instanceof NslabError)) throw error;
  const stage = error instanceof LabError ? error.stage : 'terminal';
  const reason = error instanceof LabError ? error.reason : error.message;
  const failed = Math.max(
    0,
    parts.findIndex((part) => part.stage.test(stage)),
  );
  return parts.map(({ title }, index) => {
    if (index < failed) return tried(title, 'ok');
    return index === failed ? tried(title, 'failed', reason, wayOut(stage, reason)) : tried(title, 'untried');
  });
}

function users(lab: Lab): Finding {
  const title = 'users other than root';
  if (lab.ids.kind === 'range') return tried(title, 'ok', '', null, 'lesson');
  const hint = existsSync('/usr/bin/newuidmap')
    ? 'give yourself ids: sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "$USER"; in a container newuidmap may not work'
    : 'install newuidmap (Debian and Ubuntu: apt install uidmap), which works where /etc/subuid and /etc/subgid have 65536 ids for you';
  return tried(title, 'limited', 'a lab has root alone, so tcpdump and su are refused', hint, 'lesson');
}

function limits(lab: Lab): Finding {
  const title = 'a limit on memory';
  if (lab.limitedByCgroup.includes('memory')) return tried(title, 'ok', '', null, 'lesson');
  const hint = 'run nslab below `systemd-run --user --scope -p Delegate=yes`, or as root on the machine itself: docs/security.md';
  return tried(title, 'limited', 'of each process only, not of a lab as a whole', hint, 'lesson');
}
