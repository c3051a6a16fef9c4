import type { Step } from '../lesson/lesson.js';
import type { Correspondence } from '../verify/correspondence.js';
import type { OutputContext } from '../verify/match-output.js';
import { CapturedValues } from './captured-values.js';
import type { StepEnd } from './events.js';
import { isAboutState, isWorthALook } from './judge-state.js';
import { Ledger } from './ledger.js';
import { neededPrograms } from './needed-programs.js';
import { OpenShells } from './open-shells.js';
import type { OutputChanges } from './output-changes.js';
import { OutputStory } from './output-story.js';
import { PrintedNumbers } from './printed-numbers.js';

/** What the steps of a lesson have done and printed so far, as far as it matters for how later ones are run and judged. */
export class RunMemory {
  readonly ledger = new Ledger();
  readonly printed = new PrintedNumbers();
  readonly story = new OutputStory();
  readonly captured = new CapturedValues();
  readonly shells = new OpenShells();
  /** Programs that are there and of no use, such as Docker's without its daemon. */
  readonly unusable = new Set<string>();

  /** The command with the values of this run in the place of the author's. */
  fill(command: string): string {
    return this.captured.fill(this.printed.fill(command));
  }

  contextOf(step: Pick<Step, 'command' | 'expect'>, shell: string): OutputContext {
    return this.story.contextOf(step.command, shell, step.expect.level);
  }

  /** @param found the documented output that it was compared with, and the correspondence that came of it */
  note(
    step: Step,
    ended: StepEnd,
    found: { readonly documented?: readonly string[]; readonly correspondence?: Correspondence },
    changes?: OutputChanges,
  ): void {
    if (ended.reason?.code === 'needs-tool' && ended.attempts > 0)
      for (const program of neededPrograms(step.command, []).slice(-1)) this.unusable.add(program);
    // A command that did what it should has had its effects, whatever is expected of the network.
    const effective = isAboutState(ended) ? { ...ended, verdict: 'pass' as const, reason: null } : ended;
    this.ledger.note(step, effective);
    this.printed.note(step, ended.output, ended.verdict === 'skip');
    this.shells.note(step, effective);
    const changed = changes?.change(step, ended, this.contextOf(step, ended.shell), this.captured, this.story.correspondence);
    const correspondence = changed ?? found.correspondence ?? this.story.correspondence;
    if (ended.attempts > 0) this.captured.note(step, found.documented ?? [], ended.output, { correspondence });
    this.story.note(isWorthALook(effective) ? step.command : '', ended.shell, correspondence);
  }

  /** A command of the person's own has worked. What it has brought is there for the lesson, and no line of that can be blamed for it. */
  noteOwn(command: string, shell: string): void {
    this.ledger.note({ command, shell, line: 0 }, { verdict: 'pass', reason: null, causedBy: null });
    this.story.note(command, shell, this.story.correspondence);
  }
}
