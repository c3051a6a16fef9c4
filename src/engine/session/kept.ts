import { stepEnd } from '../step-end.js';
import type { Lesson } from '../../lesson/lesson.js';
import type { Done } from './done.js';
import type { EntryEnd, JournalEntry } from './journal.js';
import type { Surprise } from './replay.js';
import type { StateDifference } from './state-difference.js';

/** An entry as a journal has kept it. */
export interface KeptEntry {
  readonly entry: JournalEntry;
  /** `null` when the runner has ended while it ran. */
  readonly end: EntryEnd | null;
  /** Whether its text was not kept, because there may be a secret in it. */
  readonly isWithheld: boolean;
}

/** Something in a journal that is not done again. */
export interface LeftEntry {
  /** `interrupted`: the runner has ended while it ran. */
  readonly why: 'withheld' | 'interrupted' | 'step-gone' | 'failed';
  /** `null` when it was not kept. */
  readonly command: string | null;
  /** In words, where there is more to say. */
  readonly text: string;
}

/** What came of going on where an earlier session has ended. */
export interface Resumed {
  /** How many entries were done again. */
  readonly count: number;
  readonly left: readonly LeftEntry[];
  readonly differences: readonly StateDifference[];
  readonly surprises: readonly Surprise[];
}

/** One that has failed when it was done again. */
export function failedEntry(done: Done | undefined, { message }: Error): LeftEntry {
  return { why: 'failed', command: done?.entry.command ?? null, text: message };
}

/** What can be done again of a journal, in order, up to the first step that is not in the lesson any more. */
export function readKept(
  kept: readonly KeptEntry[],
  lesson: Lesson,
): { readonly done: readonly Done[]; readonly left: readonly LeftEntry[] } {
  const done: Done[] = [];
  const left: LeftEntry[] = [];
  for (const { entry, end, isWithheld } of kept) {
    const found = lesson.steps.find(({ key }) => key === entry.key);
    // What stands in the lesson is no secret of the person's.
    const command = isWithheld && found?.placeholders.length === 0 ? found.command : entry.command;
    if (isWithheld && command === '') left.push({ why: 'withheld', command: null, text: '' });
    else if (end === null) left.push({ why: 'interrupted', command, text: '' });
    else if (entry.kind === 'step' && !found) {
      left.push({ why: 'step-gone', command, text: 'the lesson has changed since then' });
      break;
    } else done.push(toDone({ ...entry, command }, end, entry.kind === 'step' ? { ...found!, command } : null, lesson.file));
  }
  return { done, left };
}

function toDone(entry: JournalEntry, end: EntryEnd, step: Done['step'], file: string): Done {
  const told = step && end.step;
  const ended = told && {
    ...stepEnd(file, step, performance.now(), { verdict: told.verdict, reason: told.reason }),
    ...told,
    exitCode: end.exitCode,
    durationMs: end.durationMs,
  };
  return { entry, end, step, ended, state: null, answer: null };
}
