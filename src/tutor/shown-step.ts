import type { StepEnd } from '../engine/events.js';
import type { OwnCause } from '../engine/acceptance/own-answer.js';
import { whatCame } from '../report/failure.js';
import { reasonOfStep } from '../report/reason-of-step.js';
import { oneLine } from '../report/shown-text.js';
import type { Screen } from './screen.js';
import { ownCauseText, showHint } from './shown-answer.js';
import { stepWords } from './words/step-words.js';

/** What came of a step, for whoever has just had it run; how a document is mended is nothing to a learner. @param cause why it has failed, if anybody has looked */
export function showStep(ended: StepEnd, cause: OwnCause | undefined, screen: Screen): void {
  const words = stepWords[screen.language];
  const { paint, isPlain, language } = screen;
  const { verdict, reason } = ended;
  const mark = (sign: string): string => (isPlain ? '' : `${sign} `);
  if (ended.impliedExits > 0) screen.tell(words.exitTyped);
  const why = reason ? oneLine(reasonOfStep(ended, language)) : verdict;
  if (verdict === 'pass') {
    if (ended.output.trim() !== '') screen.say(ended.output.trimEnd());
    screen.say(paint.green(`${mark('✓')}${words.asTheLessonSays}`));
  } else if (verdict === 'skip' || verdict === 'unreachable') screen.fill(paint.cyan(words.notRun(why)));
  else {
    for (const line of whatCame(ended, paint, language)) screen.say(line);
    screen.fill(paint.yellow(why), paint.yellow(mark(verdict === 'drift' ? '≠' : '✗')));
    if (!cause) return;
    const { text, hint } = ownCauseText(cause, language);
    screen.fill(paint.yellow(oneLine(text)), isPlain ? '' : '  ');
    if (hint !== '') showHint(oneLine(hint), screen, false);
  }
}
