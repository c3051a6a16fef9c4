import { cleanOutput } from '../../verify/clean-output.js';

/** What a person does not see but what turns lines around, cuts them, or hides between letters. */
const unseen = /[\u00AD\u061C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;

/** Text of a lesson with nothing in it that a terminal would obey. Character references make such things anew, so that it is asked for after them too. */
export function cleanText(text: string): string {
  return cleanOutput(text).replaceAll(unseen, '');
}
