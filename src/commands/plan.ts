import type { Lesson, Step } from '../lesson/lesson.js';
import { cleanOutput } from '../verify/clean-output.js';
import { findLessons, readLesson } from './lesson-files.js';

/** Prints what would run, and why other lines would not; runs nothing. Resolves to the exit status. */
export function plan(paths: readonly string[], options: { readonly json?: boolean }): number {
  const lessons = findLessons(paths).map(readLesson);
  if (options.json) {
    for (const lesson of lessons) process.stdout.write(`${JSON.stringify(planDocument(lesson), null, lessons.length === 1 ? 2 : 0)}\n`);
  } else process.stdout.write(lessons.map(planText).join('\n'));
  return 0;
}

/** The plan of a lesson as its JSON document, schema 1; see docs/plan.md. */
export function planDocument(lesson: Lesson): object {
  const { file, title, requires, ignored } = lesson;
  return { schema: 1, file, title, requires, steps: lesson.steps.map(planStep), ignored };
}

function planStep(step: Step): object {
  const { key, id, line, endLine, command, section, terminal, shell, impliedExits, timeoutMs, skip } = step;
  const { exit, output, stop } = step.expect;
  const expect = {
    exit: exit.length === 1 ? exit[0] : exit,
    output: output && { line: output.line, endLine: output.endLine },
    stop,
    state: [],
  };
  return { key, id, line, endLine, command, section, terminal, shell, impliedExits, timeoutMs, expect, skip };
}

function planText(lesson: Lesson): string {
  const steps = lesson.steps.map((step) => {
    const [first, ...rest] = cleanOutput(step.command).split('\n');
    const more = rest.map((line) => `${' '.repeat(20)}${line}\n`).join('');
    return `${`${step.line}`.padStart(6)}  ${place(step).padEnd(10)}  ${first}${expected(step)}\n${more}`;
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

function place(step: Step): string {
  return step.terminal === 'main' ? step.shell : `${step.terminal}/${step.shell}`;
}

function expected(step: Step): string {
  const { exit, output, stop } = step.expect;
  const notes = [
    step.skip && `skipped: ${step.skip.text}`,
    stop === null && exit.join() !== '0' && `exit ${exit.join(' or ')}`,
    output && outputNote(output.endLine - output.line + 1),
    stop && 'then Ctrl-C',
  ].filter(Boolean);
  return notes.length === 0 ? '' : `   → ${notes.join(', ')}`;
}

function outputNote(lines: number): string {
  return `output of ${lines} ${lines === 1 ? 'line' : 'lines'}`;
}
