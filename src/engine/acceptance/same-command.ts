/** Whether two commands are the same but for blanks, and for who runs them. */
export function isSameCommand(a: string, b: string): boolean {
  const plain = (text: string): string =>
    text
      .replace(/^\s*sudo\s+/, '')
      .replaceAll(/[\t ]+/g, ' ')
      .trim();
  return plain(a) === plain(b);
}
