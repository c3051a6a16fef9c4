import { stepDoneBy } from '../engine/session/done.js';
import type { Resumed } from '../engine/session/kept.js';
import type { Session } from '../engine/session/session.js';
import { resumedLines } from '../report/return-lines.js';
import type { Screen } from './screen.js';
import { lessonWords } from './words/lesson-words.js';

/** Says where somebody is who goes on where an earlier session has ended. Returns the number of the step that was done last; 0 for none. */
export function sayResumed(resumed: Resumed, { done, lesson }: Session, screen: Screen): number {
  const words = lessonWords[screen.language];
  const key = done.flatMap((each) => stepDoneBy(each) ?? []).at(-1);
  const last = lesson.steps.find((step) => step.key === key)?.id ?? 0;
  const lines = resumedLines(resumed, screen.language, screen.paint);
  const place = last === 0 ? words.backAtBeginning : words.backAt(last, lesson.steps.length);
  screen.tell(place + (lines.length === 0 ? words.labAsItWas : words.compared));
  for (const line of lines) screen.say(line);
  return last;
}
