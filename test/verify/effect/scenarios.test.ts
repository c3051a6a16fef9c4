import { describe, expect, it } from 'vitest';
import { judgeEffect } from '../../../src/verify/effect/judge-effect.js';
import type { Snapshot } from '../../../src/network/snapshot.js';
import type { Moment } from '../../../src/verify/effect/effect-question.js';
import { shareOf } from '../../share.js';
import { runScenario, runScenarioAnew, scenarios } from '../../network/scenario.js';

/** To refuse the very command of the lesson is the worst that can happen. */
describe.each(shareOf(await scenarios(), 4))('$name', ({ name, missing }) => {
  it.skipIf(missing !== undefined)('has no step that is refused when it is done as it stands', async () => {
    const [steps, again] = [await runScenario(name), await runScenarioAnew(name)];
    const wrong = steps.flatMap(({ command, before, after }, at) => {
      const reference = { before: momentOf(before), after: momentOf(after) };
      const own = { before: momentOf(again[at]!.before), after: momentOf(again[at]!.after) };
      const words = new Set(command.split(/\W+/));
      return [new Set<string>(), words].flatMap((told) =>
        [reference, own].flatMap((other) => {
          const answer = judgeEffect({ reference, own: other, told, command });
          const isClean =
            answer.kind === 'nothing-to-do' || (answer.kind === 'right' && answer.extras.length === 0 && answer.names.size === 0);
          return isClean ? [] : [{ command, answer }];
        }),
      );
    });
    expect(wrong).toEqual([]);
  });

  it.skipIf(missing !== undefined)('has no step that is right when nothing is done', async () => {
    const wrong = (await runScenario(name)).flatMap(({ command, before, after }) => {
      const [old, now] = [momentOf(before), momentOf(after)];
      const answer = judgeEffect({ reference: { before: old, after: now }, own: { before: old, after: old }, told: new Set(), command });
      return answer.kind === 'right' ? [command] : [];
    });
    expect(wrong).toEqual([]);
  });
});

function momentOf(network: Snapshot): Moment {
  return { network, items: new Map(), shell: 'host' };
}
