import type { ExpectationResult, Reason, StateResult, Verdict } from './events.js';
import type { Owed } from './ledger.js';
import { reasonOf } from './reasons/reason-text.js';

/** What is known of a step when only the network is left to look at. */
export interface Judged {
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly expectations?: readonly ExpectationResult[];
  readonly causedBy?: number | null;
}

/** Whether the step did what it should, and the network is not as the lesson says. */
export function isAboutState({ reason }: Pick<Judged, 'reason'>): boolean {
  return reason?.code === 'state-missing' || reason?.code === 'state-different';
}

/** Whether it is worth a look at the network: the step itself has done what it should. */
export function isWorthALook({ verdict }: Pick<Judged, 'verdict'>): boolean {
  return verdict === 'pass' || verdict === 'drift';
}

/**
 * The verdict of a step with what came of its expectations of the network. One that is missed goes before another output.
 * @param findOwed what of some words an earlier step should have brought
 */
export function judgeState<T extends Judged>(
  judged: T,
  results: readonly StateResult[],
  findOwed: (words: ReadonlySet<string>) => Owed | undefined,
): T {
  if (results.length === 0) return judged;
  const expectations = [...(judged.expectations ?? []), ...results];
  const missed = results.filter(({ ok }) => !ok);
  if (missed.length === 0) return { ...judged, expectations };
  const all = {
    missing: missed.flatMap(({ missing }) => missing),
    different: missed.flatMap(({ different }) => different),
    unexpected: missed.flatMap(({ unexpected }) => unexpected),
  };
  const owed = findOwed(
    new Set(
      all.missing
        .join(' ')
        .replaceAll(/\(.*?\)/g, '')
        .split(/[\s/]+/),
    ),
  );
  if (owed?.isLeftOut) {
    const reason = reasonOf('depends-on', { says: 'expects-skipped', name: owed.word, line: owed.line });
    return { ...judged, expectations, verdict: 'skip', reason, causedBy: owed.line };
  }
  const params = { line: missed[0]!.line, ...(owed && { owed: owed.word, blamed: owed.line }) };
  const reason = reasonOf(all.missing.length > 0 ? 'state-missing' : 'state-different', params, all);
  return { ...judged, expectations, verdict: 'fail', reason, causedBy: owed?.line ?? null };
}
