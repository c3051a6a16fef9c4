import type { StepEnd } from '../events.js';

/** Something that was done in a lab, as far as it takes to do it again. Plain data: it can be kept as JSON. */
export interface JournalEntry {
  /**
   * A step of a lesson, or a command of the person's own; before the first of them also a hidden set-up, whose commands are in one entry, and the opening of
   * the first terminal.
   */
  readonly kind: 'step' | 'own' | 'setup' | 'terminal';
  /** Which lesson it belongs to: 0 for the one that is followed, 1 for the one that it continues, and so on. */
  readonly lesson: number;
  /** Of a step; `null` otherwise. */
  readonly key: string | null;
  readonly terminal: string;
  /** What was typed, before the values of this run were put into it. */
  readonly command: string;
  /** The number that was given to a process last, inside the lab, before it ran; 0 when that is not known. */
  readonly lastPid: number;
}

/** How a command ended. `running`: it goes on in its terminal. `not-run`: it was skipped, or could not be run. */
export type EntryEnding = 'done' | 'ctrl-c' | 'timeout' | 'shell-ended' | 'running' | 'not-run';

/** A step that was done in another way. */
interface Fulfilled {
  readonly key: string;
  /** What the person has called things otherwise than the lesson does, by the lesson's name. */
  readonly names: Readonly<Record<string, string>>;
  /** The keys of steps that come later and were done with it. */
  readonly also: readonly string[];
}

/** What came of an entry. */
export interface EntryEnd {
  readonly ending: EntryEnding;
  readonly exitCode: number | null;
  readonly durationMs: number;
  /** How many lines it had printed when it ended. */
  readonly lines: number;
  /** Values that it printed and that a later command may name: numbers of processes, ids of containers, names of temporary files. In order. */
  readonly values: readonly string[];
  /** Keys that were typed while it ran; `null` when some are not kept, because the terminal did not show them. */
  readonly keys: string | null;
  /** The number that was given to a process last, when it had ended; 0 when that is not known. */
  readonly lastPid: number;
  /** Whether it changed nothing that nslab sees. */
  readonly isLook: boolean;
  /** The namespace of the shell that a command of the person's own was typed into; `null` for anything else, and where nobody knows. */
  readonly shell: string | null;
  /** The step that a command of the person's own has done in its place; `null` when it has done none. */
  readonly fulfils: Fulfilled | null;
  /** Of a step: what it takes to tell of it again. */
  readonly step: Pick<StepEnd, 'verdict' | 'reason' | 'causedBy' | 'impliedExits' | 'attempts' | 'shell' | 'settled'> | null;
  /** A digest of each part of the state of the lab after it, by its name; `null` when the state could not be read. */
  readonly digests: Readonly<Record<string, string>> | null;
}

/** Where a journal is kept, so that it is there when the runner is not. */
export interface JournalStore {
  /** Before it runs. When this resolves it survives a power failure. */
  readonly begin: (entry: JournalEntry) => Promise<void>;
  readonly end: (end: EntryEnd) => Promise<void>;
  /** Of all entries so far only the first ones count, that many. */
  readonly keep: (count: number) => Promise<void>;
}
