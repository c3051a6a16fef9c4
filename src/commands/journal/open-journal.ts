import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { JournalStore } from '../../engine/session/journal.js';
import { NslabError } from '../../errors.js';
import { digestDelta } from './digest-delta.js';
import { syncFolder } from './durable-file.js';
import { freeName } from './free-name.js';
import { readState } from './journal-file.js';
import { journalFolder, makeJournalFolder } from './journal-folder.js';
import { bounds, headerSchema, type JournalHeader } from './journal-lines.js';
import { takeLock } from './journal-lock.js';
import { journalPath, realLessonPath } from './journal-path.js';
import { digestsBefore, startState, type JournalState } from './journal-state.js';
import { JournalWriter, type NewLine } from './journal-writer.js';
import { endWithoutSecrets, entryWithoutSecrets, splitValues } from './without-secrets.js';
import type { Words } from '../../words.js';
import { chosenLanguage } from '../language.js';

export interface OpenJournal extends JournalStore {
  /** Why nothing is kept (any more), for the person; the lesson goes on without a journal. */
  readonly problem: string | undefined;
  /** What the person has given for placeholders in the meantime. */
  readonly giveValues: (values: Readonly<Record<string, string>>) => Promise<void>;
  /** Waits until everything is written, and lets another nslab have it. */
  readonly close: () => Promise<void>;
  /** The same, and the journal is gone. */
  readonly remove: () => Promise<void>;
}

export interface OpenJournalOptions {
  readonly lessonHash: string;
  readonly title: string;
  /** What the person has given for placeholders. */
  readonly values: Readonly<Record<string, string>>;
  /** Whether to go on with the journal that is there; otherwise a new one takes its place. */
  readonly isGoingOn: boolean;
}

/**
 * Starts the journal of a lesson, or goes on with the one that is there. One that can't be read and is replaced is kept beside it as FILE.old.
 * @throws {NslabError} what `readJournal` throws, when it is to go on with a journal that can't be read
 */
export function openJournal(lessonFile: string, options: OpenJournalOptions): OpenJournal {
  const lessonPath = realLessonPath(lessonFile);
  const folder = journalFolder();
  const file = journalPath(lessonPath, folder);
  const problem = makeJournalFolder(folder);
  if (problem !== undefined) return new Journal(undefined, () => {}, [], notKept(problem));
  let release = (): void => {};
  try {
    const lock = takeLock(`${file}.lock`);
    if ('holder' in lock)
      return new Journal(
        undefined,
        release,
        [],
        notKept({ en: `another nslab follows this lesson: ${lock.holder.en}`, zh: `另一个 nslab 正在跟随本课：${lock.holder.zh}` }),
      );
    ({ release } = lock);
    const old = options.isGoingOn ? readState(file, lessonPath) : putAside(file, lessonPath);
    const { kept, secrets } = splitValues(options.values);
    const header = headerOf(lessonPath, options, kept, old?.header);
    if ('en' in header) {
      release();
      return new Journal(undefined, () => {}, [], notKept(header));
    }
    const state = old ? goneOnWith(old, header, kept) : startState(header);
    return new Journal(new JournalWriter(file, state), release, secrets, undefined);
  } catch (error) {
    release();
    if (error instanceof NslabError) throw error;
    return new Journal(undefined, () => {}, [], notKept(cannotWrite(file, error)));
  }
}

class Journal implements OpenJournal {
  #problem: Words | undefined;
  #writer: JournalWriter | undefined;
  readonly #release: () => void;
  #secrets: readonly string[];
  /** What is written next waits for what is being written. */
  #last: Promise<void> = Promise.resolve();
  /** How many entries there have been, kept or not, and of how many everything is kept; the latter matters once there is no more place. */
  #entries: number;
  #whole: number | undefined;

  constructor(writer: JournalWriter | undefined, release: () => void, secrets: readonly string[], problem: Words | undefined) {
    this.#writer = writer;
    this.#release = release;
    this.#secrets = secrets;
    this.#problem = problem;
    this.#entries = writer?.state.kept.length ?? 0;
  }

  get problem(): string | undefined {
    return this.#problem?.[chosenLanguage()];
  }

  readonly begin: OpenJournal['begin'] = (entry) =>
    this.#next(async (writer) => {
      this.#entries += 1;
      await this.#add(writer, { type: 'begin', ...entryWithoutSecrets(entry, this.#secrets) });
    });

  readonly end: OpenJournal['end'] = (end) =>
    this.#next(async (writer) => {
      const { kept, isOpen } = writer.state;
      if (!isOpen || this.#whole !== undefined) return;
      const { digests, ...rest } = endWithoutSecrets(end, kept.at(-1)!.isWithheld, this.#secrets);
      await this.#add(writer, { type: 'end', ...rest, digests: digests && digestDelta(digestsBefore(kept), digests) });
    });

  readonly keep: OpenJournal['keep'] = (count) =>
    this.#next(async (writer) => {
      this.#entries = Math.min(this.#entries, count);
      if (this.#whole !== undefined) {
        if (count > this.#whole) return;
        // What there was no place for is undone, so the journal is whole again.
        this.#whole = undefined;
        this.#problem = undefined;
      }
      await this.#add(writer, { type: 'keep', count });
    });

  readonly giveValues: OpenJournal['giveValues'] = (values) =>
    this.#next(async (writer) => {
      const { kept, secrets } = splitValues(values);
      this.#secrets = [...this.#secrets, ...secrets];
      if (Object.keys(kept).length > 0) await this.#add(writer, { type: 'values', values: kept });
    });

  readonly close: OpenJournal['close'] = () =>
    this.#next((writer) => {
      this.#writer = undefined;
      writer.close();
      this.#release();
    });

  readonly remove: OpenJournal['remove'] = () =>
    this.#next((writer) => {
      this.#writer = undefined;
      writer.close();
      try {
        rmSync(writer.file, { force: true });
        syncFolder(path.dirname(writer.file));
      } catch (error) {
        this.#problem = cannotWrite(writer.file, error);
      }
      this.#release();
    });

  async #add(writer: JournalWriter, line: NewLine): Promise<void> {
    if (this.#whole !== undefined) return;
    const full = await writer.add(line);
    if (full === undefined) return;
    this.#whole = line.type === 'end' ? writer.state.kept.length - 1 : writer.state.kept.length;
    this.#problem = notContinued(full);
  }

  #next(task: (writer: JournalWriter) => Promise<void> | void): Promise<void> {
    const done = this.#after(this.#last, task);
    this.#last = done.catch(() => {});
    return done;
  }

  async #after(before: Promise<void>, task: (writer: JournalWriter) => Promise<void> | void): Promise<void> {
    await before;
    const writer = this.#writer;
    if (!writer) return;
    try {
      await task(writer);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      this.#writer = undefined;
      this.#problem = notContinued(cannotWrite(writer.file, error));
      writer.close();
      this.#release();
    }
  }
}

/** Whoever was to end entries that are undone is gone, so the next end is that of the last entry, if it has none. */
function goneOnWith(old: JournalState, header: JournalHeader, given: JournalHeader['values']): JournalState {
  return { ...old, header, values: { ...old.values, ...given }, isOpen: old.kept.at(-1)?.end === null };
}

/** What can't be read may be of a newer nslab, or be mended by hand. */
function putAside(file: string, lessonPath: string): undefined {
  try {
    readState(file, lessonPath);
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
    renameSync(file, freeName(`${file}.old`));
  }
}

/** The first line; a few words when it would not be one that can be read. */
function headerOf(
  lesson: string,
  { lessonHash, title }: OpenJournalOptions,
  values: JournalHeader['values'],
  old: JournalHeader | undefined,
): JournalHeader | Words {
  const startedAt = old?.startedAt ?? new Date().toISOString();
  const header = { schema: 1, lesson, title: title.slice(0, 1000), lessonHash, startedAt, values };
  const isShort = JSON.stringify(header).length < bounds.bytes / 8;
  const result = v.safeParse(headerSchema, header);
  return result.success && isShort
    ? result.output
    : { en: 'the path of the lesson or its values are too long', zh: '课程的路径或给出的值太长' };
}

function notKept(problem: Words): Words {
  return { en: `there is no journal of this session: ${problem.en}`, zh: `这次没有日志：${problem.zh}` };
}

function notContinued(problem: Words): Words {
  return { en: `the journal is not continued: ${problem.en}`, zh: `日志不再继续：${problem.zh}` };
}

function cannotWrite(file: string, error: unknown): Words {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return { en: `${file} can't be written (${code})`, zh: `无法写入 ${file}（${code}）` };
}
