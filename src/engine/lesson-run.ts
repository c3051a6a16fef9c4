import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../lab/create-lab.js';
import { isInLab } from '../lab/programs.js';
import type { CommandResult } from '../lab/command-run.js';
import { checkSize as screen, type Terminal } from '../lab/terminal.js';
import type { Lesson, Step } from '../lesson/lesson.js';
import { isLooking, namespaceOfCommand } from '../lesson/known/looking.js';
import { readShellInput } from '../lesson/shell-command.js';
import { networkTools } from '../lesson/known/vocabulary.js';
import { cleanOutput } from '../verify/clean-output.js';
import { drawScreen } from '../verify/draw-screen.js';
import { emptyCorrespondence, type Correspondence } from '../verify/correspondence.js';
import type { Reason, StepEnd, StepStart, Verdict } from './events.js';
import { withoutJobNotices } from './job-notices.js';
import { judge, type Judgement } from './judge.js';
import { neededPrograms } from './needed-programs.js';
import { untypable } from './typable.js';

/** How long after the last change the kernel may still be on its way: addresses are tentative, links have no carrier yet. */
const settlingMs = 3000;
const firstPauseMs = 25;

/** A lesson in its lab, one step at a time. */
export class LessonRun {
  readonly lesson: Lesson;
  readonly #lab: Lab;
  readonly #terminals = new Map<string, Terminal>();
  #correspondence: Correspondence = emptyCorrespondence;
  readonly #startedAt = performance.now();
  #changedAt = performance.now();
  #isInterrupted = false;

  constructor(lesson: Lesson, lab: Lab) {
    this.lesson = lesson;
    this.#lab = lab;
  }

  /** The terminal of a step, for a person who wants to go on by hand. */
  terminal(step: Step): Promise<Terminal> {
    return this.#openTerminal(step.terminal);
  }

  /** Presses Ctrl-C in the step that runs, or in the one that is just being started. */
  interrupt(): void {
    this.#isInterrupted = true;
    for (const terminal of this.#terminals.values()) terminal.interrupt();
  }

  /** Runs one step and judges it. Steps are to be run in the lesson's order, each at most once. */
  async run(step: Step): Promise<StepEnd> {
    this.#isInterrupted = false;
    const startedAt = performance.now();
    const skipped = this.#whyNotRun(step);
    if (skipped) return this.#end(step, startedAt, { verdict: skipped.verdict, reason: skipped.reason });

    const terminal = await this.#openTerminal(step.terminal);
    const impliedExits = await leaveShells(terminal, step.impliedExits);
    const timeoutMs = Math.min(step.timeoutMs, this.#leftMs);
    const shell = terminal.namespace ?? step.shell;
    const context = { namespace: namespaceOfCommand(step.command, shell), isUnordered: isUnorderedList(step.command) };
    const looking = isLooking(step.command);
    const deadline = this.#changedAt + settlingMs;
    for (let attempts = 1, pauseMs = firstPauseMs; ; attempts += 1, pauseMs *= 2) {
      const running = terminal.run(step.command, { timeoutMs, ...stopRule(step) });
      if (this.#isInterrupted) terminal.interrupt();
      const result = await running;
      const output = withoutJobNotices(cleanOutput(await drawScreen(result.output, screen)), step.command, step.expect.output?.lines ?? []);
      const judgement = judge(step, result, output, context, this.#correspondence, timeoutMs);
      const leftMs = deadline - performance.now();
      if (judgement.verdict === 'pass' || !looking || result.end !== 'done' || leftMs <= 0 || this.#isInterrupted) {
        if (!looking) this.#changedAt = performance.now();
        this.#correspondence = judgement.correspondence;
        return this.#end(step, startedAt, { ...judgement, shell, result, output, attempts, impliedExits });
      }
      await sleep(Math.min(pauseMs, leftMs));
    }
  }

  #whyNotRun(step: Step): { verdict: Verdict; reason: Reason } | undefined {
    if (step.skip) return { verdict: 'skip', reason: { code: 'setting', params: {}, text: step.skip.text } };
    if (this.#terminals.get(step.terminal)?.hasEnded) {
      const text = `an earlier step ended the shell of terminal ${step.terminal}`;
      return { verdict: 'unreachable', reason: { code: 'terminal-ended', params: { terminal: step.terminal }, text } };
    }
    if (this.#leftMs <= 0) {
      const seconds = this.lesson.timeoutMs / 1000;
      const text = `the lesson has taken the ${seconds} s that it is given`;
      return { verdict: 'unreachable', reason: { code: 'lesson-timeout', params: { seconds }, text } };
    }
    const problem = untypable(step.command);
    if (problem) return { verdict: 'error', reason: problem };
    const tool = neededPrograms(step.command, this.lesson.requires).find((program) => !isInLab(program));
    if (tool === undefined) return undefined;
    const text = `${tool} is not on this machine (Debian: ${networkTools[tool] ?? tool})`;
    return { verdict: 'skip', reason: { code: 'needs-tool', params: { tool }, text } };
  }

  get #leftMs(): number {
    return this.lesson.timeoutMs - (performance.now() - this.#startedAt);
  }

  async #openTerminal(name: string): Promise<Terminal> {
    const open = this.#terminals.get(name);
    if (open) return open;
    const terminal = await this.#lab.openTerminal();
    this.#terminals.set(name, terminal);
    return terminal;
  }

  #end(
    step: Step,
    startedAt: number,
    found: Pick<Judgement, 'verdict' | 'reason'> &
      Partial<Judgement> & { shell?: string; result?: CommandResult; output?: string; attempts?: number; impliedExits?: number },
  ): StepEnd {
    const attempts = found.attempts ?? 0;
    return {
      ...describeStep(this.lesson.file, step),
      type: 'step:end',
      shell: found.shell ?? step.shell,
      verdict: found.verdict,
      exitCode: found.result?.exitCode ?? null,
      expectations: found.expectations ?? [],
      reason: found.reason,
      causedBy: null,
      impliedExits: found.impliedExits ?? 0,
      attempts,
      settled: attempts > 1 && found.verdict === 'pass',
      durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
      output: found.output ?? '',
      truncated: found.result?.isTruncated ?? false,
      changes: null,
    };
  }
}

/** What every event about a step says of it. */
export function describeStep(file: string, step: Step): Omit<StepStart, 'type'> {
  const { key, id, line, command, section, terminal } = step;
  return { schema: 1, file, key, step: id, line, command, section, terminal };
}

/** `ip netns list`, alone: the order is the file system's. */
function isUnorderedList(command: string): boolean {
  const { commands } = readShellInput(command);
  return commands.length === 1 && /^(?:\S+ )*ip(?: -\S+)* netns(?: l(?:i?s?t?|s|ist))?$/.test(commands[0]!.words.join(' '));
}

/** Leaves as many shells as the document means to have left, but never the terminal's own; says how many it were. */
async function leaveShells(terminal: Terminal, count: number): Promise<number> {
  let left = 0;
  while (left < count && terminal.depth > 1) {
    await terminal.leaveShell();
    left += 1;
  }
  return left;
}

/** When to press Ctrl-C: as soon as there are as many lines as are documented before `^C`, of which an elision stands for one at least. */
function stopRule(step: Step): { pressCtrlC?: (output: string) => boolean } {
  if (step.expect.stop !== 'ctrl-c') return {};
  const count = step.expect.output?.lines.findIndex((line) => line.trim() === '^C') ?? 0;
  return { pressCtrlC: (output) => output.split('\n').length > count };
}
