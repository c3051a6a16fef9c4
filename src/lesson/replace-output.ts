import { parseLesson, type ParseOptions } from './parse-lesson.js';
import type { Lesson } from './lesson.js';

/** New lines for the output of a step. */
export interface OutputChange {
  /** The step's place among the lesson's steps, from 1. */
  readonly id: number;
  /** Its lines in the file now. */
  readonly line: number;
  readonly endLine: number;
  /** As they stand in the lesson: without what belongs to lists, quotes and blocks around them. */
  readonly before: readonly string[];
  readonly lines: readonly string[];
}

export interface Replaced {
  readonly text: string;
  readonly done: readonly OutputChange[];
  /** Those that would not be read as an output again, for example because a line looks like a prompt. */
  readonly refused: readonly OutputChange[];
}

/**
 * Puts new outputs into the text of a lesson and changes nothing else: indentation, markers of lists and quotes and line ends stay. What would
 * change how the lesson is read is refused.
 */
export function replaceOutputs(file: string, text: string, changes: readonly OutputChange[], options: ParseOptions): Replaced {
  const before = parseLesson(file, text, options);
  const all = write(text, changes);
  if (isAsMeant(before, changes, all, options)) return { text: all, done: changes, refused: [] };
  // From the last to the first, so that line numbers stay.
  let done: OutputChange[] = [];
  for (const change of changes.toSorted((a, b) => b.line - a.line)) {
    const more = [change, ...done];
    if (isAsMeant(before, more, write(text, more), options)) done = more;
  }
  return { text: write(text, done), done, refused: changes.filter((change) => !done.includes(change)) };
}

function write(text: string, changes: readonly OutputChange[]): string {
  // With their line ends, which may differ from one another.
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  for (const { line, endLine, before, lines: wanted } of changes.toSorted((a, b) => b.line - a.line)) {
    const old = lines.slice(line - 1, endLine);
    const written = wanted.map((wantedLine, index) => {
      const like = old[Math.min(index, old.length - 1)]!;
      const ending = /[\r\n]+$/.exec(like)?.[0] ?? /[\r\n]+$/.exec(old[0]!)?.[0] ?? '\n';
      const prefix = prefixOf(like, before[Math.min(index, before.length - 1)]!);
      return `${index < old.length ? prefix : prefix.replaceAll(/[^\s>]/g, ' ')}${wantedLine}`.trimEnd() + ending;
    });
    // The last line of the file may have no end.
    const isOpen = written.length > 0 && !/[\r\n]$/.test(old.at(-1)!);
    if (isOpen) written[written.length - 1] = written.at(-1)!.replace(/[\r\n]+$/, '');
    lines.splice(line - 1, endLine - line + 1, ...written);
  }
  return lines.join('');
}

/** What stands before a line of an output in the file: indentation, `> `. */
function prefixOf(line: string, text: string): string {
  const bare = line.replace(/[\r\n]+$/, '');
  return bare.endsWith(text) ? bare.slice(0, bare.length - text.length) : (/^[\s>]*/.exec(bare)?.[0] ?? '');
}

/** Whether the new text has the same steps, with the new outputs. */
function isAsMeant(before: Lesson, changes: readonly OutputChange[], text: string, options: ParseOptions): boolean {
  let after: Lesson;
  try {
    after = parseLesson(before.file, text, options);
  } catch {
    return false;
  }
  if (after.steps.length !== before.steps.length) return false;
  return after.steps.every((step, index) => {
    const old = before.steps[index]!;
    const wanted = changes.find(({ id }) => id === old.id)?.lines ?? old.expect.output?.lines ?? [];
    const isSame =
      step.command === old.command && step.shell === old.shell && step.terminal === old.terminal && step.skip?.code === old.skip?.code;
    return isSame && trimmed(step.expect.output?.lines ?? []) === trimmed(wanted);
  });
}

function trimmed(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/^\n+|\n+$/g, '');
}
