import { expect, it } from 'vitest';
import { killTrials } from '../lab/kill.js';

it.skipIf(process.getuid!() !== 0).each(['root', 'ordinary'] as const)('100 kills leave nothing behind (%s)', async (user) => {
  const trials = await killTrials(user === 'root' ? 10_000 : 20_000, 100, user);
  const dirty = trials.filter((trial) => trial.processes.length > 0 || trial.changed.length > 0);
  const seen = Math.max(...trials.map((trial) => trial.seen));
  process.stdout.write(`${user}: ${trials.length} kills, ${dirty.length} left something, up to ${seen} processes at the kill\n`);
  expect(trials).toHaveLength(100);
  expect(dirty).toEqual([]);
});
