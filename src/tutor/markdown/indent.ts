import stringWidth from 'string-width';

/** Narrower text can't be read; what is nested deeper than there is room for is not moved to the right any more. */
export const leastColumns = 10;

/** Puts something before the first line, and something as wide before the others. Empty lines stay empty, but for what can be seen. */
export function indent(lines: readonly string[], first: string, others = ' '.repeat(stringWidth(first))): string[] {
  return lines.map((line, index) => {
    const start = index === 0 ? first : others;
    return line === '' ? start.trimEnd() : start + line;
  });
}
