import type { EntryEnd, JournalEntry } from '../../../src/engine/session/journal.js';

export function entry(command: string, more: Partial<JournalEntry> = {}): JournalEntry {
  return { kind: 'step', lesson: 0, key: 'k1', terminal: 'main', command, lastPid: 12, ...more };
}

export function end(more: Partial<EntryEnd> = {}): EntryEnd {
  const common = {
    ending: 'done',
    exitCode: 0,
    durationMs: 3,
    lines: 0,
    values: [],
    keys: '',
    lastPid: 9,
    isLook: false,
    shell: null,
    fulfils: null,
    step: null,
  } as const;
  return { ...common, digests: null, ...more };
}

export const stepOf: NonNullable<EntryEnd['step']> = {
  verdict: 'fail',
  reason: { code: 'exit-status', params: { expected: 0, actual: 2 }, text: 'unexpected exit status 2, expected 0' },
  causedBy: null,
  impliedExits: 0,
  attempts: 1,
  shell: 'ns1',
  settled: false,
};
