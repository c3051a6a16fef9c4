import { Binding, type Correspondence } from './correspondence.js';
import { tokenize, type LineContext, type Token } from './tokens.js';

export interface OutputContext extends LineContext {
  /** Whether the tool promises no order of its lines. */
  readonly isUnordered: boolean;
}

export interface OutputMatch {
  readonly isMatch: boolean;
  /** With what this output has added; as before when it does not match. */
  readonly correspondence: Correspondence;
}

const elision = /^\s*(?:\.{3,}|…+|\[\s*(?:\.{3,}|…)\s*\]|<snip>|\(\.{3}\))\s*$/;

/**
 * A line that stands for any number of lines, none included: an elision, or the `^C` at which a command is stopped, for how much
 * it still prints until then is a matter of moments.
 */
export function isElision(line: string): boolean {
  return elision.test(line) || line.trim() === '^C';
}

/**
 * Compares documented output with real output, word by word. Values that change from run to run match when they correspond;
 * an elision stands for any lines; blank space only separates words. Nothing else is forgiven.
 * @param real cleaned output, of whose blank lines at both ends nothing counts
 */
export function matchOutput(
  documented: readonly string[],
  real: readonly string[],
  context: OutputContext,
  correspondence: Correspondence,
): OutputMatch {
  const binding = new Binding(correspondence);
  const realTokens = tokenizeAll(trimBlank(real), context);
  const segments = toSegments(trimBlank(documented), context);
  const isMatch = context.isUnordered ? matchUnordered(segments, realTokens, binding) : matchOrdered(segments, realTokens, binding);
  return { isMatch, correspondence: isMatch ? binding.correspondence : correspondence };
}

/** Lines as tokens. Details that `ip` prints on a link's second line say in which namespace the number on its first counts. */
export function tokenizeAll(lines: readonly string[], context: LineContext): Token[][] {
  return lines.map((line, index) => {
    const next = /^\s*\d+: \S+@if\d+:/.test(line) && /\blink-netns(?:id)? \S+/.exec(lines[index + 1] ?? '')?.[0];
    return next ? tokenize(`${line} ${next}`, context).slice(0, -2) : tokenize(line, context);
  });
}

export function trimBlank(lines: readonly string[]): readonly string[] {
  const isWritten = (line: string): boolean => line.trim() !== '';
  const start = lines.findIndex(isWritten);
  return start === -1 ? [] : lines.slice(start, lines.findLastIndex(isWritten) + 1);
}

/** The runs of lines between elisions; one more than there are elisions. */
function toSegments(documented: readonly string[], context: LineContext): Token[][][] {
  const isElided = documented.map(isElision);
  const segments: Token[][][] = [[]];
  for (const [index, tokens] of tokenizeAll(documented, context).entries()) {
    if (isElided[index]) segments.push([]);
    else segments.at(-1)!.push(tokens);
  }
  return segments;
}

/** The first segment starts at the first line, the last ends at the last, those between stand at the first place that fits. */
function matchOrdered(segments: readonly Token[][][], real: readonly Token[][], binding: Binding): boolean {
  const [first = [], ...rest] = segments;
  const bindAt = (segment: readonly Token[][], start: number): boolean => {
    const attempt = new Binding(binding.correspondence);
    const fits =
      start >= 0 && start + segment.length <= real.length && segment.every((line, index) => attempt.bindLine(line, real[start + index]!));
    if (fits) for (const [index, line] of segment.entries()) binding.bindLine(line, real[start + index]!);
    return fits;
  };
  if (!bindAt(first, 0)) return false;
  let at = first.length;
  if (rest.length === 0) return at === real.length;
  const last = rest.pop()!;
  for (const segment of rest) {
    let start = at;
    while (start + segment.length <= real.length && !bindAt(segment, start)) start += 1;
    if (start + segment.length > real.length) return false;
    at = start + segment.length;
  }
  return real.length - last.length >= at && bindAt(last, real.length - last.length);
}

/** Every documented line takes one real line; real lines are left over only where something is elided. */
function matchUnordered(segments: readonly Token[][][], real: readonly Token[][], binding: Binding): boolean {
  const left = [...real];
  for (const line of segments.flat()) {
    const index = left.findIndex((candidate) => binding.bindLine(line, candidate));
    if (index === -1) return false;
    left.splice(index, 1);
  }
  return segments.length > 1 || left.length === 0;
}
