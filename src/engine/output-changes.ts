import type { Step } from '../lesson/lesson.js';
import type { OutputChange, OutputLeft } from '../lesson/replace-output.js';
import { effectsOf } from '../lesson/story/effects.js';
import type { Correspondence } from '../verify/correspondence.js';
import { matchOutput, type OutputContext, type OutputMatch } from '../verify/match-output.js';
import { updateOutput } from '../verify/update-output.js';
import type { CapturedValues } from './captured-values.js';
import type { StepEnd } from './events.js';
import { isAboutState } from './judge-state.js';
import type { RedrawnDiagram } from './state-check.js';
import { documentedLines, impliedEnd } from './stop-rule.js';

/** New outputs for the steps of a lesson that have drifted, so that it says what was really printed. */
export class OutputChanges {
  changes: OutputChange[] = [];
  /** Those that have drifted and are better left. */
  left: OutputLeft[] = [];
  /** The line of the last step that has not brought about what the lesson says. */
  #doubt: number | undefined;

  /** Goes on with another lesson. */
  clear(): void {
    this.changes = [];
    this.left = [];
    this.#doubt = undefined;
  }

  note(step: Step, ended: StepEnd): void {
    if (isWanting(step, ended) && !isRedrawn(ended)) this.#doubt = step.line;
  }

  /**
   * Writes down how diagrams of the network after a step are to be.
   * @param redrawn true ones for those that are not, or are empty
   */
  redraw(step: Step, redrawn: readonly RedrawnDiagram[]): void {
    if (step.expectFail !== null) return;
    for (const { diagram, text } of redrawn) {
      const why =
        this.#doubt !== undefined
          ? `line ${this.#doubt} before it has not done what it should; mend that first`
          : text === undefined
            ? 'nothing of what it is about is there'
            : undefined;
      if (why !== undefined || text === undefined) {
        this.left.push({ what: 'diagram', id: step.id, line: diagram.line, why: why! });
        continue;
      }
      // Between the fences.
      const [line, endLine] = [diagram.line + 1, diagram.endLine - 1];
      const before = endLine < line ? [] : diagram.text.split('\n');
      this.changes.push({ what: 'diagram', id: step.id, line, endLine, before, lines: text.split('\n') });
    }
  }

  /**
   * Writes down what the output of a step is to be.
   * @returns the correspondence that comes with it, with which later steps are compared; `undefined` when it stays as it is
   */
  change(
    step: Step,
    { verdict, reason, output }: StepEnd,
    context: OutputContext,
    captured: CapturedValues,
    correspondence: Correspondence,
  ): Correspondence | undefined {
    const documented = step.expect.output;
    if (verdict !== 'drift' || !documented || step.expectFail !== null) return undefined;
    const leave = (why: string): undefined => void this.left.push({ what: 'output', id: step.id, line: documented.line, why });
    if (this.#doubt !== undefined && reason?.code === 'drift:content')
      return leave(`line ${this.#doubt} before it has not done what it should; mend that first`);
    const real = output.split('\n');
    const before = documentedLines(step);
    const match = (lines: readonly string[]): OutputMatch => matchOutput(lines, real, context, correspondence);
    const filled = captured.documented(step, before, output, match);
    const updated = updateOutput(filled, real, context, correspondence, match(filled).correspondence);
    if (!updated) return leave('it contradicts itself');
    // What others use of it has to stay, and the end of what Ctrl-C ends is not in the lesson.
    const written = captured.restore(updated, filled, before).filter((line) => line !== impliedEnd || documented.lines.includes(line));
    if (step.captures.some(({ text }) => text !== null && !written.some((line) => line.includes(text))))
      return leave('what it captures is not in it any more');
    const lost = documented.lines.find((line) => /^\s*[$#%] \S/.test(line) && !written.includes(line));
    if (lost !== undefined) return leave(`a line of it may be a command: ${lost.trim()}`);
    const asked = documented.lines.filter((line) => !before.includes(line));
    const { line, endLine } = documented;
    this.changes.push({ what: 'output', id: step.id, line, endLine, before: documented.lines, lines: [...asked, ...written] });
    return match(updated).correspondence;
  }
}

/** Whether all that is wrong with a step is that diagrams are not true, which are drawn anew. */
function isRedrawn(ended: StepEnd): boolean {
  if (!isAboutState(ended)) return false;
  return ended.expectations.every((expectation) => expectation.kind !== 'state' || expectation.ok || expectation.subject === 'diagram');
}

/** Whether a step has not brought about what it should have: it failed, or it was left out and would have changed something. */
function isWanting(step: Step, { verdict }: StepEnd): boolean {
  if (verdict === 'fail' || verdict === 'error' || verdict === 'unreachable') return step.expectFail === null;
  return verdict === 'skip' && effectsOf(step.command, step.shell).provides.some((name) => /^(?:netns|link|addr|file):/.test(name));
}
