import { Chalk } from 'chalk';
import type { StepEnd } from '../engine/events.js';
import { failurePlace } from './failure-place.js';
import { failureLines } from './failure.js';
import type { LessonRecord } from './run-record.js';
import { firstLine, oneLine } from './shown-text.js';

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly file: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly title: string;
  readonly message: string;
}

/** GitHub shows no more of a level for one step of a workflow; what comes after them is dropped without a word. */
const mostOfLevel = 10;
const mostOfMessage = 4000;
const plain = new Chalk({ level: 0 });

/** The annotations of a run, one a line, causes before consequences; should they be too many, the last one of a level says how many are left. */
export function annotations(lessons: readonly LessonRecord[], pathInRepository: (file: string) => string): string {
  const all = lessons.flatMap(ofLesson);
  const lines = (['error', 'warning', 'notice'] as const).flatMap((level) => shortened(all.filter((other) => other.level === level)));
  return lines.map((annotation) => `${workflowCommand({ ...annotation, file: pathInRepository(annotation.file) })}\n`).join('');
}

function ofLesson(lesson: LessonRecord): Annotation[] {
  const { file, steps, end } = lesson;
  const rank = (step: StepEnd): number => (step.causedBy === null && step.verdict !== 'unreachable' ? 0 : 1);
  const failed = steps.filter((step) => step.verdict !== 'pass' && step.verdict !== 'skip').toSorted((a, b) => rank(a) - rank(b));
  const skipped = steps.filter((step) => step.verdict === 'skip' && !step.known);
  return [
    ...(end?.error ? [ofError(file, end.error)] : []),
    ...failed.map(ofStep),
    ...(skipped.length > 0 ? [ofSkipped(file, skipped)] : []),
  ];
}

function ofError(file: string, { code, text, position, hint }: NonNullable<NonNullable<LessonRecord['end']>['error']>): Annotation {
  const place = /:(\d+)(?::\d+)?$/.exec(position);
  return {
    level: 'error',
    file: place ? position.slice(0, place.index) : file,
    ...(place && { line: Number(place[1]) }),
    title: `the lesson could not be run (${code})`,
    message: oneLine(text) + (hint === null ? '' : `\ntry: ${oneLine(hint)}`),
  };
}

function ofStep(step: StepEnd): Annotation {
  const place = failurePlace(step);
  const reason = oneLine(step.reason?.text ?? step.verdict);
  const title = `${step.verdict}: ${firstLine(step.command)}`;
  if (step.known) {
    return {
      level: 'notice',
      file: step.file,
      ...place,
      title,
      message: `known: ${oneLine(step.known.reason)} (${oneLine(step.known.from)})\n${reason}`,
    };
  }
  const details = failureLines(step, plain).join('\n').trim();
  return {
    level: step.reason?.code === 'drift:format' ? 'warning' : 'error',
    file: step.file,
    ...place,
    title,
    message: (details === '' ? reason : details) + (step.causedBy === null ? '' : `\nfollows from line ${step.causedBy}`),
  };
}

/** One for all of them: a lesson may have many, and they are no trouble. */
function ofSkipped(file: string, steps: readonly StepEnd[]): Annotation {
  return {
    level: 'notice',
    file,
    line: steps[0]!.line,
    title: `${steps.length} ${steps.length === 1 ? 'step was' : 'steps were'} skipped`,
    message: steps.map((step) => `line ${step.line}: ${oneLine(step.reason?.text ?? '')}`).join('\n'),
  };
}

function shortened(all: readonly Annotation[]): readonly Annotation[] {
  if (all.length <= mostOfLevel) return all;
  const shown = all.slice(0, mostOfLevel - 1);
  const { level, file, line } = all[mostOfLevel - 1]!;
  const rest = all.length - shown.length;
  return [
    ...shown,
    {
      level,
      file,
      ...(line !== undefined && { line }),
      title: `${rest} more`,
      message: `${rest} more are in the summary of the job and in its log`,
    },
  ];
}

/** The line that the runner reads. Nothing in the values can end it or add to it. */
export function workflowCommand({ level, message, ...properties }: Annotation): string {
  const words = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`);
  return `::${level} ${words.join(',')}::${escapeData(cutEnd(message, mostOfMessage))}`;
}

/** What comes first says what is wrong. */
function cutEnd(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}\n(${text.length - most} characters more are in the log)`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
