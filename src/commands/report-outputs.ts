import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { RunEvent } from '../engine/events.js';
import { inActionsLog } from '../report/github.js';
import { createJobSummary } from '../report/job-summary.js';
import type { CreateReporter, ReportContext, RunContext } from '../report/reporter.js';
import { createPrinter, reportContext } from './printer.js';
import { openReportFile, openReportFolder } from './report-files.js';
import { readReportWords, type ReportWord } from './report-words.js';

/** All the reports of a run. */
export interface ReportOutputs {
  /** Tells every report of the event. One that can't be written does not keep the others from being so. */
  readonly print: (event: RunEvent) => void;
  /** Takes away the line about what is going on now. */
  readonly clearStatus: () => void;
  /**
   * Puts the files in their places.
   * @throws {NslabError} `unwritable`, for the first report that could not be written.
   */
  readonly finish: () => void;
  /** Takes away files that are not finished. */
  readonly discard: () => void;
}

/** A report and the place that it goes to. */
interface Output extends Pick<ReportOutputs, 'print' | 'finish' | 'discard'> {
  readonly clearStatus?: () => void;
}

const inFile: ReportContext = { isTerminal: false, columns: 120, color: false };

/**
 * Opens the reports that `--reporter` asks for, before anything is run.
 * @throws {NslabError} `usage`, `unwritable`
 */
export async function openReports(words: readonly string[], lessonIn: RunContext['lessonIn']): Promise<ReportOutputs> {
  const run = { startedAt: new Date(), hostName: hostname(), pathInRepository, lessonIn };
  const outputs: Output[] = [];
  const discard = (): void => outputs.forEach((output) => output.discard());
  try {
    for (const word of readReportWords(words)) outputs.push(await open(word, run));
  } catch (error) {
    discard();
    throw error;
  }
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (isInActions() && summary) outputs.push(openJobSummary(summary));
  const failures = new Map<Output, unknown>();
  const each = (act: (output: Output) => void): void => {
    for (const output of outputs.filter((other) => !failures.has(other))) {
      try {
        act(output);
      } catch (error) {
        failures.set(output, error);
        output.discard();
      }
    }
  };
  return {
    print: (event) => each((output) => output.print(event)),
    clearStatus: () => each((output) => output.clearStatus?.()),
    finish: () => {
      each((output) => output.finish());
      for (const failure of failures.values()) throw failure;
    },
    discard,
  };
}

async function open({ name, format, target }: ReportWord, run: RunContext): Promise<Output> {
  if (format.writes === 'folder') {
    const folder = target!;
    openReportFolder(folder);
    const report = (await format.load())(run);
    const print = (event: RunEvent): void => report.pages(event).forEach((page) => writePage(folder, page.name, page.text));
    return { print, finish: () => {}, discard: () => {} };
  }
  if (target === undefined)
    return onStdout(name === 'terminal' && isInActions() ? inActionsLog(format.create, randomUUID()) : format.create, run);
  const file = openReportFile(target);
  const reporter = format.create(inFile, run);
  return { print: (event) => file.write(reporter.print(event)), finish: file.finish, discard: file.discard };
}

function onStdout(create: CreateReporter, run: RunContext): Output {
  const printer = createPrinter(create(reportContext(process.stdout), run), process.stdout);
  return { ...printer, finish: () => {}, discard: () => {} };
}

function writePage(folder: string, name: string, text: string): void {
  const file = openReportFile(path.join(folder, name));
  try {
    file.write(text);
    file.finish();
  } finally {
    file.discard();
  }
}

/** Nobody has asked for the summary, so a run is not made to fail by it. */
function openJobSummary(file: string): Output {
  const reporter = createJobSummary();
  const print = (event: RunEvent): void => {
    const text = reporter.print(event);
    if (text === '') return;
    try {
      appendFileSync(file, text);
    } catch (error) {
      process.stderr.write(`nslab: no summary of the job: ${file} can't be written (${(error as NodeJS.ErrnoException).code})\n`);
    }
  };
  return { print, finish: () => {}, discard: () => {} };
}

function isInActions(): boolean {
  return process.env['GITHUB_ACTIONS'] === 'true';
}

/** GitHub knows files by their path from the root of the repository, which is the workspace of the job. */
function pathInRepository(file: string): string {
  const relative = path.relative(process.env['GITHUB_WORKSPACE'] || process.cwd(), path.resolve(file));
  return relative.startsWith('..') ? file : relative;
}
