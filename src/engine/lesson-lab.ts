import { createLab, type Lab } from '../lab/create-lab.js';
import type { Lesson } from '../lesson/lesson.js';
import type { Reason } from './events.js';
import { NetworkWatch } from './network-watch.js';
import { asksForDocker, whyNoDocker } from './privileged-lab.js';

/** A lab with its network, and why what needs Docker can't be run in it although the lesson asks for that. */
export interface FoundLab {
  readonly lab: Lab;
  readonly network: NetworkWatch;
  readonly withheld?: Reason | undefined;
}

/**
 * The lab of one lesson. An ordinary one is built by other processes while the lesson is read; a privileged one takes its place when the lesson turns
 * out to ask for it and may have it.
 */
export class LessonLab {
  readonly #file: string;
  readonly #signal: AbortSignal | undefined;
  readonly #isFollowing: boolean;
  readonly #isRecorded: boolean;
  #lab: Promise<Lab>;
  #network: NetworkWatch | undefined;

  /**
   * @param options.signal ends the making of it
   * @param options.isRecording whether all of it is to be looked at after each command
   */
  constructor(
    file: string,
    options: { readonly signal?: AbortSignal; readonly isFollowing?: boolean; readonly isRecording?: boolean } = {},
  ) {
    this.#file = file;
    this.#signal = options.signal;
    this.#isRecorded = options.isRecording ?? false;
    this.#isFollowing = this.#isRecorded || (options.isFollowing ?? false);
    this.#lab = this.#start(false);
  }

  /** @throws {NslabError} what `createLab` throws */
  async of(lessons: readonly Lesson[], isAllowed: boolean): Promise<FoundLab> {
    const withheld = asksForDocker(lessons) ? whyNoDocker(isAllowed) : undefined;
    if (asksForDocker(lessons) && !withheld) {
      await this.destroy();
      this.#lab = this.#start(true);
    }
    const lab = await this.#lab;
    this.#network = new NetworkWatch(lab, { isFollowing: this.#isFollowing });
    return { lab, network: this.#network, withheld };
  }

  async destroy(): Promise<void> {
    await this.#network?.end();
    await (await this.#lab.catch(() => undefined))?.destroy();
  }

  #start(isPrivileged: boolean): Promise<Lab> {
    const lab = createLab({
      lesson: this.#file,
      isPrivileged,
      isRecorded: this.#isRecorded,
      // While a person types, so that the journal is written before each command.
      isAcknowledging: this.#isRecorded,
      ...(this.#signal && { signal: this.#signal }),
    });
    // What is wrong with the lesson is said first.
    lab.catch(() => {});
    return lab;
  }
}
