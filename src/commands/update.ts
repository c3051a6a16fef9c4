import { readFileSync, realpathSync } from 'node:fs';
import type { ChalkInstance } from 'chalk';
import { structuredPatch } from 'diff';
import { NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import { printLesson, type ParseOptions } from '../lesson/parse-lesson.js';
import { replaceOutputs, type OutputChange } from '../lesson/replace-output.js';
import { cleanOutput } from '../verify/clean-output.js';
import { writeAtomically } from './write-atomically.js';

export interface Update {
  /** What was changed, for people: a diff, and what had to be left. */
  readonly text: string;
  /** What is true now. */
  readonly done: readonly OutputChange[];
}

const byteOrderMark = '\uFEFF';

/**
 * Writes outputs into a lesson's file, all of them or none.
 * @throws {NslabError} `changed-meanwhile` when the file is not the one that was run, `unwritable`
 */
export function updateLesson(lesson: Lesson, changes: readonly OutputChange[], options: ParseOptions, paint: ChalkInstance): Update {
  const { file, written } = readAgain(lesson.file);
  const text = written.replace(byteOrderMark, '');
  if (text !== printLesson(lesson)) {
    throw new NslabError('changed-meanwhile', 'the file was changed while its lesson ran, so it was left as it is', {
      position: { file: lesson.file },
      hint: 'run it once more',
    });
  }
  const replaced = replaceOutputs(lesson.file, text, changes, options);
  if (replaced.text !== text) writeAtomically(file, written.startsWith(byteOrderMark) ? byteOrderMark + replaced.text : replaced.text);
  const refused = replaced.refused.map(({ line, what }) =>
    what === 'diagram'
      ? `${lesson.file}:${line}: its diagram was left, for the lesson would be read in another way\n`
      : `${lesson.file}:${line}: its output was left, for it would not be read as an output again; try: \`<!-- nslab: read=session -->\`\n`,
  );
  return { text: diff(lesson.file, text, replaced.text, paint) + refused.join(''), done: replaced.done };
}

function readAgain(name: string): { readonly file: string; readonly written: string } {
  try {
    const file = realpathSync(name);
    return { file, written: readFileSync(file, 'utf8') };
  } catch (error) {
    throw new NslabError('changed-meanwhile', `the file was taken away while its lesson ran (${(error as NodeJS.ErrnoException).code})`, {
      position: { file: name },
      cause: error,
      hint: 'put it back and run it once more',
    });
  }
}

function diff(file: string, before: string, after: string, paint: ChalkInstance): string {
  const { hunks } = structuredPatch(file, file, before, after, '', '', { context: 2 });
  if (hunks.length === 0) return '';
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: changed }) => [
    paint.cyan(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
    ...changed.map((line) => {
      const shown = line[0] + cleanOutput(line.slice(1));
      return line.startsWith('-') ? paint.red(shown) : line.startsWith('+') ? paint.green(shown) : shown;
    }),
  ]);
  return `${paint.bold(`--- ${file}\n+++ ${file}`)}\n${lines.join('\n')}\n`;
}
