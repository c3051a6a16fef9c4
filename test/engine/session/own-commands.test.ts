import { expect, it } from 'vitest';
import { ownKinds } from './own-commands.js';
import { runRound } from './own-rounds.js';

it('knows many kinds of commands that learners type', () => {
  expect(Object.keys(ownKinds).length).toBeGreaterThanOrEqual(48);
});

it('types commands that two labs answer in the same way, most of them with success', async () => {
  const { wrong, endless, commands, succeeded, kinds } = await runRound(3);
  expect(wrong).toEqual([]);
  expect(endless).toEqual([]);
  expect(succeeded / commands).toBeGreaterThan(0.7);
  expect(kinds.length).toBeGreaterThan(100);
});
