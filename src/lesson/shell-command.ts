import { forEachChild, parse as parseShell, type SyntaxNode } from 'unbash';

/** A simple command of the shell (bash(1), "Simple Commands"). */
interface SimpleCommand {
  /** Its words, quotes removed; a word with an expansion stands as written. */
  readonly words: readonly string[];
}

/** What a piece of shell input is made of. */
export interface ShellInput {
  readonly commands: readonly SimpleCommand[];
  /** Whether it may change files, variables or the shell's jobs: redirections to files, assignments, functions, `&`. */
  readonly hasEffects: boolean;
  /** Whether its last part is started in the background, by `&`. */
  readonly isBackground: boolean;
  /** Whether it has a loop, a condition, a group or a function. */
  readonly isCompound: boolean;
  /** The variables that it sets, and those that it uses. */
  readonly assigned: readonly string[];
  readonly used: readonly string[];
  /** The files that its redirections write. */
  readonly written: readonly string[];
}

/** `<name>` stands for a name; to the shell it would be two redirections. */
const angled = /(?<!<)<([A-Za-z\p{L}][^<>|&;\n]*?[^\s<>|&;]|[A-Za-z])>(?![\w(])/gu;

/** The text with each `<name>` made a word of the same length, so that the shell's grammar can read what the author means. */
export function withNamesForPlaceholders(text: string): string {
  return text.includes('<') ? text.replaceAll(angled, (_, name: string) => `_${name.replaceAll(/[^A-Za-z0-9]/g, '_')}_`) : text;
}

/** Nobody types a longer line; a terminal itself takes 4095 bytes (termios(3)), and nslab types longer ones another way. */
const longestLine = 20_000;
/** How many brackets may stand open at a time; the shell's grammar is read by recursion. */
const deepestNesting = 50;

/** Whether a text is such as somebody types, told before its grammar is looked at: that takes long, or no end, for one that is not. */
export function isTypable(text: string): boolean {
  if (text.length <= deepestNesting) return true;
  if (text.length > longestLine && text.split('\n').some((line) => line.length > longestLine)) return false;
  let depth = 0;
  for (const bracket of text.match(/[(){}]/g) ?? []) {
    depth = bracket === '(' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepestNesting) return false;
  }
  return true;
}

/** The text's grammar; that of nothing for what nobody types. */
function parse(text: string): ReturnType<typeof parseShell> {
  return parseShell(isTypable(text) ? text : '');
}

/** Whether the shell would run the text now, wait for more lines, or refuse it. */
export function completeness(written: string): 'complete' | 'incomplete' | 'broken' {
  if (!isTypable(written)) return 'broken';
  const text = withNamesForPlaceholders(written);
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) return 'incomplete';
  const script = parse(text);
  if (hasOpenHereDocument(script)) return 'incomplete';
  const errors = script.errors ?? [];
  if (errors.length === 0) return 'complete';
  // What is missing is missing at the end; an error before it comes from what stands there.
  const end = text.trimEnd().length;
  const isOpen = (error: { message: string; pos: number }): boolean => error.message.startsWith('unterminated') || error.pos >= end;
  return errors.some(isOpen) && errors.every((error) => isOpen(error) || error.pos === end - 1) ? 'incomplete' : 'broken';
}

let last: { readonly text: string; readonly input: ShellInput } | undefined;

/** Every simple command in the text, those inside compound commands and substitutions included. */
export function readShellInput(text: string): ShellInput {
  // Several questions are asked of each command in a row.
  if (last?.text !== text) last = { text, input: parseShellInput(withNamesForPlaceholders(text)) };
  return last.input;
}

function parseShellInput(text: string): ShellInput {
  const commands: SimpleCommand[] = [];
  const assigned = new Set<string>();
  const used = new Set<string>();
  const written: string[] = [];
  let hasEffects = false;
  let isCompound = false;
  let isBackground = false;
  visit(parse(text), (node) => {
    switch (node.type) {
      case 'Command': {
        const words = [...(node.name ? [node.name] : []), ...node.suffix.filter((part) => part.type === 'Word')];
        if (words.length > 0) commands.push({ words: words.map((word) => word.value) });
        break;
      }
      case 'Statement':
        hasEffects ||= node.background === true;
        isBackground = node.background === true;
        break;
      case 'Redirect':
        hasEffects ||= !/^[<>]&$|^<$/.test(node.operator) && node.target?.value !== '/dev/null';
        if (/^(?:&?>>?|>\|)$/.test(node.operator) && node.target) written.push(node.target.value);
        break;
      case 'Assignment':
        hasEffects = true;
        if (node.name !== undefined) assigned.add(node.name);
        break;
      case 'SimpleExpansion':
        used.add(node.text.slice(1));
        break;
      case 'ParameterExpansion':
        if (!node.operation) used.add(node.parameter);
        break;
      case 'For':
      case 'Select':
        assigned.add(node.name.value);
        isCompound = true;
        break;
      case 'Function':
      case 'Coproc':
        hasEffects = true;
        isCompound = true;
        break;
      case 'While':
      case 'If':
      case 'Case':
      case 'BraceGroup':
      case 'Subshell':
      case 'ArithmeticFor':
        isCompound = true;
        break;
      default:
    }
  });
  return { commands, hasEffects, isBackground, isCompound, assigned: [...assigned], used: [...used], written };
}

function hasOpenHereDocument(node: SyntaxNode): boolean {
  let isOpen = false;
  visit(node, (child) => {
    isOpen ||= child.type === 'HereDoc' && child.closing === undefined;
  });
  return isOpen;
}

function visit(node: SyntaxNode, callback: (node: SyntaxNode) => void): void {
  callback(node);
  forEachChild(node, (child) => visit(child, callback));
}
