import type { ChalkInstance } from 'chalk';
import type { Resumed } from '../engine/session/kept.js';
import type { Return } from '../engine/session/return.js';
import type { Surprise } from '../engine/session/replay.js';
import type { StateDifference } from '../engine/session/state-difference.js';
import { tellChanges } from '../network/changes/tell-changes.js';
import type { Language } from '../network/language.js';
import { cleanOutput } from '../verify/clean-output.js';
import { firstLine } from './shown-text.js';

const mostTold = 12;
const longestText = 200;

/** What came of going to another step, where there is something to say of it. */
export function returnLines(came: Return, language: Language, paint: ChalkInstance): string[] {
  if (came.kind === 'failed') return [`${paint.red('✗')} ${came.text}`, ...(came.hint === null ? [] : [`  try: ${came.hint}`])];
  return [
    ...came.surprises.map((surprise) => `${paint.yellow('!')} ${surpriseText(surprise)}`),
    ...(came.kind === 'differs' ? differenceLines(came.differences, language, paint) : []),
    ...(came.byChance.length === 0
      ? []
      : [
          paint.dim(
            `Not the same by its nature (time, chance): ${few(came.byChance.map(({ kind, name }) => `${what(kind)} ${shown(name)}`)).join(', ')}.`,
          ),
        ]),
  ];
}

/** What of an earlier session is not as it was, where anything is not. */
export function resumedLines({ left, differences, surprises }: Resumed, language: Language, paint: ChalkInstance): string[] {
  return [
    ...left.map(
      ({ why, command, text }) =>
        `${paint.yellow('!')} ${leftTexts[why]}${command === null ? '' : `: ${firstLine(command)}`}${text === '' ? '' : ` (${text})`}`,
    ),
    ...surprises.map((surprise) => `${paint.yellow('!')} ${surpriseText(surprise)}`),
    ...differenceLines(differences, language, paint),
  ];
}

const leftTexts: Readonly<Record<Resumed['left'][number]['why'], string>> = {
  withheld: 'a command was not kept, because there may be a secret in it; type it again if you need it',
  interrupted: 'this one was still running and has not been done again',
  'step-gone': 'this step is not in the lesson any more; it and what came after it were not done again',
  failed: 'this one could not be done again, nor what came after it',
};

function differenceLines(differences: readonly StateDifference[], language: Language, paint: ChalkInstance): string[] {
  const told = differences.flatMap((difference) => differenceTexts(difference, language));
  return few(told).map((text) => `${paint.red('≠')} ${text}`);
}

function differenceTexts(difference: StateDifference, language: Language): string[] {
  if (difference.kind === 'part') return [`${shown(difference.name)} is not as it was`];
  if (difference.kind === 'network') {
    const told = tellChanges(difference.changes, language).map(({ text }) => text);
    return told.length === 0 ? [`the network of ${shown(difference.namespace)} is not as it was`] : told;
  }
  const name = `${what(difference.kind)} ${shown(difference.name)}`;
  if (difference.now === null) return [`${name} is missing`];
  if (difference.before === null) return [`${name} was not there`];
  // It may be a secret that nobody has seen yet.
  if (difference.kind === 'variable' || difference.kind === 'parameter') return [`${name} is another one`];
  return [`${name} is another one: ${shown(difference.now)} in the place of ${shown(difference.before)}`];
}

function what(kind: string): string {
  return kind.replaceAll('-', ' ');
}

function surpriseText({ command, before, now }: Surprise): string {
  return `${firstLine(command)} ended with ${now ?? 'no status'} this time, before with ${before ?? 'no status'}`;
}

function shown(text: string): string {
  const clean = cleanOutput(text).replaceAll(/\s+/g, ' ').trim();
  return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean;
}

function few(texts: readonly string[]): readonly string[] {
  return texts.length <= mostTold ? texts : [...texts.slice(0, mostTold), `and ${texts.length - mostTold} more`];
}
