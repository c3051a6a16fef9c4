import type { EffectSentenceCode } from '../../../../src/verify/effect/causes/effect-sentences.js';

/** A step of a lesson, and what learners do in its place. */
export interface StepWithOthers {
  readonly about: string;
  /** What both labs have before. */
  readonly setup?: readonly string[];
  readonly reference: string;
  /** Names that the text of the lesson tells. */
  readonly told?: readonly string[];
  /** What learners type, line by line where it takes several, and what is to be said of it. */
  readonly own: readonly (readonly [commands: string | readonly string[], verdict: 'right' | EffectSentenceCode, said?: Said])[];
}

interface Said {
  /** The learner's names, by the lesson's. */
  readonly names?: Readonly<Record<string, string>>;
  /** Params of the cause. */
  readonly params?: Readonly<Record<string, string>>;
  /** How many changes are harmless and named. */
  readonly extras?: number;
}
