import { closeSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { NslabError } from '../../errors.js';
import type { Lesson } from '../../lesson/lesson.js';
import type { Language } from '../../network/language.js';
import type { LessonProgress, Progress, ProgressEvent } from '../../tutor/lesson-progress.js';
import { noProgress, progressAfter } from '../../tutor/progress-after.js';
import { replaceDurably, syncFolder } from '../journal/durable-file.js';
import { freeName } from '../journal/free-name.js';
import { makeJournalFolder } from '../journal/journal-folder.js';
import { takeLock } from '../journal/journal-lock.js';
import { printProgress, readProgressFile } from './progress-file.js';
import { progressFolder, progressIdentity, progressPath } from './progress-path.js';
import { progressWords } from './progress-words.js';

/** How long another nslab is waited for that is just writing the same file. */
const longestWaitMs = 2000;
const longestPauseMs = 8;

/**
 * The progress of a lesson, kept in a file. Several nslabs may have it open: each writes what has happened since into what the others have written.
 * A file that can't be used is put aside as FILE.old. Never throws.
 * @param file of the lesson
 */
export function openProgress(lesson: Pick<Lesson, 'title' | 'steps'>, file: string, language: Language = 'en'): LessonProgress {
  return new KeptProgress(lesson, progressIdentity(file), language);
}

interface Happened {
  readonly event: ProgressEvent;
  readonly at: string;
}

class KeptProgress implements LessonProgress {
  problem: string | undefined;
  readonly #lesson: Pick<Lesson, 'title' | 'steps'>;
  readonly #identity: string;
  readonly #file: string;
  readonly #language: Language;
  readonly #words: (typeof progressWords)[Language];
  /** As it was on disk last. */
  #known: Progress;
  /** What is not on disk yet, because that failed. */
  #pending: readonly Happened[] = [];
  #waitMs = longestWaitMs;

  constructor(lesson: Pick<Lesson, 'title' | 'steps'>, identity: string, language: Language) {
    this.#lesson = lesson;
    this.#identity = identity;
    this.#file = progressPath(identity);
    this.#language = language;
    this.#words = progressWords[language];
    this.#known = noProgress(lesson, new Date().toISOString());
    this.#locked(() => {
      this.#known = this.#readOrPutAside() ?? this.#known;
    });
  }

  readonly read = (): Progress => this.#pending.reduce((progress, { event, at }) => progressAfter(progress, event, at), this.#known);

  readonly note = (event: ProgressEvent): void => {
    this.#pending = [...this.#pending, { event, at: new Date().toISOString() }];
    this.#locked(() => {
      // Another nslab may have written in the meantime, or forgotten everything.
      this.#known = this.#readOrPutAside() ?? noProgress(this.#lesson, this.#pending[0]!.at);
      const { title, steps } = noProgress(this.#lesson, '');
      const after = { ...this.read(), title, steps };
      closeSync(replaceDurably(this.#file, printProgress(this.#identity, after)));
      this.#known = after;
      this.#pending = [];
    });
  };

  readonly finish = (): void => this.note({ kind: 'finished' });

  readonly reset = (): void => {
    this.#pending = [];
    this.#known = noProgress(this.#lesson, new Date().toISOString());
    this.#locked(() => {
      rmSync(this.#file, { force: true });
      syncFolder(path.dirname(this.#file));
    });
  };

  /** Does something while nobody else changes the file; what goes wrong becomes the problem. */
  #locked(act: () => void): void {
    let release = (): void => {};
    try {
      const unusable = makeJournalFolder(progressFolder());
      if (unusable !== undefined) return this.#fail(unusable[this.#language]);
      const lock = takeLockSoon(`${this.#file}.lock`, this.#waitMs);
      // Whoever has it that long won't give it back soon, and a person is waiting.
      this.#waitMs = 'holder' in lock ? 0 : longestWaitMs;
      if ('holder' in lock) return this.#fail(this.#words.anotherHasIt(this.#file, lock.holder[this.#language]));
      ({ release } = lock);
      act();
    } catch (error) {
      this.#fail(
        error instanceof NslabError
          ? error.words[this.#language]
          : this.#words.cannotWrite(this.#file, (error as NodeJS.ErrnoException).code ?? String(error)),
      );
    } finally {
      release();
    }
  }

  #fail(why: string): void {
    this.problem ??= this.#words.notKept(why);
  }

  #readOrPutAside(): Progress | undefined {
    const reading = readProgressFile(this.#file, this.#identity);
    if (reading.kind === 'progress') return reading.progress;
    if (reading.kind === 'unusable') {
      const aside = freeName(`${this.#file}.old`);
      renameSync(this.#file, aside);
      this.problem ??= this.#words.putAside[reading.why](aside);
    }
    return undefined;
  }
}

function takeLockSoon(file: string, waitMs: number): ReturnType<typeof takeLock> {
  const end = performance.now() + waitMs;
  for (;;) {
    const lock = takeLock(file);
    if ('release' in lock || performance.now() > end) return lock;
    // Of several who wait, not all shall come back at once.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1 + Math.random() * longestPauseMs);
  }
}
