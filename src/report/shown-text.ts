import { cleanOutput } from '../verify/clean-output.js';

/** Longer lines are cut in reports for people: nobody reads them, and some readers stop at them. */
const longestLine = 2000;

/** Text of unknown origin as one line without anything that a terminal would obey: names of files, titles, reasons. */
export function oneLine(text: string): string {
  return cutLine(cleanOutput(text).replaceAll('\n', '⏎'));
}

/** The first line of a command, and how many more it has. */
export function firstLine(command: string): string {
  const lines = cleanOutput(command).split('\n');
  return cutLine(lines.length === 1 ? lines[0]! : `${lines[0]} ⏎ +${lines.length - 1}`);
}

export function cutLine(line: string): string {
  if (line.length <= longestLine) return line;
  return `${line.slice(0, longestLine)}… (${line.length - longestLine} more characters)`;
}

/** The end of a long text, for there it says what went wrong. */
export function cutText(text: string, mostCharacters: number): string {
  if (text.length <= mostCharacters) return text;
  return `(${text.length - mostCharacters} characters before these are left out)\n${text.slice(-mostCharacters)}`;
}
