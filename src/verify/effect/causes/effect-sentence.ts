import type { Language } from '../../../network/language.js';

/**
 * What is said of a mistake: why it is one, a hint that leaves the learner to find the command, and one that says which word to look at. `{name}` stands for a param,
 * `{what}` for the change that it is about; what is between `[` and `]` is left out when a param in it is not known.
 */
export type EffectSentence = Readonly<Record<Language, { readonly text: string; readonly hint: string; readonly hint2: string }>>;
