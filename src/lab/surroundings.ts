import { existsSync, readFileSync } from 'node:fs';
import type { Words } from '../words.js';

/** Where nslab runs, as far as it can be told from inside. */
export type Place = 'codespaces' | 'docker' | 'github-actions' | 'kubernetes' | 'lxc' | 'machine' | 'podman' | 'wsl1' | 'wsl2';

/** What a person calls it. */
export const placeNames: Readonly<Record<Place, Words>> = {
  codespaces: { en: 'a codespace', zh: 'Codespaces 中' },
  docker: { en: 'a Docker container', zh: 'Docker 容器中' },
  'github-actions': { en: 'a runner of GitHub Actions', zh: 'GitHub Actions 的运行器中' },
  kubernetes: { en: 'a Kubernetes pod', zh: 'Kubernetes pod 中' },
  lxc: { en: 'an LXC or Incus container', zh: 'LXC 或 Incus 容器中' },
  machine: { en: 'a machine of its own', zh: '独立的机器上' },
  podman: { en: 'a Podman container', zh: 'Podman 容器中' },
  wsl1: { en: 'WSL 1', zh: 'WSL 1 中' },
  wsl2: { en: 'WSL 2', zh: 'WSL 2 中' },
};

export function findPlace(): Place {
  const environment = process.env;
  const version = read('/proc/version');
  if (environment['CODESPACES'] === 'true') return 'codespaces';
  if (environment['KUBERNETES_SERVICE_HOST'] || existsSync('/var/run/secrets/kubernetes.io')) return 'kubernetes';
  if (existsSync('/run/.containerenv') || environment['container'] === 'podman') return 'podman';
  if (existsSync('/.dockerenv')) return 'docker';
  if (existsSync('/dev/.lxc') || existsSync('/dev/incus') || existsSync('/dev/lxd')) return 'lxc';
  if (environment['GITHUB_ACTIONS'] === 'true') return 'github-actions';
  if (/microsoft/i.test(version)) return /WSL2|microsoft-standard/.test(version) ? 'wsl2' : 'wsl1';
  return 'machine';
}

/** Whether a filter of system calls is in force (proc_pid_status(5), Seccomp). */
export function isFiltered(): boolean {
  return /^Seccomp:\s*2$/m.test(read('/proc/self/status'));
}

/** A number or word of the kernel's settings; `undefined` where this kernel has no such setting. */
export function setting(name: string): string | undefined {
  const text = read(`/proc/sys/${name.replaceAll('.', '/')}`);
  return text === '' ? undefined : text;
}

export function enforcesSelinux(): boolean {
  return read('/sys/fs/selinux/enforce') === '1';
}

/** Folders that exist to be mounted on; what lies over them hides nothing. */
const meantForMounts =
  /^\/(?:sys\/(?:fs\/(?:cgroup|bpf|pstore|fuse\/connections|selinux)|kernel\/(?:debug|tracing|security|config)|firmware\/efi\/efivars)|proc\/sys\/fs\/binfmt_misc)(?:\/|$)/;

/** What lies over parts of /proc or /sys and keeps a lab from having its own (mount_namespaces(7)). */
export function coveredFiles(top: '/proc' | '/sys'): string[] {
  return read('/proc/self/mountinfo')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((file) => file.startsWith(`${top}/`) && !meantForMounts.test(file));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
