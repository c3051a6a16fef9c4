import { closeSync, openSync, readdirSync, readlinkSync, readSync, statSync } from 'node:fs';

/** Which process group has a process's terminal (proc_pid_stat(5), tpgid), as the runner numbers it. */
export interface Foreground {
  /** `undefined` when there is none, or the process is gone. */
  readonly group: () => number | undefined;
  readonly close: () => void;
}

/**
 * Opens the status of a process once, for it is read at every step.
 * @throws {Error} ENOENT when there is no such process.
 */
export function openForeground(pid: number): Foreground {
  const file = openSync(`/proc/${pid}/stat`, 'r');
  const buffer = Buffer.alloc(1024);
  const group = (): number | undefined => {
    try {
      const stat = buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
      const tpgid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ', 6)[5]);
      return tpgid > 0 ? tpgid : undefined;
    } catch {
      return undefined;
    }
  };
  return { group, close: () => closeSync(file) };
}

/** What /proc says of a process's network namespace, as `net:[inode]`; `undefined` when the process is gone. */
export function networkNamespace(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

/** The name under /run/netns (ip-netns(8)) of the namespace that a process lives in, in the process's own files. */
export function nameOfNamespace(pid: number, namespace: string): string | undefined {
  const folder = `/proc/${pid}/root/run/netns`;
  const inode = Number(namespace.slice('net:['.length, -1));
  try {
    return readdirSync(folder).find((name) => inodeOf(`${folder}/${name}`) === inode);
  } catch {
    return undefined;
  }
}

function inodeOf(file: string): number | undefined {
  try {
    return statSync(file).ino;
  } catch {
    return undefined;
  }
}
