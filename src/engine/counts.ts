import type { Counts, KnownFailure, Verdict } from './events.js';

export const noCounts: Counts = { pass: 0, fail: 0, drift: 0, skip: 0, unreachable: 0, error: 0 };

export function countVerdict(counts: Counts, verdict: Verdict): Counts {
  return { ...counts, [verdict]: counts[verdict] + 1 };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return (Object.keys(a) as Verdict[]).reduce((sum, verdict) => ({ ...sum, [verdict]: a[verdict] + b[verdict] }), noCounts);
}

/** What makes a run fail, and how little checking makes it meaningless. */
export interface FailurePolicy {
  /** Verdicts, or reason codes such as `drift:content` for a part of one. */
  readonly failOn: readonly string[];
  /** Whether what can't be run here makes the run fail as well. */
  readonly isStrict?: boolean;
  /** The least number of steps that have to be run and judged; with 0 none has to pass either. */
  readonly minChecked: number;
}

export const defaultPolicy: FailurePolicy = { failOn: ['fail', 'drift', 'unreachable'], minChecked: 1 };

export function isFailure(
  step: { verdict: Verdict; reason: { code: string } | null; known: KnownFailure | null },
  policy: FailurePolicy,
): boolean {
  if (step.known) return false;
  // What is shown a second time while it runs has been run.
  if (policy.isStrict && step.verdict === 'skip' && step.reason?.code !== 'redisplay') return true;
  return policy.failOn.includes(step.verdict) || (step.verdict !== 'pass' && policy.failOn.includes(step.reason?.code ?? ''));
}

/** 2 when anything could not be run or too little was checked, 1 when a step failed in the sense of the policy, else 0. */
export function exitStatus(counts: Counts, failures: number, errors: number, policy: FailurePolicy): number {
  if (errors > 0 || counts.error > 0) return 2;
  if (failures > 0) return 1;
  const checked = counts.pass + counts.fail + counts.drift;
  if (policy.minChecked === 0) return 0;
  return counts.pass > 0 && checked >= policy.minChecked ? 0 : 2;
}
