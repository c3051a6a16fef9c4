import { diffArrays } from 'diff';
import { Binding, type Correspondence, type Disagreement } from './correspondence.js';
import { isElision, tokenizeAll, trimBlank, type OutputContext } from './match-output.js';
import type { Token } from './tokens.js';

/** Documented and real output side by side, for the report of a difference. */
export type AlignedLine =
  | { readonly kind: 'same'; readonly documented: string; readonly real: string }
  | { readonly kind: 'elided'; readonly documented: string; readonly realLines: number }
  | { readonly kind: 'missing'; readonly documented: string }
  | { readonly kind: 'unexpected'; readonly real: string }
  | { readonly kind: 'different'; readonly documented: string; readonly real: string; readonly words: readonly Disagreement[] };

interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Aligns outputs that do not match: equal lines face each other, others in order, with the words in which they differ. */
export function alignOutput(
  documented: readonly string[],
  real: readonly string[],
  context: OutputContext,
  correspondence: Correspondence,
): AlignedLine[] {
  const binding = new Binding(correspondence);
  const toLines = (lines: readonly string[]): Line[] => {
    const trimmed = trimBlank(lines);
    return tokenizeAll(trimmed, context).map((tokens, index) => ({ text: trimmed[index]!, tokens }));
  };
  const isSame = (a: Line, b: Line): boolean => {
    if (isElision(a.text) || isElision(b.text)) return false;
    return new Binding(binding.correspondence).bindLine(a.tokens, b.tokens);
  };
  const left = toLines(documented);
  const right = toLines(real);
  const aligned: AlignedLine[] = [];
  let at = { left: 0, right: 0 };
  const takePairs = (end: { left: number; right: number }): void => {
    for (const line of pair(left.slice(at.left, end.left), right.slice(at.right, end.right), binding)) aligned.push(line);
    at = end;
  };
  let from = at;
  for (const part of diffArrays(left, right, { comparator: isSame })) {
    const next = { left: from.left + (part.added ? 0 : part.count), right: from.right + (part.removed ? 0 : part.count) };
    if (!part.added && !part.removed) {
      takePairs(from);
      // Lines that agree one by one may still not agree together.
      for (; at.left < next.left; at = { left: at.left + 1, right: at.right + 1 })
        aligned.push(compare(left[at.left]!, right[at.right]!, binding));
    }
    from = next;
  }
  takePairs(from);
  return aligned;
}

function compare(documented: Line, real: Line, binding: Binding): AlignedLine {
  const texts = { documented: documented.text, real: real.text };
  if (binding.bindLine(documented.tokens, real.tokens)) return { kind: 'same', ...texts };
  return { kind: 'different', ...texts, words: differingWords(documented, real, binding) };
}

/** Lines that differ, face to face; an elision takes what real lines are left over at its place. */
function pair(documented: readonly Line[], real: readonly Line[], binding: Binding): AlignedLine[] {
  const aligned: AlignedLine[] = [];
  const elisions = documented.filter((line) => isElision(line.text)).length;
  let spare = Math.max(0, real.length - (documented.length - elisions));
  let next = 0;
  for (const line of documented) {
    const opposite = real[next];
    if (isElision(line.text)) {
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

function differingWords(documented: Line, real: Line, binding: Binding): Disagreement[] {
  const text = (token: Token | undefined): Token => token ?? { kind: 'text', text: '' };
  return Array.from({ length: Math.max(documented.tokens.length, real.tokens.length) }, (_, index) =>
    binding.explain(text(documented.tokens[index]), text(real.tokens[index])),
  ).filter((found) => found !== undefined);
}
