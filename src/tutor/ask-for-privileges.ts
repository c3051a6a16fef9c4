import type { Lesson } from '../lesson/lesson.js';
import { asksForDocker, whyNoDocker } from '../engine/privileged-lab.js';
import { cleanOutput } from '../verify/clean-output.js';
import { ask } from './ask.js';
import type { Manner } from './screen.js';
import { lessonWords } from './words/lesson-words.js';

/**
 * Asks the person at the terminal whether these lessons may have the privileged lab that they ask for; resolves to false, without a question, when
 * none asks for one or there can be none here.
 * @param lessons each with those that it continues
 */
export async function askForPrivileges(
  lessons: readonly (readonly Lesson[])[],
  manner: Pick<Manner, 'language' | 'isPlain'>,
): Promise<boolean> {
  const asking = lessons.filter(asksForDocker).map((chain) => cleanOutput(chain.at(-1)!.file));
  if (asking.length === 0 || whyNoDocker(true)) return false;
  const words = lessonWords[manner.language];
  const names = asking.slice(0, mostNames).join(manner.language === 'zh' ? '、' : ', ');
  const who = asking.length <= mostNames ? names : words.andMore(names, asking.length - mostNames);
  process.stdout.write(`${words.needsDocker(who)}\n`);
  return ask.confirm(words.runWithDocker, manner, false);
}

const mostNames = 3;
