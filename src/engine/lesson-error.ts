import { formatPosition, type NslabError } from '../errors.js';
import type { LessonEnd } from './events.js';

type LessonError = NonNullable<LessonEnd['error']>;

/** Events are in English. What a report of this process may say in another language; of a run that was read from a file there is no more than its English. */
const origins = new WeakMap<LessonError, NslabError>();

/** Why a lesson could not be read or run, as its event bears it. */
export function toLessonError(error: NslabError): LessonError {
  const told = {
    code: error.code,
    text: error.message,
    position: error.position ? formatPosition(error.position) : '',
    hint: error.hint ?? null,
  };
  origins.set(told, error);
  return told;
}

export function lessonErrorIn(told: LessonError, language: 'en' | 'zh'): Pick<LessonError, 'text' | 'hint'> {
  const error = origins.get(told);
  return error ? { text: error.words[language], hint: error.hints?.[language] ?? null } : told;
}
