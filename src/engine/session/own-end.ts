import type { Change } from '../../network/change.js';
import { findChanges } from '../../network/changes/find-changes.js';
import type { Snapshot } from '../../network/snapshot.js';
import type { OwnAnswer } from '../acceptance/own-answer.js';
import type { Typed } from '../lesson-run.js';
import type { Done } from './done.js';
import type { EntryEnd } from './journal.js';

/** What came of a command of the person's own. */
export interface OwnEnd extends Pick<EntryEnd, 'ending' | 'exitCode'> {
  readonly command: string;
  readonly terminal: string;
  /** The namespace of the shell that it was typed into. */
  readonly shell: string;
  readonly output: string;
  /** What is to be said of it beside the step that the person is at; `null` when they are at none. */
  readonly answer: OwnAnswer | null;
  readonly changes: readonly Change[] | null;
  /** The network after it. */
  readonly network: Snapshot | null;
}

/** @param before the network before it @param network and after it; `null` when nobody looks */
export function ownEnd({ entry, end, answer }: Done, { output, shell }: Typed, before: Snapshot | null, network: Snapshot | null): OwnEnd {
  const { command, terminal } = entry;
  return { ...end!, command, terminal, shell, output, answer, changes: before && network && findChanges(before, network), network };
}

/** The same, before anybody has looked at what it has changed. */
export function earlyOwnEnd(command: string, terminal: string, { output, shell, result }: Typed, answer: OwnAnswer): OwnEnd {
  return { command, terminal, shell, output, answer, ending: 'done', exitCode: result.exitCode, changes: null, network: null };
}
