const elision = /^\s*(?:(?:#|\/\/)\s*)?(?:\.{3,}|…+|\[\s*(?:\.{3,}|…)\s*\]|<snip>|\(\.{3}\)|\(省略\)|\[snip\])\s*$/i;

/**
 * A line that stands for any number of lines, none included: an elision, or the `^C` at which a command is stopped, for how much
 * it still prints until then is a matter of moments.
 */
export function isElision(line: string): boolean {
  return elision.test(line) || line.trim() === '^C';
}

export function trimBlank(lines: readonly string[]): readonly string[] {
  const isWritten = (line: string): boolean => line.trim() !== '';
  const start = lines.findIndex(isWritten);
  return start === -1 ? [] : lines.slice(start, lines.findLastIndex(isWritten) + 1);
}
