import { languages, type Language } from '../network/language.js';
import { usage } from './values.js';

/**
 * The language that is asked for, or that of the person's locale (locale(7)).
 * @throws {NslabError} `usage`
 */
export function chosenLanguage(word?: string): Language {
  if (word !== undefined && !languages.some((language) => language === word))
    throw usage(`unknown language ${word}`, `known: ${languages.join(', ')}`);
  if (word !== undefined) return word as Language;
  const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
  return locale.startsWith('zh') ? 'zh' : 'en';
}
