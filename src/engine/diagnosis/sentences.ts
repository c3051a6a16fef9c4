import type { Language, Params } from './diagnosis.js';
import { addressSentences } from './sentences/addresses.js';
import { linkSentences } from './sentences/links.js';
import { nameSentences } from './sentences/names.js';
import type { Sentence } from './sentences/sentence.js';
import { waySentences } from './sentences/ways.js';

/** Every cause that can be found, and what is said of it. `docs/diagnosis.md` explains each; a test keeps the two in step. */
export const sentences = { ...nameSentences, ...linkSentences, ...addressSentences, ...waySentences } as const satisfies Record<
  string,
  Sentence
>;

export type SentenceCode = keyof typeof sentences;

/** Params whose value is the label of a namespace. */
const places = new Set(['namespace', 'otherNamespace', 'place', 'router']);

/** Fills a template with params; what is between brackets is left out when a param in it is not known. */
export function fillSentence(template: string, params: Params, language: Language): string {
  const named = params['maker'] === undefined ? template : template.replaceAll(/line \{line\}|第 \{line\} 行/g, '{maker}');
  const whole = named.replaceAll(/\[([^[\]]*\{\w+\}[^[\]]*)\]/g, (_, part: string) =>
    [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => params[name!] !== undefined) ? part : '',
  );
  const filled = whole.replaceAll(/(\b[Ii]n )?\{(\w+)\}/g, (_, before: string | undefined, name: string) => {
    const value = params[name];
    if (!places.has(name) || value !== 'host') return `${before ?? ''}${value ?? '?'}`;
    if (language === 'zh') return '宿主机';
    return before === undefined ? 'the host' : `${before.startsWith('I') ? 'On' : 'on'} the host`;
  });
  // Chinese has no blanks between its own words, and is on a host and not in one.
  return language === 'zh'
    ? filled.replaceAll(/ ?宿主机 ?中/g, '宿主机上').replaceAll(/(?<=\p{Script=Han}) 宿主机|宿主机 (?=[\p{Script=Han}，；。])/gu, '宿主机')
    : filled;
}
