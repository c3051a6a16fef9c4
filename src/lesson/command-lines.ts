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
 * How much of open commands may still be read in a text. Each further line means to read the command again from its first one, so a text in
 * which many lines open what no line closes would be read for hours. Commands that end use up little of it.
 */
export interface Patience {
  characters: number;
}

/** Enough for fifty commands of a hundred lines, or for a dozen that never end. */
export function newPatience(): Patience {
  return { characters: 10_000_000 };
}

/**
 * Takes the logical command that starts at `start`.
 * @param first that line without its prompt
 * @param continuation what a further line gives to the command, or `undefined` where the command can't go on
 * @param patience shared by all commands of a text; when it is used up, an open command is left open
 */
export function takeCommand(
  lines: readonly string[],
  start: number,
  first: string,
  continuation: (line: string) => string | undefined,
  patience: Patience = newPatience(),
): CommandLines {
  const taken = [first];
  for (let command = first; completeness(command) === 'incomplete'; command = taken.join('\n')) {
    patience.characters -= command.length;
    const next = lines[start + taken.length];
    const isTooLong = taken.length === mostLines || patience.characters <= 0;
    const text = next === undefined || isTooLong ? undefined : continuation(next);
    if (text === undefined) return { command: first, start, end: start + 1, isComplete: false };
    taken.push(text);
  }
  return { command: taken.join('\n'), start, end: start + taken.length, isComplete: true };
}

/** The logical commands of a text that has nothing else, comments left out. */
export function splitCommands(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const commands: string[] = [];
  const patience = newPatience();
  for (let at = 0; at < lines.length;) {
    const taken = takeCommand(lines, at, lines[at]!, (next) => next, patience);
    const command = taken.command.trim();
    if (command !== '' && !command.startsWith('#')) commands.push(command);
    at = taken.end;
  }
  return commands;
}
