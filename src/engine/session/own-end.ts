import type { Change } from '../../network/change.js';
import type { Snapshot } from '../../network/snapshot.js';
import type { EntryEnd } from './journal.js';

/** What came of a command of the person's own. */
export interface OwnEnd extends Pick<EntryEnd, 'ending' | 'exitCode' | 'durationMs'> {
  readonly command: string;
  readonly terminal: string;
  /** The namespace of the shell that it was typed into. */
  readonly shell: string;
  readonly output: string;
  readonly changes: readonly Change[] | null;
  /** The network after it. */
  readonly network: Snapshot | null;
}
