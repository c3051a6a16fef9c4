import { countVerdict, noCounts } from '../engine/counts.js';
import type { Counts, LessonEnd, RunEnd, RunEvent, StepEnd } from '../engine/events.js';

/** A lesson as far as it has been told. */
export interface LessonRecord {
  readonly file: string;
  readonly title: string;
  readonly steps: readonly StepEnd[];
  /** `null` when the run was stopped before the lesson was done. */
  readonly end: LessonEnd | null;
}

/** Keeps what has been told of a run, for reports that can say it only when it is over. */
export class RunRecord {
  readonly #lessons: { file: string; title: string; steps: StepEnd[]; end: LessonEnd | null }[] = [];
  end: RunEnd | undefined;

  add(event: RunEvent): void {
    switch (event.type) {
      case 'lesson:start':
        this.#lessons.push({ file: event.file, title: event.title, steps: [], end: null });
        break;
      case 'step:end':
        this.#open(event.file).steps.push(event);
        break;
      case 'lesson:end':
        this.#open(event.file).end = event;
        break;
      case 'run:end':
        this.end = event;
        break;
      case 'run:start':
      case 'step:start':
    }
  }

  get lessons(): readonly LessonRecord[] {
    return this.#lessons;
  }

  /** The lesson that is being told. One that could not be read has had no start. */
  #open(file: string): { steps: StepEnd[]; end: LessonEnd | null } {
    const last = this.#lessons.at(-1);
    if (last && last.file === file && last.end === null) return last;
    const lesson = { file, title: file, steps: [], end: null };
    this.#lessons.push(lesson);
    return lesson;
  }
}

export function countSteps(steps: readonly StepEnd[]): Counts {
  return steps.reduce((counts, step) => countVerdict(counts, step.verdict), noCounts);
}
