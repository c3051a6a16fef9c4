import { countVerdict, defaultPolicy, exitStatus, isFailure, noCounts } from '../engine/counts.js';
import type { Session } from '../engine/session/session.js';
import { cleanOutput } from '../verify/clean-output.js';
import type { Screen } from './screen.js';
import { lessonWords } from './words/lesson-words.js';

/**
 * Says how to come back to somebody who leaves in the middle.
 * @param program what nslab is called by here
 * @param isKept whether they can go on where they left
 */
export function sayHowToComeBack({ isPrivileged, lesson, done }: Session, program: string, isKept: boolean, screen: Screen): void {
  const words = lessonWords[screen.language];
  const command = `${program} learn ${cleanOutput(lesson.file)}`;
  screen.tell(isPrivileged ? words.labGone : words.labGoneAndNothingChanged);
  // On a line of its own, to be copied.
  screen.tell(isKept && done.length > 0 ? words.goOnHere(command) : words.startAgain(command));
}

/** The exit status of what counts: what was taken back is as if it had never been. */
export function statusOf({ done }: Session): number {
  const ended = done.flatMap((each) => (each.ended ? [each.ended] : []));
  const counts = ended.reduce((sum, { verdict }) => countVerdict(sum, verdict), noCounts);
  if (counts.pass === 0) return 0;
  return exitStatus(counts, ended.filter((end) => isFailure(end, defaultPolicy)).length, 0, defaultPolicy);
}
