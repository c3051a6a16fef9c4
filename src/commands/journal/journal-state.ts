import type { EntryEnd, JournalEntry } from '../../engine/session/journal.js';
import { applyDelta, type Digests } from './digest-delta.js';
import { bounds, type JournalHeader, type JournalLine } from './journal-lines.js';
import type { Words } from '../../words.js';

/** An entry that counts, with the lines that it has in the file. */
export interface KeptEntry {
  readonly entry: JournalEntry;
  readonly isWithheld: boolean;
  readonly end: EntryEnd | null;
  readonly beginLine: string;
  readonly endLine: string | null;
}

/** What a journal says up to some line. */
export interface JournalState {
  readonly header: JournalHeader;
  readonly values: Readonly<Record<string, string>>;
  readonly kept: readonly KeptEntry[];
  /** Whether the last entry is the one that was begun last, so that an end is its end. */
  readonly isOpen: boolean;
  /** How many digests all entries have together; tables that they share count once. */
  readonly digestCount: number;
}

export function startState(header: JournalHeader): JournalState {
  return { header, values: header.values, kept: [], isOpen: false, digestCount: 0 };
}

/** The digests before the end of the last entry. */
export function digestsBefore(kept: readonly KeptEntry[]): Digests {
  return kept.slice(0, -1).findLast(({ end }) => end?.digests)?.end?.digests ?? {};
}

/**
 * What the journal says with one more line. Entries are added to the same list, so a state is not to be used once it has a successor.
 * @returns a few words when the line leads beyond what a journal may have; then nothing has changed
 */
export function nextState(state: JournalState, line: JournalLine, text: string): JournalState | Words {
  const kept = state.kept as KeptEntry[];
  if (line.type === 'values')
    return { ...state, values: Object.fromEntries([...Object.entries(state.values), ...Object.entries(line.values)]) };
  if (line.type === 'keep') {
    if (line.count >= kept.length) return state;
    kept.length = line.count;
    return { ...state, isOpen: false, digestCount: countDigests(kept) };
  }
  if (line.type === 'begin') {
    if (kept.length === bounds.entries) return { en: `more than ${bounds.entries} entries`, zh: `条目超过 ${bounds.entries} 个` };
    const { type: _type, at: _at, isWithheld, ...entry } = line;
    kept.push({ entry, isWithheld: isWithheld === true, end: null, beginLine: text, endLine: null });
    return { ...state, isOpen: true };
  }
  const last = kept.at(-1);
  if (!state.isOpen || !last) return state;
  const { type: _type, at: _at, digests: delta, ...rest } = line;
  const before = digestsBefore(kept);
  const digests = delta && applyDelta(before, delta);
  const digestCount = state.digestCount + (digests && digests !== before ? Object.keys(digests).length : 0);
  if (digests && Object.keys(digests).length > bounds.digests)
    return { en: `more than ${bounds.digests} parts of a state`, zh: `一个状态的部分超过 ${bounds.digests} 个` };
  if (digestCount > bounds.allDigests)
    return { en: `more than ${bounds.allDigests} parts of states`, zh: `所有状态的部分合计超过 ${bounds.allDigests} 个` };
  kept[kept.length - 1] = { ...last, end: { ...rest, digests }, endLine: text };
  return { ...state, digestCount };
}

function countDigests(kept: readonly KeptEntry[]): number {
  const tables = new Set(kept.flatMap(({ end }) => (end?.digests ? [end.digests] : [])));
  return [...tables].reduce((sum, table) => sum + Object.keys(table).length, 0);
}
