import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What /proc tells of a process (proc_pid_stat(5)); numbers are those that the runner sees. */
export interface ProcessStatus {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** The process group that has the process's terminal; -1 for none. */
  readonly foreground: number;
  /** Whether it has been forked and has not run a program of its own since. */
  readonly isCopy: boolean;
}

/** PF_FORKNOEXEC, in the flags of a process. */
const forkedWithoutExec = 0x40;

/** `undefined` when there is no such process any more, as everywhere below. */
export function processStatus(pid: number): ProcessStatus | undefined {
  const stat = readProc(pid, 'stat');
  if (stat === undefined) return undefined;
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ', 7)
    .map(Number);
  const [, parent = 0, group = 0, , , foreground = 0, flags = 0] = fields;
  return { pid, parent, group, foreground, isCopy: (flags & forkedWithoutExec) !== 0 };
}

/** The processes that it has started or adopted. */
export function childrenOf(pid: number): readonly number[] {
  const listed = readProc(pid, `task/${pid}/children`);
  // Some kernels are built without that file (CONFIG_PROC_CHILDREN).
  if (listed === undefined)
    return readdirSync('/proc')
      .map(Number)
      .filter((other) => other > 0 && processStatus(other)?.parent === pid);
  return listed.trim().split(' ').filter(Boolean).map(Number);
}

/** Its number in its own process namespace. */
export function innerPid(pid: number): number | undefined {
  return pidsInNamespaces(pid).at(-1);
}

/** Its numbers in each process namespace that it is in, the runner's first and its own last. */
export function pidsInNamespaces(pid: number): readonly number[] {
  const numbers = /^NSpid:\s*(.+)$/m.exec(readProc(pid, 'status') ?? '')?.[1];
  return numbers?.split('\t').map(Number) ?? [];
}

/** Whether a socket in its network namespace listens: TCP in state 0A, or UDP that is bound and not connected (proc_pid_net(5)). */
export function hasListener(pid: number): boolean {
  const rows = (file: string): string[] => (readProc(pid, `net/${file}`) ?? '').split('\n').slice(1);
  const isBound = (row: string, state: string): boolean => row.trim().split(/\s+/)[3] === state;
  return (
    ['tcp', 'tcp6'].some((file) => rows(file).some((row) => isBound(row, '0A'))) ||
    ['udp', 'udp6'].some((file) => rows(file).some((row) => isBound(row, '07')))
  );
}

/** A socket that waits for somebody. */
export interface ListeningSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
}

/** The sockets of its network namespace that listen (proc_pid_net(5)). */
export function listeningSockets(pid: number): ListeningSocket[] {
  const found: ListeningSocket[] = [];
  for (const file of ['tcp', 'tcp6', 'udp', 'udp6']) {
    for (const row of (readProc(pid, `net/${file}`) ?? '').split('\n').slice(1)) {
      const [, local = '', , state] = row.trim().split(/\s+/);
      const [address = '', port = ''] = local.split(':');
      if (state !== (file.startsWith('tcp') ? '0A' : '07')) continue;
      found.push({ protocol: file.startsWith('tcp') ? 'tcp' : 'udp', address: addressOf(address), port: Number.parseInt(port, 16) });
    }
  }
  return found;
}

/** An address as the kernel prints it: each four bytes as one number of this machine. */
function addressOf(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => word.match(/../g)!.toReversed());
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  if (/^0+$/.test(hex)) return '::';
  if (/^0{30}01$/.test(bytes.join(''))) return '::1';
  const four = /^0{20}ffff(.{8})$/i.exec(bytes.join(''))?.[1];
  if (four !== undefined)
    return four
      .match(/../g)!
      .map((byte) => Number.parseInt(byte, 16))
      .join('.');
  return bytes.join('').match(/.{4}/g)!.join(':').toLowerCase();
}

/** A process and all that come from it. */
export function descendantsOf(pid: number): readonly number[] {
  return [pid, ...childrenOf(pid).flatMap(descendantsOf)];
}

/** The words that it was started with. */
export function commandLine(pid: number): readonly string[] | undefined {
  return readProc(pid, 'cmdline')?.split('\0').slice(0, -1);
}

/** The file that it runs, in its own file system. */
export function executable(pid: number): string | undefined {
  return readLink(`/proc/${pid}/exe`);
}

/** The system call that a process waits in (proc_pid_syscall(5)). */
export interface Wait {
  readonly call: number;
  readonly argument: number;
  /** The stack pointer, which tells from where in the program the call was made. */
  readonly stack: string;
}

/** `undefined` for a process that runs, or is gone. */
export function waitOf(pid: number): Wait | undefined {
  const [call, argument, , , , , , stack] = (readProc(pid, 'syscall') ?? '').split(' ');
  return stack === undefined ? undefined : { call: Number(call), argument: Number(argument), stack };
}

/** How often it has been given a processor (the kernel's sched-stats); 0 where the kernel does not count that. */
export function timesRun(pid: number): number {
  return Number(readProc(pid, 'schedstat')?.split(' ')[2] ?? 0);
}

/** Its network namespace, as `net:[inode]`. */
export function networkNamespace(pid: number): string | undefined {
  return readLink(`/proc/${pid}/ns/net`);
}

/** Whether it lives in a process namespace below the runner's own. */
export function isInOtherPidNamespace(pid: number): boolean {
  const own = readLink('/proc/self/ns/pid');
  const other = readLink(`/proc/${pid}/ns/pid`);
  return own !== undefined && other !== undefined && own !== other;
}

/**
 * The name under /run/netns (ip-netns(8)) of a network namespace, as the process sees it mounted there. Read from its list of mounts, not from its
 * files: a link among them would lead the runner to files of the machine.
 */
function nameOfNamespace(pid: number, namespace: string): string | undefined {
  const mounts = readProc(pid, 'mountinfo')?.split('\n') ?? [];
  for (const line of mounts) {
    const [, , , root, file] = line.split(' ');
    const name = root === namespace ? /^(?:\/var)?\/run\/netns\/([^/]+)$/.exec(file ?? '')?.[1] : undefined;
    if (name !== undefined) return name.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  }
  return undefined;
}

/** The same for the namespace that a process is in: `host` for the one given, its inode where it has no name. */
export function nameOfItsNamespace(pid: number, host: string | undefined): string | undefined {
  const namespace = networkNamespace(pid);
  if (namespace === undefined) return undefined;
  return namespace === host ? 'host' : (nameOfNamespace(pid, namespace) ?? namespace);
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return undefined;
  }
}

function readLink(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
