import { withoutChance } from '../without-chance.js';
import type { EffectChange } from './effect-change.js';
import { factKey } from './fact.js';
import type { Known } from './holds.js';

const textSign = 'text:\n';

/**
 * Whether a file of the learner's holds what the step of the lesson writes. Of one that was there before only the lines count that the step adds and takes away. What is
 * neither in the command nor in the lab before tells of a run, as the output of ping does: then it is enough that there is something.
 */
export function hasContent(required: EffectChange, found: string, known: Known): boolean {
  const { from, to } = required;
  if (to === null || kindOf(to) !== kindOf(found)) return false;
  if (!to.startsWith(textSign)) return kindOf(to) === 'bytes' || to === found;
  const [wanted, own] = [linesOf(to), linesOf(found)];
  if (wanted.join('\n') === own.join('\n')) return true;
  const old = from === null ? [] : linesOf(from);
  const added = wanted.filter((line) => !old.includes(line));
  if (!added.every((line) => isSaid(line, known))) return own.length > 0;
  const ownFrom = known.ownBefore.get(factKey(required))?.value;
  const ownOld = ownFrom === undefined ? [] : linesOf(ownFrom);
  // Lines that the learner's file had and the lesson's has not are theirs.
  const others = new Set(ownOld.filter((line) => !old.includes(line)));
  return from !== null && own.filter((line) => !others.has(line) || wanted.includes(line)).join('\n') === wanted.join('\n');
}

/** The lines of a text, however many blanks there are in them, or at its end. */
export function linesOf(value: string): string[] {
  if (!value.startsWith(textSign)) return [];
  const lines = withoutChance(value.slice(textSign.length))
    .split('\n')
    .map((line) => line.trim().replaceAll(/[ \t]+/g, ' '));
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function isSaid(line: string, { command, words }: Known): boolean {
  return line.split(' ').every((word) => word === '' || words.has(word) || command.includes(word));
}

function kindOf(value: string): string {
  if (value.startsWith(textSign)) return 'text';
  return /^\d+ bytes, sha256/.test(value) ? 'bytes' : value.startsWith('link to') ? 'link' : value;
}
