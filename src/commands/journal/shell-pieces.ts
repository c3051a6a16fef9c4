/** A command as it is typed: its words with their quotes, and redirections as words of their own. */
export interface ShellPiece {
  /** What stands between it and the one before. */
  readonly operator: string;
  readonly words: readonly string[];
}

/** Text inside: `<name>`, which stands for a name and is no redirection. */
const placeholder = /<\p{L}[^<>|&;\n]{0,80}>/uy;
const operator = /\|\||&&|;;|\|&|[;&|()\n]/y;
const redirection = /[<>]{1,3}[&|-]?|&>>?/y;
const plain = /[^\s'"\\`$<>;&|()]+/y;

/**
 * Cuts shell input into commands and words. Unlike a grammar it takes any text, also one that no shell would: what is looked for in it must be found
 * there as well. What stands in `$(…)` is a part of its word.
 */
export function shellPieces(text: string): ShellPiece[] {
  const pieces: { operator: string; words: string[] }[] = [{ operator: '', words: [] }];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) pieces.at(-1)!.words.push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length;) {
    const take = (pattern: RegExp): string | undefined => {
      pattern.lastIndex = at;
      return pattern.exec(text)?.[0];
    };
    const character = text[at]!;
    const part = take(plain) ?? quoted(text, at) ?? take(placeholder);
    if (part !== undefined) {
      at += part.length;
      word = (word ?? '') + (part.startsWith('\\\n') ? '' : part);
    } else if (character === ' ' || character === '\t' || character === '\r') {
      endWord();
      at += 1;
    } else {
      endWord();
      const redirected = take(redirection);
      const between = redirected === undefined ? take(operator) : undefined;
      if (redirected !== undefined) pieces.at(-1)!.words.push(redirected);
      else if (between !== undefined) pieces.push({ operator: between, words: [] });
      at += (redirected ?? between ?? character).length;
    }
  }
  endWord();
  return pieces.filter(({ words }) => words.length > 0);
}

/** What is quoted, escaped or expanded at this place; up to the end of the text where it is not closed. */
function quoted(text: string, at: number): string | undefined {
  const character = text[at]!;
  if (character === '\\') return text.slice(at, at + 2);
  if (character === "'" || character === '`') return text.slice(at, closing(text, at + 1, character));
  if (character === '"') return text.slice(at, closing(text, at + 1, '"', true));
  if (character !== '$') return undefined;
  const next = text[at + 1];
  if (next === '(' || next === '{') return text.slice(at, balanced(text, at + 1));
  if (next === "'") return text.slice(at, closing(text, at + 2, "'", true));
  return '$';
}

/** Behind the sign that closes. */
function closing(text: string, from: number, sign: string, hasEscapes = false): number {
  for (let at = from; at < text.length; at += 1) {
    if (hasEscapes && text[at] === '\\') at += 1;
    else if (hasEscapes && sign === '"' && text[at] === '$' && text[at + 1] === '(') at = balanced(text, at + 1) - 1;
    else if (text[at] === sign) return at + 1;
  }
  return text.length;
}

function balanced(text: string, from: number): number {
  const open = text[from]!;
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === open) depth += 1;
    else if (text[at] === close && --depth === 0) return at + 1;
  }
  return text.length;
}

/** A word without its quotes. */
export function unquoted(word: string): string {
  return word.replaceAll(
    /\$?'([^']*)'?|\$?"((?:[^"\\]|\\[^])*)"?|\\([^])/g,
    (_, single?: string, double?: string, escaped?: string) => single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
}
