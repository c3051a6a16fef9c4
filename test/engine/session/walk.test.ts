import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runWalk } from './run-walk.js';
import { planWalk, walkScript, walkWish, type WalkWish } from './walk.js';

const seed = 20_261_201;
const mostMs = 40_000;

it('plans a walk by the rules of going back', () => {
  const step = { do: 'step' } as const;
  const own = (kind: string): WalkWish['moves'][number] => ({ do: 'own', wish: { kind, picks: [0, 0, 0, 0] }, terminal: 0 });
  const moves = (...wishes: WalkWish['moves']): string[] =>
    planWalk({ lesson: { name: 'a cable' }, moves: wishes }).effective.map((move) =>
      move.do === 'step' ? `${move.step.id}` : move.command,
    );
  expect(moves(step, own('umask'), step, { do: 'undo' })).toEqual(['1', 'umask 077']);
  expect(moves(step, own('umask'), step, { do: 'goTo', at: 1 })).toEqual(['1']);
  expect(moves(step, own('umask'), step, own('umask'), { do: 'goTo', at: 1 }, { do: 'goTo', at: 2 })).toEqual(['1', 'umask 077', '2']);
  expect(moves(step, step, { do: 'undo' }, own('umask'), { do: 'goTo', at: 1 })).toEqual(['1']);
  expect(moves(step, step, { do: 'reset' }, { do: 'resume' }, { do: 'goTo', at: 1 })).toEqual([]);
});

it('a walk there and back ends where what is left of it ends', { timeout: 4 * mostMs }, async () => {
  let endsAt = performance.now() + mostMs;
  let isShrinking = false;
  let walks = 0;
  const property = fc.asyncProperty(walkWish(14), async (wish) => {
    // What is not tried any more counts as right, so that shrinking comes to an end too.
    if (performance.now() > endsAt) return;
    const walk = planWalk(wish);
    const { wrong } = await runWalk(walk);
    if (wrong.length > 0 && !isShrinking) endsAt = performance.now() + mostMs;
    isShrinking ||= wrong.length > 0;
    walks += 1;
    expect(wrong.map((line) => `${walkScript(walk)}\n${line}`)).toEqual([]);
  });
  await fc.assert(property, { seed, numRuns: 100 });
  expect(walks).toBeGreaterThan(3);
});
