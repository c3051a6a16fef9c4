import { completeness } from './shell-command.js';

/** A logical command: the lines that the shell needs before it runs anything. */
export interface CommandLines {
  readonly command: string;
  /** Indices into the lines it was taken from; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly isComplete: boolean;
}

/** Commands in documents are short; what is still open after so many lines was never a command. */
const mostLines = 400;

/**
 * Takes the logical command that starts at `start`.
 * @param first that line without its prompt
 * @param continuation what a further line gives to the command, or `undefined` where the command can't go on
 */
export function takeCommand(
  lines: readonly string[],
  start: number,
  first: string,
  continuation: (line: string) => string | undefined,
): CommandLines {
  const taken = [first];
  while (completeness(taken.join('\n')) === 'incomplete') {
    const next = lines[start + taken.length];
    const text = next === undefined || taken.length === mostLines ? undefined : continuation(next);
    if (text === undefined) return { command: first, start, end: start + 1, isComplete: false };
    taken.push(text);
  }
  return { command: taken.join('\n'), start, end: start + taken.length, isComplete: true };
}

/** The logical commands of a text that has nothing else, comments left out. */
export function splitCommands(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const commands: string[] = [];
  for (let at = 0; at < lines.length;) {
    const taken = takeCommand(lines, at, lines[at]!, (next) => next);
    const command = taken.command.trim();
    if (command !== '' && !command.startsWith('#')) commands.push(command);
    at = taken.end;
  }
  return commands;
}
