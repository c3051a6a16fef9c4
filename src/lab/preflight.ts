import { readFileSync } from 'node:fs';
import { NslabError } from '../errors.js';
import { createLab } from './create-lab.js';
import { isInLab, labPrograms } from './programs.js';

/** One thing that labs or lessons need, and whether this machine has it. */
export interface Finding {
  readonly title: string;
  /** `missing`: a program to install. `failed`: tried and refused. Without a `lab` need no lab can be made; without a `lesson` need some steps are skipped. */
  readonly status: 'ok' | 'missing' | 'failed';
  readonly need: 'lab' | 'lesson';
  readonly detail: string;
  /** What to do about it. */
  readonly hint: string | null;
  /** The Debian package that brings it. */
  readonly debianPackage: string | null;
}

/**
 * Looks for every program and tries every part of a lab; changes nothing on the machine.
 * @param lessonPrograms what lessons use beyond that, and the Debian package that brings each
 */
export async function preflight(lessonPrograms: Readonly<Record<string, string>>): Promise<Finding[]> {
  const programs = Object.entries(labPrograms).map(([name, debianPackage]) => program(name, 'lab', debianPackage));
  const tools = Object.entries(lessonPrograms).map(([name, debianPackage]) => program(name, 'lesson', debianPackage));
  const canTry = programs.every((finding) => finding.status === 'ok');
  return [...programs, ...(canTry ? await tryLab() : []), ...tools];
}

function program(name: string, need: Finding['need'], debianPackage: string): Finding {
  const isThere = isInLab(name);
  const hint = isThere ? null : `nslab doctor --install (Debian and Ubuntu: apt install ${debianPackage})`;
  return { title: name, need, debianPackage, status: isThere ? 'ok' : 'missing', detail: isThere ? '' : 'not on this machine', hint };
}

const trials: readonly { title: string; command: string; hint: string }[] = [
  { title: 'a veth pair', command: 'ip link add nslab-a type veth peer name nslab-b', hint: 'load the kernel module: modprobe veth' },
  {
    title: 'ip netns exec',
    command: 'ip netns add nslab && ip netns exec nslab true',
    hint: 'run outside the container, or with an unmasked /proc and /sys',
  },
];

async function tryLab(): Promise<Finding[]> {
  const finding = (title: string, detail: string, hint: string): Finding => {
    return { title, need: 'lab', debianPackage: null, status: detail === '' ? 'ok' : 'failed', detail, hint: detail === '' ? null : hint };
  };
  try {
    const lab = await createLab();
    try {
      const terminal = await lab.openTerminal();
      const findings = [finding('a lab', '', '')];
      for (const { title, command, hint } of trials) {
        const result = await terminal.run(command, { timeoutMs: 10_000 });
        findings.push(finding(title, result.exitCode === 0 ? '' : result.output.trim() || `exit status ${result.exitCode}`, hint));
      }
      return findings;
    } finally {
      await lab.destroy();
    }
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
    return [finding('a lab', error.message, whatForbids() ?? 'report this with the output of `nslab doctor --json`')];
  }
}

/** The setting of this machine that keeps ordinary users from making namespaces, and the way out. */
function whatForbids(): string | undefined {
  const settings: readonly { file: string; isForbidding: (value: string) => boolean; hint: string }[] = [
    {
      file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
      isForbidding: (value) => value === '1',
      hint: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or run nslab with sudo',
    },
    {
      file: '/proc/sys/kernel/unprivileged_userns_clone',
      isForbidding: (value) => value === '0',
      hint: 'sudo sysctl -w kernel.unprivileged_userns_clone=1, or run nslab with sudo',
    },
    {
      file: '/proc/sys/user/max_user_namespaces',
      isForbidding: (value) => value === '0',
      hint: 'sudo sysctl -w user.max_user_namespaces=15000',
    },
  ];
  const found = settings.find(({ file, isForbidding }) => {
    try {
      return isForbidding(readFileSync(file, 'utf8').trim());
    } catch {
      return false;
    }
  });
  return found?.hint;
}
