import { isTypable } from './shell-command.js';

/** A remark of the author behind a command that the shell would take for arguments: `// this …`, `<- here`, `← here`, `(and this)`. */
const remark =
  /\s+(?:\/\/\s?(?=[^\s/]).*|<-+\s.*|←\s?.*|⇐\s?.*|\([A-Za-z]+ [^()]*\)\s*)$|\s*[（(][^()（）]*[^()（）\p{ASCII}][^()（）]*[)）]\s*$/u;

/** A command without a remark behind it; `# …` stays, for the shell leaves that alone by itself. */
export function withoutRemark(command: string): string {
  // A pattern that may begin with any blank takes its time in what nobody types.
  if (!/[/<(←⇐（]/.test(command) || !isTypable(command)) return command;
  return command
    .split('\n')
    .map((line) => {
      const match = remark.exec(line);
      if (!match) return line;
      const before = line.slice(0, match.index);
      // Not inside a quote.
      const isQuoted = (before.split("'").length - 1) % 2 === 1 || (before.split('"').length - 1) % 2 === 1;
      return isQuoted ? line : before;
    })
    .join('\n');
}
