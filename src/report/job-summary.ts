import { Chalk } from 'chalk';
import type { Counts, StepEnd, Verdict } from '../engine/events.js';
import { failureLines } from './failure.js';
import type { Reporter } from './reporter.js';
import { countSteps, RunRecord, type LessonRecord } from './run-record.js';
import { cutText, firstLine, oneLine } from './shown-text.js';

/** GitHub refuses a summary of more than 1 MiB as a whole. */
const mostCharacters = 200_000;
const mostOfStep = 5000;
const plain = new Chalk({ level: 0 });
const verdicts: readonly Verdict[] = ['pass', 'fail', 'drift', 'skip', 'unreachable', 'error'];

/** The summary of a job in GitHub Actions, in Markdown: a table of the lessons, and what did not pass of each. */
export function createJobSummary(): Reporter {
  const record = new RunRecord();
  return {
    print: (event) => {
      record.add(event);
      if (event.type !== 'run:end') return '';
      const head = ['### nslab', '', ...table(record.lessons), ''];
      return [...head, ...fitting(record.lessons.flatMap(details))].join('\n') + '\n';
    },
  };
}

function table(lessons: readonly LessonRecord[]): string[] {
  return [
    '| lesson | passed | failed | drifted | skipped | unreachable | in error |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...lessons.map(({ file, steps, end }) => `| ${code(file)} | ${cells(countSteps(steps), end?.error ? 1 : 0).join(' | ')} |`),
  ];
}

function cells(counts: Counts, errors: number): string[] {
  return verdicts.map((verdict) => {
    const count = counts[verdict] + (verdict === 'error' ? errors : 0);
    return count === 0 ? '' : `${count}`;
  });
}

function details({ file, steps, end }: LessonRecord): string[] {
  const error = end?.error;
  const failed = steps.filter((step) => !step.known && step.verdict !== 'pass' && step.verdict !== 'skip');
  const known = steps.filter((step) => step.known);
  const skipped = steps.filter((step) => !step.known && step.verdict === 'skip');
  return [
    ...(error
      ? [
          folded(
            `${code(error.position || file)} ${escapeMarkdown(oneLine(error.text))}`,
            error.hint === null ? '' : `try: ${oneLine(error.hint)}`,
          ),
        ]
      : []),
    ...failed.map((step) => folded(`${code(`${file}:${step.line}`)} ${reason(step)}`, shown(step))),
    ...(known.length > 0
      ? [
          folded(
            `${code(file)} ${known.length} known`,
            known.map((step) => `line ${step.line}: ${step.known!.reason} (${step.known!.from})`).join('\n'),
          ),
        ]
      : []),
    ...(skipped.length > 0 ? [folded(`${code(file)} ${skipped.length} skipped`, skipped.map(listed).join('\n'))] : []),
  ];
}

function reason(step: StepEnd): string {
  return (
    escapeMarkdown(oneLine(step.reason?.text ?? step.verdict)) +
    (step.diagnosis === null ? '' : `: ${escapeMarkdown(oneLine(step.diagnosis.text))}`) +
    (step.causedBy === null ? '' : `, follows from line ${step.causedBy}`)
  );
}

function shown(step: StepEnd): string {
  const lines = failureLines(step, plain);
  return cutText((lines.length === 0 ? `${step.shell}$ ${step.command}` : lines.join('\n')).trim(), mostOfStep);
}

function listed(step: StepEnd): string {
  return `line ${step.line}: ${firstLine(step.command)}  ${oneLine(step.reason?.text ?? '')}`;
}

function folded(head: string, text: string): string {
  return `<details><summary>${head}</summary>\n\n<pre>${escapeHtml(text)}</pre>\n\n</details>\n`;
}

/** As many as GitHub takes, and how many are left out. */
function fitting(parts: readonly string[]): string[] {
  let length = 0;
  const count = parts.findIndex((part) => (length += part.length) > mostCharacters);
  return count === -1 ? [...parts] : [...parts.slice(0, count), `${parts.length - count} more are in the log.`];
}

function code(text: string): string {
  return `<code>${escapeMarkdown(oneLine(text))}</code>`;
}

/** Text that neither Markdown nor HTML sees anything in: CommonMark (6.2) takes a reference for a letter, never for markup. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Text inside `<pre>`, which ends only at its end tag; an empty line would not end it either. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
