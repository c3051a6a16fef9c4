import { forEachChild, parse, type SyntaxNode } from 'unbash';

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
}

/** Whether the shell would run the text now, wait for more lines, or refuse it. */
export function completeness(text: string): 'complete' | 'incomplete' | 'broken' {
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
  if (last?.text !== text) last = { text, input: parseShellInput(text) };
  return last.input;
}

function parseShellInput(text: string): ShellInput {
  const commands: SimpleCommand[] = [];
  let hasEffects = false;
  visit(parse(text), (node) => {
    switch (node.type) {
      case 'Command': {
        const words = [...(node.name ? [node.name] : []), ...node.suffix.filter((part) => part.type === 'Word')];
        if (words.length > 0) commands.push({ words: words.map((word) => word.value) });
        break;
      }
      case 'Statement':
        hasEffects ||= node.background === true;
        break;
      case 'Redirect':
        hasEffects ||= !/^[<>]&$|^<$/.test(node.operator) && node.target?.value !== '/dev/null';
        break;
      case 'Assignment':
      case 'Function':
      case 'Coproc':
        hasEffects = true;
        break;
      default:
    }
  });
  return { commands, hasEffects };
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
