import type { Step } from '../lesson/lesson.js';
import type { KnownFailure, StepEnd } from './events.js';
import { reasonOf } from './reasons/reason-text.js';

/** Which failures somebody has written down, beside those that the lesson itself knows of. */
export type FindKnown = (file: string, step: Pick<StepEnd, 'key' | 'reason'>) => KnownFailure | undefined;

/** A step's end, when it is known that it does not pass: a failure is marked as known, and a pass is one no more. */
function markKnown(step: Step, ended: StepEnd, find: FindKnown = () => undefined): StepEnd {
  const known = step.expectFail === null ? find(ended.file, ended) : { reason: step.expectFail, from: 'setting' };
  if (!known) return ended;
  if (ended.verdict === 'fail' || ended.verdict === 'drift' || ended.verdict === 'unreachable') return { ...ended, known };
  // With --strict a skip is a failure, too.
  if (ended.verdict === 'skip' && known.from !== 'setting') return { ...ended, known };
  if (ended.verdict !== 'pass') return ended;
  return { ...ended, verdict: 'fail', reason: reasonOf('unexpected-pass', { known: known.reason, from: known.from }) };
}

/** Steps that are known not to pass, and what follows from them. */
export class KnownFailures {
  readonly #find: FindKnown | undefined;
  readonly #known = new Map<number, KnownFailure>();

  constructor(find?: FindKnown) {
    this.#find = find;
  }

  mark(step: Step, ended: StepEnd): StepEnd {
    const marked = markKnown(step, ended, this.#find);
    if (marked.known) this.#known.set(step.line, marked.known);
    const cause = ended.causedBy === null ? undefined : this.#known.get(ended.causedBy);
    if (marked.known || !cause || (ended.verdict !== 'fail' && ended.verdict !== 'unreachable')) return marked;
    return { ...marked, known: { ...cause, reason: `it follows from line ${ended.causedBy}: ${cause.reason}` } };
  }
}
