import type { CommandResult } from '../lab/command-run.js';
import type { Step } from '../lesson/lesson.js';
import { readShellInput } from '../lesson/shell-command.js';
import { alignOutput } from '../verify/align-output.js';
import type { Correspondence } from '../verify/correspondence.js';
import { matchOutput, type OutputContext } from '../verify/match-output.js';
import type { ExpectationResult, Reason, Verdict } from './events.js';
import { incompleteCommand } from './typable.js';

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly expectations: readonly ExpectationResult[];
  readonly correspondence: Correspondence;
}

/**
 * Compares what a step did with what its lesson says.
 * @param output the cleaned output of `result`
 * @param timeoutMs the time that it was given
 */
export function judge(
  step: Step,
  result: CommandResult,
  output: string,
  context: OutputContext,
  correspondence: Correspondence,
  timeoutMs: number,
): Judgement {
  // A bare `exit` leaves with the status of whatever ran before it, which has been judged already.
  const isBareExit = /^(?:exit|logout)$/.test(step.command);
  const isExitRight = result.end !== 'timeout' && result.exitCode !== null && (isBareExit || step.expect.exit.includes(result.exitCode));
  const exit: ExpectationResult = { kind: 'exit', ok: isExitRight, expected: step.expect.exit, actual: result.exitCode };
  const documented = step.expect.output;
  const real = output.split('\n');
  const match = documented && matchOutput(documented.lines, real, context, correspondence);
  const expectations: ExpectationResult[] = [exit];
  if (documented && match) {
    const aligned = match.isMatch ? null : alignOutput(documented.lines, real, context, correspondence);
    expectations.push({ kind: 'output', ok: match.isMatch, line: documented.line, endLine: documented.endLine, aligned });
  }
  const reason = operationalReason(step, result, timeoutMs) ?? (isExitRight ? null : exitReason(step, result));
  if (reason) return { verdict: notSteps.has(reason.code) ? 'error' : 'fail', reason, expectations, correspondence };
  if (match && !match.isMatch) {
    const text = 'its output is not the documented one';
    return { verdict: 'drift', reason: { code: 'drift:content', params: {}, text }, expectations, correspondence };
  }
  return { verdict: 'pass', reason: null, expectations, correspondence: match ? match.correspondence : correspondence };
}

/** What could not be run or checked, which is no fault of whoever follows the lesson. */
const notSteps = new Set<Reason['code']>(['incomplete-command', 'output-limit']);

function operationalReason(step: Step, result: CommandResult, timeoutMs: number): Reason | null {
  switch (result.end) {
    case 'done':
      return null;
    case 'timeout': {
      const seconds = timeoutMs / 1000;
      return { code: 'timeout', params: { seconds }, text: `not ended after ${seconds} s, so Ctrl-C was pressed` };
    }
    case 'incomplete':
      return incompleteCommand;
    case 'output-limit':
      return { code: 'output-limit', params: {}, text: 'more than 10 MB of output, so Ctrl-C was pressed' };
    case 'shell-ended':
      if (endsShell(step.command)) return null;
      return { code: 'shell-ended', params: { exit: result.exitCode ?? 0 }, text: 'it ended the shell of its terminal' };
  }
}

function exitReason(step: Step, result: CommandResult): Reason {
  const expected = step.expect.exit.join(' or ');
  const actual = result.exitCode ?? -1;
  return { code: 'exit-status', params: { actual, expected }, text: `unexpected exit status ${actual}, expected ${expected}` };
}

function endsShell(command: string): boolean {
  return readShellInput(command).commands.some(({ words }) => /^(?:exit|logout|exec)$/.test(words[0] ?? ''));
}
