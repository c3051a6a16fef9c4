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
    throw new NslabError('not-snapshot', 'unexpected end or text, expected the JSON of a picture', { cause: error, hint });
  }
  const result = v.safeParse(topologySchema, value);
  if (result.success) return result.output;
  const [wrong] = result.issues;
  const field = v.getDotPath(wrong) ?? 'the document';
  throw new NslabError('not-snapshot', `unexpected ${wrong.received} in ${field}, expected ${wrong.expected ?? 'a picture of schema 1'}`, {
    hint,
  });
}

const hint = 'write one with `nslab draw --json`';
