import { isConsequence } from './caused-by.js';
import { findCause } from './causes/find-cause.js';
import type { Comparison } from './comparison.js';
import { changesBetween } from './changes-between.js';
import type { EffectChange } from './effect-change.js';
import type { EffectAnswer, EffectQuestion } from './effect-question.js';
import { factKey, type Facts } from './fact.js';
import { factsOf } from './facts-of.js';
import { findNames } from './find-names.js';
import { brokenFacts } from './broken-facts.js';
import { holds, type Known } from './holds.js';
import type { Renaming } from './naming.js';
import { namesByLesson } from './names-by-lesson.js';
import { shadowedRules } from './shadowed-rules.js';
import { wordsOf } from './words-of.js';
import { withoutParts } from './without-parts.js';

/** Whether a learner has brought about what the step of the lesson brings about, whatever the commands were. */
export function judgeEffect(question: EffectQuestion): EffectAnswer {
  const reference = { before: factsOf(question.reference.before), after: factsOf(question.reference.after) };
  const all = changesBetween(reference.before, reference.after);
  const required = all.filter((change) => !isConsequence(change, all) && !isOfLoop(change, question.command));
  if (required.length === 0) {
    const done = changesBetween(factsOf(question.own.before), factsOf(question.own.after));
    return { kind: 'nothing-to-do', broken: brokenFacts(done, reference) };
  }

  const words = wordsOf(question.reference.before);
  const compare = (renaming: Renaming): Comparison =>
    compared(
      { reference, required, all, command: question.command, typed: question.typed ?? '', words },
      factsOf(question.own.before, renaming),
      factsOf(question.own.after, renaming),
    );
  const wanted = { before: question.reference.before, required };
  const search = (told: ReadonlySet<string>): Renaming =>
    findNames({ ...wanted, told }, question.own.after, (renaming) => compare(renaming).missing.length);
  const renaming = search(question.told);
  const found = compare(renaming);
  const { missing, met, extras, broken } = found;
  if (missing.length === 0 && broken.length === 0)
    return { kind: 'right', extras: withoutParts(extras), names: namesByLesson(renaming), met };
  const byOtherNames = missing.length === 0 ? renaming : search(new Set());
  const { command, typed = '' } = question;
  const cause = findCause({
    ...found,
    reference,
    command,
    typed,
    named: { names: namesByLesson(byOtherNames), told: question.told, missing: compare(byOtherNames).missing },
  });
  return { kind: 'not-yet', missing: withoutParts(missing), met, extras: withoutParts(extras), broken, cause };
}

/** What a shell remembers, which is nothing to a step that is not about it. */
const ofShells: ReadonlySet<EffectChange['kind']> = new Set([
  'alias',
  'folder',
  'function',
  'option',
  'parameter',
  'shell',
  'shells',
  'trap',
  'variable',
]);

/** What counts in a loop is there for the loop: who writes the commands out has no such variable. */
function isOfLoop({ kind, subject }: EffectChange, command: string): boolean {
  if (kind !== 'variable') return false;
  const names = [...command.matchAll(/\bfor\s+(\w+)\s+in\b|\bread\s+(?:-\w+\s+)*(\w+)/g)].map(([, a, b]) => a ?? b);
  return names.includes(subject);
}

interface Step {
  readonly reference: { readonly before: Facts; readonly after: Facts };
  readonly required: readonly EffectChange[];
  readonly all: readonly EffectChange[];
  readonly command: string;
  readonly typed: string;
  readonly words: ReadonlySet<string>;
}

function compared({ reference, required, all, command, typed, words }: Step, before: Facts, after: Facts): Comparison {
  const known: Known = { command, words, ownBefore: before };
  const shadowed = shadowedRules(required, before, after);
  const isMet = (change: EffectChange): boolean => holds(change, after, known) && !shadowed.has(factKey(change));
  const missing = required.filter((change) => !isMet(change));
  const met = required.filter(isMet);
  const isAboutShells = all.some(({ kind }) => ofShells.has(kind));
  const done = changesBetween(before, after).filter((change) => !isOfLoop(change, typed) && (isAboutShells || !ofShells.has(change.kind)));
  const keys = new Set(all.map(factKey));
  const broken = brokenFacts(done, reference).filter((change) => !keys.has(factKey(change)));
  const harm = new Set(broken.map(factKey));
  const extras = done.filter((change) => !keys.has(factKey(change)) && !harm.has(factKey(change)) && !isConsequence(change, done));
  return { required, missing, met, done, extras, broken, own: { before, after } };
}
