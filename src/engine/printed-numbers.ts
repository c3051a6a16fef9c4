import type { Step } from '../lesson/lesson.js';
import { foreignPidsOf } from '../lesson/story/cannot-run.js';

/**
 * The numbers of processes that a document shows in an output and names in a later command: they were the author's, and the step has printed others
 * here.
 */
export class PrintedNumbers {
  readonly #realOf = new Map<string, string>();
  /** The line of the skipped step that shows a number. */
  readonly #leftOut = new Map<string, number>();

  /** Learns from a step which documented number is which real one: the word at the same place of the same line. */
  note(step: Step, output: string, isSkipped: boolean): void {
    const documented = step.expect.output?.lines ?? [];
    const real = output.split('\n');
    for (const [at, line] of documented.entries()) {
      const words = numbersIn(line);
      const opposite = numbersIn(real[at] ?? '');
      for (const [index, word] of words.entries()) {
        const value = opposite[index];
        if (word.length < 2) continue;
        if (isSkipped) this.#leftOut.set(word, step.line);
        else if (value !== undefined && opposite.length === words.length) this.#realOf.set(word, value);
      }
    }
  }

  /** The line of the skipped step that should have printed a process that the command names. */
  leftOutBy(step: Step): number | undefined {
    return foreignPidsOf(step.command)
      .map((pid) => (this.#realOf.has(pid) ? undefined : this.#leftOut.get(pid)))
      .find((line) => line !== undefined);
  }

  /** The command with the processes of this run in the place of the author's. */
  fill(command: string): string {
    return foreignPidsOf(command).reduce((filled, pid) => {
      const real = this.#realOf.get(pid);
      return real === undefined ? filled : filled.replaceAll(new RegExp(String.raw`(?<![\w.])${pid}(?![\w.])`, 'g'), real);
    }, command);
  }
}

function numbersIn(line: string): string[] {
  return line.match(/(?<![\w.:])\d+(?![\w.:])/g) ?? [];
}
