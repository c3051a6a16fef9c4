import { same } from '../../src/words.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultPolicy } from '../../src/engine/counts.js';
import type { RunEnd, RunEvent, StepEnd } from '../../src/engine/events.js';
import { runLessons, type RunOptions } from '../../src/engine/run-lessons.js';
import { NslabError } from '../../src/errors.js';
import type { Lesson } from '../../src/lesson/lesson.js';
import { parseLesson, type ParseOptions } from '../../src/lesson/parse-lesson.js';

/** What came of each step, and of the run. */
interface Trial {
  readonly steps: StepEnd[];
  readonly end: RunEnd;
  readonly events: RunEvent[];
}

interface TrialOptions extends ParseOptions, Partial<Pick<RunOptions, 'jobs' | 'policy' | 'selection' | 'mayBeEmpty' | 'isFollowing'>> {
  /** The documents that are run; all when left out. */
  readonly files?: readonly string[];
}

/** Runs a document in a real lab; what came of each step, and of the run. */
export function runDocument(...lines: string[]): Promise<Trial> {
  return runDocuments({ 'lesson.md': lines.join('\n') });
}

/** Runs several documents, by their names, which may continue each other. */
export async function runDocuments(documents: Readonly<Record<string, string>>, options: TrialOptions = {}): Promise<Trial> {
  const { files = Object.keys(documents), values = {}, ...others } = options;
  const read = (file: string, before: readonly Lesson[] = []): Lesson => {
    const text = documents[file];
    if (text === undefined) throw new NslabError('not-found', same('no such file or folder'), { position: { file } });
    return parseLesson(file, text, { values, before });
  };
  const events: RunEvent[] = [];
  for await (const event of runLessons(files, { read, jobs: 1, policy: defaultPolicy, signal: new AbortController().signal, ...others })) {
    events.push(event);
  }
  return { events, steps: events.filter((event) => event.type === 'step:end'), end: events.at(-1) as RunEnd };
}

/** A session block of these lines. */
export function session(...lines: string[]): string {
  return ['```console', ...lines, '```'].join('\n');
}

/** Front matter with these lines below `nslab`. */
export function settings(...lines: string[]): string {
  return ['---', 'nslab:', ...lines.map((line) => `  ${line}`), '---', ''].join('\n');
}

/** Calls back with a folder that is gone afterwards and that every user may read. */
export async function withFolder<T>(callback: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nslab-test-'));
  try {
    return await callback(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeLesson(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}
