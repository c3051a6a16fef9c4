import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLab } from '../../src/lab/create-lab.js';
import { Reader } from '../../src/network/reader.js';
import type { Snapshot } from '../../src/network/snapshot.js';
import { takeSnapshot } from '../../src/network/take-snapshot.js';

/** One command of a scenario, with the network after it. */
export interface ScenarioStep {
  readonly command: string;
  readonly exitCode: number | null;
  readonly before: Snapshot;
  readonly after: Snapshot;
}

const folder = path.join(import.meta.dirname, 'scenarios');

/** The folders of the scenarios: each has `commands`, a command a line, and what has to come of it. */
export function scenarioNames(): string[] {
  return readdirSync(folder).toSorted();
}

export function scenarioFile(name: string, file: string): string {
  return path.join(folder, name, file);
}

/** The commands of a scenario; a line that begins with `#` says what it is about. */
export function scenarioCommands(name: string): string[] {
  return readFileSync(scenarioFile(name, 'commands'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Runs a scenario in a lab of its own, with a snapshot before the first command and after each. */
export async function runScenario(name: string): Promise<ScenarioStep[]> {
  const lab = await createLab();
  const reader = new Reader(lab.pid);
  try {
    const terminal = await lab.openTerminal();
    const steps: ScenarioStep[] = [];
    let before = await takeSnapshot(reader);
    for (const command of scenarioCommands(name)) {
      const { exitCode } = await terminal.run(command, { timeoutMs: 10_000 });
      const after = await takeSnapshot(reader);
      steps.push({ command, exitCode, before, after });
      before = after;
    }
    return steps;
  } finally {
    await reader.end();
    await lab.destroy();
  }
}
