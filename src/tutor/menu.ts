import { withPlainLines } from './plain-lines.js';
import { Chalk } from 'chalk';
import prompts from 'prompts';
import type { LearnContext } from './learn-context.js';
import { menuKeys } from './menu-keys.js';
import { lessonNamed } from './lesson-named.js';
import { menuNumbers, preselected, type MenuLesson } from './menu-lesson.js';
import { cutTitle, menuRows, menuSentences, shownTitle } from './menu-rows.js';
import { menuWords, type MenuPurpose } from './menu-words.js';

/** What the library puts before a row, and the last column, at which some terminals wrap. */
const margin = 5;
/** The lines of a menu that are no rows: the question, the keys, and one above. */
const otherLines = 3;

/** Has a person choose one of the lessons, at least one; `undefined` when they leave, which is said then. */
export async function chooseLesson(
  lessons: readonly MenuLesson[],
  context: LearnContext,
  purpose: MenuPurpose = 'follow',
): Promise<MenuLesson | undefined> {
  const chosen = await (context.isPlain ? typeLesson(lessons, context, purpose) : selectLesson(lessons, context, purpose));
  if (!chosen) process.stdout.write(`${menuWords[context.language].goodbye[purpose]}\n`);
  return chosen;
}

/** What is used of the library's own state of a menu. */
interface ShownMenu {
  readonly done?: boolean;
  readonly aborted?: boolean;
  readonly cursor: number;
  readonly choices: { title: string }[];
}

async function selectLesson(lessons: readonly MenuLesson[], context: LearnContext, purpose: MenuPurpose): Promise<MenuLesson | undefined> {
  const words = menuWords[context.language];
  const paint = new Chalk({ level: context.color ? 1 : 0 });
  const rows = menuRows(lessons, context.columns - margin, context.language, paint);
  const { input, stop } = menuKeys(menuNumbers(lessons));
  const keys = paint.dim(cutTitle(words.keys, context.columns - 1));
  /** The library knows no line below the rows: it is written where the cursor stands then, and goes with what is drawn next. */
  const onRender = function onRender(this: ShownMenu): void {
    if (this.done)
      this.choices[this.cursor]!.title = this.aborted ? '' : cutTitle(shownTitle(lessons[this.cursor]!), Math.floor(context.columns / 2));
    else queueMicrotask(() => void (this.done || process.stdout.write(`${keys}\r`)));
  };
  const question = {
    type: 'select' as const,
    name: 'value' as const,
    message: words.question[purpose],
    // Nothing would have the library say that it is in English.
    hint: ' ',
    choices: rows.map((title, value) => ({ title, value })),
    initial: preselected(lessons),
    optionsPerPage: Math.max(1, (process.stdout.rows || 24) - otherLines),
    stdin: input,
    onRender,
  };
  try {
    const answer: { value?: number } = await prompts(question);
    return answer.value === undefined ? undefined : lessons[answer.value];
  } finally {
    stop();
  }
}

async function typeLesson(lessons: readonly MenuLesson[], context: LearnContext, purpose: MenuPurpose): Promise<MenuLesson | undefined> {
  const words = menuWords[context.language];
  const initial = preselected(lessons);
  process.stdout.write(`${[words.question[purpose], ...menuSentences(lessons, context.language)].join('\n')}\n`);
  return withPlainLines(async (ask) => {
    for (;;) {
      const answer = await ask(words.typed(menuNumbers(lessons)[initial]!));
      if (answer === undefined || /^q(?:uit)?$/i.test(answer)) return undefined;
      const chosen = answer === '' ? lessons[initial] : lessonNamed(answer, lessons);
      if (chosen) return chosen;
      process.stdout.write(`${words.unknown(cutTitle(shownTitle({ title: answer }), 40))}\n`);
    }
  });
}
