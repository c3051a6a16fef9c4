import { withoutWrappers } from './known/command-forms.js';
import { isLooking } from './known/looking.js';
import { looksLikeOutput } from './known/output-shapes.js';
import { isLocalizedMessage, isProse } from './known/sentences.js';
import { readShellInput } from './shell-command.js';
import { netnsExec, shellEffect } from './story/shells.js';

/** Whether a line is neither output nor a sentence: one that has the shell's own signs in it. */
export function isShellText(line: string): boolean {
  return !looksLikeOutput(line) && (!isProse(line) || /[|;&<>`$\\]|\bdo\s*$/.test(line));
}

/** Sections with keys, as of systemd and WireGuard, outside of here-documents. */
export function isConfiguration(lines: readonly string[]): boolean {
  const own = withoutHereDocuments(lines).filter((line) => line.trim() !== '' && !isComment(line));
  return own.some((line, at) => /^\s*\[[A-Z][\w .-]*\]\s*$/.test(line) && /^\s*[\w.-]+\s*=/.test(own[at + 1] ?? ''));
}

/** Whether a command opens a shell in which others are typed. */
export function opensShell(command: string): boolean {
  const effect = shellEffect(command, 'host');
  return effect !== undefined && effect !== 'leaves';
}

/** Programs that read a language of their own from whoever starts them without telling what to do. */
const interpreters = /^(?:vtysh|birdc|mysql|mariadb|psql|sqlite3|redis-cli|ftp|sftp|telnet|gdb|bc|python[\d.]*|node|irb|ghci|mn)$/;

/** Whether a command starts an interpreter of another language than the shell's, in which others are typed. */
export function opensInterpreter(command: string): boolean {
  const { commands, isCompound } = readShellInput(command);
  if (commands.length !== 1 || isCompound || /[<|]/.test(command)) return false;
  const [program = '', ...args] = withoutWrappers(commands[0]!.words);
  if (!interpreters.test(program) || args.some((word) => /^(?:-[ce]|--(?:command|eval|execute)\b.*)$/.test(word))) return false;
  return !/^(?:python|node|irb)/.test(program) || args.every((word) => word === '-i');
}

/** The first line of a script that names what runs it. */
export function isShebang(line: string): boolean {
  return /^\s*#!\s*\//.test(line);
}

/** Prompts inside a here-document are its text. */
export function withoutHereDocuments(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let delimiter: string | undefined;
  const ending = (line: string): string => line.replace(/^\s*>?\s*/, '').trimEnd();
  const endings = new Set(lines.map(ending));
  for (const line of lines) {
    if (delimiter === undefined) {
      kept.push(line);
      delimiter = /(?<!<)<<-?\s*(['"]?)([A-Za-z_]\w*)\1/.exec(line)?.[2];
      if (delimiter !== undefined && !endings.has(delimiter)) delimiter = undefined;
    } else if (ending(line) === delimiter) delimiter = undefined;
  }
  return kept;
}

/** The name of the function that a command defines. */
export function definedFunction(command: string): string | undefined {
  const match = /^\s*(?:function\s+([\w-]+)|([\w-]+)\s*\(\s*\))/.exec(command);
  return match?.[1] ?? match?.[2];
}

/** Whether a line is what the command was told to print. */
export function isEcho(command: string, line: string): boolean {
  const [first] = readShellInput(command).commands;
  return /^(?:echo|printf)$/.test(first?.words[0] ?? '') && first!.words.slice(1).join(' ').replace(/\\n$/, '') === line.trim();
}

/** Commands that are typed for what they print, though they may change something. */
export const printing = /\b(?:curl|wget|nc|ncat|tar|docker|podman|dig|nslookup|tcpdump|ping|git|make|yum|apt|apt-get|python3?)\b/;

/** Whether a command prints nothing when it goes well: one that makes, moves or sets something. */
export function isSilent(command: string): boolean {
  const { commands } = readShellInput(command);
  return commands.length > 0 && !isLooking(command) && commands.every(({ words }) => silent.test(innermost(words).join(' ')));
}

const silent =
  /^(?:ip (?:-\S+ (?:\S+ )?)?\S+ (?:add|set|del|delete|flush|replace|change)\b|brctl (?:add|del)|ifconfig \S+ \S|route (?:add|del)|ip6?tables .*-[AIDPFN]\b|mkdir|touch|cp|mv|ln|rm|cd|export|chmod|chown|mount|umount)/;

function innermost(words: readonly string[]): readonly string[] {
  const bare = withoutWrappers(words);
  const exec = netnsExec(bare);
  return exec ? innermost(exec.words) : bare;
}

/** A line in the author's own script, or one that points: it stands between commands and is printed by none. */
export function isRemark(line: string): boolean {
  return (
    /^\s*(?:<-|--\s|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Cyrillic})/u.test(line) &&
    !isLocalizedMessage(line)
  );
}

/** A command without blanks around it; a blank behind a backslash belongs to the last word. */
export function trimCommand(command: string): string {
  const start = command.trimStart();
  const end = start.trimEnd();
  return end.endsWith('\\') ? start.slice(0, end.length + 1) : end;
}

/** A comment of the shell, or one in the manner of C. */
export function isComment(line: string): boolean {
  return /^\s*(?:#|\/\/\s)/.test(line);
}
