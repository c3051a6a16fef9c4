import { createHash } from 'node:crypto';
import { explain, NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import { ask } from '../tutor/ask.js';
import type { Keeping } from '../tutor/follow.js';
import type { LearnContext } from '../tutor/learn-context.js';
import { readJournal, type KeptJournal } from './journal/journal-file.js';
import { openJournal, type OpenJournal } from './journal/open-journal.js';
import { keptWords, type KeptWords } from './kept-words.js';
import { openProgress } from './progress/open-progress.js';

/** A lesson that is kept while somebody follows it. */
export interface KeptLesson extends Keeping {
  /** Lets another nslab have it. */
  readonly close: () => Promise<void>;
}

/**
 * Has what is done in a lesson kept, and asks whether to go on with what was kept of it before.
 * @param isAnew whether the person has said already that they want to start anew
 */
export async function keepLesson(lesson: Lesson, text: string, isAnew: boolean, context: LearnContext): Promise<KeptLesson> {
  const words = keptWords[context.language];
  const lessonHash = createHash('sha256').update(text).digest('hex');
  const old = isAnew ? undefined : readOld(lesson.file, context);
  const entries = old?.entries ?? [];
  const open = (isGoingOn: boolean): OpenJournal =>
    openJournal(lesson.file, { lessonHash, title: lesson.title, values: isGoingOn ? old!.values : {}, isGoingOn });
  let journal = open(entries.length > 0);
  // Another nslab may have it, which is better known before anything is decided.
  if (journal.problem !== undefined) process.stderr.write(`nslab: ${journal.problem}\n`);
  const goesOn = (): Promise<number | undefined> =>
    ask.choice(question(entries, lesson, old!.lessonHash !== lessonHash, words), [words.goOnThere, words.startAnew], context);
  const isGoingOn = entries.length > 0 && (await goesOn()) !== 1;
  if (entries.length > 0 && !isGoingOn && journal.problem === undefined) {
    await journal.close();
    journal = open(false);
  }
  const values = isGoingOn ? old!.values : {};
  return {
    store: journal,
    kept: isGoingOn ? entries : [],
    values,
    giveValues: journal.giveValues,
    problem: () => journal.problem,
    remove: journal.remove,
    close: journal.close,
    progress: openProgress(lesson, lesson.file, context.language),
  };
}

/** A journal that can't be read keeps nobody from following the lesson; `openJournal` puts it aside. */
function readOld(file: string, { language }: LearnContext): KeptJournal | undefined {
  try {
    return readJournal(file);
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
    process.stderr.write(`${explain(error, language)}${keptWords[language].startsAnew}\n`);
    return undefined;
  }
}

function question(entries: KeptJournal['entries'], lesson: Lesson, hasChanged: boolean, words: KeptWords): string {
  const keys = entries.flatMap(({ entry, end }) => (end && entry.lesson === 0 ? (entry.key ?? end.fulfils?.key ?? []) : []));
  const step = lesson.steps.find(({ key }) => key === keys.at(-1))?.id;
  return words.goOn(step, lesson.steps.length, hasChanged);
}
