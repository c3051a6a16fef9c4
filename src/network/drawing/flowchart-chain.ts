import type { FlowEdge, FlowNode } from './flowchart.js';
import type { TextCursor } from './text-cursor.js';

/** `a & b --- c --> d`: groups of nodes, and a link between each two that follow each other. */
export interface Chain {
  readonly groups: readonly (readonly ChainNode[])[];
  readonly links: readonly ChainLink[];
}

type ChainNode = Pick<FlowNode, 'id' | 'label' | 'classes' | 'line'>;
type ChainLink = Pick<FlowEdge, 'label' | 'stroke' | 'line'>;

/** What opens a label, with what ends it: the longer ones first, since they begin like shorter ones. */
const shapes: readonly (readonly [open: string, close: RegExp])[] = [
  ['(((', /\)\)\)/],
  ['((', /\)\)/],
  ['([', /\]\)/],
  ['(-', /-\)/],
  ['[[', /\]\]/],
  ['[(', /\)\]/],
  ['[/', /[/\\]\]/],
  ['[\\', /[/\\]\]/],
  ['[|', /\|\]/],
  ['{{', /\}\}/],
  ['(', /\)/],
  ['[', /\]/],
  ['{', /\}/],
  ['>', /\]/],
];

/** A hyphen, dot or equals sign is part of an id as long as no link begins there; so is a colon that begins no class. */
const identifier =
  /(?:[^\s[\](){}<>|;&"'@~:=.-]|&(?=\S)|:(?!::)|-(?![->.])|=(?!=)|\.(?!-))(?:[^\s[\](){}<>|;"@~:=.-]|:(?!::)|-(?![->.])|=(?!=)|\.(?!-))*/u;

/** A whole link, and the beginning of one that has its label inside. */
const wholeLink = /(?:[xo<]?--+[-xo>]|[xo<]?==+[=xo>]|[xo<]?-?\.+-[xo>]?|~~~+)/;
const halfLinks = [
  [/[xo<]?--/, /--+[-xo>]/],
  [/[xo<]?==/, /==+[=xo>]/],
  [/[xo<]?-\./, /\.+-[xo>]?/],
] as const;

const blanks = /[^\S\n]*/;

/** Reads as much of a chain as there is; `null` when not even a node stands here. The cursor is behind it then. */
export function scanChain(cursor: TextCursor): Chain | null {
  const first = scanGroup(cursor);
  if (!first) return null;
  const groups = [first];
  const links: ChainLink[] = [];
  for (;;) {
    const before = cursor.at;
    // A link may stand on the next line, but only a link does.
    cursor.take(/\s*/);
    const link = scanLink(cursor);
    cursor.take(/\s*/);
    const group = link && scanGroup(cursor);
    if (!link || !group) {
      cursor.moveTo(before);
      return { groups, links };
    }
    links.push(link);
    groups.push(group);
  }
}

function scanGroup(cursor: TextCursor): ChainNode[] | null {
  const nodes: ChainNode[] = [];
  for (;;) {
    const node = scanNode(cursor);
    if (!node) return nodes.length === 0 ? null : nodes;
    nodes.push(node);
    const before = cursor.at;
    if (!cursor.take(/\s*&\s*/)) return nodes;
    if (!cursor.see(identifier)) {
      cursor.moveTo(before);
      return nodes;
    }
  }
}

function scanNode(cursor: TextCursor): ChainNode | null {
  const id = cursor.take(identifier)?.[0];
  if (id === undefined) return null;
  let { label, line } = { label: scanShape(cursor), line: cursor.line() };
  const classes: string[] = [];
  for (;;) {
    const name = cursor.take(/:::([\w-]+)/)?.[1];
    if (name !== undefined) {
      classes.push(name);
      continue;
    }
    const start = cursor.line();
    const settings = cursor.take(/@\{((?:"[^"]*"|[^"}])*)\}/)?.[1];
    if (settings === undefined) return { id, label, classes, line };
    const given = /(?:^|[\s,{])label\s*:\s*(?:"([^"]*)"|'([^']*)'|([^,\n]+))/.exec(settings);
    if (given) ({ label, line } = { label: given[1] ?? given[2] ?? given[3]!.trim(), line: start });
  }
}

/** The text of a label. A quoted one may have lines; any other ends on its line. Mermaid wants quotes around brackets, and people forget them. */
function scanShape(cursor: TextCursor): string | null {
  const start = cursor.at;
  for (const [open, close] of shapes) {
    cursor.moveTo(start);
    // Between an id and its label Mermaid allows no blank, which people forget as well.
    cursor.take(blanks);
    if (!cursor.startsWith(open)) continue;
    cursor.moveTo(cursor.at + open.length);
    const quoted = cursor.take(/\s*"([^"]*)"\s*/)?.[1];
    if (quoted !== undefined && cursor.take(close)) return quoted;
    if (quoted !== undefined) continue;
    const bare = cursor.take(new RegExp(`([^\\n]*?)(?:${close.source})`));
    if (bare) return bare[1]!.trim();
  }
  cursor.moveTo(start);
  return null;
}

function scanLink(cursor: TextCursor): ChainLink | null {
  const before = cursor.at;
  // The name of an edge, which Mermaid 11 has for settings.
  cursor.take(/[^\s@"[\](){}|]+@(?=[xo<]?[-=.])/);
  const line = cursor.line();
  const whole = cursor.take(wholeLink)?.[0];
  if (whole !== undefined) {
    const label = cursor.take(/\s*\|\s*(?:"([^"]*)"|([^|\n]*))\s*\|/);
    return { label: label ? (label[1] ?? label[2]!.trim()) : null, stroke: strokeOf(whole), line };
  }
  for (const [open, close] of halfLinks) {
    const opening = cursor.take(open)?.[0];
    if (opening === undefined) continue;
    const label = cursor.take(new RegExp(`\\s*(?:"([^"]*)"\\s*|([^\\n;]*?))${close.source}`));
    if (label) return { label: label[1] ?? label[2]!.trim(), stroke: strokeOf(opening), line };
    cursor.moveTo(before);
  }
  cursor.moveTo(before);
  return null;
}

function strokeOf(link: string): FlowEdge['stroke'] {
  if (link.includes('~')) return 'invisible';
  if (link.includes('=')) return 'thick';
  return link.includes('.') ? 'dotted' : 'normal';
}
