import type { Step } from '../../lesson/lesson.js';
import type { OwnAnswer } from '../acceptance/own-answer.js';
import type { StepEnd } from '../events.js';
import type { LessonRun, Typed } from '../lesson-run.js';
import type { Done } from './done.js';
import { valuesIn } from './followed-values.js';
import type { EntryEnd, EntryEnding, JournalEntry } from './journal.js';
import { digestsOf, type SessionState } from './session-state.js';

/** What is to be done. */
export type Given = Pick<JournalEntry, 'kind' | 'key' | 'terminal' | 'command'> & {
  readonly step?: Step;
  /** Called as soon as a command of the person's own is known to have done their step. */
  readonly onRight?: ((answer: OwnAnswer) => void) | undefined;
};

/** Something that has been begun. */
export interface Begun extends Pick<Done, 'entry' | 'step'> {
  readonly startedAt: number;
  readonly onRight: Given['onRight'];
}

/** What came of it. */
export interface Came {
  readonly ended: StepEnd | null;
  readonly typed: Typed | undefined;
  readonly keys: string | null;
}

/** What came of an entry, as far as it takes to do it again. */
export function entryEnd(
  entry: JournalEntry,
  run: LessonRun,
  came: Came & {
    readonly startedAt: number;
    /** Whether it changed nothing. */
    readonly isLook: boolean;
    readonly state: SessionState | null;
    readonly fulfils: EntryEnd['fulfils'];
    readonly lastPid: number;
  },
): EntryEnd {
  const { ended, typed } = came;
  return {
    ending: endingOf(entry, run, ended, typed),
    exitCode: typed?.result.exitCode ?? null,
    durationMs: Math.round(performance.now() - came.startedAt),
    lines: typed === undefined || typed.output === '' ? 0 : typed.output.split('\n').length,
    values: typed === undefined || came.state === null ? [] : valuesIn(typed.output, run.contextOf(entry.command, typed.shell)),
    keys: came.keys,
    lastPid: came.lastPid,
    isLook: came.isLook,
    shell: entry.kind === 'own' ? (typed?.shell ?? null) : null,
    fulfils: came.fulfils,
    step: ended && toldOf(ended),
    digests: came.state && digestsOf(came.state),
  };
}

function endingOf(entry: JournalEntry, run: LessonRun, ended: StepEnd | null, typed: Typed | undefined): EntryEnding {
  if (entry.kind === 'setup' || entry.kind === 'terminal') return 'done';
  if (ended?.attempts === 0) return 'not-run';
  if (run.goesOnIn(entry.terminal)) return 'running';
  if (typed === undefined) return 'not-run';
  const { end, isInterrupted } = typed.result;
  if (end === 'shell-ended') return end;
  if (end !== 'done') return 'timeout';
  return isInterrupted ? 'ctrl-c' : 'done';
}

function toldOf({ verdict, reason, causedBy, impliedExits, attempts, shell, settled }: StepEnd): EntryEnd['step'] {
  return { verdict, reason, causedBy, impliedExits, attempts, shell, settled };
}
