import { Binding, type Correspondence } from './correspondence.js';
import { matchInOrder } from './match-in-order.js';
import { matchInAnyOrder } from './match-in-any-order.js';
import { readForms } from './forms/read-forms.js';
import { isElision, trimBlank } from './elision.js';
import { readStatements, type Statement } from './statement.js';
import type { LineContext } from './tokens.js';

/** How strictly an output is compared: as text, with values that may change, only for what the document shows of it, or not at all. */
export type OutputLevel = 'exact' | 'volatile' | 'contains' | 'off';

/** How the tool arranges what it prints, so far as it promises less than one line after the other. */
export type Arrangement = 'lines' | 'any-order' | 'words';

export interface OutputContext extends LineContext {
  readonly arrangement?: Arrangement;
  readonly level?: OutputLevel;
}

export interface OutputMatch {
  /** `form` when the same facts are documented as another version of the tool prints them. */
  readonly outcome: 'same' | 'form' | 'different';
  /** In what the forms differ, for `form`. */
  readonly forms: readonly string[];
  /** With what this output has added; as before when it is different. */
  readonly correspondence: Correspondence;
}

/** Longer outputs are compared only as they stand. */
const mostFormLines = 10_000;
/** No form of an output has so many times the lines of another, unless some are elided. */
const fairRatio = 20;

/**
 * Compares documented output with real output, word by word. Values that change from run to run match when they correspond;
 * an elision stands for any text; blank space only separates words. What another version of the tool would print is told apart from what is wrong.
 * Nothing else is forgiven.
 * @param real cleaned output, of whose blank lines at both ends nothing counts
 */
export function matchOutput(
  documented: readonly string[],
  real: readonly string[],
  context: OutputContext,
  correspondence: Correspondence,
): OutputMatch {
  const level = context.level ?? 'volatile';
  const left = trimBlank(documented);
  const right = trimBlank(real);
  if (level === 'off') return { outcome: 'same', forms: [], correspondence };
  if (level === 'exact') {
    const trimmed = (lines: readonly string[]): string => lines.map((line) => line.trimEnd()).join('\n');
    return { outcome: trimmed(left) === trimmed(right) ? 'same' : 'different', forms: [], correspondence };
  }
  const plain = new Binding(correspondence);
  if (match(readStatements(left, context, true), readStatements(right, context, false), context, plain))
    return { outcome: 'same', forms: [], correspondence: plain.correspondence };
  if (right.length > mostFormLines || (!left.some(isElision) && right.length > fairRatio * (left.length + 1)))
    return { outcome: 'different', forms: [], correspondence };
  const forms = new Set<string>();
  const free = new Binding(correspondence);
  if (match(readForms(left, context, true), readForms(right, context, false), context, free, forms))
    return { outcome: 'form', forms: [...forms], correspondence: free.correspondence };
  return { outcome: 'different', forms: [], correspondence };
}

function match(
  documented: readonly Statement[],
  real: readonly Statement[],
  context: OutputContext,
  binding: Binding,
  forms: Set<string> = new Set(),
): boolean {
  const elided: Statement = { isElision: true, tokens: [], line: -1 };
  const wanted = context.level === 'contains' ? [elided, ...documented.flatMap((statement) => [statement, elided])] : documented;
  return (context.arrangement ?? 'lines') === 'lines'
    ? matchInOrder(wanted, real, context, binding, forms)
    : matchInAnyOrder(wanted, real, binding, forms);
}
