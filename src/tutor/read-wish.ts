/** What a person wants at a command of the lesson. */
export type Wish = Plain<'run' | 'skip' | 'solution' | 'hint' | 'explain' | 'quit' | 'help'> | InLab;

/** What can be wished for as long as the lab is there. */
export type InLab =
  | Plain<'type' | 'picture' | 'undo' | 'redo' | 'reset' | 'where'>
  /** `null` when it was not said where. */
  | { readonly kind: 'go-to'; readonly step: number | null }
  | { readonly kind: 'own'; readonly command: string };

/** One of these kinds, with nothing to be said beside. */
type Plain<Kind extends string> = Kind extends string ? { readonly kind: Kind } : never;

const words: Readonly<Record<string, Exclude<Wish['kind'], 'go-to' | 'own'>>> = {
  '': 'run',
  run: 'run',
  t: 'type',
  type: 'type',
  e: 'explain',
  explain: 'explain',
  p: 'picture',
  picture: 'picture',
  u: 'undo',
  undo: 'undo',
  redo: 'redo',
  r: 'reset',
  reset: 'reset',
  w: 'where',
  where: 'where',
  steps: 'where',
  h: 'hint',
  hint: 'hint',
  a: 'solution',
  answer: 'solution',
  solution: 'solution',
  s: 'skip',
  skip: 'skip',
  q: 'quit',
  quit: 'quit',
  '?': 'help',
  '？': 'help',
  help: 'help',
};

/** What is meant for nslab and is not whole, or has a word too many; no program is called like that. */
const misspelt = /^(?:g|goto|redo|undo|u)(?:\s.*)?$/i;

/** What an answer means. */
export function readWish(answer: string): Wish {
  // The lab's own shell asks for these by the name of the program.
  const text = answer
    .trim()
    .replace(/^nslab (?=(?:hint|explain|picture|undo|redo|goto \d+|run|skip|solution|steps|where|reset|back|help)$)/, '');
  const kind = words[text.toLowerCase()];
  if (kind !== undefined) return { kind };
  const step = /^(?:g|go ?to)(?:\s*(\d{1,5}))?$/i.exec(text);
  if (step) return { kind: 'go-to', step: step[1] === undefined ? null : Number(step[1]) };
  if (misspelt.test(text)) return { kind: 'help' };
  // The prompt of a lesson, pasted with its command.
  return { kind: 'own', command: answer.replace(/^\s*\$ +(?=\S)/, '').replace(/^(\s*)\\(?=[A-Za-z?]+(?: \d+)?\s*$)/, '$1') };
}
