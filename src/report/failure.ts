import type { ChalkInstance } from 'chalk';
import type { Diagnosis } from '../engine/diagnosis/diagnosis.js';
import type { Reason, StepEnd } from '../engine/events.js';
import { isAboutState } from '../engine/judge-state.js';
import type { AlignedLine } from '../verify/align-output.js';
import { cleanOutput } from '../verify/clean-output.js';
import type { Disagreement } from '../verify/correspondence.js';
import { correspondenceText } from './correspondence-text.js';
import { failurePlace, missedStates } from './failure-place.js';
import { stateLines } from './state-lines.js';
import { cutLine, oneLine } from './shown-text.js';

/** How much of an output is shown where the exit status is wrong. */
const lastLines = 15;

/** What a person needs to mend a step: where and why, the command and its shell, what it printed, and what to try. */
export function failureLines(event: StepEnd, paint: ChalkInstance): string[] {
  const { reason, verdict } = event;
  if (!reason || verdict === 'pass' || verdict === 'skip' || verdict === 'unreachable') return [];
  const output = event.expectations.find((expectation) => expectation.kind === 'output');
  const { line } = failurePlace(event);
  const wasRun = event.attempts > 0;
  // A known failure says so on its line.
  if (event.known) return [];
  // What follows from an earlier step is mended there.
  if (event.causedBy !== null && verdict === 'fail')
    return [paint.dim(`${oneLine(event.file)}:${line}: ${oneLine(reason.text)}`), ...why(event).map((text) => paint.dim(text))];
  return [
    '',
    paint.bold(`${oneLine(event.file)}:${line}: ${oneLine(reason.text)}`),
    `${paint.dim(`${oneLine(event.shell)}$`)} ${cleanOutput(event.command).replaceAll('\n', '\n        ')}`,
    ...(isAboutState(event)
      ? stateLines(missedStates(event), paint)
      : output?.aligned
        ? alignedLines(output.aligned, paint)
        : wasRun
          ? shownOutput(event.output, paint)
          : []),
    ...why(event).map((text) => paint.bold(text)),
    `${paint.dim('try:')} ${event.diagnosis ? advice(event, event.diagnosis) : whatToTry(event, reason)}`,
    '',
  ];
}

function why({ diagnosis }: StepEnd): string[] {
  return diagnosis === null ? [] : [`why: ${oneLine(diagnosis.text)}`];
}

/** What helps against the cause; a lesson may also mean to show the failure. */
function advice({ verdict, exitCode }: StepEnd, diagnosis: Diagnosis): string {
  const isMeant = verdict === 'fail' && exitCode !== null && exitCode !== 0 && diagnosis.code !== 'word-misspelt';
  return oneLine(diagnosis.advice) + (isMeant ? `; if the lesson means to show this: <!-- nslab: exit=${exitCode} -->` : '');
}

function shownOutput(output: string, paint: ChalkInstance): string[] {
  const lines = output.trimEnd().split('\n');
  if (output.trim() === '') return [paint.dim('(it printed nothing)')];
  const left = lines.length - lastLines;
  return [...(left > 0 ? [paint.dim(`(${left} more before these)`)] : []), ...lines.slice(-lastLines).map((line) => `  ${shown(line)}`)];
}

/** Documented lines with `-`, real ones with `+`, in the manner of diff(1); the words in which they differ stand out. */
function alignedLines(aligned: readonly AlignedLine[], paint: ChalkInstance): string[] {
  const legend = `${paint.red('- documented')}  ${paint.green('+ real')}`;
  return [legend, ...aligned.flatMap((line) => alignedLine(line, paint))];
}

function alignedLine(line: AlignedLine, paint: ChalkInstance): string[] {
  switch (line.kind) {
    case 'same':
      return [paint.dim(`  ${shown(line.real)}`)];
    case 'elided':
      return [paint.dim(`  ${shown(line.documented)} (${line.realLines} ${line.realLines === 1 ? 'line' : 'lines'})`)];
    case 'missing':
      return [paint.red(`- ${shown(line.documented)}`)];
    case 'unexpected':
      return [paint.green(`+ ${shown(line.real)}`)];
    case 'more':
      return [paint.dim(`  (${line.realLines} more ${line.realLines === 1 ? 'line' : 'lines'})`)];
    case 'different':
      return [
        paint.red(`- ${highlight(line.documented, words(line.words, 'documented'), paint)}`),
        paint.green(`+ ${highlight(line.real, words(line.words, 'real'), paint)}`),
        ...line.words.flatMap((word) => correspondenceNote(word, paint)),
      ];
  }
}

function shown(line: string): string {
  return cutLine(cleanOutput(line));
}

function words(disagreements: readonly Disagreement[], side: 'documented' | 'real'): string[] {
  return disagreements.map((disagreement) => disagreement[side]).filter((word) => word !== '');
}

/** Marks each of the words once, from left to right. */
function highlight(line: string, marked: readonly string[], paint: ChalkInstance): string {
  // So long a line is cut, and the words may be behind the cut.
  if (cutLine(line) !== line) return shown(line);
  let from = 0;
  let text = '';
  for (const word of marked) {
    const at = line.indexOf(word, from);
    if (at === -1) continue;
    text += cleanOutput(line.slice(from, at)) + paint.inverse(cleanOutput(word));
    from = at + word.length;
  }
  return text + cleanOutput(line.slice(from));
}

function correspondenceNote(word: Disagreement, paint: ChalkInstance): string[] {
  const text = correspondenceText(word);
  return text === undefined ? [] : [paint.dim(`  (${shown(text)})`)];
}

function whatToTry(event: StepEnd, reason: Reason): string {
  switch (reason.code) {
    case 'drift:format':
      return `\`nslab check --update\` writes it as it is here; show both with <!-- nslab: alternative="…" -->; or let it be: --fail-on fail,drift:content,unreachable`;
    case 'drift:content':
      return 'correct the command; or, if it is true now, put the real output into the lesson with `nslab check --update`';
    case 'state-missing':
    case 'state-different':
      return stateHint(event);
    case 'unexpected-pass':
      return 'remove the note, so that it is found out when it fails again';
    case 'timeout':
      return 'let it end (`ping -c 2`), document its output up to `^C`, or give it longer: `<!-- nslab: timeout=30s -->`';
    case 'exit-status':
      if (event.exitCode === 127) return 'correct the name, or install the program: a lab has the programs of this machine';
      return `look around where it failed: nslab check --keep ${oneLine(event.file)}; or document it: <!-- nslab: exit=${event.exitCode} -->`;
    case 'missing-namespace':
      return `make it first: ip netns add ${reason.params['name'] || 'NAME'}; or correct the name`;
    case 'missing-link':
      return `look which links there are: nslab check --keep ${oneLine(event.file)}, then ip link; or document it: <!-- nslab: exit=${event.exitCode} -->`;
    case 'typo-keyword':
      return 'correct the word';
    case 'missing-file':
      return `make the file first, or document the failure: <!-- nslab: exit=${event.exitCode} -->`;
    case 'shell-ended':
      return 'run it in a shell of its own: bash -c "…"';
    case 'incomplete-command':
      return 'close the quote, here-document or compound command';
    default:
      return `look around where it failed: nslab check --keep ${oneLine(event.file)}`;
  }
}

function stateHint(event: StepEnd): string {
  const keep = `nslab check --keep ${oneLine(event.file)}`;
  return missedStates(event).some(({ subject }) => subject === 'diagram')
    ? `correct the commands, or have the diagram redrawn: nslab check --update ${oneLine(event.file)}; or look around: ${keep}`
    : `correct the commands or the expectation; or look around: ${keep}`;
}
