import type { StepEnd } from '../engine/events.js';
import type { OwnCause } from '../engine/acceptance/own-answer.js';
import { reasonText } from '../engine/reasons/reason-text.js';
import { failureLines } from '../report/failure.js';
import { oneLine } from '../report/shown-text.js';
import type { Screen } from './screen.js';
import { ownCauseText } from './shown-answer.js';
import { answerWords } from './words/answer-words.js';
import { stepWords } from './words/step-words.js';

/** What came of a step, for whoever has just had it run. @param cause why it has failed, if anybody has looked */
export function showStep(ended: StepEnd, cause: OwnCause | undefined, screen: Screen): void {
  const words = stepWords[screen.language];
  const { paint, isPlain } = screen;
  if (ended.impliedExits > 0) screen.tell(words.exitTyped);
  const failure = failureLines(cause ? { ...ended, diagnosis: null } : ended, paint, screen.language);
  if (failure.length > 0) screen.say(failure.join('\n'));
  else if (ended.verdict !== 'pass')
    screen.fill(paint.cyan(words.notRun(oneLine(ended.reason ? reasonText(ended.reason, screen.language) : ended.verdict))));
  else {
    if (ended.output.trim() !== '') screen.say(ended.output.trimEnd());
    screen.say(paint.green(`${isPlain ? '' : '✓ '}${words.asTheLessonSays}`));
  }
  if (!cause || failure.length === 0) return;
  const { text, hint } = ownCauseText(cause, screen.language);
  screen.fill(paint.yellow(oneLine(text)));
  if (hint !== '') screen.fill([paint.bold(answerWords[screen.language].hint), oneLine(hint)].join(answerWords[screen.language].gap));
}
