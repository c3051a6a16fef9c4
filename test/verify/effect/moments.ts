import { Session } from '../../../src/engine/session/session.js';
import { parseLesson } from '../../../src/lesson/parse-lesson.js';
import type { Moment } from '../../../src/verify/effect/effect-question.js';
import { session as block } from '../../engine/lab-trial.js';

export interface Moments {
  readonly before: Moment;
  readonly after: Moment;
}

/** Runs commands in a lab of its own; the lab before the last of them and after. */
export async function runMoments(setup: readonly string[], commands: readonly string[]): Promise<Moments> {
  const session = await Session.start(parseLesson('lesson.md', block('$ true')), [], { isRecording: true });
  try {
    for (const command of setup) await session.runOwn(command);
    const before = await momentOf(session);
    for (const command of commands) await session.runOwn(command);
    return { before, after: await momentOf(session) };
  } finally {
    await session.destroy();
  }
}

export async function momentOf(session: Session): Promise<Moment> {
  const { network, lab } = await session.state();
  return { network, items: lab, shell: session.opened(session.terminalName)?.namespace ?? 'host' };
}
