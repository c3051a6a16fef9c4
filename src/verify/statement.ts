import type { Binding } from './correspondence.js';
import { elisionsOf } from './elision.js';
import { arrangeLines } from './arrange-lines.js';
import type { OutputContext } from './match-output.js';
import { tokenizeAll, tokenizeLater, type Token } from './tokens.js';

/** What one line, or a part of one, says. */
export interface Statement {
  readonly tokens: readonly Token[];
  /** The line that it comes from, from 0. */
  readonly line: number;
  /** Whether it stands for any number of statements. */
  readonly isElision?: boolean;
  /** The text of the line, where the statement is the whole of it: it may be wrapped. */
  readonly text?: string | undefined;
  /** The same without what the author says of the line behind it. */
  readonly withoutRemark?: readonly Token[];
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
  const isElided = isDocumented ? elisionsOf(pieces.map(({ text }) => text)) : [];
  const isOfWords = isColumns(lines, context);
  return pieces.flatMap(({ text, line }, index): Statement[] => {
    const tokenize = all[index]!;
    if (isElided[index]) return [{ isElision: true, tokens: tokenize(), line }];
    if (isOfWords) return tokenize().map((token) => ({ tokens: [token], line, isElision: token.kind === 'gap' }));
    if (isDocumented) {
      const bare = text.replace(remark, '');
      const [withoutRemark] = bare === text ? [] : tokenizeAll([bare], context, true);
      return withElisions({ tokens: tokenize(), line, text, isDeeper: isDeeper(text), ...(withoutRemark && { withoutRemark }) });
    }
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

/** Whether lines are columns of words, and no message in their place. */
export function isColumns(lines: readonly string[], { arrangement }: OutputContext): boolean {
  return arrangement === 'words' && !lines.some((line) => /^\S+: /.test(line));
}

/** `   <- this one`, `  // the other end` */
const remark = /\s+(?:<[-=]{1,}|←|⇐)\s.*$|\s{2,}(?:\/\/|#)\s.*$/;

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
  for (const tokens of documented.withoutRemark ? [documented.tokens, documented.withoutRemark] : [documented.tokens]) {
    if (binding.bindLine(tokens, real.tokens) && bindOptional(documented, real, binding, noted)) return true;
    binding.undo(mark);
    noted.length = before;
  }
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
