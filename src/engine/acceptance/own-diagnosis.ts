import { findCause } from '../diagnosis/diagnose.js';
import { Past, type PastStep } from '../diagnosis/past.js';
import type { Symptom } from '../diagnosis/scene.js';
import type { Done } from '../session/done.js';
import type { Maker, OwnCause } from './own-answer.js';

/** A command that has failed: a step of the lesson, or one of the person's own. */
export interface Failed extends Pick<Symptom, 'output' | 'exitCode' | 'isStopped' | 'namespace' | 'listeners' | 'before' | 'after'> {
  readonly command: string;
  readonly terminal: string;
  readonly expect: Symptom['step']['expect'];
}

/** What a person's own commands expect: to work. */
export const toWork: Failed['expect'] = { exit: [0], output: null, level: 'volatile', stop: null, state: [] };

/** Why it has failed, with all that was done before, the person's own commands included. @param done what was done before it */
export function whyFailed({ command, terminal, expect, ...failed }: Failed, done: readonly Done[]): OwnCause {
  const finding = findCause({
    ...failed,
    step: { line: done.length + 1, command, terminal, expect },
    past: new Past(done.flatMap((each, at) => pastStep(each, at + 1))),
  });
  if (!finding) return { kind: 'exit-status', exitCode: failed.exitCode };
  const line = finding.params['line'];
  const maker = typeof line === 'number' ? done[line - 1] : undefined;
  return { kind: 'diagnosis', finding, maker: maker ? makerOf(maker) : null };
}

/** What was done, as far as it is worth naming. */
export function makerOf({ step, entry }: Done): Maker | null {
  if (entry.kind === 'own') return { command: entry.command };
  return step === null || entry.lesson !== 0 ? null : { step: step.id };
}

/** Numbered by its place among all that was done: the person's own commands stand in no line of the lesson. */
function pastStep({ step, entry, end, ended }: Done, line: number): PastStep[] {
  if (step)
    return [
      { line, command: step.command, terminal: entry.terminal, shell: ended?.shell ?? step.shell, verdict: ended?.verdict ?? 'pass' },
    ];
  if (entry.kind !== 'own') return [];
  const verdict = end?.exitCode === 0 ? 'pass' : 'fail';
  return [{ line, command: entry.command, terminal: entry.terminal, shell: end?.shell ?? 'host', verdict }];
}
