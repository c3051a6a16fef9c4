import { elisionsOf } from '../elision.js';
import { isColumns, isDeeper, withElisions, type Statement } from '../statement.js';
import { arrangeLines, type Piece } from '../arrange-lines.js';
import type { OutputContext } from '../match-output.js';
import { tokenizeAll, type Token } from '../tokens.js';
import { readIfconfig } from './ifconfig.js';
import { splitAttributes } from './ip-attributes.js';
import { leftOutLine } from './left-out-lines.js';
import { readSockets } from './sockets.js';
import { rewriteLine } from './rewrite-line.js';

/** A line in the words that all versions of a tool have in common. */
export interface FormLine {
  readonly text: string;
  /** The line that it comes from, from 0. */
  readonly line: number;
  /** In what the line differs from its text, by names for people, with words that have to be the same where both sides have them. */
  readonly notes: ReadonlyMap<string, string>;
  /** Set where other versions leave the whole of it out: what that is. */
  readonly isLeftOut?: string;
}

/** Lines as statements that do not depend on the version of the tool, on the language of the system, and on what a page has lost of them. */
export function readForms(lines: readonly string[], context: OutputContext, isDocumented: boolean): Statement[] {
  const pieces = joinDetails(splitPorts(arrangeLines(likeIputils(lines), context.arrangement)), isDocumented).filter(
    ({ text }) => text.trim() !== '',
  );
  const formLines = readSockets(readIfconfig(pieces, isDocumented), isDocumented).map((line) => toFormLine(line, isDocumented));
  const all = tokenizeAll(
    formLines.map(({ text }) => text),
    context,
    isDocumented,
  );
  const isElided = isDocumented ? elisionsOf(formLines.map(({ text }) => text)) : [];
  const isOfWords = isColumns(lines, context);
  return formLines.flatMap(({ text, line, notes, isLeftOut }, index): Statement[] => {
    const tokens = all[index]!;
    if (isElided[index]) return [{ isElision: true, tokens, line }];
    if (isOfWords)
      return tokens.map((token) => {
        const leftOut = leftOutLine(token.text, isDocumented);
        return { tokens: [token], line, isElision: token.kind === 'gap', ...(leftOut !== undefined && { isLeftOut: leftOut }) };
      });
    const split = splitAttributes(text, tokens);
    const optional = new Map<string, readonly Token[]>([
      ...split.optional,
      ...[...notes].map(([note, kept]) => [note, toWords(kept)] as const),
    ]);
    return withElisions({
      tokens: split.tokens,
      line,
      text: split.optional.size === 0 ? text : undefined,
      isDeeper: isDeeper(text),
      ...(optional.size > 0 && { optional }),
      ...(isLeftOut !== undefined && { isLeftOut }),
    });
  });
}

function toWords(text: string): Token[] {
  return (text.match(/\S+/g) ?? []).map((word) => ({ kind: 'text', text: word }));
}

function toFormLine(line: FormLine, isDocumented: boolean): FormLine {
  const isLeftOut = line.isLeftOut ?? leftOutLine(line.text, isDocumented);
  const { text, notes } = rewriteLine(line.text);
  return {
    ...line,
    text,
    notes: isLeftOut === undefined ? new Map([...line.notes, ...notes]) : new Map(),
    ...(isLeftOut !== undefined && { isLeftOut }),
  };
}

/** ping(8) of BusyBox and of BSD counts from 0, and says whom it asks before it finds no way. */
function likeIputils(lines: readonly string[]): readonly string[] {
  const isFromZero = lines.some((line) => /: (?:icmp_)?seq=0 /.test(line));
  const isHopeless = lines.some((line) => /^ping6?: sendto: /.test(line));
  if (!isFromZero && !isHopeless) return lines;
  return lines.map((line) => {
    if (isHopeless && line.startsWith('PING ')) return '';
    return isFromZero ? line.replace(/: (?:icmp_)?seq=(\d+) /, (_, seq) => `: icmp_seq=${Number(seq) + 1} `) : line;
  });
}

/** tcpdump(8) 3.9 prints a packet in one line, later ones break it after the header; docker(1) breaks what says nothing. */
function joinDetails(pieces: readonly Piece[], isDocumented: boolean): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && /^\d\d:\d\d:\d\d\.\d{6} IP6? \(.*\)$/.test(last.text.trimEnd()) && /^\s+\S/.test(piece.text))
      joined[joined.length - 1] = { ...last, text: `${last.text.trimEnd()} ${piece.text.trim()}` };
    // A document has broken a long line of ip(8).
    else if (
      last &&
      isDocumented &&
      /^\s*\d+: \S+: /.test(last.text) &&
      /^\s*(?:qlen \d|group \S|mode \S|state [A-Z]|qdisc \S|default qlen|DEFAULT group|mtu \d)/.test(piece.text)
    )
      joined[joined.length - 1] = { ...last, text: `${last.text.trimEnd()} ${piece.text.trim()}` };
    else if (last && /"ConfigFrom": \{(?: "Network": "")?$/.test(last.text))
      joined[joined.length - 1] = { ...last, text: `${last.text} ${piece.text.trim()}` };
    else joined.push(piece);
  }
  return joined;
}

/** Some print all ports of a bridge behind it (brctl(8) of BusyBox has them below each other as well). */
function splitPorts(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => {
    const [, bridge, id, ports = ''] = /^(\S+)(\s+[\da-f]{4}\.[\da-f]{12}\s+(?:yes|no))((?:\s+\S+)+)$/.exec(piece.text.trimEnd()) ?? [];
    if (bridge === undefined) return [piece];
    return [
      { ...piece, text: `${bridge}${id}` },
      ...ports
        .trim()
        .split(/\s+/)
        .map((port) => ({ ...piece, text: `${bridge} port ${port}` })),
    ];
  });
}
