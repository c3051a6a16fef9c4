const elision =
  /^\s*(?:(?:#|\/\/)\s*)?(?:\.{3,}|…+|⋮|\[\s*(?:\.{3,}|…)\s*\]|<snip>|\(\.{3}\)|\(省略\)|\[snip\]|\W{0,2}(?:\.{3,}|…)[^.…]{1,40}(?:\.{3,}|…)\W{0,2})\s*$/i;

/**
 * A line that stands for any number of lines, none included: an elision, or the `^C` at which a command is stopped, for how much
 * it still prints until then is a matter of moments.
 */
export function isElision(line: string): boolean {
  return elision.test(line) || line.trim() === '^C';
}

/** The lines of a document that stand for others: those, and a column of dots. */
export function elisionsOf(lines: readonly string[]): boolean[] {
  const isDot = (line: string | undefined): boolean => /^\s*[.·:]\s*$/.test(line ?? '');
  return lines.map((line, index) => isElision(line) || (isDot(line) && (isDot(lines[index - 1]) || isDot(lines[index + 1]))));
}

export function trimBlank(lines: readonly string[]): readonly string[] {
  const isWritten = (line: string): boolean => line.trim() !== '';
  const start = lines.findIndex(isWritten);
  return start === -1 ? [] : lines.slice(start, lines.findLastIndex(isWritten) + 1);
}
