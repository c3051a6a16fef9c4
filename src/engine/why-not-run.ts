import { isInLab } from '../lab/programs.js';
import type { Step } from '../lesson/lesson.js';
import { networkTools } from '../lesson/known/vocabulary.js';
import { shellEffect } from '../lesson/story/shells.js';
import type { Reason, ReasonCode, Verdict } from './events.js';
import { neededPrograms } from './needed-programs.js';
import { isOfDocker, noDaemon } from './privileged-lab.js';
import type { RunMemory } from './run-memory.js';
import { untypable } from './typable.js';

export interface NotRun {
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly causedBy: number | null;
}

/** What skips a step whatever the machine has; that a tool is missing is told before what the tool would have needed. */
const beforeTools: ReadonlySet<string> = new Set(['setting', 'placeholder', 'host-specific', 'redisplay']);

/**
 * Why a step is not typed at all; `undefined` when it is.
 * @param withheld why what needs Docker is not run, although the lesson asks for that
 */
export function whyNotRun(
  step: Step,
  required: readonly string[],
  withheld: Reason | undefined,
  { unusable, printed, ledger, shells }: RunMemory,
): NotRun | undefined {
  if (step.skip && beforeTools.has(step.skip.code)) return skipped(step.skip.code, step.skip.text);
  const closed = shells.closedAround(step);
  if (closed?.isSkipped) return skipped('depends-on', `the shell that it is typed into was not opened in line ${closed.line}`, closed.line);
  const program = ledger.programLeftOutBy(step);
  if (program !== undefined) return dependsOn(program);
  if (withheld && !step.skip && !step.isForced && isOfDocker(step.command)) return { verdict: 'skip', reason: withheld, causedBy: null };
  const tool = neededPrograms(step.command, required).find((name) => !isInLab(name) || unusable.has(name));
  if (tool !== undefined) {
    return { verdict: 'skip', reason: { code: 'needs-tool', params: { tool }, text: whyUnusable(tool) }, causedBy: null };
  }
  if (step.skip) return skipped(step.skip.code, step.skip.text);
  const leftOut = printed.leftOutBy(step) ?? ledger.leftOutBy(step);
  if (leftOut !== undefined) return dependsOn(leftOut);
  if (closed) {
    const text = `the shell that it is typed into was not opened in line ${closed.line}`;
    const isExit = shellEffect(step.command, step.shell) === 'leaves';
    const reason: Reason = {
      code: 'shell-not-open',
      params: { line: closed.line },
      text: isExit ? `there is no shell to leave: ${text}` : text,
    };
    return { verdict: 'unreachable', reason, causedBy: closed.cause };
  }
  const problem = untypable(step.command);
  return problem && { verdict: 'error', reason: problem, causedBy: null };
}

function whyUnusable(tool: string): string {
  if (!isInLab(tool)) return `${tool} is not on this machine (Debian: ${networkTools[tool] ?? tool})`;
  return isOfDocker(tool) ? noDaemon : `${tool} is of no use in a lab`;
}

function skipped(code: ReasonCode, text: string, causedBy: number | null = null): NotRun {
  return { verdict: 'skip', reason: { code, params: {}, text }, causedBy };
}

function dependsOn(line: number): NotRun {
  if (line === 0) return skipped('depends-on', 'it needs what a skipped step of the lesson before would have brought');
  return skipped('depends-on', `it needs what line ${line} would have brought, and that was skipped`, line);
}

/** Of a step whose command names something that should have been printed, and has not been. */
export function dependsOnCapture({ name, line }: { readonly name: string; readonly line: number }): NotRun {
  const text = `<${name}> is not known, for the output of line ${line} has not shown it`;
  return { verdict: 'skip', reason: { code: 'depends-on', params: { name }, text }, causedBy: line };
}
