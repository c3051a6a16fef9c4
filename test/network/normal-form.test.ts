import { describe, expect, it } from 'vitest';
import { createLab } from '../../src/lab/create-lab.js';
import { normalForm } from '../../src/network/normal-form.js';
import { Reader } from '../../src/network/reader.js';
import { settledSnapshot } from '../../src/network/settled-snapshot.js';
import { readSnapshot } from '../../src/network/snapshot-json.js';
import type { Snapshot } from '../../src/network/snapshot.js';
import { scenarioCommands, scenarioNames } from './scenario.js';

async function runSettled(name: string): Promise<Snapshot[]> {
  const lab = await createLab();
  const reader = new Reader(lab.pid);
  try {
    const terminal = await lab.openTerminal();
    const taken: Snapshot[] = [await settledSnapshot(reader)];
    for (const command of scenarioCommands(name)) {
      await terminal.run(command, { timeoutMs: 10_000 });
      taken.push(await settledSnapshot(reader, { previous: taken.at(-1) }));
    }
    return taken;
  } finally {
    await reader.end();
    await lab.destroy();
  }
}

describe.each(scenarioNames())('%s', (name) => {
  it('has the same normal form in two runs, at each step, and reads what it writes', { timeout: 60_000 }, async () => {
    const first = await runSettled(name);
    const second = await runSettled(name);
    expect(second.map(normalForm)).toEqual(first.map(normalForm));
    for (const snapshot of first) {
      expect(readSnapshot(JSON.stringify(snapshot), 'network.json')).toEqual(snapshot);
      expect(readSnapshot(JSON.stringify(normalForm(snapshot)), 'network.json')).toEqual(normalForm(snapshot));
      expect(normalForm(normalForm(snapshot))).toEqual(normalForm(snapshot));
    }
  });
});
