import type { EffectSentence } from './effect-sentence.js';
import { networkSentences } from './network-sentences.js';
import { generalSentences } from './general-sentences.js';
import { systemSentences } from './system-sentences.js';

/** Every kind of mistake that can be told, and what is said of it. A test keeps them and docs/own-commands.md in step. */
export const effectSentences = { ...generalSentences, ...networkSentences, ...systemSentences } as const satisfies Record<
  string,
  EffectSentence
>;

export type EffectSentenceCode = keyof typeof effectSentences;
