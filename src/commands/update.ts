import { readFileSync, realpathSync } from 'node:fs';
import type { ChalkInstance } from 'chalk';
import { structuredPatch } from 'diff';
import { NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import { printLesson, type ParseOptions } from '../lesson/parse-lesson.js';
import { replaceOutputs, type OutputChange } from '../lesson/replace-output.js';
import { cleanOutput } from '../verify/clean-output.js';
import { writeAtomically } from './write-atomically.js';
import { chosenLanguage } from './language.js';
import { runWords } from './run-words.js';

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
    throw new NslabError(
      'changed-meanwhile',
      { en: 'the file was changed while its lesson ran, so it was left as it is', zh: '课程运行期间文件被修改过，因此没有改动它' },
      {
        position: { file: lesson.file },
        hint: { en: 'run it once more', zh: '再运行一次' },
      },
    );
  }
  const replaced = replaceOutputs(lesson.file, text, changes, options);
  if (replaced.text !== text) writeAtomically(file, written.startsWith(byteOrderMark) ? byteOrderMark + replaced.text : replaced.text);
  const words = runWords[chosenLanguage()];
  const refused = replaced.refused.map(({ line, what }) =>
    what === 'diagram' ? `${lesson.file}:${line}: ${words.diagramUnreadable}\n` : `${lesson.file}:${line}: ${words.outputUnreadable}\n`,
  );
  return { text: diff(lesson.file, text, replaced.text, paint) + refused.join(''), done: replaced.done };
}

function readAgain(name: string): { readonly file: string; readonly written: string } {
  try {
    const file = realpathSync(name);
    return { file, written: readFileSync(file, 'utf8') };
  } catch (error) {
    throw new NslabError(
      'changed-meanwhile',
      {
        en: `the file was taken away while its lesson ran (${(error as NodeJS.ErrnoException).code})`,
        zh: `课程运行期间文件被移走了（${(error as NodeJS.ErrnoException).code}）`,
      },
      {
        position: { file: name },
        cause: error,
        hint: { en: 'put it back and run it once more', zh: '把文件放回去，再运行一次' },
      },
    );
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
