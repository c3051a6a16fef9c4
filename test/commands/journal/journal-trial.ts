import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openJournal, type OpenJournal, type OpenJournalOptions } from '../../../src/commands/journal/open-journal.js';
import { journalPath, realLessonPath } from '../../../src/commands/journal/journal-path.js';
import { withFolder } from '../../engine/lab-trial.js';

/** A lesson, and a home of its own for its journal. */
export interface JournalTrial {
  readonly lesson: string;
  readonly folder: string;
  /** Where the journal is, or would be. */
  readonly file: () => string;
  readonly open: (options?: Partial<OpenJournalOptions>) => OpenJournal;
}

/** Calls back with a lesson whose journal is kept in a folder of its own, which is gone afterwards. */
export function withJournals<T>(callback: (trial: JournalTrial) => T | Promise<T>): Promise<T> {
  const before = process.env['XDG_STATE_HOME'];
  return withFolder(async (folder) => {
    process.env['XDG_STATE_HOME'] = path.join(folder, 'state');
    const lesson = path.join(folder, '01-two-namespaces.md');
    writeFileSync(lesson, '# Two namespaces\n');
    const file = (): string => journalPath(realLessonPath(lesson));
    const open: JournalTrial['open'] = (options) =>
      openJournal(lesson, { lessonHash: 'h1', title: 'Two namespaces', values: {}, isGoingOn: false, ...options });
    try {
      return await callback({ lesson, folder, file, open });
    } finally {
      if (before === undefined) delete process.env['XDG_STATE_HOME'];
      else process.env['XDG_STATE_HOME'] = before;
    }
  });
}
