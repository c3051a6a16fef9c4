import { expect, it } from 'vitest';
import { ownKinds } from '../engine/session/own-commands.js';
import { runRound } from '../engine/session/own-rounds.js';

const rounds = 20;

it(`two labs answer every kind of command in the same way, ${rounds} times`, async () => {
  const kinds = new Set<string>();
  const wrong: string[] = [];
  const endless: string[] = [];
  let commands = 0;
  let succeeded = 0;
  let longestMs = 0;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const round = await runRound(seed);
    for (const kind of round.kinds) kinds.add(kind);
    wrong.push(...round.wrong);
    endless.push(...round.endless);
    commands += round.commands;
    succeeded += round.succeeded;
    longestMs = Math.max(longestMs, round.longestMs);
  }
  process.stdout.write(
    `${commands} commands of ${kinds.size} of ${Object.keys(ownKinds).length} kinds, each in two labs: ${Math.round((100 * succeeded) / commands)} % succeed, ` +
      `the longest took ${longestMs.toFixed(0)} ms\n`,
  );
  expect([...wrong, ...endless]).toEqual([]);
  expect(Object.keys(ownKinds).filter((kind) => !kinds.has(kind))).toEqual([]);
});
