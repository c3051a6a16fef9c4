import { createLab, type Lab } from '../lab/create-lab.js';
import type { Lesson } from '../lesson/lesson.js';
import type { Reason } from './events.js';
import { asksForDocker, whyNoDocker } from './privileged-lab.js';

/** A lab, and why what needs Docker can't be run in it although the lesson asks for that. */
export interface FoundLab {
  readonly lab: Lab;
  readonly withheld?: Reason | undefined;
}

/**
 * The lab of one lesson. An ordinary one is built by other processes while the lesson is read; a privileged one takes its place when the lesson turns
 * out to ask for it and may have it.
 */
export class LessonLab {
  readonly #file: string;
  readonly #signal: AbortSignal | undefined;
  #lab: Promise<Lab>;

  /** @param signal ends the making of it */
  constructor(file: string, signal?: AbortSignal) {
    this.#file = file;
    this.#signal = signal;
    this.#lab = this.#start(false);
  }

  /** @throws {NslabError} what `createLab` throws */
  async of(lessons: readonly Lesson[], isAllowed: boolean): Promise<FoundLab> {
    if (!asksForDocker(lessons)) return { lab: await this.#lab };
    const withheld = whyNoDocker(isAllowed);
    if (!withheld) {
      await this.destroy();
      this.#lab = this.#start(true);
    }
    return { lab: await this.#lab, withheld };
  }

  async destroy(): Promise<void> {
    await (await this.#lab.catch(() => undefined))?.destroy();
  }

  #start(isPrivileged: boolean): Promise<Lab> {
    const lab = createLab({ lesson: this.#file, isPrivileged, ...(this.#signal && { signal: this.#signal }) });
    // What is wrong with the lesson is said first.
    lab.catch(() => {});
    return lab;
  }
}
