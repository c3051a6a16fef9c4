import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownKinds } from '../engine/session/own-commands.js';
import { runWalk } from '../engine/session/run-walk.js';
import { planWalk, walkScript, walkWish } from '../engine/session/walk.js';

const count = Number(process.env['NSLAB_WALKS'] ?? 300);
const seed = Number(process.env['NSLAB_SEED'] ?? 1);

it(`${count} walks through lessons and back end where what is left of them ends`, async () => {
  const wrong: string[] = [];
  const kinds = new Set<string>();
  let moves = 0;
  let returns = 0;
  let longestMs = 0;
  const startedAt = performance.now();
  for (const [at, wish] of fc.sample(walkWish(24), { seed, numRuns: count }).entries()) {
    const walk = planWalk(wish);
    const end = await runWalk(walk);
    moves += walk.moves.length;
    returns += end.returns;
    longestMs = Math.max(longestMs, end.durationMs);
    for (const move of walk.moves) if (move.do === 'own') kinds.add(move.kind);
    if (end.wrong.length > 0) wrong.push(`walk ${at} of seed ${seed}\n${walkScript(walk)}\n${end.wrong.join('\n')}`);
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  process.stdout.write(
    `${count} walks of seed ${seed} in ${seconds} s: ${moves} moves, ${returns} ways back, ${kinds.size} of ${Object.keys(ownKinds).length} kinds of commands, ` +
      `${wrong.length} wrong; the longest took ${(longestMs / 1000).toFixed(1)} s\n`,
  );
  expect(wrong).toEqual([]);
});
