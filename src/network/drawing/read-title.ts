import type { Box } from '../topology.js';
import { decodeWord } from './label-text.js';
import { addressOfWord, kindOfWord } from './link-words.js';
import { readFact, type Fact } from './read-fact.js';

/** What a title says. */
export interface TitleReading {
  /** `host` for the host; `null` when there is no name in it. */
  readonly name: string | null;
  /** `null` when no word says so. */
  readonly kind: Box['kind'] | null;
  readonly heldBy: string | null;
  /** When a word says that it is a link, a bridge mostly, which holds its ports. */
  readonly linkKind: string | null;
  readonly addresses: readonly string[];
  readonly facts: readonly Fact[];
  /** Words that say nothing. */
  readonly leftover: readonly string[];
}

const chineseWords = /(网络命名空间|命名空间|名称空间|名字空间|宿主机|主机|物理机|本机|容器|默认|初始)/g;
const namespaceWords = new Set(['namespace', 'netns', 'ns', '网络命名空间', '命名空间', '名称空间', '名字空间']);
const hostWords = new Set(['host', 'localhost', '宿主机', '主机', '物理机', '本机']);
const firstWords = new Set(['root', 'default', 'initial', 'init', 'main', 'global', '默认', '初始', '根']);
const fillers = new Set([
  'network',
  'net',
  'linux',
  'machine',
  'os',
  'system',
  'kernel',
  'the',
  'physical',
  'docker',
  '网络',
  '机器',
  '系统',
]);

/** The title of a subgraph or of a node that stands for a namespace. The lines are still encoded. */
export function readTitle(lines: readonly string[]): TitleReading {
  const factOf = new Map(lines.slice(1).map((line) => [line, readFact(line)] as const));
  const facts = [...factOf.values()].filter((fact) => fact !== null);
  const text = lines.filter((line) => !factOf.get(line)).join(' ');
  const held = /^(\S+), held by (.+)$/.exec(text);
  if (held) return { ...nothing, name: decodeWord(held[1]!), kind: 'unnamed', heldBy: decodeWord(held[2]!), facts };

  const words = text
    .replaceAll(chineseWords, ' $1 ')
    .split(/[\s,，、：()（）[\]"'“”]+|:(?=\s|$)|^(?:-|–|—)\s/u)
    .filter((word) => word !== '' && !/^[-–—→·|/]+$/.test(word));
  const addresses: string[] = [];
  const rest: string[] = [];
  const seen = { namespace: false, container: false, host: false, first: false, other: false };
  let linkKind: string | null = null;
  for (const word of words) {
    const small = word.toLowerCase();
    const address = addressOfWord(word);
    if (namespaceWords.has(small)) seen.namespace = true;
    else if (small === 'container' || small === '容器') seen.container = true;
    else if (hostWords.has(small)) seen.host = true;
    else if (firstWords.has(small)) {
      seen.first = true;
      rest.push(word);
    } else if (fillers.has(small)) rest.push(word);
    else if (address !== null) addresses.push(address);
    else if (kindOfWord(word) !== null && linkKind === null && words.length > 1) linkKind = kindOfWord(word);
    else {
      seen.other = true;
      rest.push(word);
    }
  }
  const found = { ...nothing, addresses, facts };
  const named = (from: readonly string[]): readonly string[] => from.filter((word) => !fillers.has(word.toLowerCase()));
  if (seen.host || (seen.first && !seen.other && seen.namespace)) {
    return { ...found, name: 'host', kind: 'host', leftover: decoded(named(rest).filter((word) => !firstWords.has(word.toLowerCase()))) };
  }
  const kind = seen.namespace ? 'namespace' : seen.container ? 'container' : /^unnamed-\d+$/.test(rest[0] ?? '') ? 'unnamed' : null;
  if (kind !== null || addresses.length > 0 || linkKind !== null) {
    const [name = null, ...leftover] = seen.other ? named(rest) : rest;
    return { ...found, name: name === null ? null : decodeWord(name), kind, linkKind, leftover: decoded(leftover) };
  }
  const [name = '', ...leftover] = text.split(/\s*[(（:：,，]\s*|\s+[-–—]\s+/u);
  return { ...found, name: name === '' ? null : decodeWord(name), leftover: decoded(leftover.map((word) => word.replace(/[)）]$/, ''))) };
}

const nothing: TitleReading = { name: null, kind: null, heldBy: null, linkKind: null, addresses: [], facts: [], leftover: [] };

function decoded(words: readonly string[]): string[] {
  return words.filter((word) => word !== '').map(decodeWord);
}
