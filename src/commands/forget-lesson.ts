import { NslabError } from '../errors.js';
import { ask } from '../tutor/ask.js';
import type { LearnContext } from '../tutor/learn-context.js';
import { oneLine } from '../report/shown-text.js';
import { translations } from './course.js';
import { forgetWords } from './forget-words.js';
import { openJournal } from './journal/open-journal.js';
import { readLesson } from './lesson-files.js';
import { openProgress } from './progress/open-progress.js';
import { same } from '../words.js';
import { usage } from './values.js';

/**
 * Forgets how far the person is in a lesson, and what they have done in it, in every language that it has; asks before.
 * @param isAgreed whether they have said yes already
 * @throws {NslabError} `usage` without a terminal to ask at; `unwritable` when another nslab follows the lesson; what `readLesson` throws
 */
export async function forgetLesson(file: string, isAgreed: boolean, context: LearnContext): Promise<number> {
  const words = forgetWords[context.language];
  const lesson = readLesson(file);
  const title = oneLine(lesson.title);
  if (!isAgreed && !(context.isTerminal && process.stdin.isTTY))
    throw usage({ en: forgetWords.en.noTerminal, zh: forgetWords.zh.noTerminal }, { en: forgetWords.en.addYes, zh: forgetWords.zh.addYes });
  if (!isAgreed && !(await ask.confirm(words.question(title), context, false))) {
    process.stdout.write(`${words.kept}\n`);
    return 0;
  }
  for (const each of translations(file)) await forgetJournal(each);
  const progress = openProgress(lesson, file, context.language);
  progress.reset();
  if (progress.problem !== undefined) process.stderr.write(`nslab: ${progress.problem}\n`);
  process.stdout.write(`${words.forgotten(title)}\n`);
  return 0;
}

async function forgetJournal(file: string): Promise<void> {
  const journal = openJournal(file, { lessonHash: '', title: '', values: {}, isGoingOn: false });
  if (journal.problem === undefined) await journal.remove();
  if (journal.problem === undefined) return;
  throw new NslabError('unwritable', same(journal.problem), {
    position: { file },
    hint: { en: 'end the other nslab first, or check who may write there', zh: '先结束另一个 nslab，或检查谁可以写那里' },
  });
}
