/** A prompt at the start of a line, and what was typed behind it. */
interface PromptedLine {
  readonly prompt: string;
  readonly typed: string;
}

const dollar = /^(\s*\$ )(.*)$/;
const root = /^(\s*# )(.*)$/;
/** `user@host:~$ `, `root@host:/etc# `, `[root@host ~]# `, each perhaps after the name of an environment in parentheses. */
const named = /^(\s*(?:\([\w.-]+\) ?)?(?:[\w.-]+@[\w.-]+:[^\s#$]*|\[[\w.-]+@[\w.-]+ [^\]\s]+\])[#$] )(.*)$/;

/** How the lines of one block are told apart: which of the shapes above is a prompt in it. */
export interface PromptStyle {
  readonly read: (line: string) => PromptedLine | undefined;
}

/**
 * The prompt style of a block, or `undefined` when it has no prompts. `# ` is root's prompt in one block and a comment in the next:
 * it is a prompt where no other prompt stands, the first line has a command behind it, and `isScript` does not hold, or holds
 * with no command outside such lines.
 */
export function promptStyle(lines: readonly string[], isScript: boolean, isCommand: (word: string) => boolean): PromptStyle | undefined {
  const patterns = [dollar, named].filter((pattern) => lines.some((line) => pattern.test(line)));
  // A `$ ` further down in a script may stand in a here-document or a quote: only one at the start makes it a session.
  const firstTyped = lines.find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? '';
  const isSession = !isScript || patterns.some((pattern) => pattern.test(firstTyped));
  if (patterns.length > 0) return isSession ? style(patterns) : undefined;
  const startsCommand = (line: string): boolean => isCommand(line.trim().split(/\s+/)[0] ?? '');
  const behindRoot = (line: string): string | undefined => root.exec(line)?.[2];
  const written = lines.filter((line) => line.trim() !== '');
  const isRootSession = startsCommand(behindRoot(written[0] ?? '') ?? '') && !(isScript && written.some(startsCommand));
  return isRootSession ? style([root]) : undefined;
}

function style(patterns: readonly RegExp[]): PromptStyle {
  return {
    read: (line) => {
      // A prompt at which nothing was typed has often lost its last blank.
      const match = patterns.map((pattern) => pattern.exec(line) ?? pattern.exec(`${line} `)).find((found) => found !== null);
      return match ? { prompt: match[1]!, typed: match[2]! } : undefined;
    },
  };
}

/** A continuation line without its `> ` prompt, which documents print right below the first prompt or leave out. */
export function withoutContinuationPrompt(line: string, promptedLine: string): string {
  const indent = /^\s*/.exec(promptedLine)![0];
  return line.startsWith(`${indent}>`) ? line.slice(indent.length).replace(/^> ?/, '') : line;
}
