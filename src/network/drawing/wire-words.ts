import { decodeWord } from './label-text.js';
import { canHavePorts, canLieOnAnother } from './link-words.js';

/** How two links belong together: at the ends of a cable, the first a port of the second, the first lying on the second. */
export type Connection = 'cable' | 'port' | 'lower';

const words: Readonly<Record<string, Connection>> = {
  cable: 'cable',
  veth: 'cable',
  pair: 'cable',
  peer: 'cable',
  wire: 'cable',
  网线: 'cable',
  虚拟网线: 'cable',
  port: 'port',
  master: 'port',
  member: 'port',
  slave: 'port',
  端口: 'port',
  on: 'lower',
  lower: 'lower',
  over: 'lower',
  parent: 'lower',
};
const fillers = new Set(['of', 'the', 'a', 'virtual']);

/** What the label of an edge says. */
export interface EdgeWords {
  readonly connection: Connection | null;
  /** Whether it is only true from the first end to the second: `port of`, `on`. */
  readonly isDirected: boolean;
  /** Words that say nothing. */
  readonly leftover: string | null;
}

/** The lines are still encoded. */
export function connectionOfWords(lines: readonly string[]): EdgeWords {
  const said = lines.flatMap((line) => line.split(/[\s,，()-]+/)).filter((word) => word !== '' && !fillers.has(word.toLowerCase()));
  const unknown = said.filter((word) => words[word.toLowerCase()] === undefined);
  const connections = new Set(said.flatMap((word) => words[word.toLowerCase()] ?? []));
  const [connection = null] = connections.size === 1 ? connections : [];
  const isDirected = lines.some((line) => /(?:^|\s)(?:of|on|over)(?:\s|$)/i.test(line));
  return { connection, isDirected, leftover: unknown.length === 0 ? null : unknown.map(decodeWord).join(' ') };
}

/**
 * What an edge without words means between two links of these kinds, and whether it is so the other way round; `null` when it may mean more than one thing.
 */
export function connectionOfKinds(
  from: string | null,
  to: string | null,
  isSameBox: boolean,
): { connection: Connection; isReversed: boolean } | null {
  if (isSameBox && canHavePorts(to) && !canHavePorts(from)) return { connection: 'port', isReversed: false };
  if (isSameBox && canHavePorts(from) && !canHavePorts(to)) return { connection: 'port', isReversed: true };
  if (canHavePorts(from) || canHavePorts(to)) return null;
  if (canLieOnAnother(from) && !canLieOnAnother(to) && to !== null) return { connection: 'lower', isReversed: false };
  if (canLieOnAnother(to) && !canLieOnAnother(from) && from !== null) return { connection: 'lower', isReversed: true };
  return from === 'veth' && to === 'veth' ? { connection: 'cable', isReversed: false } : null;
}
