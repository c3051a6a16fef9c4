import { programsBelow, waitingPlace } from './shells.js';
import { isInOtherPidNamespace } from './processes.js';

/** Ends a process, or its group. What /proc says of a lab is the lab's to change, so it has to be one of a lab. */
export function killInLab(pid: number, isGroup = false): void {
  if (!isInOtherPidNamespace(pid)) return;
  try {
    process.kill(isGroup ? -pid : pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Ends what has the terminal. Without job control (`set +m`) a program is in the group of its shell, which is to stay. */
export function killForeground(group: number, isShell: boolean): void {
  const programs = isShell ? programsBelow(group) : [];
  // A shell that waits for keys has nothing to be ended.
  if (programs.length === 0 && !(isShell && waitingPlace(group) !== undefined)) killInLab(group, true);
  for (const pid of programs) killInLab(pid);
}
