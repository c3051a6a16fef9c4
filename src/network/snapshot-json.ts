import * as v from 'valibot';
import { NslabError } from '../errors.js';
import type { Snapshot } from './snapshot.js';
import type { Words } from '../words.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.string();
const texts = v.array(text);
const values = v.record(text, text);
const family = v.picklist([4, 6]);
const place = v.nullable(v.looseObject({ namespace: text, index: count, name: text }));
const maybe = v.nullable(text);

const holder = v.variant('kind', [
  v.looseObject({ kind: v.picklist(['process', 'file']), pid: count, command: text }),
  v.looseObject({ kind: v.literal('mount'), path: text }),
]);
const address = v.looseObject({
  family,
  address: text,
  prefix: count,
  scope: text,
  peer: maybe,
  isDynamic: v.boolean(),
  flags: texts,
});
const link = v.looseObject({
  index: count,
  name: text,
  kind: text,
  isUp: v.boolean(),
  hasCarrier: v.boolean(),
  operationalState: text,
  mtu: count,
  mac: maybe,
  isMacGenerated: v.boolean(),
  alias: maybe,
  alternativeNames: texts,
  flags: texts,
  master: maybe,
  peer: place,
  lower: place,
  details: values,
  portDetails: values,
  addresses: v.array(address),
});
const hop = v.looseObject({ via: maybe, device: maybe, weight: count, flags: texts });
const route = v.looseObject({
  family,
  type: text,
  destination: text,
  table: text,
  hops: v.array(hop),
  protocol: text,
  scope: text,
  metric: count,
  source: maybe,
});
const neighbour = v.looseObject({ family, address: text, device: text, mac: maybe, state: text, isProxy: v.boolean() });
const entry = v.looseObject({ mac: text, device: text, master: maybe, destination: maybe, vlan: v.nullable(count), state: text });
const chain = v.looseObject({
  tool: v.picklist(['nft', 'iptables']),
  family: text,
  table: text,
  chain: text,
  hook: v.nullable(v.looseObject({ type: text, name: text, priority: text, policy: text })),
  rules: texts,
});
const namespace = v.looseObject({
  id: text,
  inode: count,
  isHost: v.boolean(),
  label: text,
  names: texts,
  container: maybe,
  holders: v.array(holder),
  links: v.array(link),
  routes: v.array(route),
  rules: v.array(v.looseObject({ family, priority: count, text })),
  neighbours: v.array(neighbour),
  forwardingEntries: v.array(entry),
  firewall: v.array(chain),
  sysctls: values,
});
/** Snapshots as docs/snapshots.md tells them; fields that a newer version adds are let through. */
export const snapshotSchema = v.looseObject({ schema: v.literal(1), namespaces: v.array(namespace), unreadable: v.optional(texts) });

/**
 * Reads what `JSON.stringify` has made of a snapshot.
 * @param file what the text is called in an error
 * @throws {NslabError} `not-snapshot`, with the place of what is wrong
 */
export function readSnapshot(json: string, file: string): Snapshot {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw notSnapshot({ en: 'unexpected text, expected JSON', zh: '不是 JSON 文本' }, { file, ...placeOf(error, json) }, error);
  }
  const result = v.safeParse(snapshotSchema, value);
  if (result.success) return result.output as Snapshot;
  const [wrong] = result.issues;
  const field = v.getDotPath(wrong);
  const problem = {
    en: `unexpected ${wrong.received}${field === null ? '' : ` in ${field}`}, expected ${wrong.expected ?? 'a snapshot of schema 1'}`,
    zh: `${field === null ? '' : `${field} 中的值`}意外：${wrong.received}，应为 ${wrong.expected ?? 'schema 1 的快照'}`,
  };
  throw notSnapshot(problem, { file }, undefined);
}

/** Where the parser has stopped, which its message tells. */
function placeOf(error: unknown, json: string): { line?: number; column?: number } {
  const position = /at position (\d+)/.exec(String(error))?.[1];
  if (position === undefined) return {};
  const before = json.slice(0, Number(position)).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

function notSnapshot(problem: Words, position: { file: string; line?: number; column?: number }, cause: unknown): NslabError {
  return new NslabError('not-snapshot', problem, {
    position,
    cause,
    hint: { en: 'write it with `nslab draw --json`', zh: '用 `nslab draw --json` 来生成' },
  });
}
