import type { Diagnosis, Finding, Language } from './diagnosis.js';
import { rules } from './rules.js';
import { readScene, type Symptom } from './scene.js';
import { fillSentence, sentences } from './sentences.js';

/**
 * The likely cause of a failing or surprising step, from the state of the network, the command, its output and what earlier steps have done. `null` when nothing is
 * known of it: a wrong diagnosis is worse than none. Pure.
 */
export function diagnose(symptom: Symptom, language: Language = 'en'): Diagnosis | null {
  const finding = findCause(symptom);
  return finding && inWords(finding, language);
}

/** The same, not put into words yet. */
export function findCause(symptom: Symptom): Finding | null {
  const scene = readScene(symptom);
  for (const rule of rules) {
    const finding = rule(scene);
    if (finding) return finding;
  }
  return null;
}

/** A cause in words. Where its params have a `maker`, that is said in the place of a line. */
export function inWords({ code, params, isCertain = true, isBack = false }: Finding, language: Language): Diagnosis {
  const sentence = sentences[code];
  // Some sentences say it themselves.
  const isSaid = /^(?:no-route-back|nat-)/.test(code);
  const { hedge, back } = openings[language];
  return {
    code,
    isCertain,
    params,
    text: `${isCertain ? '' : hedge}${isBack && !isSaid ? back : ''}${fillSentence(sentence[language], params, language)}`,
    advice: fillSentence(sentence.try[language], params, language),
  };
}

const openings: Readonly<Record<Language, { readonly hedge: string; readonly back: string }>> = {
  en: { hedge: 'probably ', back: 'the answer does not come back: ' },
  zh: { hedge: '可能是：', back: '应答回不来：' },
};

/** A diagnosis as events bear it, in English, in another language; one of a newer version, whose code is not known here, stays as it is. */
export function diagnosisIn(diagnosis: Diagnosis, language: Language): Diagnosis {
  if (language === 'en' || !Object.hasOwn(sentences, diagnosis.code)) return diagnosis;
  return inWords({ ...diagnosis, isBack: diagnosis.text.includes(openings.en.back) }, language);
}
