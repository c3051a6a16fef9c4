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
  const hedge = isCertain ? '' : language === 'zh' ? '可能是：' : 'probably ';
  // Some sentences say it themselves.
  const isSaid = /^(?:no-route-back|nat-)/.test(code);
  const back = !isBack || isSaid ? '' : language === 'zh' ? '应答回不来：' : 'the answer does not come back: ';
  return {
    code,
    isCertain,
    params,
    text: `${hedge}${back}${fillSentence(sentence[language], params, language)}`,
    advice: fillSentence(sentence.try[language], params, language),
  };
}
