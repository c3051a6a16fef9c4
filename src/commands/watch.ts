import { setMaxListeners } from 'node:events';
import type { RunEvent } from '../engine/events.js';
import type { ReadLesson } from '../engine/run-lesson.js';
import { watchFiles } from './file-events.js';
import { listenToKeys } from './keys.js';
import { createStock } from './stock.js';
import type { StopSignal } from './stop-signal.js';
import { chosenLanguage } from './language.js';
import { runWords } from './run-words.js';

export interface WatchOptions {
  readonly paths: readonly string[];
  /** The lessons that are run at first. */
  readonly files: readonly string[];
  readonly read: ReadLesson;
  /** Runs lessons and prints what happens. */
  readonly run: (files: readonly string[], how: RunHow) => Promise<void>;
  readonly stop: StopSignal;
}

export interface RunHow {
  readonly read: ReadLesson;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

/** Runs lessons, and again those that change, until a signal comes or `q` is pressed. Resolves to the exit status. */
export async function watchLessons({ paths, files, read, run, stop }: WatchOptions): Promise<number> {
  const words = runWords[chosenLanguage()];
  const takeStock = createStock(paths, read);
  let news = takeStock();
  let current: Round | undefined;
  let wake = (): void => {};
  let hasQuit = false;
  const waiting = new Set(files);
  const isOver = (): boolean => hasQuit || stop.signal.aborted;

  const look = (): void => {
    news = takeStock();
    events.mind(news.parts);
    if (news.changed.length + news.gone.length === 0) return;
    // What has not begun yet is going to be read as it is now.
    const due = news.changed.filter((file) => !current?.isYetToBegin(file));
    for (const file of due) waiting.add(file);
    for (const file of news.gone) waiting.delete(file);
    say(news.changed, 'changed');
    say(news.gone, 'gone');
    if ([...due, ...news.gone].some((file) => current?.isRunning(file))) current?.end();
    wake();
  };
  const onKey = (key: string): void => {
    if (key === 'q') hasQuit = true;
    else if (key === 'a' || key === '\r' || key === '\n') for (const file of news.lessons) waiting.add(file);
    else return;
    current?.end();
    wake();
  };
  const events = watchFiles(paths, look, (error) => tell(words.cannotWatch((error as Error).message)));
  events.mind(news.parts);
  const stopListening = listenToKeys(onKey);
  const onStop = (): void => {
    // A second Ctrl-C is for the system again.
    stopListening();
    wake();
  };
  stop.signal.addEventListener('abort', onStop);
  try {
    while (!isOver()) {
      if (waiting.size > 0) {
        const round = new Round(inOrder(waiting, news.lessons));
        waiting.clear();
        current = round;
        await run(round.files, round.how(read, stop.signal));
        current = undefined;
        for (const file of round.leftOver()) if (news.lessons.includes(file)) waiting.add(file);
      }
      if (isOver() || waiting.size > 0) continue;
      tell(words.watching(news.lessons.length, process.stdin.isTTY));
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop.signal.removeEventListener('abort', onStop);
    stopListening();
    await events.close();
  }
  return stop.exitStatus() ?? 0;
}

/** One run while watching; a change may end it early. */
class Round {
  readonly files: readonly string[];
  readonly #unfinished: Set<string>;
  readonly #begun = new Set<string>();
  readonly #controller = new AbortController();

  constructor(files: readonly string[]) {
    this.files = files;
    this.#unfinished = new Set(files);
  }

  how(read: ReadLesson, stop: AbortSignal): RunHow {
    const signal = AbortSignal.any([stop, this.#controller.signal]);
    // One listener for each lesson that is running.
    setMaxListeners(0, signal);
    return {
      signal,
      read: (file, before) => {
        this.#begun.add(file);
        return read(file, before);
      },
      onEvent: (event) => {
        if (event.type === 'lesson:end' && !this.#controller.signal.aborted) this.#unfinished.delete(event.file);
      },
    };
  }

  isYetToBegin(file: string): boolean {
    return this.#unfinished.has(file) && !this.#begun.has(file);
  }

  isRunning(file: string): boolean {
    return this.#unfinished.has(file) && this.#begun.has(file);
  }

  end(): void {
    this.#controller.abort();
  }

  /** What was not run to its end. */
  leftOver(): readonly string[] {
    return this.#controller.signal.aborted ? [...this.#unfinished] : [];
  }
}

function inOrder(waiting: ReadonlySet<string>, lessons: readonly string[]): string[] {
  return lessons.filter((file) => waiting.has(file));
}

function say(files: readonly string[], what: 'changed' | 'gone'): void {
  if (files.length > 0) tell(runWords[chosenLanguage()].news(what, files));
}

/** Standard output belongs to the reporter. */
function tell(text: string): void {
  process.stderr.write(`${process.stderr.isTTY ? '\r\u001B[K' : ''}${text}\n`);
}
