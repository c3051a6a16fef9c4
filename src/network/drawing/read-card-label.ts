import type { Card } from '../topology.js';
import { decodeWord } from './label-text.js';
import { addressOfWord, kindOfWord, stateOfWord } from './link-words.js';
import { readFact, type Fact } from './read-fact.js';

/** What the label of a node says of a link. */
export interface CardReading {
  /** From `ns1/veth-a` or `ns1:veth-a`. */
  readonly box: string | null;
  /** From `port of br0` or `master br0`. */
  readonly master: string | null;
  /** `null` when the label only says something of the namespace. */
  readonly name: string | null;
  readonly kind: string | null;
  readonly state: Card['state'] | null;
  readonly addresses: readonly string[];
  readonly note: string | null;
  readonly facts: readonly Fact[];
  /** Words that say nothing. */
  readonly leftover: readonly string[];
}

/** Said before a name, they say what it is the name of. */
const introductions = new Set([
  'interface',
  'iface',
  'if',
  'link',
  'nic',
  'dev',
  'device',
  'port',
  '网卡',
  '接口',
  '设备',
  '端口',
  '虚拟网卡',
]);
const fillers = new Set([
  ...introductions,
  'ip',
  'ipv4',
  'ipv6',
  'inet',
  'inet6',
  'addr',
  'address',
  'pair',
  'end',
  'is',
  'state',
  '地址',
  '状态',
  '对',
  'ip地址',
]);
const separators = /(?:[\s,，、；·|()（）[\]“”"'：]|:(?=\s|$)|(?<![#&]\w*);)+/u;
/** What kinds add, as `ip -details` names it. */
const additions =
  /(?<![\p{L}\p{N}])(?:vlan filtering(?![\p{L}\p{N}])|(?:mode|vni|vlan|id|proto|protocol|remote|local|dstport|group|table)[ :=]\s*[^\s,，;()]+)/giu;

const portOf = /(?<![\p{L}\p{N}])(?:port of|master|enslaved to|member of)[ :=]+([^\s,，;()]+)/iu;

/** `lines` are still encoded; `id` is the name when the label has none but says something. */
export function readCardLabel(lines: readonly string[], id: string): CardReading {
  const facts: Fact[] = [];
  const rest = lines.filter((line) => {
    const fact = readFact(line);
    if (fact) facts.push(fact);
    return !fact;
  });
  if (rest.length === 0 && facts.length > 0) return { ...nothing, facts };

  const first = (rest[0] ?? '').split(separators).filter((word) => word !== '');
  const name = takeName(first);
  const found = { addresses: [] as string[], kind: null as string | null, state: null as Card['state'] | null };
  const notes: string[] = [];
  const leftover: string[] = [];
  let master: string | null = null;
  const takeWords = (line: string): void => {
    let text = line.replace(portOf, (_, bridge: string) => ((master = decodeWord(bridge)), ' '));
    const withPeer = /(\S+) peer (\S+)/.exec(text);
    const pair = withPeer && [addressOfWord(withPeer[1]!), addressOfWord(withPeer[2]!)];
    if (withPeer && pair?.every((address) => address !== null)) {
      found.addresses.push(pair.join(' peer '));
      text = text.replace(withPeer[0], ' ');
    }
    const plain = text.replaceAll(additions, (addition) => (notes.push(decodeWord(addition)), ' '));
    for (const part of plain.replaceAll(/no carrier/gi, 'no-carrier').split(separators)) {
      const address = addressOfWord(part);
      if (part === '' || fillers.has(part.toLowerCase())) continue;
      if (address !== null) found.addresses.push(address);
      else if (kindOfWord(part) !== null && found.kind === null) found.kind = kindOfWord(part);
      else if (stateOfWord(part) !== null && found.state === null) found.state = stateOfWord(part);
      else leftover.push(decodeWord(part));
    }
  };
  takeWords(first.join(' '));
  for (const line of rest.slice(1)) {
    const form = readForm(line);
    if (form && found.kind === null && found.state === null) {
      ({ kind: found.kind, state: found.state } = form);
      if (form.note !== null) notes.push(form.note);
    } else takeWords(line);
  }
  const place = name === null ? null : (/^([^/]+)\/([^/]+)$/.exec(name) ?? /^([^:]+):([^:]+)$/.exec(name));
  const linkName = decodeWord(place?.[2] ?? name ?? id);
  return {
    ...found,
    master,
    box: place ? decodeWord(place[1]!) : null,
    name: linkName,
    kind: found.kind ?? (linkName === 'lo' ? 'loopback' : null),
    note: notes.length === 0 ? null : notes.join(' '),
    facts,
    leftover,
  };
}

const nothing: CardReading = {
  master: null,
  box: null,
  name: null,
  kind: null,
  state: null,
  addresses: [],
  note: null,
  facts: [],
  leftover: [],
};

/** The name of the link, taken out of the words of the first line: the first word that is not there to say what it is, without `@if2`. */
function takeName(words: string[]): string | null {
  const isName = (word: string): boolean => addressOfWord(word) === null && stateOfWord(word) === null;
  const isIntroduction = (word: string): boolean =>
    kindOfWord(word) !== null || introductions.has(word.toLowerCase()) || word.toLowerCase() === 'pair';
  let at = words.findIndex((word) => !isIntroduction(word) && isName(word));
  if (at === -1 || words.slice(0, at).some((word) => !isIntroduction(word))) at = words.findIndex(isName) === 0 ? 0 : -1;
  if (at === -1) return null;
  const [name] = words.splice(at, 1);
  return name!.replace(/(?<=.)@.*$/, '');
}

/** The line of drawn pictures: `KIND, NOTE, STATE`, of which the note may lack. */
function readForm(line: string): { kind: string; state: Card['state']; note: string | null } | null {
  const parts = line.split(/, ?/);
  const state = parts.length > 1 ? stateOfWord(parts.at(-1)!) : null;
  const kind = kindOfWord(parts[0]!) ?? /^kind (\S+)$/.exec(parts[0]!)?.[1] ?? null;
  if (state === null || kind === null) return null;
  return { kind: decodeWord(kind), state, note: parts.length > 2 ? decodeWord(parts.slice(1, -1).join(', ')) : null };
}
