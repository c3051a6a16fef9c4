import * as v from 'valibot';
import { NslabError } from '../errors.js';
import type { Topology } from './topology.js';

const text = v.string();
const texts = v.array(text);
const maybe = v.nullable(text);
const isChanged = v.boolean();
const card = v.looseObject({
  name: text,
  kind: text,
  state: v.picklist(['up', 'down', 'no-carrier']),
  addresses: texts,
  master: maybe,
  note: maybe,
  isChanged,
});
const route = v.looseObject({ destination: text, via: maybe, device: maybe, table: maybe, type: maybe, isChanged });
const end = v.looseObject({ box: text, card: text });
const schema = v.looseObject({
  schema: v.literal(1),
  boxes: v.array(
    v.looseObject({
      name: text,
      kind: v.picklist(['host', 'namespace', 'container', 'unnamed']),
      heldBy: maybe,
      links: v.array(card),
      routes: v.array(route),
      forwards: v.array(v.picklist(['IPv4', 'IPv6'])),
      nat: texts,
      filters: texts,
      isChanged,
      changedFacts: v.array(v.picklist(['forwards', 'nat', 'filters'])),
    }),
  ),
  wires: v.array(v.looseObject({ kind: v.picklist(['cable', 'lower']), from: end, to: end, isChanged })),
});

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
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [wrong] = result.issues;
  const field = v.getDotPath(wrong) ?? 'the document';
  throw new NslabError('not-snapshot', `unexpected ${wrong.received} in ${field}, expected ${wrong.expected ?? 'a picture of schema 1'}`, {
    hint,
  });
}

const hint = 'write one with `nslab draw --json`';
