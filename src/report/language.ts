import type { Language } from '../network/language.js';

/** The language of a text, of those that sentences are told in. */
export function readingLanguage(text: string): Language {
  return languageOf(text) === 'zh' ? 'zh' : 'en';
}

/** The language of a text, for the browser to choose letters by: the same character is drawn otherwise in Chinese than in Japanese. */
export function languageOf(text: string): string {
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  const words = count(/[A-Za-z]{2,}/g);
  if (count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > words / 4) return 'ja';
  if (count(/\p{Script=Hangul}/gu) > words) return 'ko';
  return count(/\p{Script=Han}/gu) > words ? 'zh' : 'en';
}
