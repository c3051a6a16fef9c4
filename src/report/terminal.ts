import { Chalk, type ChalkInstance } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import { countVerdict, noCounts } from '../engine/counts.js';
import type { Counts, LessonEnd, RunEnd, RunEvent, StepEnd, Verdict } from '../engine/events.js';
import { lessonErrorIn } from '../engine/lesson-error.js';
import { tryWords } from '../errors.js';
import type { Language } from '../network/language.js';
import { failureLines } from './failure.js';
import { readingLanguage } from './language.js';
import { networkLines } from './network-lines.js';
import type { ReportContext, Reporter } from './reporter.js';
import { reasonOfStep } from './reason-of-step.js';
import { firstLine, oneLine } from './shown-text.js';
import { terminalWords, type TerminalWords } from './terminal-words.js';

const detailIndent = '      ';
const symbols: Record<Verdict, string> = { pass: '✓', fail: '✗', drift: '≠', skip: '-', unreachable: '·', error: '!' };

/** For people: every step with its verdict, what went wrong right below it, and a summary. */
export function createTerminalReporter(context: ReportContext): Reporter {
  const paint = new Chalk({ level: context.color ? 1 : 0 });
  const said = context.language ?? 'en';
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
        language = said === 'zh' ? said : readingLanguage(event.title);
        return `${paint.bold(oneLine(event.title))}  ${paint.dim(oneLine(event.file))}\n`;
      case 'step:end': {
        const heading = event.section === section || event.section === '' ? '' : `  ${oneLine(event.section)}\n`;
        section = event.section;
        if (event.known) known = countVerdict(known, event.verdict);
        const details = failureLines(event, paint, said).flatMap((line) => indented(line, context));
        const how = { columns: context.columns - detailIndent.length, language, hasColour: context.color };
        const network = networkLines(event, how, paint).flatMap((line) => indented(line, context));
        return heading + stepLine(event, context, paint, said) + [...details, ...network].join('');
      }
      case 'lesson:end':
        return lessonEnd(event, paint, said);
      case 'run:end':
        return summary(event, known, paint, said);
      case 'run:start':
      case 'step:start':
        return '';
    }
  };
  const status = (event: RunEvent): string => {
    if (event.type === 'step:start')
      return paint.dim(`  … ${terminalWords[said].step(event.step, steps, event.line)}${firstLine(event.command)}`);
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

function stepLine(event: StepEnd, context: ReportContext, paint: ChalkInstance, language: Language): string {
  const words = terminalWords[language];
  const mark = colorOf(event.verdict, paint)(`${symbols[event.verdict]} ${words.verdicts[event.verdict]}`);
  const time = event.attempts === 0 ? '' : duration(event.durationMs);
  const place = `${event.line}`.padStart(4);
  const settled = event.settled ? paint.dim(words.settled(event.attempts)) : '';
  const exits = event.impliedExits === 0 ? '' : paint.dim(words.exits(event.impliedExits));
  const isNotRun = event.verdict === 'skip' || event.verdict === 'unreachable';
  const why = isNotRun ? paint.dim(`  ${oneLine(reasonOfStep(event, language))}`) : '';
  const room = Math.max(20, Math.min(context.columns, 120) - 26);
  const knownAs = event.known ? paint.dim(words.known(oneLine(event.known.reason), oneLine(event.known.from))) : '';
  const command = firstLine(event.command);
  const shown = command.length > room ? `${command.slice(0, room - 1)}…` : command;
  return `  ${mark} ${paint.dim(place)}  ${shown}${time && paint.dim(`  ${time}`)}${settled}${exits}${why}${knownAs}\n`;
}

function lessonEnd(event: LessonEnd, paint: ChalkInstance, language: Language): string {
  if (!event.error) return '\n';
  const { position, code } = event.error;
  const { text, hint } = lessonErrorIn(event.error, language);
  const place = oneLine(position === '' ? event.file : position);
  const head = `${paint.red(terminalWords[language].error)} ${place}: ${oneLine(text)} ${paint.dim(`(${code})`)}`;
  return `${head}\n${hint === null ? '' : `  ${paint.dim(tryWords[language].trimEnd())}${language === 'zh' ? '' : ' '}${oneLine(hint)}\n`}\n`;
}

function summary(event: RunEnd, known: Counts, paint: ChalkInstance, language: Language): string {
  const words = terminalWords[language];
  const errors = event.errors === 0 ? '' : `${words.comma}${paint.red(words.notRun(event.errors))}`;
  const counts = describeCounts(event.counts, event.consequences, known, paint, words);
  return `${words.total(`${words.lessons(event.lessons)}${errors}`, counts, duration(event.durationMs))}\n`;
}

function describeCounts(counts: Counts, consequences: number, known: Counts, paint: ChalkInstance, words: TerminalWords): string {
  const parts = (Object.keys(words.counted) as Verdict[])
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => {
      const follow = verdict === 'fail' && consequences > 0 ? words.because(consequences) : '';
      const expected = known[verdict] > 0 ? words.ofThemKnown(known[verdict]) : '';
      return colorOf(verdict, paint)(words.count(counts[verdict], words.counted[verdict])) + expected + follow;
    });
  return parts.length === 0 ? words.nothing : parts.join(words.comma);
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
