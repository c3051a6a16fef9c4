import stringWidth from 'string-width';
import type { Box, Card, DrawnRoute, Topology, Wire } from '../../../src/network/topology.js';
import { readWires } from './read-text-wires.js';

/** What a person can tell from a text picture. `isChanged` of a wire is `null` where its line is not drawn. */
export interface ReadPicture {
  readonly boxes: readonly Box[];
  readonly wires: readonly ReadWire[];
}
export type ReadWire = Omit<Wire, 'isChanged'> & { readonly isChanged: boolean | null };

/** A row that begins a link, with where it stands. */
interface ReadRow {
  readonly y: number;
  readonly depth: number;
  readonly branch: 'port' | 'stacked' | null;
  readonly isChanged: boolean;
  texts: string[];
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const states: Record<string, Card['state']> = { up: 'up', down: 'down', 'no carrier': 'no-carrier', 无载波: 'no-carrier' };

/** One entry for each column; what is two columns wide has an empty second one. */
export function cellsOf(line: string): string[] {
  return [...segmenter.segment(line)].flatMap(({ segment }) => [segment, ...Array<string>(Math.max(0, stringWidth(segment) - 1)).fill('')]);
}

/**
 * Reads a picture back, without knowing how it was laid out.
 * @throws {Error} when a frame is not closed, a line leads nowhere, or a row says nothing
 */
export function readText(lines: readonly string[]): ReadPicture {
  const cells = lines.map(cellsOf);
  const edge = cells[0]!.length - 1;
  const boxes: Box[] = [];
  const cardAt = new Map<number, Wire['from']>();
  const wires: ReadWire[] = [];
  let y = 0;
  while (y < cells.length) {
    const top = cells[y]!;
    if (!'┌+'.includes(top[2]!) || !'┐+'.includes(top[edge]!)) throw new Error(`no frame in line ${y}: ${lines[y]}`);
    const bottom = cells.findIndex((row, at) => at > y && '└+'.includes(row[2]!));
    if (bottom === -1 || !/^[└+][─-]+[┘+]$/u.test(cells[bottom]!.slice(2, edge + 1).join('')))
      throw new Error(`no end of the frame of line ${y}`);
    const title = titleOf(top.slice(4, edge).join(''));
    const rows: ReadRow[] = [];
    for (let at = y + 1; at < bottom; at += 1) {
      const row = cells[at]!;
      if (!'│|'.includes(row[2]!) || !'│|├┝+'.includes(row[edge]!)) throw new Error(`the frame is broken in line ${at}: ${lines[at]}`);
      readRow(row, at, edge, rows);
    }
    const { box, places, inner } = boxOf(title, rows, top[0] !== ' ');
    boxes.push(box);
    wires.push(...inner);
    for (const [from, to, card] of places) for (let at = from; at < to; at += 1) cardAt.set(at, { box: title.name, card });
    // Rows without text continue the link above them.
    let last: Wire['from'] | undefined;
    for (let at = y + 1; at < bottom; at += 1) {
      last = cardAt.get(at) ?? last;
      if (last && !cardAt.has(at) && !rows.some((row) => row.y === at)) cardAt.set(at, last);
    }
    y = bottom + 1;
  }
  const spelt = JSON.stringify({ boxes, wires: [...wires, ...readWires(cells, edge, cardAt)] });
  return JSON.parse(
    spelt.replaceAll(/\\\\u\{([0-9a-f]+)\}/gu, (_, code: string) =>
      JSON.stringify(String.fromCodePoint(Number.parseInt(code, 16))).slice(1, -1),
    ),
  ) as ReadPicture;
}

function titleOf(text: string): { name: string; kind: Box['kind']; heldBy: string | null } {
  const said = text.replace(/ [─-]*$/u, '');
  const [, name = said, note = ''] = /^(.*?) \((.*)\)$/su.exec(said) ?? [];
  if (note === 'container' || note === '容器') return { name, kind: 'container', heldBy: null };
  const held = /^(?:no name|无名)(?:, held by (.*)|，由 (.*) 保持)?$/su.exec(note);
  if (held) return { name, kind: 'unnamed', heldBy: held[1] ?? held[2] ?? null };
  return { name: said, kind: said === 'host' ? 'host' : 'namespace', heldBy: null };
}

function readRow(row: readonly string[], y: number, edge: number, rows: ReadRow[]): void {
  const content = row.slice(4, edge - 1);
  const isChanged = row[0] !== ' ';
  let x = 0;
  while (/^[ │|]$/u.test(content[x] ?? '') && content[x + 1] === ' ' && content[x + 2] === ' ') x += 3;
  const isTree = /^[├└|`]$/u.test(content[x] ?? '') && /^[─╌~-]$/u.test(content[x + 1] ?? '') && content[x + 2] === ' ';
  const text = content.slice(isTree ? x + 3 : x).join('');
  if (isTree)
    rows.push({ y, depth: x / 3 + 1, branch: /[╌~]/u.test(content[x + 1]!) ? 'stacked' : 'port', isChanged, texts: [text.trim()] });
  else if (x === 0 && text.trim() !== '' && text[0] !== ' ') rows.push({ y, depth: 0, branch: null, isChanged, texts: [text.trim()] });
  else if (text.trim() !== '') {
    if (rows.length === 0) throw new Error(`line ${y} continues nothing`);
    rows.at(-1)!.texts.push(text.trim());
  }
}

interface ReadBox {
  readonly box: Box;
  /** From which line to before which one a link goes on. */
  readonly places: readonly (readonly [from: number, to: number, card: string])[];
  /** What the tree shows, and what is told in words. */
  readonly inner: readonly ReadWire[];
}

function boxOf(title: Pick<Box, 'name' | 'kind' | 'heldBy'>, rows: readonly ReadRow[], isChanged: boolean): ReadBox {
  const links: Card[] = [];
  const routes: DrawnRoute[] = [];
  const inner: ReadWire[] = [];
  const facts = { forwards: [] as ('IPv4' | 'IPv6')[], nat: [] as string[], filters: [] as string[] };
  const changedFacts = new Set<keyof typeof facts>();
  const places: [number, number, string][] = [];
  const above: string[] = [];
  rows.forEach((row, index) => {
    const text = row.texts.join(' ');
    const fact = factOf(text);
    if (row.branch === null && /^(?:→|->) /u.test(text)) routes.push(routeOf(text.replace(/^\S+ /u, ''), row.isChanged));
    else if (row.branch === null && fact) {
      facts[fact.name].push(...(fact.values as 'IPv4'[]));
      if (row.isChanged) changedFacts.add(fact.name);
    } else {
      const { card, ends } = cardOf(row, row.branch === 'port' ? above[row.depth - 1]! : null);
      links.push(card);
      above[row.depth] = card.name;
      const from = { box: title.name, card: card.name };
      if (row.branch === 'stacked')
        inner.push({ kind: 'lower', from, to: { box: title.name, card: above[row.depth - 1]! }, isChanged: null });
      inner.push(...ends.map(({ kind, to }) => ({ kind, from, to, isChanged: null })));
      places.push([row.y, rows[index + 1]?.y ?? row.y + 1, card.name]);
    }
  });
  return { box: { ...title, links, routes, ...facts, isChanged, changedFacts: [...changedFacts] }, places, inner };
}

function factOf(text: string): { name: 'forwards' | 'nat' | 'filters'; values: string[] } | null {
  const [, word, said = ''] = /^(forwards |转发 |NAT: |NAT：|firewall: |防火墙：)(.*)$/su.exec(text) ?? [];
  if (word === undefined) return null;
  if (word.startsWith('NAT')) return { name: 'nat', values: [said] };
  return { name: /^(?:forwards|转发)/u.test(word) ? 'forwards' : 'filters', values: said.split(', ') };
}

function routeOf(text: string, isChanged: boolean): DrawnRoute {
  const words = text.split(' ');
  const end = words.findIndex((word) => ['via', 'dev', 'table'].includes(word));
  const [head, options] = end === -1 ? [words, []] : [words.slice(0, end), words.slice(end)];
  // A link may be called `via`.
  const after = (word: string): string | null => options.find((_, index) => index % 2 === 1 && options[index - 1] === word) ?? null;
  return {
    destination: head.at(-1)!,
    via: after('via'),
    device: after('dev'),
    table: after('table'),
    type: head.length > 1 ? head[0]! : null,
    isChanged,
  };
}

function cardOf({ texts, isChanged, y }: ReadRow, port: string | null): { card: Card; ends: { kind: Wire['kind']; to: Wire['to'] }[] } {
  const words = texts.join('  ').split(/ {2,}/u);
  const at = words.findIndex((word) => word in states);
  if (at !== 1 && at !== 2) throw new Error(`line ${y} is no link: ${texts.join(' / ')}`);
  const addresses: string[] = [];
  const ends: { kind: Wire['kind']; to: Wire['to'] }[] = [];
  let note: string | null = null;
  let master = port;
  for (const word of words.slice(at + 1)) {
    const [, ofMaster, ofMasterInChinese] = /^\((?:port of (.*)|(.*) 的端口)\)$/su.exec(word) ?? [];
    const [, cable, cableBox] = /^to (.*) in (.*)$/su.exec(word) ?? [];
    const [, cableBoxZh, cableZh] = /^通向 (.*) 的 (.*)$/su.exec(word) ?? [];
    const [, lower, lowerBox] = /^on (.*) in (.*)$/su.exec(word) ?? [];
    const [, lowerBoxZh, lowerZh] = /^基于 (.*) 的 (.*)$/su.exec(word) ?? [];
    const end = (kind: Wire['kind'], card: string, box: string): void => void ends.push({ kind, to: { box, card } });
    if (ofMaster !== undefined || ofMasterInChinese !== undefined) master = ofMaster ?? ofMasterInChinese!;
    else if (word.startsWith('(')) note = word.slice(1, -1);
    else if (cable !== undefined) end('cable', cable, cableBox!);
    else if (cableZh !== undefined) end('cable', cableZh, cableBoxZh!);
    else if (lower !== undefined) end('lower', lower, lowerBox!);
    else if (lowerZh !== undefined) end('lower', lowerZh, lowerBoxZh!);
    else addresses.push(word);
  }
  const kind = at === 1 ? 'loopback' : words[1]!;
  return { card: { name: words[0]!, kind, state: states[words[at]!]!, addresses, master, note, isChanged }, ends };
}

/** The topology as the picture should show it: without what is never drawn. */
export function asDrawn({ boxes, wires }: Topology): ReadPicture {
  const usual = new Set(['127.0.0.1/8', '::1/128']);
  return {
    boxes: boxes.map((box) => ({
      ...box,
      links: box.links.map((card) =>
        card.kind === 'loopback' ? { ...card, addresses: card.addresses.filter((address) => !usual.has(address)) } : card,
      ),
    })),
    wires,
  };
}
