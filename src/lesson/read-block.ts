import { FoundContent, type BlockContent } from './block-content.js';
import { blockKind, type BlockKind } from './block-language.js';
import { newPatience, takeCommand, type CommandLines } from './command-lines.js';
import { commandCertainty } from './known/command-certainty.js';
import type { Certainty } from './known/command-forms.js';
import { isLooking } from './known/looking.js';
import { looksLikeOutput } from './known/output-shapes.js';
import { hasForeignWords, isProse } from './known/sentences.js';
import { isKnownCommand } from './known/vocabulary.js';
import type { IgnoredCode } from './lesson.js';
import {
  definedFunction,
  isComment,
  isConfiguration,
  isEcho,
  isRemark,
  isShebang,
  isShellText,
  isSilent,
  opensInterpreter,
  opensShell,
  printing,
  trimCommand,
  withoutHereDocuments,
} from './line-kinds.js';
import { isUpperPrompt, promptStyle, readRoot, withoutContinuationPrompt, type PromptedLine, type PromptStyle } from './prompt.js';
import type { BlockReading } from './settings.js';
import { readShellInput } from './shell-command.js';
import { withoutRemark } from './remark.js';

const kindOf: Readonly<Record<BlockReading, BlockKind>> = {
  commands: 'script',
  session: 'plain',
  output: 'output',
  file: 'diagram',
  nothing: 'diagram',
};

/**
 * Tells commands, their output and everything else in one piece of code apart. A wrong guess that runs something is worse than a miss:
 * what is not clearly a command is left alone, with a code that says why.
 * @param firstLine the file's line of the first line of `text`
 * @param usedVariables the shell variables that the document uses anywhere
 * @param reading what the lesson itself says of the block
 */
export function readBlock(
  language: string | null,
  text: string,
  firstLine: number,
  usedVariables: ReadonlySet<string> = new Set(),
  reading?: BlockReading,
): BlockContent {
  const lines = text.split(/\r\n|\n|\r/);
  if (text.trim() === '') return { commands: [], ignored: [], output: null };
  const reader = new BlockReader(lines, firstLine, reading === undefined ? blockKind(language) : kindOf[reading], usedVariables, reading);
  return reader.read();
}

/** Goes through the lines of one block. */
class BlockReader {
  readonly #lines: readonly string[];
  readonly #firstLine: number;
  readonly #kind: BlockKind;
  readonly #style: PromptStyle;
  readonly #found: FoundContent;
  /** The functions that its commands have made, and every word in them. */
  readonly #functions = new Set<string>();
  readonly #named = new Set<string>();
  readonly #patience = newPatience();
  #at = 0;
  #hasPrompted = false;
  /** How many shells are open in which root types, beside `$ ` prompts. */
  #rootShells = 0;
  /** The prompt of the shell from which an interpreter of another language was started; until it comes again, that one's prompts are none of ours. */
  #leftPrompt: string | null = null;
  #caption: string[] = [];
  /** Whether something stood before the first command that is neither a comment nor for the reader. */
  #hasUnknown = false;

  readonly #usedVariables: ReadonlySet<string>;
  readonly #reading: BlockReading | undefined;

  constructor(
    lines: readonly string[],
    firstLine: number,
    kind: BlockKind,
    usedVariables: ReadonlySet<string>,
    reading: BlockReading | undefined,
  ) {
    this.#reading = reading;
    this.#usedVariables = usedVariables;
    this.#lines = lines;
    this.#found = new FoundContent(lines, firstLine);
    this.#firstLine = firstLine;
    this.#kind = kind;
    this.#style = promptStyle(withoutHereDocuments(lines));
  }

  read(): BlockContent {
    const lines = this.#lines;
    const first = lines.find((line) => line.trim() !== '')!;
    const whole = (code: IgnoredCode): BlockContent => {
      this.#found.ignore(0, lines.length, code);
      return { commands: [], ignored: this.#found.ignored, output: null };
    };
    if (this.#kind === 'diagram') {
      const isScript = isShebang(first) || lines.some((line) => commandCertainty(line) === 'certain');
      return whole(this.#reading !== 'file' ? 'not-shell' : isScript ? 'script-file' : 'config-file');
    }
    if (this.#kind === 'foreign') {
      const prompted = this.#style.hasClear ? this.#read(first) : undefined;
      const isSession = prompted && commandCertainty(prompted.typed) !== 'none' && !this.#mayBeForeignComment(prompted.prompt);
      if (!isSession && !this.#isAllCommands()) return whole('not-shell');
    }
    if (isShebang(first) && this.#reading !== 'commands' && this.#kind !== 'output') return whole('script-file');
    if (!this.#style.hasClear && this.#reading === undefined && isConfiguration(lines)) return whole('config-file');
    while (this.#at < lines.length) this.#readUnit();
    const isOutput =
      this.#found.commands.length === 0 &&
      this.#found.ignored.every(({ code }) => /^(?:no-prompt|output-of-no-command|unknown-command)$/.test(code));
    if (
      this.#found.commands.length === 0 &&
      this.#kind !== 'script' &&
      this.#found.ignored.length > 0 &&
      !this.#style.hasClear &&
      this.#found.ignored.some(({ code }) => code === 'no-prompt' || code === 'output-of-no-command')
    ) {
      this.#found.ignored.length = 0;
      this.#found.ignore(0, lines.length, 'no-prompt');
    }
    return {
      commands: this.#found.commands,
      ignored: this.#found.ignored,
      output: isOutput ? this.#found.takeOutput(0, lines.length) : null,
    };
  }

  #read(line: string): PromptedLine | undefined {
    const prompted = this.#style.read(line) ?? (this.#rootShells > 0 ? readRoot(line) : undefined);
    if (this.#leftPrompt !== null && prompted?.prompt !== this.#leftPrompt) return undefined;
    // What a command was told to print is no command.
    return prompted && this.#found.commands.at(-1)?.command.includes(`'${line.trim()}'`) ? undefined : prompted;
  }

  #take(start: number, first: string, continuation: (line: string) => string | undefined): CommandLines {
    return takeCommand(this.#lines, start, first, continuation, this.#patience);
  }

  #readUnit(): void {
    const line = this.#lines[this.#at]!;
    const prompted = this.#read(line);
    if (line.trim() === '' || isUpperPrompt(line, this.#lines[this.#at + 1])) this.#at += 1;
    else if (prompted) this.#readPrompted(prompted.prompt, prompted.typed);
    else if (isShebang(line) && this.#mayBeBare && this.#reading !== 'commands') this.#passFile();
    else if (isComment(line)) this.#pass('comment');
    else if (this.#mayBeBare) this.#readBare(line);
    else this.#pass(isProse(line) ? 'prose' : 'output-of-no-command');
  }

  /** Commands without a prompt may stand before the first prompt, or in a block that has none. */
  get #mayBeBare(): boolean {
    return !this.#hasPrompted && this.#kind !== 'output';
  }

  /** Whether what looks like a prompt may begin a comment of the block's language: `#` or `%` with no output that a tool prints below. */
  #mayBeForeignComment(prompt: string): boolean {
    return prompt.length === 1 && prompt !== '$' && !this.#lines.some(looksLikeOutput);
  }

  /** Whether every line is certainly a command or a comment, so that the language must be wrong. */
  #isAllCommands(): boolean {
    if (this.#lines.every((line) => line.trim() === '' || isComment(line))) return false;
    for (let at = 0; at < this.#lines.length;) {
      const line = this.#lines[at]!;
      const taken = this.#take(at, line, (next) => next);
      if (line.trim() !== '' && !isComment(line) && !(taken.isComplete && commandCertainty(taken.command) === 'certain')) return false;
      at = Math.max(at + 1, taken.end);
    }
    return true;
  }

  #readPrompted(prompt: string, typed: string): void {
    const start = this.#at;
    const line = this.#lines[start]!;
    const taken = this.#take(start, typed, (next) => (this.#read(next) ? undefined : withoutContinuationPrompt(next, line)));
    this.#hasPrompted ||= this.#style.hasClear;
    this.#leftPrompt = opensInterpreter(taken.command) ? prompt : null;
    if (opensShell(typed)) this.#rootShells += 1;
    else if (/^\s*(?:exit|logout)\b/.test(typed)) this.#rootShells = Math.max(0, this.#rootShells - 1);
    this.#at = taken.end;
    if (typed.trim() === '') {
      this.#found.ignore(start, taken.end, 'empty-prompt');
      return this.#skipOutput();
    }
    const isSpoken =
      commandCertainty(taken.command) === 'none' && isProse(typed) && (hasForeignWords(typed) || !isKnownCommand(typed.split(/\s/)[0]!));
    if (isComment(typed) || isSpoken) {
      this.#found.ignore(start, taken.end, isSpoken ? 'prose' : 'comment');
      this.#caption.push(typed);
      return this.#skipOutput();
    }
    // What follows an open command may be more of it, so nothing of it is taken as output.
    if (taken.isComplete) this.#push(taken.command, start, taken.end, prompt, this.#endOfOutput(taken.command, taken.end));
    else {
      this.#push(taken.command, start, taken.end, prompt, taken.end);
      while (this.#at < this.#lines.length && !this.#read(this.#lines[this.#at]!)) this.#at += 1;
    }
  }

  #readBare(line: string): void {
    const start = this.#at;
    const taken = this.#take(start, line, (next) => (this.#style.hasClear && this.#read(next) ? undefined : next));
    const certainty = taken.isComplete ? commandCertainty(withoutRemark(taken.command)) : 'none';
    const isScript = this.#kind === 'script';
    if (this.#isBareCommand(taken.command, certainty, taken.isComplete) || (isScript && this.#callsFunction(line) && taken.isComplete)) {
      this.#at = taken.end;
      this.#push(taken.command, start, taken.end, null, this.#endOfOutput(taken.command, taken.end));
    } else if (isScript && taken.end > start + 1 && isShellText(line)) {
      this.#found.ignore(start, taken.end, 'unknown-command');
      this.#at = taken.end;
    } else if (isScript && !taken.isComplete && isShellText(line)) {
      // Where it would end is unknown, so whatever follows may be part of it.
      this.#found.ignore(start, this.#lines.length, 'incomplete-command');
      this.#at = this.#lines.length;
    } else if (isProse(line)) this.#pass('prose');
    else {
      this.#hasUnknown ||= this.#found.commands.length === 0;
      this.#pass(
        looksLikeOutput(line) || (this.#style.hasClear && !isScript) ? 'output-of-no-command' : isScript ? 'unknown-command' : 'no-prompt',
      );
    }
  }

  #isBareCommand(command: string, certainty: Certainty, isComplete: boolean): boolean {
    if (this.#reading === 'commands') return isComplete;
    if (this.#hasUnknown && this.#kind !== 'script') return false;
    if (certainty === 'certain') return true;
    return certainty === 'likely' && !this.#style.hasClear && (this.#kind === 'script' || this.#isUsedAssignment(command));
  }

  /** Whether it only sets variables, of which the document uses one later. */
  #isUsedAssignment(command: string): boolean {
    const { commands, assigned } = readShellInput(command);
    return commands.length === 0 && assigned.some((name) => this.#usedVariables.has(name));
  }

  /** Whether a line calls a function that an earlier command of the block has made. */
  #callsFunction(line: string): boolean {
    const word = /^\s*([\w-]+)/.exec(line)?.[1];
    return word !== undefined && this.#functions.has(word);
  }

  #push(command: string, start: number, end: number, prompt: string | null, outputEnd: number): void {
    const name = definedFunction(command);
    if (name !== undefined) this.#functions.add(name);
    for (const word of command.split(/\s+/)) this.#named.add(word);
    this.#found.commands.push({
      command: trimCommand(withoutRemark(command)),
      line: this.#firstLine + start,
      endLine: this.#firstLine + end - 1,
      output: this.#found.takeOutput(end, outputEnd),
      // The number of a step tells nothing of the shell.
      prompt: prompt !== null && /^\d/.test(prompt) ? null : prompt,
      caption: this.#caption.join('\n'),
    });
    this.#caption = [];
    this.#at = Math.max(end, outputEnd);
  }

  /** Where the output of a command ends: at the next command, at a comment about the next one, or where the author speaks to the reader again. */
  #endOfOutput(command: string, from: number): number {
    const isBare = !this.#hasPrompted;
    const printsFiles = readShellInput(command).commands.some(({ words }) =>
      /^(?:cat|head|tail|less|more|grep|sed|awk|curl|iptables-save|history|nft)$/.test(words.find((word) => word !== 'sudo') ?? ''),
    );
    let end = from;
    for (let at = from; at < this.#lines.length; at += 1) {
      const line = this.#lines[at]!;
      if (line.trim() === '') continue;
      if (isEcho(command, line)) {
        end = at + 1;
        continue;
      }
      if (this.#read(line) || isUpperPrompt(line, this.#lines[at + 1])) break;
      const isFirst = at === from;
      const followsBlank = at > from && this.#lines[at - 1]!.trim() === '';
      const isPartOfFile = printsFiles && !followsBlank;
      if (
        isComment(line) &&
        !isPartOfFile &&
        !/^#\d|^# (?:Generated|Completed|Warning)/.test(line.trim()) &&
        (isBare || this.#leadsToCommand(at))
      )
        break;
      if (isProse(line) && !looksLikeOutput(line) && !isPartOfFile && (followsBlank || (isFirst && isBare) || /[，。：！？]/.test(line)))
        break;
      if (isBare && !this.#isDeeper(from, at) && this.#endsBareOutput(command, line, at, followsBlank)) break;
      end = at + 1;
    }
    return end;
  }

  /** Whether a line goes on with an output by standing deeper than the command: the forms in a usage, the inside of a ruleset. */
  #isDeeper(from: number, at: number): boolean {
    const depth = (line: string): number => line.length - line.trimStart().length;
    const previous = this.#lines[at - 1]!;
    const isDeep = (line: string): boolean => line.trim() !== '' && depth(line) > depth(this.#lines[from - 1]!);
    return at > from && isDeep(this.#lines[at]!) && (isDeep(previous) || looksLikeOutput(previous));
  }

  /** Without prompts a line ends the output when it is a command itself, or when nothing says that it is printed. */
  #endsBareOutput(command: string, line: string, at: number, followsBlank: boolean): boolean {
    const isFileOfCommands = /\bcat\b[^|<>]*\.sh\b|\bcat [^|<>/]*$|\bhistory\b|\b(?:vim?|nano|emacs) \S+$/.test(command) && !followsBlank;
    if (isFileOfCommands) return false;
    const isListed = /^\s*(?:sudo )?(?:.*\s)?(?:ls|which|type|pwd|readlink|find|cat|echo)\b/.test(command) && !/[<>]/.test(command);
    if (isListed && !followsBlank && !/\s/.test(line.trim())) return false;
    if (/\balias$|\b(?:export|declare) -p|\benv\b/.test(command) && /^(?:alias|declare|export) /.test(line.trim()) && !followsBlank)
      return false;
    const taken = this.#take(at, line, (next) => next);
    if (this.#isBareCommand(taken.command, taken.isComplete ? commandCertainty(withoutRemark(taken.command)) : 'none', taken.isComplete))
      return true;
    if (looksLikeOutput(line)) return false;
    if (isRemark(line)) return true;
    if (followsBlank) return !(isLooking(command) && this.#isOfNames(line));
    // Deeper than the command: the inside of a ruleset, the details of a link.
    if (this.#kind !== 'script' || /^\s/.test(line)) return isSilent(command) && !/^\s/.test(line);
    const word = /^\s*(\S+)/.exec(line)?.[1] ?? '';
    const mayBeCommand = /^[a-z][\w.+-]*$/.test(word) && !/^[\w-]*\d[\w-]*-/.test(word);
    return (mayBeCommand && (isKnownCommand(word) || !(isLooking(command) || printing.test(command)))) || this.#callsFunction(line);
  }

  /** Whether the commands so far have named every word of a line: `ns1`, after `ip netns list`. */
  #isOfNames(line: string): boolean {
    return line
      .trim()
      .split(/\s+/)
      .every((word) => this.#named.has(word));
  }

  /** Whether nothing but comments stands between here and the next prompt or the end. */
  #leadsToCommand(from: number): boolean {
    for (let at = from; at < this.#lines.length; at += 1) {
      const line = this.#lines[at]!;
      if (this.#read(line)) return true;
      if (line.trim() !== '' && !isComment(line)) return false;
    }
    return true;
  }

  /** Lines under a prompt at which nothing was typed belong to nobody. */
  #skipOutput(): void {
    const start = this.#at;
    while (this.#at < this.#lines.length && !this.#read(this.#lines[this.#at]!) && !isComment(this.#lines[this.#at]!)) this.#at += 1;
    if (this.#lines.slice(start, this.#at).some((line) => line.trim() !== '')) this.#found.ignore(start, this.#at, 'output-of-no-command');
  }

  /** A script that is shown below a command or a comment is a file as well, up to the next prompt. */
  #passFile(): void {
    const start = this.#at;
    this.#at += 1;
    while (this.#at < this.#lines.length && !this.#read(this.#lines[this.#at]!)) this.#at += 1;
    this.#found.ignore(start, this.#at, 'script-file');
  }

  /** Leaves one line alone. */
  #pass(code: IgnoredCode): void {
    const line = this.#lines[this.#at]!;
    if (code === 'comment' || code === 'prose') this.#caption.push(line.trim());
    this.#found.ignore(this.#at, this.#at + 1, code);
    this.#at += 1;
  }
}
