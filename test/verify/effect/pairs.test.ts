import { describe, expect, it } from 'vitest';
import { causeText } from '../../../src/verify/effect/causes/cause-text.js';
import { judgeEffect } from '../../../src/verify/effect/judge-effect.js';
import { shareOf } from '../../share.js';
import { runMoments } from './moments.js';
import { addressPairs } from './pairs/addresses.js';
import { linkPairs } from './pairs/links.js';
import { morePairs } from './pairs/more.js';
import { systemPairs } from './pairs/systems.js';

describe.each(shareOf([...linkPairs, ...addressPairs, ...systemPairs, ...morePairs], 3))(
  '$about',
  ({ setup = [], reference, told = [], own }) => {
    const meant = runOnce(() => runMoments(setup, [reference]));

    it('is right as the lesson has it', async () => {
      const again = await runMoments(setup, [reference]);
      const answer = judgeEffect({ reference: await meant(), own: again, told: new Set(told), command: reference });
      expect(answer).toMatchObject({ kind: 'right', extras: [], names: new Map() });
    });

    it.each(own.map(([commands, verdict, said = {}]) => ({ commands, verdict, said })))(
      '$commands is $verdict',
      async ({ commands, verdict, said }) => {
        const lines = typeof commands === 'string' ? [commands] : commands;
        const answer = judgeEffect({
          reference: await meant(),
          own: await runMoments(setup, lines),
          told: new Set(told),
          command: reference,
          typed: lines.at(-1)!,
        });
        expect(answer.kind === 'not-yet' ? answer.cause.code : answer.kind, JSON.stringify(answer)).toBe(verdict);
        if (answer.kind === 'right') {
          if (said.names) expect(Object.fromEntries(answer.names)).toEqual(said.names);
          if (said.extras !== undefined) expect(answer.extras).toHaveLength(said.extras);
        } else if (answer.kind === 'not-yet') {
          expect(answer.cause.params).toMatchObject(said.params ?? {});
          for (const language of ['en', 'zh'] as const)
            for (const text of Object.values(causeText(answer.cause, language))) expect(text).not.toMatch(/[{}[\]]|undefined|^$/);
        }
      },
    );
  },
);

function runOnce<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
