import type { Binding } from './correspondence.js';
import { isElision } from './elision.js';
import { arrangeLines } from './arrange-lines.js';
import type { OutputContext } from './match-output.js';
import { tokenizeLater, type Token } from './tokens.js';

/** What one line, or a part of one, says. */
export interface Statement {
  readonly tokens: readonly Token[];
  /** The line that it comes from, from 0. */
  readonly line: number;
  /** Whether it stands for any number of statements. */
  readonly isElision?: boolean;
  /** The text of the line, where the statement is the whole of it: it may be wrapped. */
  readonly text?: string | undefined;
  /** Whether it belongs to the statement before it by standing deeper. */
  readonly isDeeper?: boolean;
  /** What only some versions of the tool say with it, by a name for people. */
  readonly optional?: ReadonlyMap<string, readonly Token[]>;
  /** Set where some versions of the tool leave the whole of it out: what that is. */
  readonly isLeftOut?: string;
}

/** Each line as it stands; each word where the tool fills columns with them, as ls(1) does. */
export function readStatements(lines: readonly string[], context: OutputContext, isDocumented: boolean): Statement[] {
  const pieces = arrangeLines(lines, context.arrangement);
  const all = tokenizeLater(
    pieces.map(({ text }) => text),
    context,
    isDocumented,
  );
  return pieces.flatMap(({ text, line }, index): Statement[] => {
    const tokenize = all[index]!;
    if (isDocumented && isElision(text)) return [{ isElision: true, tokens: tokenize(), line }];
    if (context.arrangement === 'words') return tokenize().map((token) => ({ tokens: [token], line, isElision: token.kind === 'gap' }));
    if (isDocumented) return withElisions({ tokens: tokenize(), line, text, isDeeper: isDeeper(text) });
    return [
      {
        get tokens() {
          return tokenize();
        },
        line,
        text,
        isDeeper: isDeeper(text),
      },
    ];
  });
}

/** Details stand deeper; numbers in a column only stand right. */
export function isDeeper(text: string): boolean {
  return /^\s+(?!\d+\s)\S/.test(text);
}

/** A line that begins or ends with a gap leaves out lines there as well. */
export function withElisions(statement: Statement): Statement[] {
  const { tokens, line } = statement;
  const elided: Statement = { isElision: true, tokens: [], line };
  return [
    ...(tokens[0]?.kind === 'gap' ? [elided] : []),
    statement,
    ...(tokens.length > 0 && tokens.at(-1)!.kind === 'gap' ? [elided] : []),
  ];
}

/**
 * Whether two statements say the same. What only one of them says because another version of the tool has printed it goes to `noted`.
 * Binds nothing when they do not.
 */
export function bindStatements(documented: Statement, real: Statement, binding: Binding, noted: string[]): boolean {
  const { mark } = binding;
  const before = noted.length;
  if (binding.bindLine(documented.tokens, real.tokens) && bindOptional(documented, real, binding, noted)) return true;
  binding.undo(mark);
  noted.length = before;
  return false;
}

function bindOptional(documented: Statement, real: Statement, binding: Binding, noted: string[]): boolean {
  for (const [name, tokens] of documented.optional ?? []) {
    const opposite = real.optional?.get(name);
    if (!opposite) noted.push(name);
    else if (!binding.bindLine(tokens, opposite)) return false;
  }
  for (const name of real.optional?.keys() ?? []) if (!documented.optional?.has(name)) noted.push(name);
  return true;
}
