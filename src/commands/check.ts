import { availableParallelism } from 'node:os';
import { defaultPolicy, type FailurePolicy } from '../engine/counts.js';
import { reasonCodes, type RunEnd, type StepEnd } from '../engine/events.js';
import { readChain, type ReadLesson } from '../engine/run-lesson.js';
import { runLessons } from '../engine/run-lessons.js';
import { isSelective, selectSteps, unknownWords, type Selection } from '../engine/selection.js';
import type { Terminal } from '../lab/terminal.js';
import { findLessons, lessonAsItIs, readLesson } from './lesson-files.js';
import { openReports } from './report-outputs.js';
import { createStopSignal } from './stop-signal.js';
import { readValues, usage } from './values.js';

export interface CheckOptions {
  readonly reporter?: readonly string[];
  readonly jobs?: string;
  readonly keep?: boolean;
  readonly failOn?: string;
  readonly minChecked?: string;
  readonly strict?: boolean;
  readonly set?: readonly string[];
  readonly only?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** Runs and verifies lessons without questions; resolves to the exit status. */
export async function check(paths: readonly string[], options: CheckOptions = {}): Promise<number> {
  if (options.keep && !(process.stdin.isTTY && process.stdout.isTTY)) {
    throw usage('--keep needs a terminal', 'run it at a terminal, or leave out --keep');
  }
  const policy = readPolicy(options);
  const jobs = options.keep ? 1 : readCount('--jobs', options.jobs, Math.min(4, availableParallelism()));
  const values = readValues(options.set ?? []);
  const read: ReadLesson = (file, before) => readLesson(file, { values, ...(before && { before }) });
  const { from, to, only } = options;
  const selection: Selection = { ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(only && { only }) };
  const files = selectFiles(findLessons(paths), selection, read);
  const reports = await openReports(options.reporter ?? [], (file) => lessonAsItIs(file, read));
  const stop = createStopSignal();
  let status = 2;
  const onFailure = (step: StepEnd, terminal: Terminal): Promise<void> => stayInLab(step, terminal, reports.clearStatus);
  try {
    for await (const event of runLessons(files, {
      read,
      jobs,
      policy,
      selection,
      mayBeEmpty: (file) => !paths.includes(file),
      signal: stop.signal,
      ...(options.keep && { onFailure }),
    })) {
      reports.print(event.type === 'run:end' ? { ...event, exitStatus: stop.exitStatus() ?? event.exitStatus } : event);
      if (event.type === 'run:end') {
        status = event.exitStatus;
        if (!stop.signal.aborted) sayTooLittle(event, policy);
      }
    }
    reports.finish();
  } finally {
    reports.discard();
  }
  return stop.exitStatus() ?? status;
}

/** The lessons that have the steps of a selection. */
function selectFiles(files: readonly string[], selection: Selection, read: ReadLesson): readonly string[] {
  if (!isSelective(selection)) return files;
  const lessons = files.map((file) => readChain(file, read).lesson);
  const unknown = lessons.map((lesson) => unknownWords(lesson, selection));
  const nowhere = unknown[0]?.find((word) => unknown.every((words) => words.includes(word)));
  if (nowhere !== undefined) {
    throw usage(`no step has the key or the line ${nowhere}`, `\`nslab plan --keys ${files[0]}\` shows the keys of its steps`);
  }
  const selected = files.filter((_, index) => selectSteps(lessons[index]!, selection).count > 0);
  if (selected.length === 0) throw usage('no step is left of these lessons', '--from has to come before --to, and --only between them');
  return selected;
}

/** Says why a run fails in which nothing did. */
function sayTooLittle({ counts, errors, exitStatus }: RunEnd, { minChecked }: FailurePolicy): void {
  const checked = counts.pass + counts.fail + counts.drift;
  if (exitStatus !== 2 || errors + counts.error > 0) return;
  process.stderr.write(
    `nslab: ${checked} ${checked === 1 ? 'step was' : 'steps were'} checked, at least ${minChecked} had to be, and one to pass\n`,
  );
}

/** Hands the lab over at the failing step, until the person ends its shell. */
async function stayInLab(step: StepEnd, terminal: Terminal, clearStatus: () => void): Promise<void> {
  clearStatus();
  if (terminal.hasEnded) return;
  process.stdout.write(
    `You are in the lab at ${step.file}:${step.line}, in the shell that the step was typed into. Leave it with exit or Ctrl-D.\n`,
  );
  await terminal.attach(process.stdin, process.stdout);
}

function readPolicy(options: CheckOptions): FailurePolicy {
  const failOn = options.failOn?.split(',').map((word) => word.trim()) ?? defaultPolicy.failOn;
  const known = ['fail', 'drift', 'skip', 'unreachable', ...reasonCodes];
  const unknown = failOn.find((word) => !known.includes(word));
  if (unknown !== undefined) throw usage(`unknown verdict ${unknown} in --fail-on`, `known: ${known.join(', ')}`);
  return {
    failOn,
    isStrict: options.strict ?? false,
    minChecked: readCount('--min-checked', options.minChecked, defaultPolicy.minChecked),
  };
}

function readCount(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw usage(`unexpected ${name} ${text}, expected a number from 1`, `for example ${name} 2`);
}
