import type { EffectChange } from '../../verify/effect/effect-change.js';
import { factKey } from '../../verify/effect/fact.js';
import { factsOf } from '../../verify/effect/facts-of.js';
import type { Done } from '../session/done.js';
import { momentIn } from './moment.js';
import type { Broken } from './own-answer.js';
import { makerOf } from './own-diagnosis.js';

/** What is no more, with what had made it so: the first thing done after which it has been so ever since. @param base all that was done before */
export function withMakers(broken: readonly EffectChange[], base: readonly Done[]): Broken[] {
  const seen = broken.length === 0 ? [] : base.flatMap((done) => (done.state ? [{ done, facts: factsOf(momentIn(done.state)) }] : []));
  return broken.map((change) => {
    const last = seen.findLastIndex(({ facts }) => facts.get(factKey(change))?.value !== change.from);
    const maker = last === -1 ? undefined : seen[last + 1]?.done;
    return { change, madeBy: maker ? makerOf(maker) : null };
  });
}
