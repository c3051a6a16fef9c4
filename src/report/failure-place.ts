import type { StateResult, StepEnd } from '../engine/events.js';
import { isAboutState } from '../engine/judge-state.js';

/** What the network should have been like and was not. */
export function missedStates({ expectations }: Pick<StepEnd, 'expectations'>): StateResult[] {
  return expectations.filter((expectation): expectation is StateResult => expectation.kind === 'state' && !expectation.ok);
}

/** The lines of the lesson that are not true: those of an output or of an expectation, else that of the command. */
export function failurePlace(step: StepEnd): { readonly line: number; readonly endLine?: number } {
  const output = step.expectations.find((expectation) => expectation.kind === 'output');
  if (step.verdict === 'drift' && output) return { line: output.line, endLine: output.endLine };
  const [missed] = isAboutState(step) ? missedStates(step) : [];
  return missed ? { line: missed.line, endLine: missed.endLine } : { line: step.line };
}
