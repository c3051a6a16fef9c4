import { keysDone, stepDoneBy, type Done } from '../engine/session/done.js';
import type { Session } from '../engine/session/session.js';
import { firstLine } from '../report/shown-text.js';
import type { Screen } from './screen.js';
import { lessonWords } from './words/lesson-words.js';

/** What has been done in a session, and what was taken back: a line for each. */
export function shownJournal(
  { done, undone, lesson }: Session,
  { language, paint, isPlain }: Pick<Screen, 'language' | 'paint' | 'isPlain'>,
): string {
  const words = lessonWords[language];
  const numberOf = (each: Done): string => {
    const key = each.entry.lesson === 0 ? (each.step?.key ?? stepDoneBy(each)) : null;
    return key === null ? words.yours : `${lesson.steps.find((step) => step.key === key)?.id ?? '?'}`;
  };
  const line = (each: Done, sign: string): string => {
    const number = numberOf(each);
    const { command } = each.entry;
    if (isPlain) return `${isUsual(sign) ? '' : `${sign} `}${number}. ${command === '' ? words.couldNotTellWhat : firstLine(command)}`;
    return `${sign} ${number.padStart(5 - (number === words.yours && language === 'zh' ? words.yours.length : 0))}  ${command === '' ? words.couldNotTellWhat : firstLine(command)}`;
  };
  const count = keysDone(done).size;
  return [
    ...(done.length === 0 ? [words.nothingDone] : done.map((entry) => line(entry, signOf(entry)))),
    ...undone.map((entry) => paint.dim(line(entry, '↶'))),
    paint.dim(words.stepsDone(count, lesson.steps.length, undone.length === 0 ? '' : words.wasTakenBack)),
  ].join('\n');
}

/** What need not be heard. */
function isUsual(sign: string): boolean {
  return sign === '✓' || sign === '·';
}

function signOf({ ended, end }: Done): string {
  if (ended === null) return end?.fulfils ? '✓' : '·';
  return { pass: '✓', drift: '≠', fail: '✗', skip: '-', unreachable: '-', error: '✗' }[ended.verdict];
}
