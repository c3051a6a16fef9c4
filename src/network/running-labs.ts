import { readdirSync, readFileSync } from 'node:fs';
import { processStatus } from '../lab/processes.js';

/** A lab that runs on this machine now, of whomever. */
export interface RunningLab {
  /** Its first process, as the machine numbers it: what a `Reader` is made with. */
  readonly pid: number;
  /** When it was started, in ISO 8601. */
  readonly since: string;
}

/**
 * The labs of this machine, the oldest first, as /proc tells them (proc_pid_status(5)). The first process of a lab calls itself `nslab-init`; anybody's may, but
 * only the first of a process namespace has the number 1 in it. What a lab has made in itself is none.
 */
export function runningLabs(): readonly RunningLab[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const labs = pids.filter(isFirstOfLab);
  const isInOther = (pid: number): boolean => {
    for (let at = processStatus(pid)?.parent ?? 0; at > 1; at = processStatus(at)?.parent ?? 0) if (labs.includes(at)) return true;
    return false;
  };
  return labs
    .filter((pid) => !isInOther(pid))
    .flatMap((pid) => {
      const since = startOf(pid);
      return since === undefined ? [] : [{ pid, since: new Date(since).toISOString() }];
    })
    .toSorted((a, b) => (a.since === b.since ? a.pid - b.pid : a.since < b.since ? -1 : 1));
}

function isFirstOfLab(pid: number): boolean {
  const status = read(`/proc/${pid}/status`);
  return /^Name:\tnslab-init$/m.test(status) && /^NSpid:\t.*\t1$/m.test(status);
}

/** In milliseconds since 1970: the boot, and so many ticks of a hundredth of a second (USER_HZ) after it. */
function startOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const boot = /^btime (\d+)$/m.exec(read('/proc/stat'))?.[1];
  return ticks === undefined || boot === undefined ? undefined : Number(boot) * 1000 + Number(ticks) * 10;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
