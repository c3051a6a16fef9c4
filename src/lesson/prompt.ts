import { commandCertainty } from './known/command-certainty.js';
import { isProse } from './known/sentences.js';
import { isKnownCommand } from './known/vocabulary.js';
import { completeness, isTypable } from './shell-command.js';

/** A prompt at the start of a line, and what was typed behind it. */
export interface PromptedLine {
  /** The prompt as it stands, without blanks around it: `root@host:~#`. */
  readonly prompt: string;
  readonly typed: string;
  /** Its last character: who types there. */
  readonly mark: '$' | '#' | '%' | '>';
}

interface Shape {
  /** Its groups are the prompt and what is typed. */
  readonly pattern: RegExp;
  /** Whether it is a prompt only before what looks like a command. */
  readonly needsCommand: boolean;
}

const environment = String.raw`(?:\([\w.:-]+\)\s?)?`;
const shapes: readonly Shape[] = [
  // `[root@host ~]# `, also where the opening bracket was lost
  { pattern: new RegExp(String.raw`^(${environment}\[?[\w.-]+@[\w.-]+[ :][^\]\s]*\]\s?[#$%])(?:\s+(.*)|(?=\s*$))$`), needsCommand: false },
  // `user@host:~$ `, `user@host ~ $ `, `user@host ~> `
  {
    pattern: new RegExp(String.raw`^(${environment}[\w.-]+@[\w.-]+(?::[^\s#$%>]*|\s+[~/][\w./~-]*)\s?[#$%>])(?:\s+(.*)|(?=\s*$))$`),
    needsCommand: false,
  },
  // The same with the command right behind it
  {
    pattern: new RegExp(String.raw`^(${environment}(?:[\w.-]+@[\w.-]+:[^\s#$%>]*|\[?[\w.-]+@[\w.-]+ [^\]\s]*\])[#$%])(\S.*)$`),
    needsCommand: true,
  },
  // `[root@ns1]# `, `user@host$ `
  { pattern: /^(\[?[\w.-]+@[\w.-]+\]?\s?[#$%])\s+(.*)$/, needsCommand: true },
  // `~# `, `/ # `, `:~$ `
  { pattern: /^(:?[~/][\w./-]*\s?[#$%])\s+(.*)$/, needsCommand: true },
  // `bash-5.1# `, `-bash-4.2$ `, `ns1:~# `, `host1$ `
  { pattern: /^(-?[A-Za-z][\w.-]*(?::[~/][\w./-]*)?\s?[#$%])\s+(.*)$/, needsCommand: true },
  // `(ns1) $ `, `[ns1]# `
  { pattern: /^((?:\([\w.:@-]+\)|\[[\w.:@-]+\])\s?[\w@.:~/-]*\s?[#$%>])\s*(.*)$/, needsCommand: true },
  // `[ns1 ~]$ `, `root@host[~]# `
  { pattern: /^((?:[\w.-]+@[\w.-]+)?\[(?:[\w.@-]+\s)?[~/][\w./~-]*\]\s?[#$%])\s+(.*)$/, needsCommand: true },
  // macOS: `host:~ user$ `; a branch of Git, or something else in parentheses: `user@host:~/dir (main)$ `, `root@(none):/# `
  { pattern: /^([\w.-]+:[~/][\w./~-]* [\w.-]+[#$%])\s+(.*)$/, needsCommand: true },
  { pattern: /^([\w.-]+@[\w.()-]+:[^\s#$%>]*(?:\s\([^()\s]+\))?\s?[#$%])\s+(.*)$/, needsCommand: true },
  // The lower line of two: `└─$ `, `╰─➤ `
  { pattern: /^([└╰]─+\s?[#$%>❯➤])\s*(.*)$/u, needsCommand: true },
  { pattern: /^(\$>)\s+(.*)$/, needsCommand: true },
  // Numbered ones: `[1]# `, `[2]TERM1# `
  { pattern: /^(\[\d+\]\s?[\w.-]*\s?[#$%])\s+(.*)$/, needsCommand: true },
  // A name with a blank in it
  { pattern: /^([\w.-]+@[\w.-]+ [\w.-]+:[~/][^\s#$]*[#$])\s+(.*)$/, needsCommand: true },
  // zsh's themes: `➜  ~ `, `➜ lab git:(main) ✗ `, `❯ `
  { pattern: /^((?:➜|❯|λ|»)\s+(?:[~/][\w./-]*|\w[\w.-]*(?=\s+git:))?\s*(?:git:\([^)]*\)\s*✗?\s*)?)(.*)$/u, needsCommand: true },
  { pattern: /^((?:➜|❯|λ|»)\s+\w[\w.-]*\s+)(.+)$/u, needsCommand: true },
  { pattern: /^(%)\s+(.*)$/, needsCommand: true },
  // Steps with numbers: `3.sudo ip link …`
  { pattern: /^(\d{1,2}[.)])\s*(.*)$/, needsCommand: true },
];
const dollar = /^(\$)(?:\s+(.*)|(?=\s*$))$/;
const gluedDollar = /^(\$)([a-z./].*)$/;
const root = /^(#)(?:\s+(.*)|(?=\s*$))$/;
const gluedRoot = /^(#)([a-z./].*)$/;
const greater = /^(>)\s+(.*)$/;

const isCertain = (text: string): boolean => commandCertainty(text) === 'certain';
const isCommand = (text: string): boolean => commandCertainty(text) !== 'none' || isBeginning(text);

/** The first line of a command that goes on: a loop, a here-document, a backslash at the end. */
function isBeginning(text: string): boolean {
  if (!/\\$|\bdo$|\bthen$|\{$|<<-?\s*['"]?\w/.test(text.trim()) || completeness(text) !== 'incomplete') return false;
  return isKnownCommand(
    text
      .trim()
      .replace(/^sudo\s+/, '')
      .split(/\s/)[0]!,
  );
}

/** Prompts of which so little is left that only what certainly is a command shows them: `○ → `, `root@host:~ `. */
const bareShapes = [/^(\S? ?(?:→|⇒|▶|»))\s+(.*)$/u, /^([\w.-]+@[\w.-]+:[~/][\w./~-]*)\s+(.*)$/];

/** A prompt that is one wherever it stands: one that names somebody or some place, or `$ `. */
export function readClearPrompt(line: string): PromptedLine | undefined {
  if (!isTypable(line)) return undefined;
  const text = line.trim();
  for (const { pattern, needsCommand } of shapes) {
    const match = pattern.exec(text);
    if (match && (!needsCommand || (match[2]!.trim() === '' && /[➜❯]/u.test(match[1]!)) || isCommand(match[2]!.replace(/^[$#] /, ''))))
      return prompted(match[1]!, match[2] ?? '');
  }
  const bare = dollar.exec(text);
  if (bare && !/^\d+(?:\.\d+)?\s/.test(bare[2] ?? '')) return prompted('$', bare[2] ?? '');
  for (const shape of bareShapes) {
    const match = shape.exec(text);
    if (match && isCertain(match[2]!)) return { prompt: match[1]!, typed: match[2]!, mark: match[1]!.startsWith('root@') ? '#' : '%' };
  }
  const glued = gluedDollar.exec(text);
  return glued && isCertain(glued[2]!) ? prompted('$', glued[2]!) : undefined;
}

function prompted(prompt: string, typed: string): PromptedLine {
  const text = prompt.trim();
  const last = text.at(-1)!;
  // `$ $ sudo …`: a prompt that was copied along with one.
  const again = /^(?:[$#] )+(.*)$/.exec(typed);
  const mark = last === '#' || last === '$' || last === '>' ? last : '%';
  return { prompt: text, typed: again && isCommand(again[1]!) ? again[1]! : typed, mark };
}

/** Whether a line is the upper one of a prompt of two lines: `┌──(kali㉿kali)-[~]`. */
export function isUpperPrompt(line: string, next: string | undefined): boolean {
  return /^\s*[┌╭]─/u.test(line) && /^\s*[└╰]─/u.test(next ?? '') && readClearPrompt(next!) !== undefined;
}

/** How the lines of one block are told apart: what is a prompt in it. */
export interface PromptStyle {
  readonly read: (line: string) => PromptedLine | undefined;
  /** Whether some line has one that is a prompt wherever it stands. */
  readonly hasClear: boolean;
}

/**
 * The prompt style of the lines of a block. `# ` is root's prompt in one block and a comment in the next: it is a prompt only where no `$` is
 * one, before what certainly is a command, and, beside commands without a prompt, above an output.
 */
export function promptStyle(lines: readonly string[]): PromptStyle {
  const devices = deviceNames(lines);
  const isDevice = (line: string): boolean => devices.size > 0 && devices.has(/^\s*([A-Za-z][\w.-]*)[#$%>(]/.exec(line)?.[1] ?? '');
  const { hasClear, read } = shellStyle(lines.filter((line) => line.trim() !== '' && !isDevice(line)));
  return { hasClear, read: (line) => (isDevice(line) ? undefined : read(line)) };
}

/** The names in the prompts of routers and switches, which have commands such as `ping` and `exit` as well: `r1>`, `r1(config-if)#`. */
function deviceNames(lines: readonly string[]): ReadonlySet<string> {
  const found = lines.map((line) => /^\s*([A-Za-z][\w.-]*)(?:\([\w-]+\)#|>)(?:\s|$)/.exec(line)?.[1]);
  return new Set(found.filter((name) => name !== undefined));
}

function shellStyle(written: readonly string[]): PromptStyle {
  const marks = new Set(written.map((line) => readClearPrompt(line)?.mark).filter((mark) => mark !== undefined));
  const hasClear = marks.size > 0;
  if (marks.has('$')) return { hasClear, read: readClearPrompt };
  if (hasClear) return { hasClear, read: (line) => readClearPrompt(line) ?? readRoot(line) };
  if (written.some((line) => readRoot(line))) {
    if (!written.some(isCertain))
      return { hasClear: true, read: (line) => readRoot(line) ?? (line.trim() === '#' ? prompted('#', '') : undefined) };
    const aboveOutput = new Set(written.filter((line, at) => readRoot(line) && isOutput(written[at + 1])));
    return { hasClear, read: (line) => (aboveOutput.has(line) ? readRoot(line) : undefined) };
  }
  const behind = (line: string): string => greater.exec(line.trim())?.[2] ?? '';
  if (isCertain(behind(written[0] ?? ''))) {
    return { hasClear: true, read: (line) => (isCommand(behind(line)) ? prompted('>', behind(line)) : undefined) };
  }
  return { hasClear, read: readClearPrompt };
}

function isOutput(line: string | undefined): boolean {
  return line !== undefined && !/^\s*(?:#|\/\/|<-|-- )/.test(line) && !isCommand(line) && !isProse(line);
}

/** `# ` before a certain command; without the blank only where nothing else can be meant. */
export function readRoot(line: string): PromptedLine | undefined {
  if (!isTypable(line)) return undefined;
  const match = root.exec(line.trim()) ?? gluedRoot.exec(line.trim());
  const typed = match?.[2] ?? '';
  return isCertain(typed) || isBeginning(typed) ? prompted('#', typed) : undefined;
}

/** A continuation line without its `> ` prompt, which documents print right below the first prompt or leave out. */
export function withoutContinuationPrompt(line: string, promptedLine: string): string {
  const indent = /^\s*/.exec(promptedLine)![0];
  return line.startsWith(`${indent}>`) ? line.slice(indent.length).replace(/^> ?/, '') : line;
}
