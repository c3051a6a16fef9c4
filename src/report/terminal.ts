import { Chalk, type ChalkInstance } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import { countVerdict, noCounts } from '../engine/counts.js';
import type { Counts, LessonEnd, RunEnd, RunEvent, StepEnd, Verdict } from '../engine/events.js';
import type { Language } from '../network/language.js';
import { failureLines } from './failure.js';
import { readingLanguage } from './language.js';
import { networkLines } from './network-lines.js';
import type { ReportContext, Reporter } from './reporter.js';
import { firstLine, oneLine } from './shown-text.js';

const detailIndent = '      ';
const symbols: Record<Verdict, string> = { pass: '✓', fail: '✗', drift: '≠', skip: '-', unreachable: '·', error: '!' };

/** For people: every step with its verdict, what went wrong right below it, and a summary. */
export function createTerminalReporter(context: ReportContext): Reporter {
  const paint = new Chalk({ level: context.color ? 1 : 0 });
  let section = '';
  let steps = 0;
  let language: Language = 'en';
  let known = noCounts;
  const print = (event: RunEvent): string => {
    switch (event.type) {
      case 'lesson:start':
        // The title stands above; a section of the same name needs no line of its own.
        section = event.title;
        steps = event.steps;
        language = readingLanguage(event.title);
        return `${paint.bold(oneLine(event.title))}  ${paint.dim(oneLine(event.file))}\n`;
      case 'step:end': {
        const heading = event.section === section || event.section === '' ? '' : `  ${oneLine(event.section)}\n`;
        section = event.section;
        if (event.known) known = countVerdict(known, event.verdict);
        const details = failureLines(event, paint).flatMap((line) => indented(line, context));
        const how = { columns: context.columns - detailIndent.length, language, hasColour: context.color };
        const network = networkLines(event, how, paint).flatMap((line) => indented(line, context));
        return heading + stepLine(event, context, paint) + [...details, ...network].join('');
      }
      case 'lesson:end':
        return lessonEnd(event, paint);
      case 'run:end':
        return summary(event, known, paint);
      case 'run:start':
      case 'step:start':
        return '';
    }
  };
  const status = (event: RunEvent): string => {
    if (event.type === 'step:start')
      return paint.dim(`  … step ${event.step} of ${steps}, line ${event.line}: ${firstLine(event.command)}`);
    return '';
  };
  return { print, status };
}

/** A line below a step; on a terminal broken between words, elsewhere left whole for grep(1). */
function indented(line: string, context: ReportContext): string[] {
  const lines = context.isTerminal
    ? wrapAnsi(line, Math.max(20, context.columns - detailIndent.length), { trim: false }).split('\n')
    : [line];
  return lines.map((part) => (part === '' ? '\n' : `${detailIndent}${part}\n`));
}

function stepLine(event: StepEnd, context: ReportContext, paint: ChalkInstance): string {
  const mark = colorOf(event.verdict, paint)(`${symbols[event.verdict]} ${event.verdict.padEnd(5)}`);
  const time = event.attempts === 0 ? '' : duration(event.durationMs);
  const place = `${event.line}`.padStart(4);
  const settled = event.settled ? paint.dim(` (settled after ${event.attempts} looks)`) : '';
  const exits =
    event.impliedExits === 0
      ? ''
      : paint.dim(`  (after ${event.impliedExits === 1 ? 'an exit' : `${event.impliedExits} exits`} that the document leaves out)`);
  const why = event.verdict === 'skip' || event.verdict === 'unreachable' ? paint.dim(`  ${oneLine(event.reason?.text ?? '')}`) : '';
  const room = Math.max(20, Math.min(context.columns, 120) - 26);
  const knownAs = event.known ? paint.dim(`  known: ${oneLine(event.known.reason)} (${oneLine(event.known.from)})`) : '';
  const command = firstLine(event.command);
  const shown = command.length > room ? `${command.slice(0, room - 1)}…` : command;
  return `  ${mark} ${paint.dim(place)}  ${shown}${time && paint.dim(`  ${time}`)}${settled}${exits}${why}${knownAs}\n`;
}

function lessonEnd(event: LessonEnd, paint: ChalkInstance): string {
  if (!event.error) return '\n';
  const { position, text, hint, code } = event.error;
  const head = `${paint.red('error')} ${oneLine(position === '' ? event.file : position)}: ${oneLine(text)} ${paint.dim(`(${code})`)}`;
  return `${head}\n${hint === null ? '' : `  ${paint.dim('try:')} ${oneLine(hint)}\n`}\n`;
}

function summary(event: RunEnd, known: Counts, paint: ChalkInstance): string {
  const lessons = `${event.lessons} ${event.lessons === 1 ? 'lesson' : 'lessons'}`;
  const errors = event.errors === 0 ? '' : `, ${paint.red(`${event.errors} could not be run`)}`;
  return `${lessons}${errors}: ${describeCounts(event.counts, event.consequences, known, paint)} in ${duration(event.durationMs)}\n`;
}

function describeCounts(counts: Counts, consequences: number, known: Counts, paint: ChalkInstance): string {
  const words: Record<Verdict, string> = {
    pass: 'passed',
    fail: 'failed',
    drift: 'drifted',
    skip: 'skipped',
    unreachable: 'unreachable',
    error: 'in error',
  };
  const parts = (Object.keys(words) as Verdict[])
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => {
      const follow = verdict === 'fail' && consequences > 0 ? ` (${consequences} of them because of an earlier step)` : '';
      const expected = known[verdict] > 0 ? ` (${known[verdict]} known)` : '';
      return colorOf(verdict, paint)(`${counts[verdict]} ${words[verdict]}`) + expected + follow;
    });
  return parts.length === 0 ? 'nothing was run' : parts.join(', ');
}

function colorOf(verdict: Verdict, paint: ChalkInstance): ChalkInstance {
  const colors: Record<Verdict, ChalkInstance> = {
    pass: paint.green,
    fail: paint.red,
    drift: paint.yellow,
    skip: paint.cyan,
    unreachable: paint.gray,
    error: paint.red.bold,
  };
  return colors[verdict];
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
