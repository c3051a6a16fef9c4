import type { Terminal } from '../lab/terminal.js';
import type { Step } from '../lesson/lesson.js';
import { shellEffect } from '../lesson/story/shells.js';
import type { StepEnd } from './events.js';

const exitTimeoutMs = 10_000;

interface OpenedShell {
  /** The line of the step that opens it. */
  readonly line: number;
  /** Whether it really is open; a step that was skipped or failed opens none. */
  readonly isOpen: boolean;
  readonly isSkipped: boolean;
  /** The line of the step that its failure comes from. */
  readonly cause: number;
}

/** The shells that a lesson means to be open in its terminals, and which of them really are. */
export class OpenShells {
  readonly #stacks = new Map<string, OpenedShell[]>();

  /** The shell around a step, if that is not open. */
  closedAround(step: Step): OpenedShell | undefined {
    const top = this.#stack(step).at(-1);
    return top?.isOpen === false ? top : undefined;
  }

  /** Leaves the shells that the document means to have left without saying so; says how many it were. */
  async leave(step: Step, terminal: (() => Promise<Terminal>) | undefined): Promise<number> {
    const stack = this.#stack(step);
    let left = 0;
    for (let count = step.impliedExits; count > 0; count -= 1) {
      const frame = stack.pop();
      if (!frame?.isOpen || !terminal) continue;
      const opened = await terminal();
      if (opened.hasEnded || opened.depth <= 1) continue;
      await opened.run('exit', { timeoutMs: exitTimeoutMs });
      left += 1;
    }
    return left;
  }

  /** What a step has done to the shells of its terminal. */
  note(step: Step, ended: Pick<StepEnd, 'verdict' | 'causedBy' | 'reason'>): void {
    if (ended.reason?.code === 'setting') return;
    const stack = this.#stack(step);
    const effect = shellEffect(step.command, step.shell);
    if (effect === 'leaves') stack.pop();
    else if (effect) {
      const isOpen = ended.verdict === 'pass' || ended.verdict === 'drift';
      stack.push({ line: step.line, isOpen, isSkipped: ended.verdict === 'skip', cause: ended.causedBy ?? step.line });
    }
  }

  #stack(step: Step): OpenedShell[] {
    const stack = this.#stacks.get(step.terminal) ?? [];
    this.#stacks.set(step.terminal, stack);
    return stack;
  }
}
