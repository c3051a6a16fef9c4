import { createLab, type Lab } from '../../../src/lab/create-lab.js';
import type { LabState } from '../../../src/lab/state/lab-state.js';
import { readLabState } from '../../../src/lab/state/read-state.js';
import type { Terminal } from '../../../src/lab/terminal.js';

/** Calls back with a lab whose shells are recorded, and its terminal. */
export async function withLab<T>(callback: (lab: Lab, terminal: Terminal) => Promise<T>, isPrivileged = false): Promise<T> {
  const lab = await createLab({ isRecorded: true, isPrivileged });
  try {
    return await callback(lab, await lab.openTerminal());
  } finally {
    await lab.destroy();
  }
}

/** The state of a fresh lab after these commands. */
export function stateAfter(commands: readonly string[], isPrivileged = false): Promise<LabState> {
  return withLab(async (lab, terminal) => {
    await type(terminal, ...commands);
    return readLabState(lab);
  }, isPrivileged);
}

export async function type(terminal: Terminal, ...commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const { end, output } = await terminal.run(command, { timeoutMs: 20_000 });
    if (end !== 'done') throw new Error(`${command}: ${end}: ${output}`);
  }
}

/** The items, `KIND NAME`, that only one of two states has or that differ. */
export function differences(one: LabState, other: LabState): string[] {
  const keys = new Set([...one.keys(), ...other.keys()]);
  return [...keys].filter((key) => one.get(key)?.text !== other.get(key)?.text);
}
