import type { Language } from '../../network/language.js';
import { effectChangeWords } from './effect-change-words.js';
import type { EffectChange } from './effect-change.js';

/** A change in the words of people: `the address 10.0.0.1/24 of veth0 in ns1`. */
export function effectChangeText(change: EffectChange, language: Language): string {
  const words = effectChangeWords[language];
  const text = words[change.kind]({ ...change, place: words.inPlace(change.place), value: change.to ?? change.from ?? '' });
  return change.to === null ? words.gone(text) : text;
}
