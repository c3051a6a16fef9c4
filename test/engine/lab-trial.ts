import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultPolicy } from '../../src/engine/counts.js';
import type { RunEnd, RunEvent, StepEnd } from '../../src/engine/events.js';
import { runLessons } from '../../src/engine/run-lessons.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';

/** Runs a document in a real lab; what came of each step, and of the run. */
export function runDocument(...lines: string[]): Promise<{ steps: StepEnd[]; end: RunEnd; events: RunEvent[] }> {
  return runFile('lesson.md', lines.join('\n'));
}

/** The same for the text of a file. */
export async function runFile(name: string, text: string): Promise<{ steps: StepEnd[]; end: RunEnd; events: RunEvent[] }> {
  const events: RunEvent[] = [];
  const read = (file: string): ReturnType<typeof parseLesson> => parseLesson(file, text);
  for await (const event of runLessons([name], { read, jobs: 1, policy: defaultPolicy, signal: new AbortController().signal })) {
    events.push(event);
  }
  return { events, steps: events.filter((event) => event.type === 'step:end'), end: events.at(-1) as RunEnd };
}

/** A session block of these lines. */
export function session(...lines: string[]): string {
  return ['```console', ...lines, '```'].join('\n');
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
