import type { StepEnd } from '../engine/events.js';
import { isAboutState } from '../engine/judge-state.js';
import { reasonText } from '../engine/reasons/reason-text.js';
import type { Language } from '../network/language.js';
import { missedStates } from './failure-place.js';

/** Why a step did not pass, in a language; nothing of one that did. What is not as the lesson says stands in its expectations. */
export function reasonOfStep(event: StepEnd, language: Language): string {
  if (event.reason === null) return '';
  if (!isAboutState(event)) return reasonText(event.reason, language);
  const missed = missedStates(event);
  return reasonText(event.reason, language, {
    missing: missed.flatMap(({ missing }) => missing),
    different: missed.flatMap(({ different }) => different),
    unexpected: missed.flatMap(({ unexpected }) => unexpected),
  });
}
