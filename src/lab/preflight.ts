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
import { same, type Words } from '../words.js';

/** One thing that labs or lessons need, and whether this machine has it. */
export interface Finding {
  readonly title: Words;
  /**
   * `missing`: a program to install. `failed`: tried and refused. `limited`: works, with less. `untried`: something before it has failed.
   * Without a `lab` need no lab can be made; without a `lesson` need some steps are skipped; an `option` is for lessons that ask for it.
   */
  readonly status: 'ok' | 'missing' | 'failed' | 'limited' | 'untried';
  readonly need: 'lab' | 'lesson' | 'option';
  readonly detail: Words | null;
  /** What to do about it. */
  readonly hint: Words | null;
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
  const hint = isThere
    ? null
    : {
        en: `nslab doctor --install (Debian and Ubuntu: apt install ${debianPackage})`,
        zh: `nslab doctor --install（Debian 和 Ubuntu：apt install ${debianPackage}）`,
      };
  const detail = isThere ? null : { en: 'not on this machine', zh: '本机没有' };
  return { title: same(name), need, debianPackage, status: isThere ? 'ok' : 'missing', detail, hint };
}

/** Not tried: a lab with it is made only for who has consented. */
function docker(): Finding {
  const title = same('docker');
  const missing = missingForDocker();
  if (missing !== undefined) {
    const detail = {
      en: `only for lessons that need it; ${missing} is not on this machine`,
      zh: `只有需要它的课程才用；本机没有 ${missing}`,
    };
    const hint = installCommand([...new Set(Object.values(dockerPrograms))]);
    return { title, need: 'option', debianPackage: dockerPrograms[missing]!, status: 'missing', detail, hint };
  }
  if (!isMachinesRoot())
    return tried(
      title,
      'limited',
      { en: 'only root of the machine may have labs with it', zh: '只有本机的 root 才能拥有带 Docker 的实验环境' },
      { en: 'run nslab as root for lessons that need it', zh: '为需要它的课程以 root 身份运行 nslab' },
      'option',
    );
  if (mayMakeCgroups()) return tried(title, 'ok', null, null, 'option');
  return tried(
    title,
    'limited',
    { en: 'it needs control groups, and none can be made here', zh: '它需要控制组，而这里无法创建' },
    { en: 'run nslab on the machine itself', zh: '直接在机器上运行 nslab' },
    'option',
  );
}

function tried(
  title: Words,
  status: Finding['status'],
  detail: Words | null = null,
  hint: Words | null = null,
  need: Finding['need'] = 'lab',
): Finding {
  return { title, need, debianPackage: null, status, detail, hint };
}

/** The parts of a lab in the order in which they are made, and what its program calls them. */
const parts: readonly { title: Words; stage: RegExp }[] = [
  { title: { en: 'a user namespace', zh: '用户命名空间' }, stage: /^user-namespace$/ },
  { title: { en: 'ids in it', zh: '其中的 id 映射' }, stage: /^ids$/ },
  { title: { en: 'mounts in it', zh: '其中的挂载' }, stage: /^(?:mounts|root-file-system.*|read-only|fixtures)$/ },
  { title: { en: 'a user namespace inside', zh: '嵌套的用户命名空间' }, stage: /^(?:limits|inner-user-namespace)$/ },
  { title: { en: 'its own /sys', zh: '自己的 /sys' }, stage: /^sysfs$/ },
  { title: { en: 'its own /proc', zh: '自己的 /proc' }, stage: /^(?:network|proc)$/ },
  { title: { en: 'a root and a filter of system calls', zh: '根文件系统和系统调用过滤器' }, stage: /^(?:devpts|pivot-root|confinement)$/ },
  { title: { en: 'a terminal', zh: '终端' }, stage: /^terminal$/ },
];

/** Commands of lessons that a kernel or a container may refuse all the same. */
const trials: readonly { title: Words; command: string; need: Finding['need']; hint: Words }[] = [
  {
    title: { en: 'a veth pair', zh: 'veth 对' },
    command: 'ip link add nslab-a type veth peer name nslab-b',
    need: 'lab',
    hint: { en: 'load the kernel module on the machine: modprobe veth', zh: '在机器上加载内核模块：modprobe veth' },
  },
  {
    title: same('ip netns exec'),
    command: 'ip netns add nslab && ip netns exec nslab true',
    need: 'lab',
    hint: {
      en: 'run nslab outside the container, or with a whole /proc and /sys: docs/environments.md',
      zh: '在容器外运行 nslab，或提供完整的 /proc 和 /sys：docs/environments.md',
    },
  },
  {
    title: { en: 'a bridge', zh: '网桥' },
    command: 'ip link add nslab-br type bridge',
    need: 'lesson',
    hint: { en: 'load the kernel module on the machine: modprobe bridge', zh: '在机器上加载内核模块：modprobe bridge' },
  },
  {
    title: { en: 'a tap device', zh: 'tap 设备' },
    command: 'ip tuntap add nslab-tap mode tap',
    need: 'lesson',
    hint: {
      en: 'load the kernel module on the machine: modprobe tun; let everyone use it: chmod 0666 /dev/net/tun; in a container add --device /dev/net/tun',
      zh: '在机器上加载内核模块：modprobe tun；允许所有人使用：chmod 0666 /dev/net/tun；在容器中加上 --device /dev/net/tun',
    },
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
      const status = result.exitCode;
      const last = result.output.trim().split('\n').at(-1);
      const said = last ? same(last) : { en: `exit status ${status}`, zh: `退出状态 ${status}` };
      findings.push(result.exitCode === 0 ? tried(title, 'ok', null, null, need) : tried(title, 'failed', said, hint, need));
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
    return index === failed ? tried(title, 'failed', same(reason), wayOut(stage, reason)) : tried(title, 'untried');
  });
}

function users(lab: Lab): Finding {
  const title = { en: 'users other than root', zh: 'root 以外的用户' };
  if (lab.ids.kind === 'range') return tried(title, 'ok', null, null, 'lesson');
  const hint = existsSync('/usr/bin/newuidmap')
    ? {
        en: 'give yourself ids: sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "$USER"; in a container newuidmap may not work',
        zh: '给自己分配 id：sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "$USER"；在容器中 newuidmap 可能不起作用',
      }
    : {
        en: 'install newuidmap (Debian and Ubuntu: apt install uidmap), which works where /etc/subuid and /etc/subgid have 65536 ids for you',
        zh: '安装 newuidmap（Debian 和 Ubuntu：apt install uidmap）；需要 /etc/subuid 和 /etc/subgid 中为你分配了 65536 个 id',
      };
  return tried(
    title,
    'limited',
    { en: 'a lab has root alone, so tcpdump and su are refused', zh: '实验环境中只有 root，因此 tcpdump 和 su 会被拒绝' },
    hint,
    'lesson',
  );
}

function limits(lab: Lab): Finding {
  const title = { en: 'a limit on memory', zh: '内存限制' };
  if (lab.limitedByCgroup.includes('memory')) return tried(title, 'ok', null, null, 'lesson');
  const hint = {
    en: 'run nslab below `systemd-run --user --scope -p Delegate=yes`, or as root on the machine itself: docs/security.md',
    zh: '在 `systemd-run --user --scope -p Delegate=yes` 之下运行 nslab，或以 root 身份直接在机器上运行：docs/security.md',
  };
  return tried(
    title,
    'limited',
    { en: 'of each process only, not of a lab as a whole', zh: '只限制每个进程，不限制整个实验环境' },
    hint,
    'lesson',
  );
}
