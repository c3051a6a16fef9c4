import stringWidth from 'string-width';
import { fill } from './markdown/fill.js';
import type { Letter } from './markdown/letter.js';

// oxlint-disable-next-line no-control-regex -- colours are escape sequences
const colour = /(\u001B\[[\d;]*m)/;
const segmenter = new Intl.Segmenter();

/** Painted prose as lines of at most `width` columns, which end between words, and between letters of Chinese. A longer word has a line of its own. */
export function fillPainted(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => fill(lettersOf(line), width).map((letters) => letters.map((letter) => letter.text).join('')));
}

function lettersOf(line: string): Letter[] {
  const letters: Letter[] = [];
  for (const [index, part] of line.split(colour).entries()) {
    const isColour = index % 2 === 1;
    const last = letters.at(-1);
    // A colour belongs to the letter before it, which stays what it is; behind a blank it begins the next word.
    if (isColour && last && last.text !== ' ') letters[letters.length - 1] = { ...last, text: last.text + part };
    else if (isColour) letters.push(letterOf(part, 0));
    else for (const { segment } of segmenter.segment(part)) letters.push(letterOf(segment, stringWidth(segment)));
  }
  return letters;
}

function letterOf(text: string, width: number): Letter {
  return { text, width, marks: [], unit: null, sticksTo: undefined };
}
