import { diffArrays } from 'diff';
import { Binding, type Correspondence } from './correspondence.js';
import { isElision, trimBlank } from './elision.js';
import { matchOutput, type OutputContext } from './match-output.js';
import { asGap, placeTokens, tokenizeAll, type LineContext, type PlacedToken, type Token } from './tokens.js';

/**
 * The documented output, changed so that it says what is really printed. Lines and words that agree stay as they are, and so do elisions and the
 * values that stand for real ones; what is new is written with the values of the document.
 * @param known the correspondence with what the output itself tells, where the document shows it in another form
 * @returns `undefined` where no text would match, for the output contradicts itself
 */
export function updateOutput(
  documented: readonly string[],
  real: readonly string[],
  context: OutputContext,
  correspondence: Correspondence,
  known: Correspondence = correspondence,
): readonly string[] | undefined {
  const right = trimBlank(real);
  if (matchOutput(documented, right, context, correspondence).outcome === 'same') return documented;
  if (context.level === 'exact') return right.map((line) => line.trimEnd());
  const isInOrder = (context.arrangement ?? 'lines') === 'lines';
  const candidates: (() => readonly string[] | undefined)[] = [
    () => (isInOrder ? patchSimilar(documented, right, context, known) : undefined),
    () => (isInOrder ? patchLines(documented, right, context, known) : patchList(documented, right, context, known)),
    () => writeLines(right, context, new Binding(known)),
    () => writeLines(right, context, new Binding(correspondence)),
  ];
  for (const make of candidates) {
    const lines = make();
    if (lines && matchOutput(lines, right, context, correspondence).outcome === 'same') return lines;
  }
  return undefined;
}

/** With more differences than that an output is written anew. */
const mostEdits = 2000;
/** How much two lines have in common at least when one is written for the other. */
const leastLikeness = 0.5;

/**
 * Where something is elided: each line becomes the real one that is most like it, in order.
 * @returns `undefined` where one has none like it
 */
function patchSimilar(
  documented: readonly string[],
  real: readonly string[],
  context: OutputContext,
  correspondence: Correspondence,
): readonly string[] | undefined {
  if (context.level !== 'contains' && !documented.some((line) => isElision(line) || /\.{3}|…/.test(line))) return undefined;
  const binding = new Binding(correspondence);
  const right = toLines(real, context, false);
  const lines: string[] = [];
  let from = 0;
  for (const line of toLines(documented, context, true)) {
    if (isElision(line.text)) {
      lines.push(line.text);
      continue;
    }
    const likeness = right.map((other, index) => (index < from ? 0 : alike(line.tokens, other.tokens, binding)));
    const best = Math.max(0, ...likeness.slice(0, mostEdits));
    if (best < leastLikeness) return undefined;
    const at = likeness.indexOf(best);
    lines.push(patchLine(line, right[at]!, context, binding));
    from = at + 1;
  }
  return lines;
}

/** Which part of the words of a documented line a real one has at the same place, from 0 to 1. */
function alike(documented: readonly Token[], real: readonly Token[], binding: Binding): number {
  const shown = documented.filter(({ kind }) => kind !== 'gap');
  const gap = documented.findIndex(({ kind }) => kind === 'gap');
  const same = shown.filter((token, index) => {
    const other = gap === -1 || index < gap ? real[index] : real[real.length - (shown.length - index)];
    return other !== undefined && binding.explain(token, other) === undefined;
  }).length;
  return shown.length === 0 ? 1 : same / shown.length;
}

interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
}

function toLines(lines: readonly string[], context: LineContext, isDocumented: boolean): Line[] {
  const all = tokenizeAll(lines, context, isDocumented);
  return lines.map((text, index) => ({ text, tokens: all[index]! }));
}

/** Goes through both in order: lines that agree stay, those between are changed one by one, added and left out. */
function patchLines(
  documented: readonly string[],
  real: readonly string[],
  context: OutputContext,
  correspondence: Correspondence,
): string[] {
  const binding = new Binding(correspondence);
  const left = toLines(documented, context, true);
  const right = toLines(real, context, false);
  const agrees = (a: Line, b: Line): boolean => {
    const { mark } = binding;
    const isSame = !isElision(a.text) && binding.bindLine(a.tokens, b.tokens);
    binding.undo(mark);
    return isSame;
  };
  const isFlat = hasLostIndentation(documented, real);
  let lines: string[] = [];
  let gap: { left: Line[]; right: Line[] } = { left: [], right: [] };
  const close = (): void => {
    lines = lines.concat(patchGap(gap.left, gap.right, isFlat, context, binding));
    gap = { left: [], right: [] };
  };
  let [at, from] = [0, 0];
  for (const part of diffArrays(left, right, { comparator: agrees, maxEditLength: mostEdits }) ?? []) {
    if (part.removed) gap.left = gap.left.concat(left.slice(at, (at += part.count)));
    else if (part.added) gap.right = gap.right.concat(right.slice(from, (from += part.count)));
    else {
      close();
      for (let count = 0; count < part.count; count += 1) lines.push(patchLine(left[at++]!, right[from++]!, context, binding));
    }
  }
  close();
  return lines;
}

function hasLostIndentation(documented: readonly string[], real: readonly string[]): boolean {
  const written = documented.filter((line) => line.trim() !== '' && !isElision(line));
  const isIndented = (line: string): boolean => /^\s/.test(line);
  return written.length > 1 && !written.some(isIndented) && real.some(isIndented) && !real.every(isIndented);
}

/** Lines of which none agrees: before an elision they are changed from the start, behind one from the end. */
function patchGap(left: readonly Line[], right: readonly Line[], isFlat: boolean, context: OutputContext, binding: Binding): string[] {
  const first = left.findIndex(({ text }) => isElision(text));
  const patch = (count: number, documented: readonly Line[], real: readonly Line[]): string[] =>
    Array.from({ length: count }, (_, index) => patchLine(documented[index]!, real[index]!, context, binding));
  const write = (lines: readonly Line[]): string[] =>
    writeLines(
      lines.map(({ text }) => text),
      context,
      binding,
      isFlat,
    );
  if (first === -1) {
    const both = Math.min(left.length, right.length);
    return [...patch(both, left, right), ...(context.level === 'contains' ? [] : write(right.slice(both)))];
  }
  const last = left.findLastIndex(({ text }) => isElision(text));
  const head = Math.min(first, right.length);
  const tail = Math.min(left.length - last - 1, right.length - head);
  return [
    ...patch(head, left, right),
    // What stands between two elisions is left to them.
    left[first]!.text,
    ...patch(tail, left.slice(left.length - tail), right.slice(right.length - tail)),
  ];
}

/** A list in no order: what is in both stays where it is, what is new comes last. */
function patchList(
  documented: readonly string[],
  real: readonly string[],
  context: OutputContext,
  correspondence: Correspondence,
): string[] {
  const binding = new Binding(correspondence);
  const left = toLines(documented, context, true);
  const open = toLines(real, context, false);
  const isElided = documented.some(isElision) || context.level === 'contains';
  const kept = left.filter((line) => {
    if (isElision(line.text)) return true;
    const at = open.findIndex((other) => binding.bindLine(line.tokens, other.tokens));
    if (at !== -1) open.splice(at, 1);
    return at !== -1;
  });
  const added = isElided
    ? []
    : writeLines(
        open.map(({ text }) => text),
        context,
        binding,
      );
  return [...kept.map(({ text }) => text), ...added];
}

/** A documented line with the words changed in which it differs; the blanks between its words stay. */
function patchLine(documented: Line, real: Line, context: OutputContext, binding: Binding): string {
  if (binding.bindLine(documented.tokens, real.tokens)) return documented.text;
  const left = placeTokens(documented.text, context).map(({ token, start }) => ({ token: asGap(token), start }));
  // With the scopes that the lines around give.
  const right = placeTokens(real.text, context).map(({ start }, index) => ({ start, token: real.tokens[index]! }));
  const gap = left.findIndex(({ token }) => token.kind === 'gap');
  const isOnly = left.findLastIndex(({ token }) => token.kind === 'gap') === gap;
  const behind = left.length - gap - 1;
  if (gap !== -1 && isOnly && right.length >= gap + behind) {
    const pairs = [
      ...left.slice(0, gap).map((place, index) => [place, right[index]!] as const),
      ...left.slice(gap + 1).map((place, index) => [place, right[right.length - behind + index]!] as const),
    ];
    let text = documented.text;
    for (const [{ token, start }, other] of pairs.toReversed()) {
      if (!binding.bind(token, other.token))
        text = text.slice(0, start) + writeWord(other.token, binding) + text.slice(start + token.text.length);
    }
    return text;
  }
  const agrees = (one: PlacedToken, other: PlacedToken): boolean =>
    binding.explain(one.token, other.token) === undefined || (one.token.kind !== 'text' && one.token.kind === other.token.kind);
  const parts = diffArrays(left, right, { comparator: agrees });
  const same = parts.reduce((sum, part) => sum + (part.added || part.removed ? 0 : part.count), 0);
  if (gap !== -1 || 2 * same < Math.max(left.length, right.length)) return writeLines([real.text], context, binding)[0]!;
  return mergeWords(documented.text, real.text, left, right, parts, binding);
}

/** The words of both lines as `parts` say, each with the blanks before it where it comes from. */
function mergeWords(
  documented: string,
  real: string,
  left: readonly PlacedToken[],
  right: readonly PlacedToken[],
  parts: readonly { added: boolean; removed: boolean; count: number }[],
  binding: Binding,
): string {
  const blank = (text: string, places: readonly PlacedToken[], at: number): string => {
    const before = places[at - 1];
    return text.slice(before ? before.start + before.token.text.length : 0, places[at]!.start);
  };
  let text = '';
  let [at, from] = [0, 0];
  for (const [index, { added, removed, count }] of parts.entries()) {
    // A word that stands for another takes its blanks.
    const isReplaced = removed && parts[index + 1]?.added === true;
    if (removed && !isReplaced) at += count;
    if (removed) continue;
    const replaced = added && parts[index - 1]?.removed === true ? parts[index - 1]!.count : 0;
    for (let step = 0; step < count; step += 1, from += 1) {
      const other = right[from]!;
      if (!added && binding.bind(left[at]!.token, other.token)) {
        text += blank(documented, left, at) + left[at]!.token.text;
        at += 1;
        continue;
      }
      const hasPlace = !added || step < replaced;
      text += (hasPlace ? blank(documented, left, at) : blank(real, right, from)) + writeWord(other.token, binding);
      if (hasPlace) at += 1;
    }
    if (added) at += Math.max(0, replaced - count);
  }
  return text;
}

/** A real word as the document has it. */
function writeWord(token: Token, binding: Binding): string {
  const word = binding.documentedFor(token);
  if (token.kind !== 'text' && token.kind !== 'gap' && token.kind !== 'prefix') binding.bind({ ...token, text: word }, token);
  return word;
}

/** Real lines with the values of the document, without indentation where the document has lost it. */
function writeLines(real: readonly string[], context: LineContext, binding: Binding, isFlat = false): string[] {
  const all = tokenizeAll(real, context);
  return real.map((line, index) => {
    let text = line.trimEnd();
    const places = placeTokens(text, context);
    for (const [at, { start, token }] of [...places.entries()].toReversed()) {
      // With the scope that the lines around it give.
      const placed = all[index]![at] ?? token;
      text = text.slice(0, start) + writeWord(placed, binding) + text.slice(start + token.text.length);
    }
    return isFlat ? text.trimStart() : text;
  });
}
