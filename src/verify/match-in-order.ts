import type { Binding } from './correspondence.js';
import { bindStatements, type Statement } from './statement.js';
import { tokenizeAll, type LineContext } from './tokens.js';

/** How many comparisons beyond one for each line are tried before outputs count as different; elisions multiply them. */
const mostTries = 200_000;
/** Over how many lines a document breaks one long line. */
const mostParts = 6;

interface Reached {
  readonly left: number;
  readonly right: number;
  readonly noted: readonly string[];
}

/**
 * Whether two runs of statements say the same, one after the other; an elision takes as few of the real ones as it can. Binds their values.
 * @param forms gets what only one side says, see `bindStatements`
 */
export function matchInOrder(
  documented: readonly Statement[],
  real: readonly Statement[],
  context: LineContext,
  binding: Binding,
  forms: Set<string>,
): boolean {
  const start = { left: 0, right: 0, noted: [] };
  const places: { at: Reached; mark: number; next: Iterator<Reached> }[] = [];
  const go = (at: Reached): void => void places.push({ at, mark: binding.mark, next: reach(at) });
  go(start);
  const most = mostTries + 3 * (documented.length + real.length);
  for (let tries = 0; places.length > 0 && tries < most; tries += 1) {
    const { at, mark, next } = places.at(-1)!;
    if (at.left === documented.length && at.right === real.length) {
      for (const place of places) for (const form of place.at.noted) forms.add(form);
      return true;
    }
    binding.undo(mark);
    const reached = next.next();
    if (reached.done) places.pop();
    else go(reached.value);
  }
  return false;

  /** Every way to go on from a place, with what it binds; that is taken back before the next way is tried. */
  function* reach({ left, right }: Reached): Generator<Reached> {
    const one = documented[left];
    const other = real[right];
    if (one?.isElision) {
      const from = left === documented.length - 1 ? real.length : right;
      for (let end = from; end <= real.length; end += 1) yield { left: left + 1, right: end, noted: [] };
      return;
    }
    if (one && other) {
      const noted: string[] = [];
      if (bindStatements(one, other, binding, noted)) yield { left: left + 1, right: right + 1, noted };
      else yield* reachWrapped(left, right);
    }
    // What both sides say has to agree, wherever it stands.
    if (other?.isLeftOut !== undefined && (mayLackAny.has(other.isLeftOut) || !namesOf(documented).has(other.isLeftOut)))
      yield { left, right: right + 1, noted: [other.isLeftOut] };
    if (one?.isLeftOut !== undefined && (mayLackAny.has(one.isLeftOut) || !namesOf(real).has(one.isLeftOut)))
      yield { left: left + 1, right, noted: [one.isLeftOut] };
  }

  /** A long line, broken in the document between words or inside of one. */
  function* reachWrapped(left: number, right: number): Generator<Reached> {
    const first = documented[left]!.text;
    const whole = real[right]!;
    if (first === undefined || first.trim() === '' || whole.text === undefined || whole.text.trim().length <= first.trim().length) return;
    const squeezed = whole.text.replaceAll(/\s+/g, '').length;
    const parts = [first.trimEnd()];
    while (parts.length < mostParts && parts.join('').replaceAll(/\s+/g, '').length <= squeezed + mostSlack) {
      const next = documented[left + parts.length];
      if (next?.text === undefined || next.text.trim() === '') return;
      parts.push(next.text.trim());
      for (const text of [parts.join(' '), parts.join('')]) {
        const [tokens = []] = tokenizeAll([text], context, true);
        if (binding.bindLine(tokens, whole.tokens)) yield { left: left + parts.length, right: right + 1, noted: [] };
      }
    }
  }
}

/** Lines of which a document may show some and leave others out. */
const mayLackAny: ReadonlySet<string> = new Set(['lifetimes']);

const named = new WeakMap<readonly Statement[], ReadonlySet<string>>();

/** What of the lines that other versions leave out is there. */
function namesOf(statements: readonly Statement[]): ReadonlySet<string> {
  const known = named.get(statements);
  if (known) return known;
  const names = new Set(statements.flatMap(({ isLeftOut }) => isLeftOut ?? []));
  named.set(statements, names);
  return names;
}

/** By how much the values in a line may make it longer. */
const mostSlack = 24;
