import type { Lab } from '../create-lab.js';
import { fileText } from './file-items.js';
import { withoutDrawnNames } from './lab-chance.js';
import { labProcesses } from './lab-process.js';
import { StateItems, type LabState } from './lab-state.js';
import { addMounts } from './mount-items.js';
import { namespaceNames } from './namespace-names.js';
import { addOpenFiles, filesBeingWritten } from './open-file-items.js';
import { plainName } from './plain-text.js';
import { addProcesses } from './process-items.js';
import { untilQuiet } from './quiet-lab.js';
import { readRawLab } from './raw-lab.js';
import { addShells } from './shell-items.js';
import { failed } from './state-reader.js';

/**
 * Everything of a lab that is not its network: its files, mounts, host names, processes with their open files, and what its shells know. Read from outside while
 * its shells wait; nothing in the lab is changed by it. Two labs in which the same has been done have deeply equal states, but for what differs by
 * chance itself. What lies under a mount is not seen, nor are times.
 * @throws {NslabError} `state-failed` when the lab has ended, does not answer or is too large to be read whole; `missing-program`, `unsupported-system`
 */
export async function readLabState(lab: Lab): Promise<LabState> {
  await untilQuiet(lab.pid);
  const raw = await readRawLab(lab);
  // If it answers now it has lived all the time, and nothing else had the number of its PID 1.
  await lab.lastPid().catch((error: unknown) => {
    throw failed(String(error).includes('does not answer') ? 'silent' : 'ended', error);
  });
  const processes = labProcesses(raw, lab.isPrivileged);
  const names = namespaceNames(raw, processes);
  const items = new StateItems();
  const written = filesBeingWritten(processes);
  for (const entry of raw.entries) {
    const place = names.nameOf('mnt', entry.namespace);
    const path = `${plainName(entry.path)}${place === 'host' ? '' : ` in the mounts ${place}`}`;
    items.add('file', path, fileText(entry), written.has(entry.place));
  }
  addMounts(items, raw, names, lab);
  for (const [number, name] of raw.hostNames) items.add('host-name', names.nameOf('uts', number), withoutDrawnNames(plainName(name)));
  const jobs = addProcesses(items, processes, raw.processes[0]!, names);
  const shells = addShells(items, raw, processes, names, jobs);
  for (const process of processes) addOpenFiles(items, process, jobs.get(process) ?? shells.get(process)!);
  return items.all;
}
