import { readChain } from '../engine/run-lesson.js';
import type { Lesson, StateExpectation, Step } from '../lesson/lesson.js';
import { cleanOutput } from '../verify/clean-output.js';
import { findLessons, readLesson } from './lesson-files.js';
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
  return { key, id, line, endLine, command, section, terminal, shell, impliedExits, timeoutMs, expect, skip };
}

function planState(state: StateExpectation): object {
  const { kind, line, endLine } = state;
  if (state.kind === 'facts') return { kind, line, endLine, facts: state.facts.map(({ text }) => text) };
  return { kind, line, endLine, exact: state.isExact };
}

function planText(lesson: Lesson, hasKeys: boolean): string {
  const steps = lesson.steps.map((step) => {
    const [first, ...rest] = cleanOutput(step.command).split('\n');
    const key = hasKeys ? `${step.key.padEnd(10)}  ` : '';
    const exits =
      step.impliedExits === 0
        ? ''
        : `${' '.repeat(20)}(leaves ${step.impliedExits === 1 ? 'a shell' : `${step.impliedExits} shells`} first, without a written exit)\n`;
    const state = step.expect.state.flatMap(stateNotes).map((note) => `${' '.repeat(20)}expects ${cleanOutput(note)}\n`);
    const more = rest.map((line) => `${' '.repeat(20)}${line}\n`).join('');
    return `${exits}${key}${`${step.line}`.padStart(6)}  ${place(step).padEnd(10)}  ${first}${expected(step)}\n${more}${state.join('')}`;
  });
  const ignored = lesson.ignored.map(({ line, endLine, code, text }) => {
    return `${(line === endLine ? `${line}` : `${line}-${endLine}`).padStart(10)}  ${code}: ${text}\n`;
  });
  return [
    `${cleanOutput(lesson.title)}  ${lesson.file}\n`,
    lesson.steps.length === 0 ? '  no step\n' : `  line  shell       command\n`,
    ...steps,
    ...(ignored.length === 0 ? [] : ['  left alone:\n', ...ignored]),
  ].join('');
}

/** What the network is expected to be like, a line for each. */
function stateNotes(state: StateExpectation): string[] {
  if (state.kind === 'facts') return state.facts.map(({ text }) => text);
  return [`the network of the diagram in line ${state.line}${state.isExact ? ', and nothing else' : ''}`];
}

function place(step: Step): string {
  return step.terminal === 'main' ? step.shell : `${step.terminal}/${step.shell}`;
}

function expected(step: Step): string {
  const { exit, output, stop } = step.expect;
  const notes = [
    step.skip && `skipped (${step.skip.code}): ${step.skip.text}`,
    stop === null && exit.join() !== '0' && `exit ${exit.join(' or ')}`,
    output && outputNote(output.endLine - output.line + 1),
    step.runsOn && 'goes on',
    stop && 'then Ctrl-C',
  ].filter(Boolean);
  return notes.length === 0 ? '' : `   → ${notes.join(', ')}`;
}

function outputNote(lines: number): string {
  return `output of ${lines} ${lines === 1 ? 'line' : 'lines'}`;
}
