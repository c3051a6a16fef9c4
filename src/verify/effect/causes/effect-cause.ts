import type { EffectChange } from '../effect-change.js';
import type { EffectSentenceCode } from './effect-sentences.js';

/** The likely reason why what a learner did is not what the step of the lesson does. Codes and params are stable; docs/own-commands.md lists them. */
export interface EffectCause {
  readonly code: EffectSentenceCode;
  readonly params: Readonly<Record<string, string>>;
  /** The change that it is about, for `{what}` in its sentences; `null` where there is none. */
  readonly about: EffectChange | null;
}
