import { isUtf8 } from 'node:buffer';
import * as v from 'valibot';
import { NslabError } from '../../errors.js';
import { bounds, headerSchema, lineSchema } from './journal-lines.js';
import { nextState, startState, type JournalState } from './journal-state.js';
import type { Words } from '../../words.js';

/**
 * What the bytes of a journal say. A last line that is not whole was being written when the machine lost its power: it is left out, since nothing was
 * run on its word.
 * @returns `undefined` when there is not even a whole first line
 * @throws {NslabError} `journal-damaged`, `journal-version`, `journal-lesson`
 */
export function parseJournal(bytes: Buffer, file: string, lessonPath: string): JournalState | undefined {
  if (bytes.length > bounds.bytes) {
    const [size, most] = [(bytes.length / 1e6).toFixed(1), bounds.bytes / 1e6];
    throw damaged(file, undefined, { en: `${size} MB, expected at most ${most} MB`, zh: `大小为 ${size} MB，最多应为 ${most} MB` });
  }
  const lines = wholeLines(bytes);
  if (lines.length === 0) return undefined;
  let state = startState(readHeader(readLine(lines[0]!, file, 1), file, lessonPath));
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const result = v.safeParse(lineSchema, readLine(line, file, index + 1), { abortEarly: true });
    if (!result.success) throw unexpectedValue(file, index + 1, result.issues, { en: 'a line of a journal', zh: '日志的一行' });
    const next = nextState(state, result.output, line.toString('utf8'));
    if ('en' in next) throw damaged(file, index + 1, next);
    state = next;
  }
  return state;
}

/** The lines that end. One with a NUL is such as a file system leaves when it knew of the length of the file, and not yet of what is in it. */
function wholeLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0, to = bytes.indexOf(10); to !== -1; from = to + 1, to = bytes.indexOf(10, from)) lines.push(bytes.subarray(from, to));
  if (lines.at(-1)?.includes(0)) lines.pop();
  return lines;
}

function readLine(line: Buffer, file: string, number: number): unknown {
  try {
    if (isUtf8(line)) return JSON.parse(line.toString('utf8'));
  } catch {
    // Told below.
  }
  throw damaged(file, number, { en: 'unexpected text, expected one JSON object', zh: '文本意外，应为一个 JSON 对象' });
}

function readHeader(value: unknown, file: string, lessonPath: string): JournalState['header'] {
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (typeof schema === 'number' && Number.isSafeInteger(schema) && schema > 1) {
    throw new NslabError(
      'journal-version',
      { en: `a journal of schema ${schema}, this nslab knows schema 1`, zh: `日志的 schema 为 ${schema}，而这个 nslab 只认识 schema 1` },
      {
        position: { file, line: 1 },
        hint: {
          en: `update nslab, or start the lesson from the beginning: this journal is put aside as ${file}.old`,
          zh: `更新 nslab，或从头开始本课：这份日志会另存为 ${file}.old`,
        },
      },
    );
  }
  const result = v.safeParse(headerSchema, value, { abortEarly: true });
  if (!result.success) throw unexpectedValue(file, 1, result.issues, { en: 'the first line of a journal', zh: '日志的第一行' });
  if (result.output.lesson !== lessonPath) {
    throw new NslabError(
      'journal-lesson',
      { en: 'a journal of another lesson', zh: '这是另一课的日志' },
      {
        position: { file, line: 1 },
        hint: {
          en: `start this lesson from the beginning: this journal is put aside as ${file}.old`,
          zh: `从头开始本课：这份日志会另存为 ${file}.old`,
        },
      },
    );
  }
  return result.output;
}

/** Where a line is wrong: only the first name, which is one of ours; what comes below it is the file's. */
function unexpectedValue(file: string, line: number, issues: readonly v.BaseIssue<unknown>[], expected: Words): NslabError {
  const key: unknown = issues[0]?.path?.[0]?.key;
  const field = typeof key === 'string' && /^[A-Za-z]{1,20}$/.test(key) ? key : undefined;
  return damaged(file, line, {
    en: `unexpected value${field === undefined ? '' : ` in ${field}`}, expected ${expected.en}`,
    zh: `${field === undefined ? '' : `${field} 的`}值意外，应为${expected.zh}`,
  });
}

export function damaged(file: string, line: number | undefined, words: Words): NslabError {
  return new NslabError('journal-damaged', words, {
    position: line === undefined ? { file } : { file, line },
    hint: {
      en: `mend the line, or start the lesson from the beginning: this journal is put aside as ${file}.old`,
      zh: `修复这一行，或从头开始本课：这份日志会另存为 ${file}.old`,
    },
  });
}
