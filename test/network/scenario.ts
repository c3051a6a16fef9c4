import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { containersOf } from '../../src/lab/containers.js';
import { createLab } from '../../src/lab/create-lab.js';
import { isMachinesRoot, missingForDocker } from '../../src/lab/docker-needs.js';
import { isInLab } from '../../src/lab/programs.js';
import { Reader } from '../../src/network/reader.js';
import { settledSnapshot } from '../../src/network/settled-snapshot.js';
import type { Snapshot } from '../../src/network/snapshot.js';

/** One command of a scenario, with the network after it. */
export interface ScenarioStep {
  readonly command: string;
  readonly exitCode: number | null;
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What the file `commands` of a scenario says. */
interface Scenario {
  readonly about: string;
  /** `docker`, a program, or a command that has to succeed in a lab: what a machine must have for this. */
  readonly needs: readonly string[];
  readonly commands: readonly { readonly command: string; readonly exitCode: number }[];
}

const folder = path.join(import.meta.dirname, 'scenarios');

/** The folders of the scenarios: each has `commands`, a command a line, and what has to come of it. */
export function scenarioNames(): string[] {
  return readdirSync(folder).toSorted();
}

export function scenarioFile(name: string, file: string): string {
  return path.join(folder, name, file);
}

/** The commands of a scenario. */
export function scenarioCommands(name: string): string[] {
  return readScenario(name).commands.map(({ command }) => command);
}

/**
 * The first line says what a scenario is about, further ones that begin with `# needs: ` what it takes. All others are commands; one that has to end with
 * another status than 0 says so at its end: ` #! exit 1`.
 */
export function readScenario(name: string): Scenario {
  const lines = readFileSync(scenarioFile(name, 'commands'), 'utf8').split('\n');
  const [about = '', ...remarks] = lines.filter((line) => line.startsWith('# ')).map((line) => line.slice(2));
  return {
    about,
    needs: remarks.flatMap((line) => /^needs: (.*)$/.exec(line)?.[1] ?? []),
    commands: lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [, command = line, status = '0'] = /^(.*?) +#! exit (\d+)$/.exec(line) ?? [];
        return { command, exitCode: Number(status) };
      }),
  };
}

/** All scenarios, with what this machine lacks for each. */
export function scenarios(): Promise<readonly { readonly name: string; readonly missing: string | undefined }[]> {
  return Promise.all(scenarioNames().map(async (name) => ({ name, missing: await missingFor(name) })));
}

/** What this machine lacks for a scenario; `undefined` when it can be run. */
async function missingFor(name: string): Promise<string | undefined> {
  for (const need of readScenario(name).needs) if (!(await has(need))) return need;
  return undefined;
}

async function has(need: string): Promise<boolean> {
  if (need === 'docker') return missingForDocker() === undefined && isMachinesRoot();
  if (!need.includes(' ')) return isInLab(need);
  const lab = await createLab();
  try {
    const { exitCode } = await (await lab.openTerminal()).run(need, { timeoutMs: 10_000 });
    return exitCode === 0;
  } finally {
    await lab.destroy();
  }
}

const runs = new Map<string, Promise<ScenarioStep[]>>();

/**
 * Runs a scenario in a lab of its own, with a snapshot before the first command and after each. The steps of one that was run before are given again:
 * all tests of a file look at the same run.
 */
export function runScenario(name: string): Promise<ScenarioStep[]> {
  const run = runs.get(name) ?? runScenarioAnew(name);
  runs.set(name, run);
  return run;
}

/** Runs a scenario in any case, as who wants to compare two runs needs it. */
export async function runScenarioAnew(name: string): Promise<ScenarioStep[]> {
  const { needs, commands } = readScenario(name);
  const lab = await createLab({ isPrivileged: needs.includes('docker') });
  const reader = new Reader(lab.pid);
  try {
    const terminal = await lab.openTerminal();
    const steps: ScenarioStep[] = [];
    const containers = (): ReadonlyMap<number, string> => new Map(containersOf(lab).map(({ pid, name: label }) => [pid, label]));
    let before = await settledSnapshot(reader, { containers });
    for (const { command, exitCode: expected } of commands) {
      const { exitCode, output } = await terminal.run(command, { timeoutMs: 20_000 });
      const text = stripVTControlCharacters(output);
      // The status of a line with several commands is that of the last.
      if (exitCode !== expected || (expected === 0 && /^(?:RTNETLINK answers|Error|Cannot find)\b/m.test(text)))
        throw new Error(`${name}: ${command}: exit status ${exitCode}, expected ${expected}:\n${text}`);
      // A program in the background takes a moment until it is what it shall be.
      if (command.endsWith('&')) await setTimeout(500);
      const after = await settledSnapshot(reader, { containers, previous: before });
      steps.push({ command, exitCode, before, after });
      before = after;
    }
    return steps;
  } finally {
    await reader.end();
    await lab.destroy();
  }
}
