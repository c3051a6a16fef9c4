import { describe, expect, it } from 'vitest';
import { whyNoDocker } from '../../src/engine/privileged-lab.js';
import { killTrials } from './kill.js';

describe('SIGKILL at any moment', () => {
  it.skipIf(process.getuid!() !== 0).each(['root', 'ordinary'] as const)(
    'leaves nothing behind (%s)',
    { timeout: 120_000 },
    async (user) => {
      const trials = await killTrials(user === 'root' ? 1 : 1001, 10, user);
      expect(trials).toHaveLength(10);
      expect(trials.filter((trial) => trial.processes.length > 0 || trial.changed.length > 0)).toEqual([]);
      // The moments have to hit labs in all states, or the test would prove nothing.
      expect(Math.max(...trials.map((trial) => trial.seen))).toBeGreaterThan(5);
    },
  );

  it('leaves nothing behind (docker)', { timeout: 180_000 }, async ({ skip }) => {
    const lacking = whyNoDocker(true);
    skip(lacking !== undefined, lacking?.text);
    const trials = await killTrials(1, 8, 'docker');
    expect(trials).toHaveLength(8);
    expect(trials.filter((trial) => trial.processes.length > 0 || trial.changed.length > 0)).toEqual([]);
    expect(Math.max(...trials.map((trial) => trial.seen))).toBeGreaterThan(15);
  });
});
