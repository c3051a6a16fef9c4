import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { NslabError } from '../../errors.js';
import { folderProblem, journalFolder } from './journal-folder.js';
import { readJournalBytes } from './journal-file.js';
import { headerSchema } from './journal-lines.js';
import { journalPath } from './journal-path.js';

/** A lesson that somebody has begun. */
export interface ListedJournal {
  readonly lessonFile: string;
  readonly title: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly changedAt: string;
  /** How many steps of the lesson were begun and are not undone. */
  readonly steps: number;
}

/** All journals, the one that was written last first. Those that can't be read are left out: `readJournal` says what is wrong with them. */
export function listJournals(): ListedJournal[] {
  const folder = journalFolder();
  if (folderProblem(folder) !== undefined) return [];
  return names(folder)
    .flatMap((name) => listed(path.join(folder, name)) ?? [])
    .toSorted((one, other) => (one.changedAt < other.changedAt ? 1 : -1));
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
  } catch {
    return [];
  }
}

function listed(file: string): ListedJournal | undefined {
  try {
    const text = readJournalBytes(file)?.toString('utf8') ?? '';
    const { lesson, title, startedAt } = v.parse(headerSchema, JSON.parse(text.slice(0, text.indexOf('\n'))));
    if (journalPath(lesson, path.dirname(file)) !== file) return undefined;
    return { lessonFile: lesson, title, startedAt, changedAt: statSync(file).mtime.toISOString(), steps: countSteps(text) };
  } catch (error) {
    if (
      error instanceof NslabError ||
      error instanceof SyntaxError ||
      v.isValiError(error) ||
      (error as NodeJS.ErrnoException).code === 'ENOENT'
    )
      return undefined;
    throw error;
  }
}

/** By the beginnings of lines alone: to read all of them would take a hundred times as long. */
function countSteps(text: string): number {
  const kinds: string[] = [];
  for (const [, kind, count] of text.matchAll(
    /^\{"type":"(?:begin","at":"[^"]{1,40}","kind":"(\w+)"|keep","at":"[^"]{1,40}","count":(\d+)\})/gm,
  )) {
    if (kind !== undefined) kinds.push(kind);
    else if (Number(count) < kinds.length) kinds.length = Number(count);
  }
  return kinds.filter((kind) => kind === 'step').length;
}
