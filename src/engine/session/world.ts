import type { Lesson } from '../../lesson/lesson.js';
import { LessonLab, type FoundLab } from '../lesson-lab.js';
import { LessonRun } from '../lesson-run.js';

/** A lab with lessons in it. */
export interface World {
  readonly labs: LessonLab;
  readonly found: FoundLab;
  readonly run: LessonRun;
}

export interface WorldOptions {
  /** Ends the making of it. */
  readonly signal?: AbortSignal;
  /** Whether the person has consented to a privileged lab, should a lesson ask for it. */
  readonly isAllowed?: boolean;
  /** Whether the lab is looked at after each command, all of it: going back takes that. */
  readonly isRecording?: boolean;
  /** Whether its network is looked at after each step. */
  readonly isFollowing?: boolean;
  readonly isUpdating?: boolean;
}

/**
 * A fresh lab in which nothing has been done yet.
 * @param lessons the one that is followed, then the one that it continues, and so on
 * @param labs one that is being made already
 * @throws {NslabError} what `createLab` throws
 */
export async function makeWorld(lessons: readonly Lesson[], options: WorldOptions, labs?: LessonLab): Promise<World> {
  const own = labs ?? new LessonLab(lessons[0]!.file, options);
  try {
    const found = await own.of(lessons, options.isAllowed ?? false);
    return { labs: own, found, run: new LessonRun(lessons.at(-1)!, found, options) };
  } catch (error) {
    await own.destroy();
    throw error;
  }
}
