import { existsSync, readFileSync } from 'node:fs';

/** Where nslab runs, as far as it can be told from inside. */
export type Place = 'codespaces' | 'docker' | 'github-actions' | 'kubernetes' | 'lxc' | 'machine' | 'podman' | 'wsl1' | 'wsl2';

/** What a person calls it. */
export const placeNames: Readonly<Record<Place, string>> = {
  codespaces: 'a codespace',
  docker: 'a Docker container',
  'github-actions': 'a runner of GitHub Actions',
  kubernetes: 'a Kubernetes pod',
  lxc: 'an LXC or Incus container',
  machine: 'a machine of its own',
  podman: 'a Podman container',
  wsl1: 'WSL 1',
  wsl2: 'WSL 2',
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
