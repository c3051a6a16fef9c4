import type { Change } from '../change.js';

/** Letters that nobody sees, that a terminal obeys, or that turn the text around them (Unicode Bidirectional Algorithm, UAX 9). */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u034F\u115F\u1160\u3164\uFFA0]/gu;

/** Names are cut after so many letters, and what is written in the words of a tool, such as a rule. */
const mostOfName = 48;
const mostOfRule = 160;

/**
 * A change whose names are safe to show: links, namespaces, aliases and processes of a lab are called what a stranger likes.
 * @param quote puts names in quotes that could be taken for words of the language
 */
export function shownChange<Kind extends Change>(change: Kind, quote: (name: string) => string = (name) => name): Kind {
  return shownValue(change, mostOfName, quote) as Kind;
}

function shownValue(value: unknown, most: number, quote: (name: string) => string): unknown {
  if (typeof value === 'string') return most === mostOfName ? quote(shownText(value, most)) : shownText(value, most);
  if (Array.isArray(value)) return value.map((item) => shownValue(item, most, quote));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      shownText(name, mostOfName),
      shownValue(item, name === 'rule' || name === 'rules' || name === 'text' ? mostOfRule : most, quote),
    ]),
  );
}

/**
 * Stands for a space in a name until the sentence is whole: Chinese is written with spaces between it and other letters only, so those of the sentence are
 * put right, and those of names must stay. No name has this letter when it is shown.
 */
export const spaceOfName = '\u2061';

function shownText(text: string, most: number): string {
  const plain = text.replaceAll(unseen, '\uFFFD').replaceAll(/\s/g, spaceOfName);
  if (plain.length <= most) return plain;
  // Counted in code points and not in whole letters, for one letter may have any number of marks.
  // oxlint-disable-next-line typescript/no-misused-spread -- as above
  const letters = [...plain];
  return letters.length <= most ? plain : `${letters.slice(0, most - 1).join('')}…`;
}
