import type { ChalkInstance } from 'chalk';
import type { Resumed } from '../engine/session/kept.js';
import type { Return } from '../engine/session/return.js';
import type { Surprise } from '../engine/session/replay.js';
import type { StateDifference } from '../engine/session/state-difference.js';
import { tryWords } from '../errors.js';
import { tellChanges } from '../network/changes/tell-changes.js';
import type { Language } from '../network/language.js';
import { cleanOutput } from '../verify/clean-output.js';
import { returnWords, type ReturnWords } from './return-words.js';
import { firstLine } from './shown-text.js';

const mostTold = 12;
const longestText = 200;

/** What came of going to another step, where there is something to say of it. */
export function returnLines(came: Return, language: Language, paint: ChalkInstance): string[] {
  const words = returnWords[language];
  if (came.kind === 'failed') {
    const hint = came.hints?.[language];
    return [`${paint.red('✗')} ${came.words[language]}`, ...(hint === undefined ? [] : [`  ${tryWords[language]}${hint}`])];
  }
  const byChance = few(
    came.byChance.map(({ kind, name }) => words.named(words.kinds[kind], shown(name))),
    words,
  );
  return [
    ...came.surprises.map((surprise) => `${paint.yellow('!')} ${surpriseText(surprise, words)}`),
    ...(came.kind === 'differs' ? differenceLines(came.differences, language, paint) : []),
    ...(came.byChance.length === 0 ? [] : [paint.dim(words.byChance(byChance.join(words.comma)))]),
  ];
}

/** What of an earlier session is not as it was, where anything is not. */
export function resumedLines({ left, differences, surprises }: Resumed, language: Language, paint: ChalkInstance): string[] {
  const words = returnWords[language];
  return [
    ...left.map(({ why, command, text }) => {
      const what = command === null ? '' : `${words.colon}${firstLine(command)}`;
      return `${paint.yellow('!')} ${words.left[why]}${what}${text === '' ? '' : words.aside(text)}`;
    }),
    ...surprises.map((surprise) => `${paint.yellow('!')} ${surpriseText(surprise, words)}`),
    ...differenceLines(differences, language, paint),
  ];
}

function differenceLines(differences: readonly StateDifference[], language: Language, paint: ChalkInstance): string[] {
  const told = differences.flatMap((difference) => differenceTexts(difference, language));
  return few(told, returnWords[language]).map((text) => `${paint.red('≠')} ${text}`);
}

function differenceTexts(difference: StateDifference, language: Language): string[] {
  const words = returnWords[language];
  if (difference.kind === 'part') return [words.part(shown(difference.name))];
  if (difference.kind === 'network') {
    const told = tellChanges(difference.changes, language).map(({ text }) => text);
    return told.length === 0 ? [words.network(shown(difference.namespace))] : told;
  }
  const name = words.named(words.kinds[difference.kind], shown(difference.name));
  if (difference.now === null) return [words.missing(name)];
  if (difference.before === null) return [words.wasNotThere(name)];
  // It may be a secret that nobody has seen yet.
  if (difference.kind === 'variable' || difference.kind === 'parameter') return [words.other(name)];
  return [words.replaced(name, shown(difference.now), shown(difference.before))];
}

function surpriseText({ command, before, now }: Surprise, words: ReturnWords): string {
  return words.surprise(firstLine(command), `${now ?? words.noStatus}`, `${before ?? words.noStatus}`);
}

function shown(text: string): string {
  const clean = cleanOutput(text).replaceAll(/\s+/g, ' ').trim();
  return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean;
}

function few(texts: readonly string[], words: ReturnWords): readonly string[] {
  return texts.length <= mostTold ? texts : [...texts.slice(0, mostTold), words.more(texts.length - mostTold)];
}
