/** What a person wants at a command of the lesson. */
export type Wish = { readonly kind: 'run' } | { readonly kind: 'skip' } | { readonly kind: 'quit' } | { readonly kind: 'help' } | InLab;

/** What can be wished for as long as the lab is there. */
export type InLab =
  | { readonly kind: 'type' | 'picture' | 'undo' | 'redo' | 'reset' | 'where' }
  | { readonly kind: 'go-to'; readonly step: number }
  | { readonly kind: 'own'; readonly command: string };

const words: Readonly<Record<string, Exclude<Wish, { kind: 'go-to' | 'own' | 'help' }>['kind']>> = {
  '': 'run',
  t: 'type',
  type: 'type',
  p: 'picture',
  picture: 'picture',
  u: 'undo',
  undo: 'undo',
  redo: 'redo',
  r: 'reset',
  reset: 'reset',
  w: 'where',
  where: 'where',
  s: 'skip',
  skip: 'skip',
  q: 'quit',
  quit: 'quit',
};

/** What is meant for nslab and is not whole, or has a word too many; no program is called like that. */
const misspelt = /^(?:g|goto|redo|undo|u)(?:\s.*)?$/i;

/** What an answer means. @param answer `undefined` when there was none */
export function readWish(answer: string | undefined): Wish {
  if (answer === undefined) return { kind: 'quit' };
  const text = answer.trim();
  const kind = words[text.toLowerCase()];
  if (kind !== undefined) return { kind };
  if (text === '?' || text === 'help') return { kind: 'help' };
  const step = /^(?:g|go ?to)\s*(\d{1,5})$/i.exec(text)?.[1];
  if (step !== undefined) return { kind: 'go-to', step: Number(step) };
  if (misspelt.test(text)) return { kind: 'help' };
  return { kind: 'own', command: answer.replace(/^(\s*)\\(?=[A-Za-z?]+(?: \d+)?\s*$)/, '$1') };
}
