import * as v from 'valibot';
import { reasonCodes } from '../../engine/events.js';

/** What a journal may have at most. The file is not trusted: these keep what is read of it small. */
export const bounds = { bytes: 4_000_000, entries: 2000, command: 1_000_000, digests: 5000, allDigests: 1_000_000 } as const;

const text = (most: number): v.GenericSchema<string> => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.string(), v.maxLength(40), v.isoTimestamp());

/** `v.record` leaves out names such as `constructor`, which a lab may well have. */
const table = <Value>(most: number, isValue: (value: unknown) => value is Value): v.GenericSchema<Readonly<Record<string, Value>>> =>
  v.custom<Readonly<Record<string, Value>>>((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const rows = Object.entries(value);
    return rows.length <= most && rows.every(([name, each]) => name.length <= 4096 && isValue(each));
  });
const isShort = (value: unknown): value is string => typeof value === 'string' && value.length <= 4096;
const isDigest = (value: unknown): value is string => typeof value === 'string' && value.length <= 256;
const isParam = (value: unknown): value is string | number => isShort(value) || Number.isFinite(value);

const values = table(1000, isShort);

const step = v.object({
  verdict: v.picklist(['pass', 'fail', 'drift', 'skip', 'unreachable', 'error']),
  reason: v.nullable(v.object({ code: v.picklist(reasonCodes), params: table(100, isParam), text: text(20_000) })),
  causedBy: v.nullable(count),
  impliedExits: count,
  attempts: count,
  shell: text(1000),
  settled: v.boolean(),
});

const end = v.object({
  ending: v.picklist(['done', 'ctrl-c', 'timeout', 'shell-ended', 'running', 'not-run']),
  exitCode: v.nullable(v.pipe(v.number(), v.safeInteger())),
  durationMs: v.pipe(v.number(), v.finite(), v.minValue(0)),
  lines: count,
  values: v.pipe(v.array(text(4096)), v.maxLength(10_000), v.readonly()),
  keys: v.nullable(text(bounds.command)),
  lastPid: count,
  isLook: v.boolean(),
  // Journals of older versions have neither.
  shell: v.optional(v.nullable(text(1000)), null),
  fulfils: v.optional(
    v.nullable(v.object({ key: text(1000), names: values, also: v.pipe(v.array(text(1000)), v.maxLength(100), v.readonly()) })),
    null,
  ),
  step: v.nullable(step),
  /** What changed since the entry before that has digests, and what is there no more. */
  digests: v.nullable(
    v.object({ changed: table(bounds.digests, isDigest), gone: v.pipe(v.array(text(4096)), v.maxLength(bounds.digests), v.readonly()) }),
  ),
});

const entry = v.object({
  kind: v.picklist(['step', 'own', 'setup', 'terminal']),
  lesson: count,
  key: v.nullable(text(1000)),
  terminal: text(1000),
  command: text(bounds.command),
  lastPid: count,
  isWithheld: v.optional(v.boolean()),
});

/** The first line. */
export const headerSchema = v.object({
  schema: v.literal(1),
  lesson: text(4096),
  title: text(10_000),
  lessonHash: text(256),
  startedAt: time,
  values,
});

/** Every other line. `values`: what the person has given for placeholders in the meantime. */
export const lineSchema = v.variant('type', [
  v.object({ type: v.literal('begin'), at: time, ...entry.entries }),
  v.object({ type: v.literal('end'), at: time, ...end.entries }),
  v.object({ type: v.literal('keep'), at: time, count }),
  v.object({ type: v.literal('values'), at: time, values }),
]);

export type JournalHeader = v.InferOutput<typeof headerSchema>;
export type JournalLine = v.InferOutput<typeof lineSchema>;
/** The digests of an end as they are written. */
export type DigestDelta = NonNullable<v.InferOutput<typeof end>['digests']>;
