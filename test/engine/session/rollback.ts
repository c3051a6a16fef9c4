import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Session } from '../../../src/engine/session/session.js';
import type { SessionState } from '../../../src/engine/session/session-state.js';
import { compareStates } from '../../../src/engine/session/state-difference.js';
import type { Lesson } from '../../../src/lesson/lesson.js';
import { parseLesson } from '../../../src/lesson/parse-lesson.js';
import { readScenario } from '../../network/scenario.js';
import { session, settings } from '../lab-trial.js';
import { arrive } from './arrive.js';
import { differenceLine } from './difference-line.js';

const lessons = path.resolve(import.meta.dirname, '../../../lessons');

/** The lessons that come with nslab, as their folder and name. */
export function lessonNames(): string[] {
  return readdirSync(lessons, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .toSorted();
}

export function lessonNamed(name: string): Lesson {
  const file = path.join(lessons, name);
  return parseLesson(file, readFileSync(file, 'utf8'), { values: {} });
}

/** A scenario of `test/network` as a lesson: each command is a step. */
export function scenarioLesson(name: string): Lesson {
  const { about, needs, commands } = readScenario(name);
  // Names such as 交换机 would be taken for something of the reader's.
  const blocks = commands.map(({ command, exitCode }) => `<!-- nslab: run=always exit=${exitCode} -->\n${session(`$ ${command}`)}`);
  const front = needs.includes('docker') ? settings('needs: docker') : '';
  const lesson = parseLesson(`${name}.md`, `${front}# ${about}\n\n${blocks.join('\n\n')}\n`, { values: {} });
  if (lesson.steps.length !== commands.length) throw new Error(`${name}: ${lesson.steps.length} steps of ${commands.length} commands`);
  return lesson;
}

/** A lesson that is run to its end, and goes back from there. */
export class Rollback {
  readonly #session: Session;
  readonly #states: readonly SessionState[];

  private constructor(own: Session, states: readonly SessionState[]) {
    this.#session = own;
    this.#states = states;
  }

  static async start(lesson: Lesson): Promise<Rollback> {
    const own = await Session.start(lesson, [], { isRecording: true, isFollowing: true, isAllowed: true });
    try {
      const states = [await own.state()];
      for (const step of lesson.steps) {
        await own.run(step);
        states.push(own.done.at(-1)!.state!);
      }
      return new Rollback(own, states);
    } catch (error) {
      await own.destroy();
      throw error;
    }
  }

  get steps(): number {
    return this.#states.length - 1;
  }

  /** Goes back to a step and forward to the end again. @returns all that is not as it was */
  async there(step: number): Promise<string[]> {
    const { steps } = this;
    return [...(await this.#go(step)), ...(step === steps ? [] : await this.#go(steps))];
  }

  end(): Promise<void> {
    return this.#session.destroy();
  }

  async #go(step: number): Promise<string[]> {
    const told = (line: string): string => `at step ${step}: ${line}`;
    const came = await this.#session.goTo(step);
    const wrong = await arrive(came);
    const { differences } = compareStates(this.#states[step]!, await this.#session.state());
    return [...wrong, ...(came.kind === 'differs' ? [] : differences.map(differenceLine))].map(told);
  }
}
