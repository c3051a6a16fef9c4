import * as v from 'valibot';
import { NslabError } from '../errors.js';
import type { Topology } from './topology.js';
import { topologySchema } from './topology-schema.js';

/** A topology as the JSON document of schema 1 that `nslab draw --json` prints. */
export function topologyJson(topology: Topology): string {
  return `${JSON.stringify(topology, null, 2)}\n`;
}

/**
 * Reads what `topologyJson` has written; fields that a newer version adds are let through.
 * @throws {NslabError} `not-snapshot`
 */
export function readTopologyJson(json: string): Topology {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new NslabError(
      'not-snapshot',
      { en: 'unexpected end or text, expected the JSON of a picture', zh: '文本不完整或不是图的 JSON' },
      { cause: error, hint },
    );
  }
  const result = v.safeParse(topologySchema, value);
  if (result.success) return result.output;
  const [wrong] = result.issues;
  const field = v.getDotPath(wrong);
  throw new NslabError(
    'not-snapshot',
    {
      en: `unexpected ${wrong.received} in ${field ?? 'the document'}, expected ${wrong.expected ?? 'a picture of schema 1'}`,
      zh: `${field ?? '文档'}中的值意外：${wrong.received}，应为 ${wrong.expected ?? 'schema 1 的图'}`,
    },
    {
      hint,
    },
  );
}

const hint = { en: 'write one with `nslab draw --json`', zh: '用 `nslab draw --json` 来生成' };
