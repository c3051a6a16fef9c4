import { findingText, type Finding } from '../../verify/state/finding.js';
import type { Language } from '../../network/language.js';
import type { Reason, ReasonCode } from '../events.js';
import { chineseReasons } from './chinese-reasons.js';
import { englishReasons } from './english-reasons.js';
import type { ReasonWords } from './reason-words.js';

type Params = Reason['params'];
type Sentence = Exclude<keyof ReasonWords, 'because' | 'and'>;

export const reasonWords: Readonly<Record<Language, ReasonWords>> = { en: englishReasons, zh: chineseReasons };

/** A reason with its text. @param params `says` names the sentence where the code has several; an exit status, what is to blame and what is owed are added by themselves */
export function reasonOf(code: ReasonCode, params: Params, missed?: Finding): Reason {
  return { code, params, text: tell(code, params, 'en', missed) };
}

/** What a reason says, in a language. @param missed of a state: what the lesson says of the network and is not so */
export function reasonText(reason: Reason, language: Language, missed?: Finding): string {
  // English stands in the event; one without a text had to be withheld.
  if (language === 'en' || reason.text === '') return reason.text;
  const told = tell(reason.code, reason.params, language, missed);
  // A run of an older version has told less of itself.
  return told === '' || told.includes('undefined') ? reason.text : told;
}

function tell(code: string, params: Params, language: Language, missed: Finding | undefined): string {
  const words = reasonWords[language];
  const says = params['says'] ?? (code.startsWith('state-') ? 'state' : code);
  const hasStatus = params['actual'] !== undefined;
  const main = hasStatus ? 'exit-status' : says;
  if (!isSentence(main, words)) return '';
  const causes = [
    ...(missed ? [findingText(missed, language)] : []),
    ...(hasStatus && params['says'] !== undefined && isSentence(says, words) ? [words[says](params)] : []),
    ...(params['blamed'] === undefined ? [] : [words[blame(params)](params)]),
  ];
  return `${words[main](params)}${causes.length === 0 ? '' : words.because}${missed ? causes.join(words.because) : causes.join(words.and)}`;
}

function blame(params: Params): Sentence {
  if (params['owed'] !== undefined) return 'owed';
  return params['blamedFor'] === 'lost-address' ? 'lost-address' : 'follows';
}

function isSentence(name: string | number, words: ReasonWords): name is Sentence {
  return Object.hasOwn(words, name) && name !== 'because' && name !== 'and';
}
