import type { RunEvent } from '../engine/events.js';
import { firstLine, oneLine } from '../report/shown-text.js';
import { chosenLanguage } from './language.js';
import { runWords } from './run-words.js';

/** Knows where a run was when it was stopped. */
export class StoppedAt {
  readonly #running = new Map<string, string>();
  readonly #left = new Map<string, number>();

  note(event: RunEvent): void {
    if (event.type === 'lesson:start') this.#left.set(event.file, event.steps);
    else if (event.type === 'step:start')
      this.#running.set(event.file, `${oneLine(event.file)}:${event.line}: ${firstLine(event.command)}`);
    else if (event.type === 'step:end') {
      this.#running.delete(event.file);
      this.#left.set(event.file, (this.#left.get(event.file) ?? 1) - 1);
    }
  }

  /** A line for each lesson that was not run to its end, in which a step was running. */
  lines(): string[] {
    return [...this.#running].map(([file, step]) => {
      const left = this.#left.get(file) ?? 0;
      return `nslab: ${runWords[chosenLanguage()].stoppedAt(step, left)}\n`;
    });
  }
}
