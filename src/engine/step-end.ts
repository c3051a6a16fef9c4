import type { CommandResult } from '../lab/command-run.js';
import type { Step } from '../lesson/lesson.js';
import type { StepEnd, StepStart } from './events.js';
import type { Judgement } from './judge.js';

/** What is known of a step when it has ended. */
export type Found = Pick<Judgement, 'verdict' | 'reason'> &
  Partial<Judgement> & {
    causedBy?: number | null;
    shell?: string;
    result?: CommandResult;
    output?: string;
    attempts?: number;
    impliedExits?: number;
  };

/** The event that tells of it. */
export function stepEnd(file: string, step: Step, startedAt: number, found: Found): StepEnd {
  const attempts = found.attempts ?? 0;
  return {
    ...describeStep(file, step),
    type: 'step:end',
    shell: found.shell ?? step.shell,
    verdict: found.verdict,
    exitCode: found.result?.exitCode ?? null,
    expectations: found.expectations ?? [],
    reason: found.reason,
    diagnosis: null,
    causedBy: found.causedBy ?? null,
    known: null,
    impliedExits: found.impliedExits ?? 0,
    attempts,
    settled: attempts > 1 && found.verdict === 'pass',
    durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
    output: found.output ?? '',
    truncated: found.result?.isTruncated ?? false,
    changes: null,
    network: null,
  };
}

/** What every event about a step says of it. */
export function describeStep(file: string, step: Step): Omit<StepStart, 'type'> {
  const { key, id, line, command, section, terminal } = step;
  return { schema: 1, file, key, step: id, line, command, section, terminal };
}
