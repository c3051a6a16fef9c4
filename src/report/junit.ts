import path from 'node:path';
import { Chalk } from 'chalk';
import type { StepEnd } from '../engine/events.js';
import type { Language } from '../network/language.js';
import { failureLines } from './failure.js';
import { readingLanguage } from './language.js';
import { networkLines } from './network-lines.js';
import type { Reporter, ReportContext, RunContext } from './reporter.js';
import { RunRecord, type LessonRecord } from './run-record.js';
import { cutText, firstLine, oneLine } from './shown-text.js';
import { xmlElement, xmlText } from './xml.js';

/** How much of a step's text, and of a lesson's, a viewer of reports can be expected to take. */
const mostOfStep = 50_000;
const mostOfLesson = 500_000;
const plain = new Chalk({ level: 0 });

/**
 * JUnit's XML: a suite for each lesson, a case for each step. There is no one schema of it; this keeps to what the two that are
 * in use, that of the Ant task and that of Jenkins, both allow, with the order of elements of the first.
 */
export function createJunitReporter(_: ReportContext, run: RunContext): Reporter {
  const record = new RunRecord();
  return {
    print: (event) => {
      record.add(event);
      if (event.type !== 'run:end') return '';
      const suites = record.lessons.map((lesson, index) => suite(lesson, index, run));
      return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('testsuites', {}, ['\n', ...suites])}\n`;
    },
  };
}

function suite(lesson: LessonRecord, id: number, run: RunContext): string {
  const cases = [
    ...(lesson.end?.error ? [{ kind: 'error' as const, text: errorCase(lesson) }] : []),
    ...lesson.steps.map((step) => stepCase(step)),
  ];
  const count = (kind: string): number => cases.filter((other) => other.kind === kind).length;
  const durationMs = lesson.end?.durationMs ?? lesson.steps.reduce((sum, step) => sum + step.durationMs, 0);
  return lines([
    xmlElement(
      'testsuite',
      {
        name: oneLine(lesson.file),
        package: className(lesson.file).split('.').slice(0, -1).join('.'),
        id,
        tests: cases.length,
        failures: count('failure'),
        errors: count('error'),
        skipped: count('skipped'),
        time: seconds(durationMs),
        // Without milliseconds and zone, as the schema wants it; it is UTC.
        timestamp: run.startedAt.toISOString().slice(0, 19),
        hostname: oneLine(run.hostName) || 'localhost',
      },
      [
        '\n',
        properties({ title: oneLine(lesson.title), file: oneLine(lesson.file), complete: `${lesson.end !== null}` }),
        lines(cases.map((other) => other.text)),
        lines([xmlElement('system-out', {}, [xmlText(transcript(lesson))]), xmlElement('system-err', {}, [''])]),
      ],
    ),
  ]);
}

interface Case {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly text: string;
}

function stepCase(step: StepEnd): Case {
  const kind = kindOf(step);
  const result = kind === 'passed' ? [] : ['\n', lines([resultElement(step, kind)])];
  const attributes = {
    name: `line ${step.line}: ${firstLine(step.command)}`,
    classname: className(step.file),
    time: seconds(step.durationMs),
  };
  return { kind, text: xmlElement('testcase', attributes, result) };
}

/** A known failure is one that nobody has to be called for. What could not be reached was to pass and did not. */
function kindOf({ verdict, known }: StepEnd): Case['kind'] {
  if (verdict === 'pass') return 'passed';
  if (known || verdict === 'skip') return 'skipped';
  return verdict === 'error' ? 'error' : 'failure';
}

function resultElement(step: StepEnd, kind: 'failure' | 'error' | 'skipped'): string {
  const reason = oneLine(step.reason?.text ?? step.verdict);
  if (kind === 'skipped') {
    return xmlElement('skipped', {
      message: step.known ? `known failure: ${oneLine(step.known.reason)} (${oneLine(step.known.from)})` : reason,
    });
  }
  const text = failureLines(step, plain).join('\n').trim();
  const why = step.diagnosis === null ? '' : `; why: ${oneLine(step.diagnosis.text)}`;
  const message = step.causedBy === null ? reason + why : `${reason} (follows from line ${step.causedBy})`;
  return xmlElement(kind, { type: step.reason?.code ?? step.verdict, message }, [xmlText(cutText(text || message, mostOfStep))]);
}

function errorCase({ file, end }: LessonRecord): string {
  const { code, text, position, hint } = end!.error!;
  const place = oneLine(position === '' ? file : position);
  const message = [`${place}: ${oneLine(text)}`, ...(hint === null ? [] : [`try: ${oneLine(hint)}`])].join('\n');
  return xmlElement('testcase', { name: 'the lesson as a whole', classname: className(file), time: seconds(0) }, [
    '\n',
    lines([xmlElement('error', { type: code, message: oneLine(text) }, [xmlText(message)])]),
  ]);
}

/** The whole lesson as a person would have seen it. */
function transcript({ title, steps }: LessonRecord): string {
  const language = readingLanguage(title);
  const text = steps
    .filter((step) => step.attempts > 0)
    .map(
      (step) =>
        `${step.shell}$ ${step.command}\n${cutText(step.output, mostOfStep)}${/\n$|^$/.test(step.output) ? '' : '\n'}${changed(step, language)}`,
    )
    .join('');
  return cutText(text, mostOfLesson);
}

/** What it has changed in the network, where somebody has looked, and a picture. */
function changed(step: StepEnd, language: Language): string {
  return networkLines(step, { columns: 100, language, hasColour: false }, plain)
    .map((line) => `${line}\n`)
    .join('');
}

function properties(values: Readonly<Record<string, string>>): string {
  const all = Object.entries(values).map(([name, value]) => xmlElement('property', { name, value }));
  return lines([xmlElement('properties', {}, ['\n', lines(all)])]);
}

/** A path in the form of a class with its packages: `lessons/en/01.md` is `lessons.en.01`. */
function className(file: string): string {
  const parts = file.split(path.sep).filter((part) => part !== '' && part !== '.' && part !== '..');
  const name = parts.pop() ?? 'lesson';
  return [...parts, path.basename(name, path.extname(name))].map((part) => oneLine(part).replaceAll('.', '_')).join('.');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function lines(elements: readonly string[]): string {
  return elements.map((element) => `${element}\n`).join('');
}
