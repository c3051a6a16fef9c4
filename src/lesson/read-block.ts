import { takeCommand } from './command-lines.js';
import type { ExpectedOutput, IgnoredCode, IgnoredLines } from './lesson.js';
import { promptStyle, withoutContinuationPrompt, type PromptStyle } from './prompt.js';
import { isKnownCommand } from './vocabulary.js';

/** A command as it stands in a block, before the block's settings are applied. */
export interface WrittenCommand {
  readonly command: string;
  readonly line: number;
  readonly endLine: number;
  readonly output: ExpectedOutput | null;
}

export interface BlockContent {
  readonly commands: readonly WrittenCommand[];
  readonly ignored: readonly IgnoredLines[];
}

const scriptLanguages = new Set(['bash', 'sh', 'shell', 'zsh', 'shellscript']);
const sessionLanguages = new Set([
  'console',
  'shell-session',
  'shellsession',
  'sh-session',
  'bash-session',
  'terminal',
  'text',
  'txt',
  'plaintext',
  'output',
]);

const texts: Record<IgnoredCode, string> = {
  comment: 'a comment',
  'no-prompt': 'no prompt and no shell language, so nothing says that this is typed',
  'not-shell': 'a block in another language',
  'output-of-no-command': 'output before the first prompt',
  'unknown-command': 'does not start with a command known to nslab; a prompt before it makes it one',
  'incomplete-command': 'the shell would wait for more: a quote, here-document or compound command stays open',
};

/**
 * Tells commands, their output and everything else in one piece of code apart. A wrong guess that runs something is worse than a miss:
 * what is not clearly a command is left alone, with a code that says why.
 * @param firstLine the file's line of the first line of `text`
 */
export function readBlock(language: string | null, text: string, firstLine: number): BlockContent {
  const lines = text.split(/\r\n|\n|\r/);
  const isScript = language !== null && scriptLanguages.has(language.toLowerCase());
  const isSession = language === null || sessionLanguages.has(language.toLowerCase());
  if (text.trim() === '') return { commands: [], ignored: [] };
  if (!isScript && !isSession) return { commands: [], ignored: [ignore(lines, firstLine, 0, lines.length, 'not-shell')] };
  const style = promptStyle(lines, isScript, isKnownCommand);
  if (style) return readSession(lines, firstLine, style);
  if (isScript) return readScript(lines, firstLine);
  return { commands: [], ignored: [ignore(lines, firstLine, 0, lines.length, 'no-prompt')] };
}

/** Prompted commands with their output between them. */
function readSession(lines: readonly string[], firstLine: number, style: PromptStyle): BlockContent {
  const commands: WrittenCommand[] = [];
  const ignored: IgnoredLines[] = [];
  const firstPrompt = lines.findIndex((line) => style.read(line));
  if (lines.slice(0, firstPrompt).some((line) => line.trim())) {
    const isAllComment = lines.slice(0, firstPrompt).every((line) => !line.trim() || isComment(line));
    ignored.push(ignore(lines, firstLine, 0, firstPrompt, isAllComment ? 'comment' : 'output-of-no-command'));
  }
  let at = firstPrompt;
  while (at < lines.length) {
    const typed = style.read(lines[at]!)!.typed;
    const taken = takeCommand(lines, at, typed, (line) => (style.read(line) ? undefined : withoutContinuationPrompt(line, lines[at]!)));
    let end = taken.end;
    while (end < lines.length && !style.read(lines[end]!)) end += 1;
    if (isComment(typed)) ignored.push(ignore(lines, firstLine, at, end, 'comment'));
    else if (typed.trim()) {
      commands.push({
        command: trimCommand(taken.command),
        line: firstLine + at,
        endLine: firstLine + taken.end - 1,
        // What follows an open command may be more of it, so nothing of it is taken as output.
        output: taken.isComplete ? readOutput(lines, firstLine, taken.end, end) : null,
      });
    }
    at = end;
  }
  return { commands, ignored };
}

/** Commands alone, as in a shell script. */
function readScript(lines: readonly string[], firstLine: number): BlockContent {
  const commands: WrittenCommand[] = [];
  const ignored: IgnoredLines[] = [];
  const functions = new Set<string>();
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    const word = /^\s*([^\s;|&()<>]+)/.exec(line)?.[1] ?? line.trim().slice(0, 1);
    const taken = takeCommand(lines, at, line, (next) => next);
    const functionName = /^\s*(?:function\s+([\w-]+)|([\w-]+)\s*\(\s*\))/.exec(line);
    const isCommand = isKnownCommand(word) || functions.has(word) || functionName !== null || /^\w+\+?=/.test(word);
    if (line.trim() === '') at += 1;
    else if (isComment(line)) ignored.push(ignore(lines, firstLine, at, ++at, 'comment'));
    else if (!taken.isComplete) {
      // Where it would end is unknown, so whatever follows may be part of it.
      ignored.push(ignore(lines, firstLine, at, lines.length, 'incomplete-command'));
      at = lines.length;
    } else if (!isCommand) {
      ignored.push(ignore(lines, firstLine, at, taken.end, 'unknown-command'));
      at = taken.end;
    } else {
      if (functionName) functions.add(functionName[1] ?? functionName[2]!);
      commands.push({ command: trimCommand(taken.command), line: firstLine + at, endLine: firstLine + taken.end - 1, output: null });
      at = taken.end;
    }
  }
  return { commands, ignored };
}

/** The lines between two prompts, blank ones around them left out; `null` when nothing is documented. */
function readOutput(lines: readonly string[], firstLine: number, from: number, to: number): ExpectedOutput | null {
  let start = from;
  let end = to;
  while (start < end && lines[start]!.trim() === '') start += 1;
  while (end > start && lines[end - 1]!.trim() === '') end -= 1;
  if (start === end) return null;
  return { lines: lines.slice(start, end), line: firstLine + start, endLine: firstLine + end - 1 };
}

function ignore(lines: readonly string[], firstLine: number, start: number, end: number, code: IgnoredCode): IgnoredLines {
  let last = end;
  while (last > start + 1 && lines[last - 1]!.trim() === '') last -= 1;
  return { line: firstLine + start, endLine: firstLine + last - 1, code, text: texts[code] };
}

/** A command without blanks around it; a blank behind a backslash belongs to the last word. */
function trimCommand(command: string): string {
  return command.trimStart().replace(/(?<!\\)\s+$/, '');
}

function isComment(line: string): boolean {
  return line.trim().startsWith('#');
}
