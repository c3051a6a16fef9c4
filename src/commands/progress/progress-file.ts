import * as v from 'valibot';
import { NslabError } from '../../errors.js';
import { waysDone, type Progress } from '../../tutor/lesson-progress.js';
import { folderProblem } from '../journal/journal-folder.js';
import { readJournalBytes } from '../journal/journal-file.js';
import { progressFolder, progressIdentity, progressPath } from './progress-path.js';

/** The file is not trusted: these keep what is read of it small. */
const mostSteps = 10_000;
const longestKey = 1000;

const text = (most: number): v.GenericSchema<string> => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.string(), v.maxLength(40), v.isoTimestamp());

const schema = v.object({
  schema: v.literal(1),
  lesson: text(4096),
  title: text(10_000),
  steps: count,
  done: v.pipe(v.array(v.object({ key: text(longestKey), how: v.picklist(waysDone) })), v.maxLength(mostSteps)),
  hints: count,
  seconds: v.pipe(v.number(), v.finite(), v.minValue(0)),
  startedAt: time,
  updatedAt: time,
  finishedAt: v.nullable(time),
  timesFinished: count,
});

/** What a file says: progress, nothing because it is not there, or why it can't be used. */
export type FileReading =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable'; readonly why: 'damaged' | 'newer' | 'unreadable' };

export function readProgressFile(file: string, identity: string): FileReading {
  let value: unknown;
  try {
    const bytes = readJournalBytes(file);
    if (!bytes) return { kind: 'none' };
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'unusable', why: 'damaged' };
    if (error instanceof NslabError) return { kind: 'unusable', why: error.code === 'unreadable' ? 'unreadable' : 'damaged' };
    throw error;
  }
  const found = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (typeof found === 'number' && Number.isSafeInteger(found) && found > 1) return { kind: 'unusable', why: 'newer' };
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success || result.output.lesson !== identity) return { kind: 'unusable', why: 'damaged' };
  const { schema: _, lesson: __, done, ...rest } = result.output;
  return { kind: 'progress', progress: { ...rest, done: new Map(done.map(({ key, how }) => [key, how])) } };
}

/** What `readProgressFile` takes; what would be too much for it is left out. */
export function printProgress(identity: string, { done, ...rest }: Progress): string {
  const { title, steps, ...others } = rest;
  const list = [...done]
    .filter(([key]) => key.length <= longestKey)
    .slice(0, mostSteps)
    .map(([key, how]) => ({ key, how }));
  return `${JSON.stringify({ schema: 1, lesson: identity, title, steps, done: list, ...others })}\n`;
}

/** How far the person is in a lesson; `undefined` when nothing that can be used is kept of it. */
export function readProgress(lessonFile: string): Progress | undefined {
  const identity = progressIdentity(lessonFile);
  const file = progressPath(identity);
  if (folderProblem(progressFolder()) !== undefined) return undefined;
  const reading = readProgressFile(file, identity);
  return reading.kind === 'progress' ? reading.progress : undefined;
}
