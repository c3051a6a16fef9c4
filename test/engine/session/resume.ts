import { Session } from '../../../src/engine/session/session.js';
import type { EntryEnd, JournalEntry } from '../../../src/engine/session/journal.js';
import type { Lesson } from '../../../src/lesson/lesson.js';

export async function resume(
  lesson: Lesson,
  options: object,
  kept: readonly { entry: JournalEntry; end: EntryEnd | null }[],
): Promise<Session> {
  return Session.start(lesson, [], { ...options, kept: kept.map((one) => ({ ...one, isWithheld: false })) } as never);
}
