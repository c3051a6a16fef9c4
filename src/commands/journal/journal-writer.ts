import { closeSync, fsync, ftruncateSync, fsyncSync, write } from 'node:fs';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { replaceDurably } from './durable-file.js';
import { bounds, lineSchema, type JournalLine } from './journal-lines.js';
import { nextState, type JournalState } from './journal-state.js';
import type { Words } from '../../words.js';

const writeTo = promisify(write);
const flush = promisify(fsync);

/** A line before its time is put into it. */
export type NewLine = JournalLine extends infer Line ? (Line extends JournalLine ? Omit<Line, 'at'> : never) : never;

/** The file is rewritten without what is undone when that is more than what counts, and this much. */
const fewestWastedBytes = 64_000;

/** Writes lines, each of which is on disk when its promise resolves, and which can be read again. */
export class JournalWriter {
  readonly file: string;
  #state: JournalState;
  #open: number;
  #bytes: number;

  /** The file gets what counts of the state; an old one is replaced. @throws the error of the system */
  constructor(file: string, state: JournalState) {
    this.file = file;
    this.#state = state;
    const text = textOf(state);
    this.#open = replaceDurably(file, text);
    this.#bytes = Buffer.byteLength(text);
  }

  get state(): JournalState {
    return this.#state;
  }

  /**
   * Adds a line.
   * @returns why there is no place for it: then nothing has changed
   * @throws the error of the system: then the file is as before, as far as it lets us
   */
  async add(line: NewLine): Promise<Words | undefined> {
    const written: unknown = JSON.parse(JSON.stringify({ ...line, at: new Date().toISOString() }));
    const read = v.safeParse(lineSchema, written, { abortEarly: true });
    if (!read.success) return { en: 'a command or what came of it is too large to be kept', zh: '有一条命令或其结果太大，无法保存' };
    // In the order of the schema, and nothing else that the caller's objects have.
    const text = JSON.stringify(read.output);
    if (line.type === 'keep') return this.#keep(read.output, text);
    const length = Buffer.byteLength(text) + 1;
    if (this.#bytes + length > bounds.bytes && this.#wastedBytes() > bounds.bytes / 8) this.#rewrite();
    if (this.#bytes + length > bounds.bytes)
      return { en: `it would have more than ${bounds.bytes / 1e6} MB`, zh: `它会超过 ${bounds.bytes / 1e6} MB` };
    const next = nextState(this.#state, read.output, text);
    if ('en' in next) return { en: `it would have ${next.en}`, zh: `它的${next.zh}` };
    this.#state = next;
    return this.#append(text);
  }

  close(): void {
    closeSync(this.#open);
  }

  /** What is undone goes: it needs no place, and may even make some. */
  async #keep(line: JournalLine, text: string): Promise<undefined> {
    this.#state = nextState(this.#state, line, text) as JournalState;
    const wasted = this.#wastedBytes();
    const isFull = this.#bytes + text.length + 1 > bounds.bytes;
    if (isFull || (wasted > fewestWastedBytes && wasted > this.#bytes / 2)) this.#rewrite();
    else await this.#append(text);
  }

  async #append(text: string): Promise<undefined> {
    const bytes = Buffer.from(`${text}\n`);
    try {
      const { bytesWritten } = await writeTo(this.#open, bytes);
      if (bytesWritten !== bytes.length) throw Object.assign(new Error('only a part was written'), { code: 'ENOSPC' });
      await flush(this.#open);
      this.#bytes += bytes.length;
    } catch (error) {
      this.#takeBack();
      throw error;
    }
  }

  /** A part of a line that others would be written behind makes a file that can't be read. */
  #takeBack(): void {
    try {
      ftruncateSync(this.#open, this.#bytes);
      fsyncSync(this.#open);
    } catch {
      // Nothing more is written: a reader leaves out a last line that is not whole.
    }
  }

  #wastedBytes(): number {
    return this.#bytes - Buffer.byteLength(textOf(this.#state));
  }

  #rewrite(): void {
    const text = textOf(this.#state);
    const open = replaceDurably(this.file, text);
    closeSync(this.#open);
    this.#open = open;
    this.#bytes = Buffer.byteLength(text);
  }
}

/** A journal in which everything counts. */
function textOf({ header, values, kept }: JournalState): string {
  const { schema, lesson, title, lessonHash, startedAt } = header;
  const first = JSON.stringify({ schema, lesson, title, lessonHash, startedAt, values });
  return [first, ...kept.flatMap(({ beginLine, endLine }) => (endLine === null ? [beginLine] : [beginLine, endLine])), ''].join('\n');
}
