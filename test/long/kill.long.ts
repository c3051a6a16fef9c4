import { expect, it } from 'vitest';
import { whyNoDocker } from '../../src/engine/privileged-lab.js';
import { killTrials } from '../lab/kill.js';

it.skipIf(process.getuid!() !== 0).for(['root', 'ordinary', 'docker'] as const)(
  '100 kills leave nothing behind (%s)',
  async (user, { skip }) => {
    const lacking = user === 'docker' ? whyNoDocker(true) : undefined;
    skip(lacking !== undefined, lacking?.text);
    const trials = await killTrials({ root: 10_000, ordinary: 20_000, docker: 30_000 }[user], 100, user);
    const dirty = trials.filter((trial) => trial.processes.length > 0 || trial.changed.length > 0);
    const seen = Math.max(...trials.map((trial) => trial.seen));
    process.stdout.write(`${user}: ${trials.length} kills, ${dirty.length} left something, up to ${seen} processes at the kill\n`);
    expect(trials).toHaveLength(100);
    expect(dirty).toEqual([]);
  },
);
