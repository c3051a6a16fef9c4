import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { descendantsOf } from '../processes.js';
import { isAtWork } from '../shells.js';

/** The longest that it is waited for; what goes on for longer is no beginning or end of a command. */
const mostMs = 300;
/** A process that was started less long ago may still be about to run the program that it is for. */
const youngSeconds = 1;
/** USER_HZ, the same on every processor that nslab runs on. */
const ticksPerSecond = 100;

/**
 * Waits for a moment in which nothing in the lab has just begun or is about to end: a shell tells the end of a command a moment before it waits for the
 * next one, with files open that it closes then; and what it has started in the background is a copy of itself at first.
 */
export async function untilQuiet(pid: number): Promise<void> {
  const deadline = performance.now() + mostMs;
  while (isBusy(pid) && performance.now() < deadline) await sleep(1);
}

function isBusy(first: number): boolean {
  const uptime = Number(read('/proc/uptime').split(' ')[0]);
  return descendantsOf(first).some((pid) => pid !== first && (isStarting(pid, uptime) || isAtWork(pid)));
}

/** Whether it is young and has something to do (proc_pid_stat(5), fields 3 and 22). */
function isStarting(pid: number, uptime: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return /^[RD]/.test(stat === '' ? '' : fields[0]!) && uptime - Number(fields[19]) / ticksPerSecond < youngSeconds;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
