import type { Aim } from '../engine/acceptance/aim.js';
import type { OwnAnswer } from '../engine/acceptance/own-answer.js';
import type { Step } from '../lesson/lesson.js';
import type { Change } from '../network/change.js';
import { cleanOutput } from '../verify/clean-output.js';
import type { Screen } from './screen.js';
import { ownCauseText, showHint } from './shown-answer.js';
import { answerWords } from './words/answer-words.js';
import { stepWords } from './words/step-words.js';

/** How far a person has been helped with a step: each hint says more than the one before, and the last one is the command itself, explained. */
export class Hints {
  #key = '';
  #given = 0;
  #answer: Extract<OwnAnswer, { kind: 'not-yet' }> | undefined;

  /** Begins anew when the person is at another step. */
  at({ key }: Step): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#given = 0;
    this.#answer = undefined;
  }

  /** What was said last of a command of the person's own, with a first hint. */
  note(answer: OwnAnswer): void {
    this.#answer = answer.kind === 'not-yet' ? answer : undefined;
    this.#given = this.#answer && ownCauseText(this.#answer.cause, 'en').hint !== '' ? 1 : 0;
  }

  /** The next one. */
  async give(step: Step, aim: Pick<Aim, 'wanted' | 'isLook'>, screen: Screen): Promise<void> {
    const cause = this.#answer && ownCauseText(this.#answer.cause, screen.language);
    this.#given += 1;
    const say = (text: string): void => showHint(text, screen);
    if (this.#given === 1) return this.#first(await aim.wanted(), aim.isLook, say, screen);
    if (this.#given === 2) return say(cause?.hint2 || stepWords[screen.language].beginsWith(beginning(step.command)));
    await explainStep(step, aim, screen);
  }

  #first(wanted: Awaited<ReturnType<Aim['wanted']>>, isLook: boolean, say: (text: string) => void, screen: Screen): void {
    const words = stepWords[screen.language];
    if (!('code' in wanted) && wanted.length > 0) {
      showHint(words.toChange, screen, false);
      screen.changes(wanted);
      screen.tell(screen.isRaw ? answerWords[screen.language].moreHintsInLab : answerWords[screen.language].moreHints);
    } else say('code' in wanted ? words.readAbove : isLook ? words.onlyLooks : words.changesNothing);
  }
}

/** A command with what it changes, which is tried in a copy of the lab. */
export async function explainStep(step: Step, aim: Pick<Aim, 'wanted' | 'isLook'>, screen: Screen): Promise<void> {
  const words = stepWords[screen.language];
  const { paint } = screen;
  screen.say(paint.bold.cyan(cleanOutput(step.command)));
  if (aim.isLook) return screen.tell(words.onlyLooks);
  const wanted: readonly Change[] | { readonly text: string } = await aim.wanted();
  if ('text' in wanted) return screen.tell(words.cannotTry(wanted.text.split('\n', 1)[0] ?? ''));
  screen.tell(wanted.length > 0 ? words.wouldChange : words.wouldChangeOther);
  screen.changes(wanted);
}

/** The words that say what a command is about, without what it acts on: the program, the object, the verb. */
function beginning(command: string): string {
  const words = cleanOutput(command).split('\n')[0]!.trim().split(/\s+/);
  const isPlain = (word: string): boolean => /^[a-z][a-z-]*$/.test(word) && !/\d/.test(word);
  const count = words.findIndex((word, at) => at > 0 && !isPlain(word) && !word.startsWith('-'));
  const shown = words.slice(0, Math.max(1, Math.min(count === -1 ? words.length - 1 : count, words.length - 1)));
  return `${shown.join(' ')} …`;
}
