import type { ChalkInstance } from 'chalk';
import { diagnosisIn } from '../engine/diagnosis/diagnose.js';
import type { Diagnosis } from '../engine/diagnosis/diagnosis.js';
import type { Reason, StepEnd } from '../engine/events.js';
import { isAboutState } from '../engine/judge-state.js';
import type { Language } from '../network/language.js';
import type { AlignedLine } from '../verify/align-output.js';
import { cleanOutput } from '../verify/clean-output.js';
import type { Disagreement } from '../verify/correspondence.js';
import { correspondenceText } from './correspondence-text.js';
import { failurePlace, missedStates } from './failure-place.js';
import { failureWords, type FailureWords } from './failure-words.js';
import { reasonOfStep } from './reason-of-step.js';
import { stateLines } from './state-lines.js';
import { cutLine, oneLine } from './shown-text.js';

/** How much of an output is shown where the exit status is wrong. */
const lastLines = 15;

/** What a person needs to mend a step: where and why, the command and its shell, what it printed, and what to try. */
export function failureLines(event: StepEnd, paint: ChalkInstance, language: Language = 'en'): string[] {
  const { reason, verdict } = event;
  if (!reason || verdict === 'pass' || verdict === 'skip' || verdict === 'unreachable') return [];
  const words = failureWords[language];
  const { line } = failurePlace(event);
  // A known failure says so on its line.
  if (event.known) return [];
  const place = `${oneLine(event.file)}:${line}: ${oneLine(reasonOfStep(event, language))}`;
  const diagnosis = event.diagnosis && diagnosisIn(event.diagnosis, language);
  const why = diagnosis === null ? [] : [words.why(oneLine(diagnosis.text))];
  // What follows from an earlier step is mended there.
  if (event.causedBy !== null && verdict === 'fail') return [paint.dim(place), ...why.map((text) => paint.dim(text))];
  return [
    '',
    paint.bold(place),
    `${paint.dim(`${oneLine(event.shell)}$`)} ${cleanOutput(event.command).replaceAll('\n', '\n        ')}`,
    ...whatCame(event, paint, language),
    ...why.map((text) => paint.bold(text)),
    `${paint.dim(words.try)}${language === 'zh' ? '' : ' '}${diagnosis ? advice(event, diagnosis, words) : whatToTry(event, reason, words)}`,
    '',
  ];
}

/** What a step has brought beside what it should have: its output beside the documented one, the network beside what it has to be like, or what it printed. */
export function whatCame(event: StepEnd, paint: ChalkInstance, language: Language): string[] {
  const output = event.expectations.find((expectation) => expectation.kind === 'output');
  if (isAboutState(event)) return stateLines(missedStates(event), paint, language);
  if (output?.aligned) return alignedLines(output.aligned, paint, language);
  return event.attempts > 0 ? shownOutput(event.output, paint, failureWords[language]) : [];
}

/** What helps against the cause; a lesson may also mean to show the failure. */
function advice({ verdict, exitCode }: StepEnd, diagnosis: Diagnosis, words: FailureWords): string {
  const isMeant = verdict === 'fail' && exitCode !== null && exitCode !== 0 && diagnosis.code !== 'word-misspelt';
  return oneLine(diagnosis.advice) + (isMeant ? words.meant(exitCode) : '');
}

function shownOutput(output: string, paint: ChalkInstance, words: FailureWords): string[] {
  const lines = output.trimEnd().split('\n');
  if (output.trim() === '') return [paint.dim(words.printedNothing)];
  const left = lines.length - lastLines;
  return [...(left > 0 ? [paint.dim(words.moreBefore(left))] : []), ...lines.slice(-lastLines).map((line) => `  ${shown(line)}`)];
}

/** Documented lines with `-`, real ones with `+`, in the manner of diff(1); the words in which they differ stand out. */
function alignedLines(aligned: readonly AlignedLine[], paint: ChalkInstance, language: Language): string[] {
  const { documented, real } = failureWords[language];
  const legend = `${paint.red(`- ${documented}`)}  ${paint.green(`+ ${real}`)}`;
  return [legend, ...aligned.flatMap((line) => alignedLine(line, paint, language))];
}

function alignedLine(line: AlignedLine, paint: ChalkInstance, language: Language): string[] {
  switch (line.kind) {
    case 'same':
      return [paint.dim(`  ${shown(line.real)}`)];
    case 'elided':
      return [paint.dim(`  ${shown(line.documented)} ${failureWords[language].lines(line.realLines)}`)];
    case 'missing':
      return [paint.red(`- ${shown(line.documented)}`)];
    case 'unexpected':
      return [paint.green(`+ ${shown(line.real)}`)];
    case 'more':
      return [paint.dim(`  ${failureWords[language].more(line.realLines)}`)];
    case 'different':
      return [
        paint.red(`- ${highlight(line.documented, wordsOn(line.words, 'documented'), paint)}`),
        paint.green(`+ ${highlight(line.real, wordsOn(line.words, 'real'), paint)}`),
        ...line.words.flatMap((word) => correspondenceNote(word, paint, language)),
      ];
  }
}

function shown(line: string): string {
  return cutLine(cleanOutput(line));
}

function wordsOn(disagreements: readonly Disagreement[], side: 'documented' | 'real'): string[] {
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

function correspondenceNote(word: Disagreement, paint: ChalkInstance, language: Language): string[] {
  const text = correspondenceText(word, language);
  return text === undefined ? [] : [paint.dim(`  (${shown(text)})`)];
}

function whatToTry(event: StepEnd, reason: Reason, words: FailureWords): string {
  const file = oneLine(event.file);
  const exit = event.exitCode;
  switch (reason.code) {
    case 'drift:format':
      return words.newForm;
    case 'drift:content':
      return words.newContent;
    case 'state-missing':
    case 'state-different': {
      const isDiagram = missedStates(event).some(({ subject }) => subject === 'diagram');
      return (isDiagram ? words.redraw(file) : words.correctState) + words.orLookAround(file);
    }
    case 'unexpected-pass':
      return words.removeNote;
    case 'timeout':
      return words.endIt;
    case 'exit-status':
      return exit === 127 ? words.noProgram : words.lookAround(file) + words.orDocument(exit);
    case 'missing-namespace':
      return words.makeNamespace(`${reason.params['name'] || 'NAME'}`);
    case 'missing-link':
      return words.lookAtLinks(file) + words.orDocument(exit);
    case 'typo-keyword':
      return words.correctWord;
    case 'missing-file':
      return words.makeFile(exit);
    case 'shell-ended':
      return words.ownShell;
    case 'incomplete-command':
      return words.close;
    default:
      return words.lookAround(file);
  }
}
