import { readChain } from '../engine/run-lesson.js';
import { reasonText } from '../engine/reasons/reason-text.js';
import type { Lesson, StateExpectation, Step } from '../lesson/lesson.js';
import type { Language } from '../network/language.js';
import { cleanOutput } from '../verify/clean-output.js';
import { chosenLanguage } from './language.js';
import { findLessons, readLesson } from './lesson-files.js';
import { planWords, type PlanWords } from './plan-words.js';
import { readValues } from './values.js';

/** Prints what would run, and why other lines would not; runs nothing. Resolves to the exit status. */
export function plan(
  paths: readonly string[],
  options: { readonly json?: boolean; readonly keys?: boolean; readonly set?: readonly string[] },
): number {
  const values = readValues(options.set ?? []);
  const lessons = findLessons(paths).map(
    (file) => readChain(file, (other, before) => readLesson(other, { values, ...(before && { before }) })).lesson,
  );
  if (options.json) {
    for (const lesson of lessons) process.stdout.write(`${JSON.stringify(planDocument(lesson), null, lessons.length === 1 ? 2 : 0)}\n`);
  } else process.stdout.write(lessons.map((lesson) => planText(lesson, options.keys ?? false)).join('\n'));
  return 0;
}

/** The plan of a lesson as its JSON document, schema 1; see docs/plan.md. */
export function planDocument(lesson: Lesson): object {
  const { file, title, requires, needs, ignored } = lesson;
  return { schema: 1, file, title, requires, needs, steps: lesson.steps.map(planStep), ignored };
}

function planStep(step: Step): object {
  const { key, id, line, endLine, command, section, terminal, shell, impliedExits, timeoutMs, skip } = step;
  const { exit, output, stop, state } = step.expect;
  const expect = {
    exit: exit.length === 1 ? exit[0] : exit,
    output: output && { line: output.line, endLine: output.endLine },
    stop,
    state: state.map(planState),
  };
  return {
    key,
    id,
    line,
    endLine,
    command,
    section,
    terminal,
    shell,
    impliedExits,
    timeoutMs,
    expect,
    skip: skip && { code: skip.code, text: skip.text },
  };
}

function planState(state: StateExpectation): object {
  const { kind, line, endLine } = state;
  if (state.kind === 'facts') return { kind, line, endLine, facts: state.facts.map(({ text }) => text) };
  return { kind, line, endLine, exact: state.isExact };
}

function planText(lesson: Lesson, hasKeys: boolean): string {
  const language = chosenLanguage();
  const words = planWords[language];
  const steps = lesson.steps.map((step) => {
    const [first, ...rest] = cleanOutput(step.command).split('\n');
    const key = hasKeys ? `${step.key.padEnd(10)}  ` : '';
    const exits = step.impliedExits === 0 ? '' : `${' '.repeat(20)}${words.exits(step.impliedExits)}\n`;
    const state = step.expect.state
      .flatMap((one) => stateNotes(one, words))
      .map((note) => `${' '.repeat(20)}${words.expects(cleanOutput(note))}\n`);
    const more = rest.map((line) => `${' '.repeat(20)}${line}\n`).join('');
    const notes = expected(step, language);
    return `${exits}${key}${`${step.line}`.padStart(6)}  ${place(step).padEnd(10)}  ${first}${notes}\n${more}${state.join('')}`;
  });
  const ignored = lesson.ignored.map(({ line, endLine, code, text }) => {
    const lines = line === endLine ? `${line}` : `${line}-${endLine}`;
    return `${lines.padStart(10)}  ${code}${words.colon}${words.ignored[code] ?? text}\n`;
  });
  return [
    `${cleanOutput(lesson.title)}  ${lesson.file}\n`,
    `  ${lesson.steps.length === 0 ? words.noStep : words.head}\n`,
    ...steps,
    ...(ignored.length === 0 ? [] : [`  ${words.leftAlone}\n`, ...ignored]),
  ].join('');
}

/** What the network is expected to be like, a line for each. */
function stateNotes(state: StateExpectation, words: PlanWords): string[] {
  if (state.kind === 'facts') return state.facts.map(({ text }) => text);
  return [words.network(state.line, state.isExact)];
}

function place(step: Step): string {
  return step.terminal === 'main' ? step.shell : `${step.terminal}/${step.shell}`;
}

function expected(step: Step, language: Language): string {
  const words = planWords[language];
  const { exit, output, stop } = step.expect;
  const notes = [
    step.skip && words.skipped(step.skip.code, reasonText(step.skip, language)),
    stop === null && exit.join() !== '0' && words.exit(exit),
    output && words.output(output.endLine - output.line + 1),
    step.runsOn && words.goesOn,
    stop && words.ctrlC,
  ].filter(Boolean);
  return notes.length === 0 ? '' : `   → ${notes.join(words.comma)}`;
}
