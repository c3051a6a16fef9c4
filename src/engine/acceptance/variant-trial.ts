import type { Lesson } from '../../lesson/lesson.js';
import { Session } from '../session/session.js';
import type { OwnAnswer } from './own-answer.js';

/** What came of commands that were typed in the place of a step. */
export interface TriedVariant {
  /** `look`: they only looked, and the step is still open. */
  readonly outcome: OwnAnswer['kind'];
  /** The code of the cause, where they are not right yet. */
  readonly cause: string | null;
}

/** Types commands in the place of steps of one lesson, and says what a learner would be told. One lab is used for all of them, and taken back each time. */
export class VariantTrial {
  readonly #lesson: Lesson;
  readonly #before: readonly Lesson[];
  #session: Session | undefined;

  /** @param before the lessons that it continues */
  constructor(lesson: Lesson, before: readonly Lesson[]) {
    this.#lesson = lesson;
    this.#before = before;
  }

  /**
   * What is said after the last of some commands; at a step that only looks, where the lesson goes on as soon as somebody has looked, after the first that is right.
   * @param step its number
   * @throws {NslabError} what `Session.start` throws, and `incomplete-command`
   */
  async try(step: number, commands: readonly string[]): Promise<TriedVariant> {
    const session = await this.#at(step);
    const aim = this.#lesson.steps[step - 1]!;
    session.aimAt(aim);
    session.aim!.prepare();
    let answer: OwnAnswer | null = null;
    for (const command of commands) {
      ({ answer } = await session.runOwn(command, aim.terminal));
      if (answer?.kind === 'right' && session.aim!.isLook) break;
    }
    answer ??= { kind: 'look' };
    return { outcome: answer.kind, cause: answer.kind === 'not-yet' ? causeOf(answer) : null };
  }

  async end(): Promise<void> {
    await this.#session?.destroy();
    this.#session = undefined;
  }

  /** A session in which all steps before this one have been done, and nothing else. */
  async #at(step: number): Promise<Session> {
    const session = (this.#session ??= await Session.start(this.#lesson, this.#before, { isRecording: true }));
    const steps = this.#lesson.steps.slice(0, step - 1);
    const isThere = (at: number): boolean => session.done[at]?.step?.key === steps[at]?.key;
    const common = steps.findIndex((_, at) => !isThere(at));
    const count = common === -1 ? steps.length : common;
    if (session.done.length > count && (await session.goTo(count)).kind !== 'arrived') {
      await this.end();
      return this.#at(step);
    }
    for (const each of steps.slice(count)) await session.run(each);
    return session;
  }
}

function causeOf({ cause }: Extract<OwnAnswer, { kind: 'not-yet' }>): string {
  switch (cause.kind) {
    case 'effect':
      return cause.cause.code;
    case 'diagnosis':
      return cause.finding.code;
    case 'exit-status':
      return cause.kind;
  }
}
