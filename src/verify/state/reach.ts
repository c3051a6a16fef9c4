import type { ReachFact } from '../../network/fact.js';
import { agrees, missing, type Finding } from './finding.js';

/** What came of trying something inside of a namespace. */
export type ProbeAnswer =
  | { readonly kind: 'answered' }
  /** No answer, or one that says no: `no answer within 1 s`, `Connection refused`; no such setting. */
  | { readonly kind: 'silent'; readonly why: string }
  /** A setting of the kernel, or the names of processes, one a line. */
  | { readonly kind: 'value'; readonly text: string }
  /** Nothing was tried, so that neither the fact nor its opposite is known to be true. */
  | { readonly kind: 'failed'; readonly why: string };

/** Whether the other side answers, or, for `refuse`, does not. */
export function checkReach(fact: ReachFact & { readonly isNegated: boolean }, answer: ProbeAnswer | undefined): Finding {
  const what = `answer of ${fact.address.address}${fact.port === null ? '' : ` port ${fact.port}`} to ${fact.namespace}`;
  const isAnswered = answer?.kind === 'answered';
  if (isAnswered === wantsAnswer(fact)) return agrees;
  if (isAnswered) return { ...agrees, unexpected: [what] };
  return missing(answer?.kind === 'silent' ? `${what} (${answer.why})` : what);
}

/** `no reach` is as good as `refuse`, and the other way round. */
export function wantsAnswer({ kind, isNegated }: Pick<ReachFact, 'kind'> & { readonly isNegated: boolean }): boolean {
  return (kind === 'reach') !== isNegated;
}
