import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** The process group that has the terminal of a process (proc_pid_stat(5), tpgid), as the runner numbers it. */
export function foregroundGroup(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const tpgid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[5]);
    return tpgid > 0 ? tpgid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The network namespace of a process in the words of a tutorial: `host` for the lab's own, else the name under
 * /run/netns (ip-netns(8)), else its inode as `net:[…]`. `undefined` when the process is gone.
 */
export function namespaceOf(pid: number, labPid: number): string | undefined {
  try {
    const link = readlinkSync(`/proc/${pid}/ns/net`);
    if (link === readlinkSync(`/proc/${labPid}/ns/net`)) return 'host';
    const inode = Number(link.slice('net:['.length, -1));
    return namesOfNamespaces(pid).find(([, ino]) => ino === inode)?.[0] ?? link;
  } catch {
    return undefined;
  }
}

function namesOfNamespaces(pid: number): [string, number][] {
  const folder = `/proc/${pid}/root/run/netns`;
  return readdirSync(folder).flatMap((name) => {
    try {
      return [[name, statSync(`${folder}/${name}`).ino] as [string, number]];
    } catch {
      return [];
    }
  });
}
