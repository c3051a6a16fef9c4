import { languages, type Language } from '../network/language.js';
import { usage } from './values.js';

/** What `--lang` has said, if it was given: the one thing of a process that everything it says depends on. */
let chosen: Language | undefined;

/**
 * Has the whole process speak a language.
 * @throws {NslabError} `usage`
 */
export function chooseLanguage(word: string): void {
  chosen = readLanguage(word);
}

/**
 * The language that is asked for, here or for the whole process, or that of the person's locale (locale(7)).
 * @throws {NslabError} `usage`
 */
export function chosenLanguage(word?: string): Language {
  if (word !== undefined) return readLanguage(word);
  if (chosen !== undefined) return chosen;
  const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
  return locale.startsWith('zh') ? 'zh' : 'en';
}

function readLanguage(word: string): Language {
  const known = languages.find((language) => language === word);
  if (known !== undefined) return known;
  throw usage(
    { en: `unknown language ${word}`, zh: `未知的语言 ${word}` },
    { en: `known: ${languages.join(', ')}`, zh: `可用的有：${languages.join('、')}` },
  );
}

/** What `--lang` says, or `draw --language`, wherever on the command line it stands; the last one counts, as for every option. */
export function languageWord(words: readonly string[]): string | undefined {
  const end = words.indexOf('--');
  const options = end === -1 ? words : words.slice(0, end);
  const found = options.flatMap((word, index) => {
    const match = /^--lang(?:uage)?(?:=(.*))?$/s.exec(word);
    const written = match && (match[1] ?? options[index + 1]);
    return written == null ? [] : [written];
  });
  return found.at(-1);
}
