import type { LessonEnd, StepEnd } from '../engine/events.js';
import { jsonText } from './ndjson.js';
import type { Reporter } from './reporter.js';
import { countSteps, RunRecord, type LessonRecord } from './run-record.js';

/** The whole run as one JSON document, schema 1, when it is over. */
export function createJsonReporter(): Reporter {
  const record = new RunRecord();
  return {
    print: (event) => {
      record.add(event);
      if (event.type !== 'run:end') return '';
      const { type: _type, schema, lessons: _lessons, ...totals } = event;
      return `${jsonText({ schema, lessons: record.lessons.map(lessonDocument), ...totals }, 2)}\n`;
    },
  };
}

function lessonDocument({ file, title, steps, end }: LessonRecord): object {
  const { counts, consequences, known, durationMs, error } = end ?? soFar(steps);
  return { file, title, isComplete: end !== null, counts, consequences, known, durationMs, error, steps: steps.map(stepDocument) };
}

/** What would be said at the end of a lesson that was stopped. */
function soFar(steps: readonly StepEnd[]): Pick<LessonEnd, 'counts' | 'consequences' | 'known' | 'durationMs' | 'error'> {
  return {
    counts: countSteps(steps),
    consequences: steps.filter((step) => step.verdict === 'fail' && step.causedBy !== null).length,
    known: steps.filter((step) => step.known).length,
    durationMs: steps.reduce((sum, step) => sum + step.durationMs, 0),
    error: null,
  };
}

function stepDocument({ schema: _schema, type: _type, file: _file, ...step }: StepEnd): object {
  return step;
}
