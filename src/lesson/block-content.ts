import type { ExpectedOutput, IgnoredCode, IgnoredLines } from './lesson.js';

/** A command as it stands in a block, before the block's settings are applied. */
export interface WrittenCommand {
  readonly command: string;
  readonly line: number;
  readonly endLine: number;
  readonly output: ExpectedOutput | null;
  /** The prompt before it, without blanks; `null` where none stands. */
  readonly prompt: string | null;
  /** The comments and captions in the block that stand right above it. */
  readonly caption: string;
}

export interface BlockContent {
  readonly commands: readonly WrittenCommand[];
  readonly ignored: readonly IgnoredLines[];
  /** The lines of a block in which there is nothing but what a tool prints; else `null`. */
  readonly output: ExpectedOutput | null;
}

const ignoredTexts: Record<IgnoredCode, string> = {
  comment: 'a comment',
  'config-file': 'the text of a configuration file',
  'empty-prompt': 'a prompt at which nothing was typed',
  'incomplete-command': 'the shell would wait for more: a quote, here-document or compound command stays open',
  'no-prompt': 'no prompt, and nothing that certainly is a command',
  'not-shell': 'a block in another language',
  'output-of-no-command': 'output that belongs to no command',
  prose: 'written for the reader',
  'script-file': 'a script with its own #! line is a file, not something that is typed',
  'unknown-command': 'does not start with a command known to nslab; a prompt before it makes it one',
};

/** What has been found in a block so far. Places are indices of its lines, ends exclusive. */
export class FoundContent {
  readonly commands: WrittenCommand[] = [];
  readonly ignored: IgnoredLines[] = [];
  readonly #lines: readonly string[];
  readonly #firstLine: number;

  constructor(lines: readonly string[], firstLine: number) {
    this.#lines = lines;
    this.#firstLine = firstLine;
  }

  /** Notes that lines are left alone; together with the ones before them when those are left alone for the same reason. */
  ignore(start: number, end: number, code: IgnoredCode): void {
    let first = start;
    let last = end;
    while (first < last - 1 && this.#lines[first]!.trim() === '') first += 1;
    while (last > first + 1 && this.#lines[last - 1]!.trim() === '') last -= 1;
    const before = this.ignored.at(-1);
    const between = before && this.#lines.slice(before.endLine - this.#firstLine + 1, first);
    if (before?.code === code && between!.every((line) => line.trim() === '') && code !== 'unknown-command') {
      this.ignored[this.ignored.length - 1] = { ...before, endLine: this.#firstLine + last - 1 };
    } else this.ignored.push({ line: this.#firstLine + first, endLine: this.#firstLine + last - 1, code, text: ignoredTexts[code] });
  }

  /** The lines of an output, blank ones around it left out; `null` when nothing is documented. */
  takeOutput(from: number, to: number): ExpectedOutput | null {
    let start = from;
    let end = to;
    while (start < end && this.#lines[start]!.trim() === '') start += 1;
    while (end > start && this.#lines[end - 1]!.trim() === '') end -= 1;
    if (start >= end) return null;
    return { lines: this.#lines.slice(start, end), line: this.#firstLine + start, endLine: this.#firstLine + end - 1 };
  }
}
