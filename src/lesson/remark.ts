import { completeness, isTypable } from './shell-command.js';

/** A remark of the author behind a command that the shell would take for arguments: `// this …`, `<- here`, `← here`, `(and this)`. */
const remark =
  /\s+(?:\/\/\s?(?=[^\s/]).*|<-+\s.*|←\s?.*|⇐\s?.*|\([A-Za-z]+ [^()]*\)\s*)$|\s*(?<!\$)[（(][^()（）]*[^()（）\p{ASCII}][^()（）]*[)）]\s*$/u;

/** A command without a remark behind it; `# …` stays, for the shell leaves that alone by itself. */
export function withoutRemark(command: string): string {
  // A pattern that may begin with any blank takes its time in what nobody types.
  if (!/[/<(←⇐（]/.test(command) || !isTypable(command)) return command;
  // What stands in parentheses is a remark only where the shell would not take it.
  const isGrammatical = completeness(command) === 'complete';
  return command
    .split('\n')
    .map((line) => {
      const match = remark.exec(line);
      if (!match || (isGrammatical && /^\s*\([A-Za-z]/.test(match[0]))) return line;
      const before = line.slice(0, match.index);
      // Not inside a quote.
      const isQuoted = (before.split("'").length - 1) % 2 === 1 || (before.split('"').length - 1) % 2 === 1;
      return isQuoted ? line : before;
    })
    .join('\n');
}
