import type { CommandResult } from '../lab/command-run.js';
import type { Step } from '../lesson/lesson.js';
import { readShellInput } from '../lesson/shell-command.js';
import { alignOutput } from '../verify/align-output.js';
import type { Correspondence } from '../verify/correspondence.js';
import { matchOutput, type OutputContext, type OutputMatch } from '../verify/match-output.js';
import type { ExpectationResult, Reason, Verdict } from './events.js';
import { causesOfSkips, readSaidCause, type SaidCause } from './failure-cause.js';
import type { Cause, Owed } from './ledger.js';
import { reasonOf } from './reasons/reason-text.js';
import { endsWithItsTime } from './stop-rule.js';
import { incompleteCommand } from './typable.js';

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly expectations: readonly ExpectationResult[];
  readonly correspondence: Correspondence;
  /** The documented lines that were compared. */
  readonly documented?: readonly string[];
  readonly causedBy: number | null;
}

/** What tools say when they fail. */
const failureSign =
  /unreachable|100% packet loss|[Nn]o such|[Cc]annot |can't |denied|not found|[Ff]ailed|is unknown|[Ii]nvalid|[Ee]rror|refused|timed out|File exists|does not exist|not permitted|not supported|not a valid|is expected|[Bb]usy|is down|No route|[Cc]ouldn't|too long|[Ii]llegal|Bad |No chain|RTNETLINK answers|already exists|already assigned|invalid gateway|Could not|[Uu]nable to|[Uu]nrecognized|must be |^[Uu]sage:|不可达|没有那个/;

/**
 * Compares what a step did with what its lesson says.
 * @param lines its documented output, with what was captured before
 * @param output the cleaned output of `result`
 * @param timeoutMs the time that it was given
 * @param cause the earlier step that is to blame if it fails, so far as its words tell
 * @param findOwed what of some words an earlier step should have brought
 */
export function judge(
  step: Step,
  lines: readonly string[],
  result: CommandResult,
  output: string,
  context: OutputContext,
  correspondence: Correspondence,
  timeoutMs: number,
  cause?: Cause,
  findOwed: (words: ReadonlySet<string>) => Owed | undefined = () => undefined,
): Judgement {
  // A bare `exit` leaves with the status of whatever ran before it, which has been judged already.
  const isBareExit = /^(?:exit|logout)$/.test(step.command);
  const isCutShort = endsWithItsTime(step) && result.end === 'timeout';
  const documented = step.expect.output;
  const real = output.split('\n');
  const match = documented && matchAny(step, lines, real, context, correspondence);
  const isShown = match !== null && match.outcome !== 'different';
  // An error that is documented, and printed as documented, is meant: so is the status that goes with it.
  const isMeant = isShown && step.expect.exit.includes(0) && saysFailure([...lines, ...real], step.command);
  const hasEnded = (result.end !== 'timeout' || isCutShort) && result.exitCode !== null;
  const isExitRight = hasEnded && (isBareExit || isMeant || step.expect.exit.includes(result.exitCode));
  const exit: ExpectationResult = { kind: 'exit', ok: isExitRight, expected: step.expect.exit, actual: result.exitCode };
  const expectations: ExpectationResult[] = [exit];
  if (documented && match) {
    const aligned = match.outcome === 'same' ? null : alignOutput(lines, real, context, correspondence, match.outcome);
    expectations.push({ kind: 'output', ok: match.outcome === 'same', line: documented.line, endLine: documented.endLine, aligned });
  }
  const same = { expectations, correspondence };
  const operational = operationalReason(step, result, timeoutMs);
  if (operational)
    return { ...same, verdict: notSteps.has(operational.code) ? 'error' : 'fail', reason: operational, causedBy: cause?.line ?? null };
  if (!isExitRight) return { ...same, ...failure(step, result, output, documented?.lines ?? [], cause) };
  switch (match?.outcome) {
    case undefined:
      return { verdict: 'pass', reason: null, expectations, correspondence, causedBy: null };
    case 'same':
      return { verdict: 'pass', reason: null, expectations, correspondence: match.correspondence, documented: lines, causedBy: null };
    case 'form':
      return {
        verdict: 'drift',
        reason: formReason(match.forms),
        expectations,
        correspondence: match.correspondence,
        documented: lines,
        causedBy: null,
      };
    case 'different':
      return { ...same, ...otherContent(expectations, findOwed) };
  }
}

/** Whether lines say that a command has failed: in words that are known, or behind the name of its program, as programs do. */
function saysFailure(lines: readonly string[], command: string): boolean {
  const programs = new Set(readShellInput(command).commands.flatMap(({ words }) => words.map((word) => word.split('/').at(-1)!)));
  const isSaid = (line: string): boolean => /^-?(?:ba|da)?sh: /.test(line) || programs.has(/^([\w.+-]+): (?=\S)/.exec(line)?.[1] ?? '');
  return lines.some((line) => failureSign.test(line) || isSaid(line));
}

/** The documented output, or the first of its alternatives that is the real one. */
function matchAny(
  step: Step,
  lines: readonly string[],
  real: readonly string[],
  context: OutputContext,
  correspondence: Correspondence,
): OutputMatch {
  const match = matchOutput(lines, real, context, correspondence);
  if (match.outcome === 'same') return match;
  for (const alternative of step.expect.output?.alternatives ?? []) {
    const other = matchOutput(alternative.lines, real, context, correspondence);
    if (other.outcome === 'same') return other;
  }
  return match;
}

/** Another output: what it should show may be owed by an earlier step. */
function otherContent(
  expectations: readonly ExpectationResult[],
  findOwed: (words: ReadonlySet<string>) => Owed | undefined,
): Pick<Judgement, 'verdict' | 'reason' | 'causedBy'> {
  const aligned = expectations.flatMap((expectation) => (expectation.kind === 'output' ? (expectation.aligned ?? []) : []));
  const lacking = aligned.flatMap((line) => (line.kind === 'missing' || line.kind === 'different' ? line.documented : []));
  const owed = findOwed(new Set(lacking.join('\n').split(/[^\w.:-]+|[:](?=\s|$)/)));
  if (owed?.isLeftOut) {
    const reason = reasonOf('depends-on', { says: 'shows-skipped', name: owed.word, line: owed.line });
    return { verdict: 'skip', reason, causedBy: owed.line };
  }
  const reason = reasonOf('drift:content', owed ? { owed: owed.word, blamed: owed.line } : {});
  return { verdict: 'drift', reason, causedBy: owed?.line ?? null };
}

function formReason(forms: readonly string[]): Reason {
  return reasonOf('drift:format', { form: forms.join(', ') });
}

/** A wrong exit status: what the tool says of it comes first, then what earlier steps have done. */
function failure(
  step: Step,
  result: CommandResult,
  output: string,
  documented: readonly string[],
  cause: Cause | undefined,
): Pick<Judgement, 'verdict' | 'reason' | 'causedBy'> {
  const said = readSaidCause(output, step.command);
  if (said && !step.isForced && causesOfSkips.has(said.code) && readSaidCause(documented.join('\n')) === undefined) {
    return { verdict: 'skip', reason: reasonOf(said.code, saidParams(said, said.name !== '')), causedBy: null };
  }
  const code = said && !causesOfSkips.has(said.code) ? said.code : (cause?.code ?? 'exit-status');
  const blamed = cause && { blamed: cause.line, ...(cause.code !== null && { blamedFor: cause.code }) };
  const status = { actual: result.exitCode ?? -1, expected: step.expect.exit.join(' or ') };
  return {
    verdict: 'fail',
    reason: reasonOf(code, { ...status, ...(said && saidParams(said, true)), ...blamed }),
    causedBy: cause?.line ?? null,
  };
}

function saidParams({ says, name, meant }: SaidCause, hasName: boolean): Reason['params'] {
  return { says, ...(hasName && { name }), ...(meant !== undefined && { meant }) };
}

/** What could not be run or checked, which is no fault of whoever follows the lesson. */
const notSteps = new Set<Reason['code']>(['incomplete-command', 'output-limit']);

function operationalReason(step: Step, result: CommandResult, timeoutMs: number): Reason | null {
  switch (result.end) {
    case 'done':
      return null;
    case 'timeout': {
      if (endsWithItsTime(step)) return null;
      return reasonOf('timeout', { seconds: timeoutMs / 1000 });
    }
    case 'incomplete':
      return incompleteCommand;
    case 'output-limit':
      return reasonOf('output-limit', {});
    case 'shell-ended':
      if (endsShell(step.command)) return null;
      return reasonOf('shell-ended', { exit: result.exitCode ?? 0 });
  }
}

function endsShell(command: string): boolean {
  return readShellInput(command).commands.some(({ words }) => /^(?:exit|logout|exec)$/.test(words[0] ?? ''));
}
