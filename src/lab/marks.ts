import { unquote } from './unquote.js';

/** What a terminal's stream is made of: text that was printed, and the marks by which its shell tells what it does (OSC 133). */
export type StreamPart =
  | { readonly kind: 'text'; readonly text: string }
  /** The shell starts to run a command. */
  | { readonly kind: 'start' }
  /** The shell waits for more of a command. */
  | { readonly kind: 'continue' }
  /** The command has ended, with its exit status. May come twice: from the shell's hook, which may wait for an answer, and before its prompt. */
  | { readonly kind: 'end'; readonly status: number; readonly isFromHook: boolean }
  /** The shell has written down what only it knows, where it is asked to. */
  | { readonly kind: 'told' }
  /** The prompt stands there: the shell waits for a command. */
  | { readonly kind: 'ready' }
  /** The shell has come to where the runner asked it to tell so, and everything before it has been read. */
  | { readonly kind: 'synced'; readonly number: number }
  /** Before `end`: whether its shell edits lines for a person; `unprepared` when it should, `left` when it should not any more. */
  | { readonly kind: 'editing'; readonly state: EditingState }
  /** A shell waits at a gate (`person-script.ts`). */
  | { readonly kind: 'held'; readonly gate: 'start' | 'end' }
  /** A person has pressed Enter: the line, which may have several; `null` where it is not what the shell will run. And the status before it. */
  | { readonly kind: 'line'; readonly status: number; readonly text: string | null }
  /** The lab's program `nslab` has been called with these words. */
  | { readonly kind: 'request'; readonly words: string };

export type EditingState = 'unprepared' | 'prepared' | 'left';
const editingStates: readonly EditingState[] = ['unprepared', 'prepared', 'left'];

const escape = '\u001B';
const bell = '\u0007';
const introducer = `${escape}]133;`;
const longestMark = 80;
/** Of one with a line in it; what begins so bears the token. */
const longestLine = 1_000_000;

/** Splits the stream of one terminal into text and marks; only marks that bear the terminal's own token count. */
export function createMarkReader(token: string): (chunk: string) => StreamPart[] {
  const line = `L;${token};(\\d+);(H?);([^${bell}]*)`;
  const mark = new RegExp(`${escape}\\]133;(?:(?:(C)|([ABDEGPSW]);(\\d+));${token}|${line}|R;${token};([0-9a-f]*))${bell}`, 'g');
  const longHeads = [`${introducer}L;${token};`, `${introducer}R;${token};`];
  let held = '';
  return (chunk) => {
    const text = held + chunk;
    const parts: StreamPart[] = [];
    let from = 0;
    const push = (end: number): void => {
      if (end > from) parts.push({ kind: 'text', text: text.slice(from, end) });
    };
    for (const match of text.matchAll(mark)) {
      push(match.index);
      from = match.index + match[0].length;
      const [, start, letter, number, status, expands, quoted, words] = match;
      if (status !== undefined) parts.push({ kind: 'line', status: Number(status), text: lineOf(quoted!, expands !== '') });
      else if (words !== undefined) parts.push({ kind: 'request', words: Buffer.from(words, 'hex').toString('utf8') });
      else parts.push(partOf(start ?? letter!, Number(number)));
    }
    const end = endOfCompleteText(text, from, longHeads);
    push(end);
    held = text.slice(end);
    return parts;
  };
}

function partOf(letter: string, number: number): StreamPart {
  switch (letter) {
    case 'B':
      return { kind: 'ready' };
    case 'C':
      return { kind: 'start' };
    case 'P':
      return { kind: 'continue' };
    case 'W':
      return { kind: 'told' };
    case 'S':
      return { kind: 'synced', number };
    case 'G':
      return { kind: 'held', gate: number === 1 ? 'start' : 'end' };
    case 'E':
      return { kind: 'editing', state: editingStates[number - 1] ?? 'left' };
    default:
      return { kind: 'end', status: number, isFromHook: letter === 'D' };
  }
}

/** Where history is expanded (`set -H`), `!` makes another line of it. */
function lineOf(quoted: string, isExpanded: boolean): string | null {
  const text = unquote(quoted);
  return isExpanded && text?.includes('!') ? null : text;
}

/** Where the text ends that can't be the beginning of a mark. */
function endOfCompleteText(text: string, from: number, longHeads: readonly string[]): number {
  const start = text.lastIndexOf(escape);
  if (start < from) return text.length;
  const most = longHeads.some((head) => text.startsWith(head, start)) ? longestLine : longestMark;
  if (text.length - start > most) return text.length;
  const tail = text.slice(start);
  const maybeMark = tail.length < introducer.length ? introducer.startsWith(tail) : tail.startsWith(introducer) && !tail.includes(bell);
  return maybeMark ? start : text.length;
}
