import type { ChalkInstance } from 'chalk';
import type { Done } from '../engine/session/done.js';
import type { Session } from '../engine/session/session.js';
import { firstLine } from '../report/shown-text.js';

/** What has been done in a session, and what was taken back: a line for each. */
export function shownJournal({ done, undone, lesson }: Session, paint: ChalkInstance): string {
  const line = ({ step, entry }: Done, sign: string): string =>
    `${sign} ${(step === null ? 'yours' : `${step.id}`).padStart(5)}  ${entry.command === '' ? '(it could not be told what)' : firstLine(entry.command)}`;
  const count = done.filter(({ step }) => step !== null).length;
  const rest = undone.length === 0 ? '' : '; ↶ was taken back, redo does it again';
  return [
    ...(done.length === 0 ? ['Nothing has been done yet.'] : done.map((entry) => line(entry, signOf(entry)))),
    ...undone.map((entry) => paint.dim(line(entry, '↶'))),
    paint.dim(`${count} of ${lesson.steps.length} steps are done${rest}.`),
  ].join('\n');
}

/** Nobody judges what a person types by themselves. */
function signOf({ ended }: Done): string {
  if (ended === null) return '·';
  return { pass: '✓', drift: '≠', fail: '✗', skip: '-', unreachable: '-', error: '✗' }[ended.verdict];
}
