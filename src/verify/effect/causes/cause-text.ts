import type { Language } from '../../../network/language.js';
import { effectChangeText } from '../effect-change-text.js';
import type { EffectCause } from './effect-cause.js';
import { effectSentences } from './effect-sentences.js';
import { fillEffectSentence } from './fill-effect-sentence.js';
import { partWords } from './part-words.js';

/** Why something is not yet right, a hint that does not give the command away, and one that says what to change. */
export function causeText(
  { code, params, about }: EffectCause,
  language: Language,
): { readonly text: string; readonly hint: string; readonly hint2: string } {
  const { text, hint, hint2 } = effectSentences[code][language];
  const words = partWords[language] as Readonly<Record<string, string>>;
  const known = {
    ...params,
    ...(params['part'] !== undefined && { part: words[params['part']] ?? params['part'] }),
    // What is still there is told as what it is, not as what it should have become.
    ...(about && { what: effectChangeText(code === 'still-there' ? { ...about, from: null, to: about.from } : about, language) }),
  };
  return {
    text: fillEffectSentence(text, known, language),
    hint: fillEffectSentence(hint, known, language),
    hint2: fillEffectSentence(hint2, known, language),
  };
}
