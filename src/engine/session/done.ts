import type { Step } from '../../lesson/lesson.js';
import type { OwnAnswer } from '../acceptance/own-answer.js';
import type { StepEnd } from '../events.js';
import type { EntryEnd, JournalEntry } from './journal.js';
import type { SessionState } from './session-state.js';

/** Something that was done in a lab, with all that is known of it while the session lasts. */
export interface Done {
  readonly entry: JournalEntry;
  /** `null` when the runner has ended while it ran. */
  readonly end: EntryEnd | null;
  /** The step of the lesson, as it was given. */
  readonly step: Step | null;
  /** What was told of it; `null` for what is no step, and for one that has no verdict yet. */
  readonly ended: StepEnd | null;
  /** What was said of a command of the person's own; `null` for anything else, and for what an earlier session has done. */
  readonly answer: OwnAnswer | null;
  /** The lab after it; `null` when nobody has looked. */
  readonly state: SessionState | null;
}

/** The key of the step of the lesson that was done by it, in the lesson's way or another one. */
export function stepDoneBy({ entry, step, end, ended }: Done): string | null {
  // What has failed has not been done.
  if (entry.lesson !== 0 || ended?.verdict === 'fail') return null;
  return step?.key ?? end?.fulfils?.key ?? null;
}

/** The keys of all steps of the lesson that were done, those included that were done with others. */
export function keysDone(all: readonly Done[]): ReadonlySet<string> {
  return new Set(all.flatMap((done) => [stepDoneBy(done) ?? [], done.end?.fulfils?.also ?? []].flat()));
}

/** What the person calls otherwise than the lesson does, by the lesson's names. */
export function namesGiven(all: readonly Done[]): Readonly<Record<string, string>> {
  return Object.fromEntries(all.flatMap(({ end }) => Object.entries(end?.fulfils?.names ?? {})));
}

/** The terminal that was used last. */
export function lastTerminal(all: readonly Done[]): string {
  return all.findLast(({ entry }) => entry.terminal !== '')?.entry.terminal ?? 'main';
}

/** The same, but for the state after the last of them; with `null` that stays as it is. */
export function withLastState(all: readonly Done[], state: SessionState | null): readonly Done[] {
  const last = all.at(-1);
  return last === undefined || state === null ? all : [...all.slice(0, -1), { ...last, state }];
}

/** The same with verdicts that steps have got after they were run, and those of them that are news: what was done again is not told again. */
export function withVerdicts(
  all: readonly Done[],
  ended: readonly StepEnd[],
): { readonly done: readonly Done[]; readonly told: StepEnd[] } {
  const isUntold = (done: Done, step: number): boolean => done.entry.lesson === 0 && done.step?.id === step && done.ended === null;
  const told = ended.filter(({ step }) => all.some((done) => isUntold(done, step)));
  return { told, done: all.map((done) => ({ ...done, ended: told.find(({ step }) => isUntold(done, step)) ?? done.ended })) };
}
