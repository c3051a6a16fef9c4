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
  | { readonly kind: 'synced'; readonly number: number };

const escape = '\u001B';
const bell = '\u0007';
const introducer = `${escape}]133;`;
const longestMark = 80;

/** Splits the stream of one terminal into text and marks; only marks that bear the terminal's own token count. */
export function createMarkReader(token: string): (chunk: string) => StreamPart[] {
  const mark = new RegExp(`${escape}\\]133;(?:(C)|([ABDPSW]);(\\d+));${token}${bell}`, 'g');
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
      parts.push(partOf(match[1] ?? match[2]!, Number(match[3])));
    }
    const end = endOfCompleteText(text, from);
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
    default:
      return { kind: 'end', status: number, isFromHook: letter === 'D' };
  }
}

/** Where the text ends that can't be the beginning of a mark. */
function endOfCompleteText(text: string, from: number): number {
  const start = text.lastIndexOf(escape);
  if (start < from || text.length - start > longestMark) return text.length;
  const tail = text.slice(start);
  const maybeMark = tail.length < introducer.length ? introducer.startsWith(tail) : tail.startsWith(introducer) && !tail.includes(bell);
  return maybeMark ? start : text.length;
}
