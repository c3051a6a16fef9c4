import { countVerdict, noCounts } from '../../src/engine/counts.js';
import type { LessonEnd, RunEvent, StepEnd } from '../../src/engine/events.js';

/** A lesson as the events of a run that are told of it. */
export interface MadeLesson {
  readonly file?: string;
  readonly title?: string;
  readonly steps?: readonly Partial<StepEnd>[];
  readonly error?: LessonEnd['error'];
}

/** A run that never was, for what labs can't be made to do. */
export function madeRun(...lessons: readonly MadeLesson[]): RunEvent[] {
  const told = lessons.flatMap(lessonEvents);
  const steps = told.filter((event) => event.type === 'step:end');
  return [
    { schema: 1, type: 'run:start', files: lessons.map((lesson) => lesson.file ?? 'lesson.md') },
    ...told,
    {
      schema: 1,
      type: 'run:end',
      lessons: lessons.length,
      ...totals(steps),
      errors: lessons.filter((lesson) => lesson.error).length,
      exitStatus: 1,
    },
  ];
}

function lessonEvents({ file = 'lesson.md', title = 'A lesson', steps = [], error = null }: MadeLesson): RunEvent[] {
  const ends = steps.map((step, index) => madeStep({ file, step: index + 1, line: index + 4, ...step }));
  return [
    { schema: 1, type: 'lesson:start', file, title, steps: steps.length },
    ...ends,
    { schema: 1, type: 'lesson:end', file, ...totals(ends), error },
  ];
}

function madeStep(step: Partial<StepEnd>): StepEnd {
  return {
    schema: 1,
    type: 'step:end',
    file: 'lesson.md',
    key: 'key',
    step: 1,
    line: 4,
    command: 'ip link',
    section: '',
    terminal: 'main',
    shell: 'host',
    verdict: 'pass',
    exitCode: 0,
    expectations: [],
    reason: null,
    diagnosis: null,
    causedBy: null,
    known: null,
    impliedExits: 0,
    attempts: 1,
    settled: false,
    durationMs: 1,
    output: '',
    truncated: false,
    changes: null,
    network: null,
    ...step,
  };
}

function totals(steps: readonly StepEnd[]): Pick<LessonEnd, 'counts' | 'consequences' | 'known' | 'durationMs'> {
  return {
    counts: steps.reduce((counts, step) => countVerdict(counts, step.verdict), noCounts),
    consequences: steps.filter((step) => step.verdict === 'fail' && step.causedBy !== null).length,
    known: steps.filter((step) => step.known).length,
    durationMs: steps.length,
  };
}
