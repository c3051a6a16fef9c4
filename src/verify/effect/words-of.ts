import type { Moment } from './effect-question.js';

const mostLetters = 200_000;

/** The words of all text files of a lab, as far as anybody would look through them. */
export function wordsOf({ items }: Moment): ReadonlySet<string> {
  const words = new Set<string>();
  let left = mostLetters;
  for (const { kind, text } of items.values()) {
    const at = kind === 'file' ? text.indexOf('content:\n') : -1;
    if (at === -1 || left <= 0) continue;
    left -= text.length;
    for (const word of text.slice(at + 9).split(/\s+/)) words.add(word);
  }
  return words;
}
