import { isInLab } from '../lab/programs.js';
import type { Step } from '../lesson/lesson.js';
import { networkTools } from '../lesson/known/vocabulary.js';
import { shellEffect } from '../lesson/story/shells.js';
import type { Skip } from '../lesson/story/skip.js';
import type { Reason, Verdict } from './events.js';
import { neededPrograms } from './needed-programs.js';
import { isOfDocker } from './privileged-lab.js';
import { reasonOf } from './reasons/reason-text.js';
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
  if (step.skip && beforeTools.has(step.skip.code)) return skippedByText(step.skip);
  const closed = shells.closedAround(step);
  if (closed?.isSkipped) return dependsOnSkipped({ says: 'shell-skipped', line: closed.line }, closed.line);
  const program = ledger.programLeftOutBy(step);
  if (program !== undefined) return dependsOn(program);
  if (withheld && !step.skip && !step.isForced && isOfDocker(step.command)) return { verdict: 'skip', reason: withheld, causedBy: null };
  const tool = neededPrograms(step.command, required).find((name) => !isInLab(name) || unusable.has(name));
  if (tool !== undefined) {
    return { verdict: 'skip', reason: reasonOf('needs-tool', whyUnusable(tool)), causedBy: null };
  }
  if (step.skip) return skippedByText(step.skip);
  const leftOut = printed.leftOutBy(step) ?? ledger.leftOutBy(step);
  if (leftOut !== undefined) return dependsOn(leftOut);
  if (closed) {
    const isExit = shellEffect(step.command, step.shell) === 'leaves';
    const reason = reasonOf('shell-not-open', { line: closed.line, ...(isExit && { says: 'no-shell-to-leave' }) });
    return { verdict: 'unreachable', reason, causedBy: closed.cause };
  }
  const problem = untypable(step.command);
  return problem && { verdict: 'error', reason: problem, causedBy: null };
}

function whyUnusable(tool: string): Reason['params'] {
  if (!isInLab(tool)) return { tool, package: networkTools[tool] ?? tool };
  return { tool, says: isOfDocker(tool) ? 'no-docker' : 'of-no-use' };
}

function skippedByText({ code, params, text }: Skip): NotRun {
  return { verdict: 'skip', reason: { code, params, text }, causedBy: null };
}

function dependsOnSkipped(params: Reason['params'], causedBy: number | null): NotRun {
  return { verdict: 'skip', reason: reasonOf('depends-on', params), causedBy };
}

function dependsOn(line: number): NotRun {
  return line === 0 ? dependsOnSkipped({ says: 'needs-lesson-before' }, null) : dependsOnSkipped({ says: 'needs-line', line }, line);
}

/** Of a step whose command names something that should have been printed, and has not been. */
export function dependsOnCapture({ name, line }: { readonly name: string; readonly line: number }): NotRun {
  return dependsOnSkipped({ says: 'not-captured', name, line }, line);
}
