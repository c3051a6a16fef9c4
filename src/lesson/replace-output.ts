import { diffArrays } from 'diff';
import { parseLesson, type ParseOptions } from './parse-lesson.js';
import type { Lesson, Step } from './lesson.js';

/** New lines for the output of a step, or for a diagram of the network after it. */
export interface OutputChange {
  readonly what: 'output' | 'diagram';
  /** The step's place among the lesson's steps, from 1. */
  readonly id: number;
  /** Its lines in the file now; one that is empty ends before it begins. */
  readonly line: number;
  readonly endLine: number;
  /** As they stand in the lesson: without what belongs to lists, quotes and blocks around them. */
  readonly before: readonly string[];
  readonly lines: readonly string[];
}

/** An output that has drifted, or a diagram that is not true, and may not be changed. */
export interface OutputLeft {
  readonly what: 'output' | 'diagram';
  readonly id: number;
  readonly line: number;
  readonly why: string;
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
  let lines: readonly string[] = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  for (const { line, endLine, before, lines: wanted } of changes.toSorted((a, b) => b.line - a.line)) {
    const old = lines.slice(line - 1, endLine);
    const written = old.length === 0 ? fillBlock(lines[line - 2]!, wanted) : writeLines(old, before, wanted);
    // The last line of the file may have no end.
    if (written.length > 0 && old.length > 0 && !lineEnd.test(old.at(-1)!))
      written[written.length - 1] = written.at(-1)!.replace(lineEnd, '');
    lines = lines.slice(0, line - 1).concat(written, lines.slice(endLine));
  }
  return lines.join('');
}

const lineEnd = /(?:\r\n|\r|\n)$/;

/** @param opening the fence of a block that has no lines */
function fillBlock(opening: string, wanted: readonly string[]): string[] {
  const prefix = /^.*?(?=`{3,}|~{3,})/.exec(opening)![0].replaceAll(/[^\s>]/g, ' ');
  return wanted.map((line) => `${prefix}${line}`.trimEnd() + lineEnd.exec(opening)![0]);
}

/** @param old the lines of the file in which `before` stands */
function writeLines(old: readonly string[], before: readonly string[], wanted: readonly string[]): string[] {
  const end = lineEnd.exec(old[0]!)?.[0] ?? '\n';
  const isHtml = old.some((source, index) => !source.replace(lineEnd, '').endsWith(before[index] ?? '') && /&\w+;|<\w/.test(source));
  const written: string[] = [];
  let at = 0;
  for (const part of changedParts(before, wanted)) {
    if (part.removed) at += part.count;
    else if (part.added) {
      const like = Math.max(0, Math.min(at, before.length) - 1);
      const prefix = prefixOf(old[like]!, before[like]!).replaceAll(/[^\s>]/g, ' ');
      for (const line of part.value) written.push(`${prefix}${isHtml ? escapeHtml(line) : line}`.trimEnd() + end);
    } else {
      // What stays keeps every byte.
      for (let count = 0; count < part.count; count += 1, at += 1) written.push(lineEnd.test(old[at]!) ? old[at]! : old[at]! + end);
    }
  }
  return written;
}

function changedParts(
  before: readonly string[],
  wanted: readonly string[],
): { added: boolean; removed: boolean; count: number; value: string[] }[] {
  const parts = diffArrays([...before], [...wanted], {
    comparator: (one, other) => one.trimEnd() === other.trimEnd(),
    maxEditLength: 2000,
  });
  // With so many differences nothing stays.
  return (
    parts ?? [
      { added: false, removed: true, count: before.length, value: [...before] },
      { added: true, removed: false, count: wanted.length, value: [...wanted] },
    ]
  );
}

/** What stands before a line of an output in the file: indentation, `> `. */
function prefixOf(line: string, text: string): string {
  const bare = line.replace(lineEnd, '');
  return bare.endsWith(text) ? bare.slice(0, bare.length - text.length) : (/^(?:\s*>)*/.exec(bare)?.[0] ?? '');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
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
    const wanted = changes.find(({ id, what }) => what === 'output' && id === old.id)?.lines ?? old.expect.output?.lines ?? [];
    const isSame =
      step.command === old.command && step.shell === old.shell && step.terminal === old.terminal && step.skip?.code === old.skip?.code;
    return isSame && trimmed(step.expect.output?.lines ?? []) === trimmed(wanted) && hasDiagrams(step, old, changes);
  });
}

/** Whether the diagrams of a step are the old ones, with the changes. */
function hasDiagrams(step: Step, old: Step, changes: readonly OutputChange[]): boolean {
  const wanted = old.expect.state.flatMap((state) => {
    if (state.kind !== 'diagram') return [];
    const change = changes.find(({ what, line }) => what === 'diagram' && line === state.line + 1);
    return [trimmed(change?.lines ?? state.text.split('\n'))];
  });
  const real = step.expect.state.flatMap((state) => (state.kind === 'diagram' ? [trimmed(state.text.split('\n'))] : []));
  return wanted.length === real.length && wanted.every((text, index) => text === real[index]);
}

function trimmed(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/^\n+|\n+$/g, '');
}
