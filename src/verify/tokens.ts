import { finders, type Found } from './volatile-values.js';

/** The kinds of value that change from run to run. What they have to agree in is said by `correspondence.ts`. */
export type VolatileKind =
  | 'checksum'
  | 'counter'
  | 'date'
  | 'duration'
  | 'id'
  | 'ifindex'
  | 'inode'
  | 'link-local'
  | 'mac'
  | 'multicast'
  | 'name'
  | 'neighbour'
  | 'nsid'
  | 'pid'
  | 'port'
  | 'sequence';

/** One word of output. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  /** What a documented line leaves out in its middle or at its end. */
  | { readonly kind: 'gap'; readonly text: string }
  /** The start of a documented word whose end is left out: `fe80::...` */
  | { readonly kind: 'prefix'; readonly text: string }
  | {
      readonly kind: VolatileKind;
      readonly text: string;
      /** Where the value has a meaning: the namespace of an ifindex, the kind of namespace of an inode. */
      readonly scope: string;
      /** The object that has the value, such as `link:veth0@ns1`. */
      readonly owner?: string;
      /** Another scope in which it has to agree as well. */
      readonly also?: string;
      readonly isOfBridge?: boolean;
      /** Whether a command of the lesson names it, so that it is meant and no accident. */
      readonly isNamed?: boolean;
    };

/** Where a line of output comes from, so far as the meaning of its values depends on it. */
export interface LineContext {
  /** The network namespace in which the command acted; `undefined` when the output mixes several. */
  readonly namespace: string | undefined;
  /** Whether a command of the lesson up to here sets or names a value. */
  readonly isNamed?: (kind: VolatileKind, text: string) => boolean;
  /** The bridges so far, as `link:br0@ns1`. */
  readonly bridges?: ReadonlySet<string>;
  /** What a number by itself is, as `echo $!` prints one. */
  readonly loneNumber?: VolatileKind | undefined;
}

const gap = /^(?:\.{3,}|…+|\[\.{3,}\]|\[…\])$/;

/** The words of each line, with the values that change from run to run. Only documented lines have gaps. */
export function tokenizeAll(lines: readonly string[], context: LineContext, isDocumented = false): Token[][] {
  return tokenizeLater(lines, context, isDocumented).map((tokens) => tokens());
}

/** The same, each line only when it is looked at: of a long output that is the start. */
export function tokenizeLater(lines: readonly string[], context: LineContext, isDocumented = false): (() => Token[])[] {
  let owner: string | undefined;
  return lines.map((line, index) => {
    owner = ownerOf(line, context) ?? owner;
    const link = owner;
    let tokens: Token[] | undefined;
    return () => {
      if (tokens) return tokens;
      // Details that `ip` prints on a link's second line say in which namespace the number on its first counts.
      const next = /^\s*\d+: \S+@if\d+:/.test(line) && /\blink-netns(?:id)? \S+/.exec(lines[index + 1] ?? '')?.[0];
      const found = next ? tokenize(`${line} ${next}`, context, link).slice(0, -2) : tokenize(line, context, link);
      return (tokens = isDocumented ? withGaps(found) : found);
    };
  });
}

/** The words of a documented line, with what it leaves out. */
function withGaps(tokens: readonly Token[]): Token[] {
  const last = tokens.at(-1);
  const prefix = last?.kind === 'text' ? /^(\S*[\d:]\S*?)(\.{3}|…)$/.exec(last.text) : null;
  const all = tokens.map(asGap);
  // The rest of the line goes with the rest of its last word.
  return prefix ? [...all.slice(0, -1), { kind: 'prefix', text: prefix[1]! }, { kind: 'gap', text: prefix[2]! }] : all;
}

export function asGap(token: Token): Token {
  return token.kind === 'text' && gap.test(token.text) ? { kind: 'gap', text: token.text } : token;
}

/** The link that a line begins to tell of: `3: veth0@if2:`, `veth0: flags=`, `veth0 Link encap:`, a line of brctl(8). */
function ownerOf(line: string, { namespace = 'several' }: LineContext): string | undefined {
  const name =
    /^\s*\d+: ([^\s@:]+)(?:@[^\s:]+)?:? /.exec(line)?.[1] ??
    /^\s*(\S+?):? +(?:flags=|Link encap)/.exec(line)?.[1] ??
    /^([^\s@]+)(?:@\S+)? +(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT|NOTPRESENT|TESTING)(?: |$)/.exec(line)?.[1] ??
    /^\s*(\S+)\s+[\da-f]{4}\.[\da-f]{12}\b/i.exec(line)?.[1];
  return name === undefined ? undefined : `link:${name}@${namespace}`;
}

/** Cuts a line into words and volatile values. Blank space between words only separates: columns move when a value's width changes. */
function tokenize(line: string, context: LineContext, link: string | undefined): Token[] {
  return placeTokens(line, context, link).map(({ token }) => token);
}

/** A word and where it starts in its line. */
export interface PlacedToken {
  readonly token: Token;
  readonly start: number;
}

/** The words of a line with their places. */
export function placeTokens(line: string, context: LineContext, link?: string): PlacedToken[] {
  const found: Found[] = [];
  for (const { sign, find } of finders) {
    if (!line.includes(sign)) continue;
    for (const value of find(line, context)) {
      if (!found.some((other) => value.start < other.end && other.start < value.end)) found.push(value);
    }
  }
  found.sort((a, b) => a.start - b.start);
  const tokens: PlacedToken[] = [];
  const pushWords = (from: number, to: number): void => {
    for (const match of line.slice(from, to).matchAll(/\S+/g))
      tokens.push({ token: { kind: 'text', text: match[0] }, start: from + match.index });
  };
  let from = 0;
  for (const { start, end, kind, scope, also, owner = link } of found) {
    pushWords(from, start);
    const text = line.slice(start, end);
    const token: Token = {
      kind,
      text,
      scope,
      ...(owner !== undefined && { owner }),
      ...(also !== undefined && also !== scope && { also }),
      ...(owner !== undefined && context.bridges?.has(owner) && { isOfBridge: true }),
      ...(context.isNamed?.(kind, text) && { isNamed: true }),
    };
    tokens.push({ token, start });
    from = end;
  }
  pushWords(from, line.length);
  return tokens;
}
