import { describe, expect, it } from 'vitest';
import { normalForm } from '../../src/network/normal-form.js';
import { readSnapshot } from '../../src/network/snapshot-json.js';
import type { Snapshot } from '../../src/network/snapshot.js';
import { runScenarioAnew, scenarios } from './scenario.js';

async function runSettled(name: string): Promise<Snapshot[]> {
  const steps = await runScenarioAnew(name);
  return [steps[0]!.before, ...steps.map(({ after }) => after)];
}

describe.each(await scenarios())('$name', ({ name, missing }) => {
  const wants = missing === undefined ? '' : ` (needs ${missing})`;

  it.skipIf(missing !== undefined)(
    `has the same normal form in two runs, at each step, and reads what it writes${wants}`,
    { timeout: 60_000 },
    async () => {
      const first = await runSettled(name);
      const second = await runSettled(name);
      expect(second.map(normalForm)).toEqual(first.map(normalForm));
      for (const snapshot of first) {
        expect(readSnapshot(JSON.stringify(snapshot), 'network.json')).toEqual(snapshot);
        expect(readSnapshot(JSON.stringify(normalForm(snapshot)), 'network.json')).toEqual(normalForm(snapshot));
        expect(normalForm(normalForm(snapshot))).toEqual(normalForm(snapshot));
      }
    },
  );
});
