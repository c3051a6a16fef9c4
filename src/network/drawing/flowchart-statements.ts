import { scanChain, type Chain } from './flowchart-chain.js';
import type { TextCursor } from './text-cursor.js';

/** One statement of a flowchart. */
export type Statement =
  | { readonly kind: 'subgraph'; readonly id: string; readonly title: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'class'; readonly ids: readonly string[]; readonly name: string }
  | { readonly kind: 'link-style'; readonly edges: readonly number[] }
  | ({ readonly kind: 'chain' } & Chain)
  /** What says how it looks, and what a click on it does. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unread'; readonly text: string };

const restOfLine = /[^\n;]*/;
/** Quoted titles and URLs may have semicolons. */
const quotedRestOfLine = /(?:"[^"]*"|[^\n";])*/;

/** The statement that begins here, with the cursor behind it. */
export function scanStatement(cursor: TextCursor): Statement {
  // A comment behind a statement, which only some versions allow.
  if (cursor.take(/%%[^\n]*/)) return { kind: 'ignored' };
  const keyword = cursor.see(
    /(subgraph|end|class|linkStyle|classDef|style|click|direction|accTitle|accDescr)(?=[\s;:{]|$)(?!\s*(?:--|==|-\.))/,
  )?.[1];
  switch (keyword) {
    case 'subgraph':
      cursor.take(/subgraph[^\S\n]*/);
      return { kind: 'subgraph', ...subgraphHeading(cursor.take(quotedRestOfLine)![0]) };
    case 'end':
      cursor.take(/end/);
      return { kind: 'end' };
    case 'class': {
      const words = /^class\s+([^\n]+?)\s+([\w-]+)\s*$/.exec(cursor.take(restOfLine)![0]);
      return words ? { kind: 'class', ids: words[1]!.split(',').map((id) => id.trim()), name: words[2]! } : { kind: 'ignored' };
    }
    case 'linkStyle': {
      const numbers = /^linkStyle\s+(\d+(?:\s*,\s*\d+)*)/.exec(cursor.take(restOfLine)![0]);
      return { kind: 'link-style', edges: numbers ? numbers[1]!.split(',').map(Number) : [] };
    }
    case 'accDescr':
      cursor.take(/accDescr\s*\{[^}]*\}|[^\n]*/);
      return { kind: 'ignored' };
    case 'accTitle':
    case 'click':
      cursor.take(/[^\n]*/);
      return { kind: 'ignored' };
    case 'classDef':
    case 'style':
    case 'direction':
      cursor.take(restOfLine);
      return { kind: 'ignored' };
    case undefined:
    default:
      return scanNodes(cursor);
  }
}

/** A chain has to end where a statement does; if it does not, the whole of its line was not understood. */
function scanNodes(cursor: TextCursor): Statement {
  const start = cursor.at;
  const settings = cursor.take(/[^\s@"[\](){}|]+@\{[^}]*\}(?=[^\S\n]*(?:[\n;]|$))/);
  // Settings of an edge look like those of a node; without a label they say nothing.
  if (settings && !/\blabel\s*:|\bshape\s*:/.test(settings[0])) return { kind: 'ignored' };
  cursor.moveTo(start);
  const chain = scanChain(cursor);
  if (chain && cursor.see(/[^\S\n]*(?:[\n;]|$|%%)/)) return { kind: 'chain', ...chain };
  cursor.take(/[^\n]*/);
  return { kind: 'unread', text: cursor.text.slice(start, cursor.at).trim() };
}

/** `id[title]`, `id["title"]`, `"title"`, or a title that is the id too. */
function subgraphHeading(text: string): { id: string; title: string } {
  const heading = text.replace(/\s%%.*$/, '').trim();
  const both = /^([^\s["]+)\s*\[\s*(?:"([^"]*)"|(.*?))\s*\]$/su.exec(heading);
  if (both) return { id: both[1]!, title: both[2] ?? both[3]! };
  const title = /^"([^"]*)"$/s.exec(heading)?.[1] ?? heading;
  return { id: title, title };
}

/** The same lines without front matter, directives and lines that are comments. */
export function blankComments(text: string): string {
  const blank = (found: string): string => found.replaceAll(/[^\n]/g, '');
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^\s*---[^\S\n]*\n[^]*?\n[^\S\n]*---[^\S\n]*(?=\n|$)/, blank)
    .replaceAll(/%%\{[^]*?\}%%/g, blank)
    .replaceAll(/^[^\S\n]*%%[^\n]*/gm, blank);
}
