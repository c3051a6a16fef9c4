import type { LessonLab } from '../lesson-lab.js';
import type { JournalStore } from './journal.js';
import type { KeptEntry } from './kept.js';
import type { WorldOptions } from './world.js';

export interface SessionOptions extends WorldOptions {
  readonly store?: JournalStore;
  /** A lab that is being made already. */
  readonly labs?: LessonLab;
  /** What an earlier session has done, to go on there; `store` has it already. */
  readonly kept?: readonly KeptEntry[];
}
