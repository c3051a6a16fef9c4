import { diffArrays } from 'diff';
import { Binding, type Correspondence, type Disagreement } from './correspondence.js';
import { isElision, trimBlank } from './elision.js';
import { readForms } from './forms/read-forms.js';
import type { OutputContext, OutputMatch } from './match-output.js';
import { bindStatements, readStatements, type Statement } from './statement.js';
import type { Token } from './tokens.js';

/** Documented and real output side by side, for the report of a difference. */
export type AlignedLine =
  | { readonly kind: 'same'; readonly documented: string; readonly real: string }
  | { readonly kind: 'elided'; readonly documented: string; readonly realLines: number }
  | { readonly kind: 'missing'; readonly documented: string }
  | { readonly kind: 'unexpected'; readonly real: string }
  /** How many real lines there are more. */
  | { readonly kind: 'more'; readonly realLines: number }
  | { readonly kind: 'different'; readonly documented: string; readonly real: string; readonly words: readonly Disagreement[] };

interface Line {
  readonly text: string;
  readonly statement: Statement;
}

/** How many real lines more than documented ones are shown. */
const mostMoreLines = 50;
/** How many real lines are aligned where some are elided. */
const mostElidedLines = 5000;
/** Beyond so many differences lines are set side by side as they come. */
const mostEdits = 2000;

/**
 * Aligns outputs that do not match: equal lines face each other, others in order, with the words in which they differ. Where the
 * document shows another form as well, what only differs in form counts as equal.
 * @param outcome what the comparison has found; for `form` the forms are what is to be shown
 */
export function alignOutput(
  documented: readonly string[],
  real: readonly string[],
  context: OutputContext,
  correspondence: Correspondence,
  outcome: OutputMatch['outcome'] = 'different',
): AlignedLine[] {
  const whole = trimBlank(real);
  const shown = documented.some(isElision) ? mostElidedLines : trimBlank(documented).length + mostMoreLines;
  const more: AlignedLine[] = whole.length > shown ? [{ kind: 'more', realLines: whole.length - shown }] : [];
  const sides = [trimBlank(documented), whole.slice(0, shown)] as const;
  if (context.level === 'exact') return [...alignTexts(...sides), ...more];
  const align = (read: typeof readStatements): AlignedLine[] => {
    const [left, right] = sides.map((lines, side) => toLines(lines, read(lines, context, side === 0)));
    return alignLines(left!, right!, correspondence);
  };
  const plain = align(readStatements);
  if (outcome !== 'different') return [...plain, ...more];
  const formed = align(readForms);
  return [...(differences(formed) < differences(plain) ? formed : plain), ...more];
}

/** Lines as they are, blanks and all. */
function alignTexts(documented: readonly string[], real: readonly string[]): AlignedLine[] {
  const parts = diffArrays([...documented], [...real], {
    comparator: (one, other) => one.trimEnd() === other.trimEnd(),
    maxEditLength: mostEdits,
  });
  if (!parts) return documented.map((line): AlignedLine => ({ kind: 'missing', documented: line }));
  return parts.flatMap(({ added, removed, value }) =>
    value.map((line): AlignedLine => {
      if (added) return { kind: 'unexpected', real: line };
      return removed ? { kind: 'missing', documented: line } : { kind: 'same', documented: line, real: line };
    }),
  );
}

function differences(aligned: readonly AlignedLine[]): number {
  return aligned.reduce(
    (sum, line) => sum + (line.kind === 'different' ? line.words.length : line.kind === 'same' || line.kind === 'elided' ? 0 : 1),
    0,
  );
}

/** Statements with their text: the line, or the words of the statement where a line makes several. */
function toLines(lines: readonly string[], statements: readonly Statement[]): Line[] {
  const counts = new Map<number, number>();
  for (const { line, tokens } of statements) if (tokens.length > 0) counts.set(line, (counts.get(line) ?? 0) + 1);
  return statements
    .filter((statement) => !statement.isElision || statement.tokens.length > 0)
    .map((statement) => {
      const isWhole = counts.get(statement.line) === 1;
      return { statement, text: isWhole ? lines[statement.line]! : statement.tokens.map(({ text }) => text).join(' ') };
    });
}

function alignLines(left: readonly Line[], right: readonly Line[], correspondence: Correspondence): AlignedLine[] {
  const binding = new Binding(correspondence);
  const isSame = (a: Line, b: Line): boolean => {
    if (a.statement.isElision || b.statement.isElision) return false;
    const { mark } = binding;
    const isBound = bindStatements(a.statement, b.statement, binding, []);
    binding.undo(mark);
    return isBound;
  };
  const aligned: AlignedLine[] = [];
  let at = { left: 0, right: 0 };
  const takePairs = (end: { left: number; right: number }): void => {
    for (const line of pair(left.slice(at.left, end.left), right.slice(at.right, end.right), binding)) aligned.push(line);
    at = end;
  };
  let from = at;
  for (const part of diffArrays([...left], [...right], { comparator: isSame, maxEditLength: mostEdits }) ?? []) {
    const next = { left: from.left + (part.added ? 0 : part.count), right: from.right + (part.removed ? 0 : part.count) };
    if (!part.added && !part.removed) {
      takePairs(from);
      // Lines that agree one by one may still not agree together.
      for (; at.left < next.left; at = { left: at.left + 1, right: at.right + 1 })
        aligned.push(compare(left[at.left]!, right[at.right]!, binding));
    }
    from = next;
  }
  takePairs({ left: left.length, right: right.length });
  return aligned;
}

function compare(documented: Line, real: Line, binding: Binding): AlignedLine {
  const texts = { documented: documented.text, real: real.text };
  if (bindStatements(documented.statement, real.statement, binding, [])) return { kind: 'same', ...texts };
  return { kind: 'different', ...texts, words: differingWords(documented.statement, real.statement, binding) };
}

/** Lines that differ, face to face; an elision takes what real lines are left over at its place. */
function pair(documented: readonly Line[], real: readonly Line[], binding: Binding): AlignedLine[] {
  const aligned: AlignedLine[] = [];
  const elisions = documented.filter(({ statement }) => statement.isElision).length;
  let spare = Math.max(0, real.length - (documented.length - elisions));
  let next = 0;
  for (const line of documented) {
    const opposite = real[next];
    if (line.statement.isElision) {
      aligned.push({ kind: 'elided', documented: line.text, realLines: spare });
      next += spare;
      spare = 0;
    } else if (opposite === undefined) aligned.push({ kind: 'missing', documented: line.text });
    else {
      aligned.push(compare(line, opposite, binding));
      next += 1;
    }
  }
  return [...aligned, ...real.slice(next).map((line): AlignedLine => ({ kind: 'unexpected', real: line.text }))];
}

/** The words in which two statements differ; words that only one of them has move nothing behind them. */
function differingWords(documented: Statement, real: Statement, binding: Binding): Disagreement[] {
  const empty: Token = { kind: 'text', text: '' };
  const words: Disagreement[] = [];
  const explain = (one: Token = empty, other: Token = empty): void => {
    const found = binding.explain(one, other);
    if (found) words.push(found);
  };
  const agree = (one: Token, other: Token): boolean =>
    binding.explain(one, other) === undefined || (one.kind !== 'text' && one.kind === other.kind);
  const parts = diffArrays([...documented.tokens], [...real.tokens], { comparator: agree });
  let [left, right] = [0, 0];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    if (!part.added && !part.removed) {
      for (let count = 0; count < part.count; count += 1) explain(documented.tokens[left++], real.tokens[right++]);
      continue;
    }
    const next = parts[index + 1];
    const isReplaced = next !== undefined && part.removed && next.added;
    const removed = part.removed ? part.count : 0;
    const added = part.added ? part.count : isReplaced ? next.count : 0;
    for (let count = 0; count < Math.max(removed, added); count += 1)
      explain(count < removed ? documented.tokens[left + count] : undefined, count < added ? real.tokens[right + count] : undefined);
    left += removed;
    right += added;
    if (isReplaced) index += 1;
  }
  for (const [name, tokens] of documented.optional ?? []) {
    const opposite = real.optional?.get(name);
    if (opposite) for (const [index, token] of tokens.entries()) explain(token, opposite[index]);
  }
  return words;
}
