import type { CannotRunCode } from './cannot-run.js';
import { skipWords, type SkipParams, type SkipWords } from './skip-words.js';

/** Why a step is not run, so far as the text tells. */
export interface Skip {
  readonly code: CannotRunCode | 'redisplay' | 'setting';
  /** `says`: which of the sentences it is; the rest is what it speaks of. */
  readonly params: SkipParams;
  readonly text: string;
}

export function toSkip<Code extends Skip['code']>(
  code: Code,
  says: keyof SkipWords,
  params: SkipParams = {},
): Skip & { readonly code: Code } {
  return { code, params: { ...params, says }, text: skipWords.en[says](params) };
}
