import * as v from 'valibot';
import type { RunEvent } from './events.js';
import { changesSchema } from '../network/changes/change-json.js';
import { snapshotSchema } from '../network/snapshot-json.js';
import { topologySchema } from '../network/topology-schema.js';
import type { Words } from '../words.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.string();
const counts = v.object({ pass: count, fail: count, drift: count, skip: count, unreachable: count, error: count });
const totals = { counts, consequences: count, known: count, durationMs: v.number() };
const base = { schema: v.literal(1) };

const disagreement = v.looseObject({ documented: text, real: text, kind: text, stoodFor: v.optional(text), cameFrom: v.optional(text) });
const alignedLine = v.variant('kind', [
  v.looseObject({ kind: v.literal('same'), documented: text, real: text }),
  v.looseObject({ kind: v.literal('elided'), documented: text, realLines: count }),
  v.looseObject({ kind: v.literal('missing'), documented: text }),
  v.looseObject({ kind: v.literal('unexpected'), real: text }),
  v.looseObject({ kind: v.literal('more'), realLines: count }),
  v.looseObject({ kind: v.literal('different'), documented: text, real: text, words: v.array(disagreement) }),
]);
const words = v.array(text);
const stateResult = v.looseObject({
  kind: v.literal('state'),
  ok: v.boolean(),
  line: count,
  endLine: count,
  subject: text,
  text,
  missing: words,
  different: words,
  unexpected: words,
  pictures: v.optional(v.looseObject({ expected: topologySchema, real: topologySchema })),
});
const params = v.record(text, v.union([text, v.number()]));
const diagnosis = v.looseObject({ code: text, isCertain: v.boolean(), params, text, advice: text });
const expectation = v.variant('kind', [
  v.looseObject({ kind: v.literal('exit'), ok: v.boolean(), expected: v.array(v.number()), actual: v.nullable(v.number()) }),
  v.looseObject({ kind: v.literal('output'), ok: v.boolean(), line: count, endLine: count, aligned: v.nullable(v.array(alignedLine)) }),
  stateResult,
]);
const step = { ...base, file: text, key: text, step: count, line: count, command: text, section: text, terminal: text };

/** The events as docs/checking.md tells them; fields that a newer version adds are let through. */
const eventSchema = v.variant('type', [
  v.looseObject({ ...base, type: v.literal('run:start'), files: v.array(text) }),
  v.looseObject({ ...base, type: v.literal('lesson:start'), file: text, title: text, steps: count }),
  v.looseObject({ ...step, type: v.literal('step:start') }),
  v.looseObject({
    ...step,
    type: v.literal('step:end'),
    shell: text,
    verdict: v.picklist(['pass', 'fail', 'drift', 'skip', 'unreachable', 'error']),
    exitCode: v.nullable(v.number()),
    expectations: v.array(expectation),
    reason: v.nullable(v.looseObject({ code: text, params, text })),
    // Runs of older versions have none.
    diagnosis: v.optional(v.nullable(diagnosis), null),
    causedBy: v.nullable(count),
    known: v.nullable(v.looseObject({ reason: text, from: text })),
    impliedExits: count,
    attempts: count,
    settled: v.boolean(),
    durationMs: v.number(),
    output: text,
    truncated: v.boolean(),
    changes: v.nullable(changesSchema),
    network: v.optional(v.nullable(snapshotSchema), null),
  }),
  v.looseObject({
    ...base,
    ...totals,
    type: v.literal('lesson:end'),
    file: text,
    error: v.nullable(v.looseObject({ code: text, text, position: text, hint: v.nullable(text) })),
  }),
  v.looseObject({ ...base, ...totals, type: v.literal('run:end'), lessons: count, errors: count, exitStatus: count }),
]);

/** What is wrong with a line that is no event, in a few words. */
export interface NotAnEvent {
  readonly problem: Words;
}

/** Reads one line of what the ndjson reporter has printed. */
export function readEvent(line: string): RunEvent | NotAnEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: { en: 'unexpected end or text, expected one JSON object', zh: '文本不完整或有多余内容，应为一个 JSON 对象' } };
  }
  const result = v.safeParse(eventSchema, value);
  if (result.success) return result.output as RunEvent;
  const [wrong] = result.issues;
  const field = v.getDotPath(wrong);
  return {
    problem: {
      en: `unexpected ${wrong.received}${field === null ? '' : ` in ${field}`}, expected ${wrong.expected ?? 'an event of schema 1'}`,
      zh: `${field === null ? '' : `${field} 中的值`}意外：${wrong.received}，应为 ${wrong.expected ?? 'schema 1 的事件'}`,
    },
  };
}
