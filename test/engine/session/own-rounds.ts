import { seededRandom } from '../../lesson/mutated-documents.js';
import { ownKinds, type OwnWish } from './own-commands.js';
import { runInLab } from './own-in-lab.js';

/** What most kinds are about. */
const first = [
  'namespace added',
  'namespace added',
  'cable added',
  'bridge added',
  'job',
  'named pipe',
  'write a file',
  'function',
  'alias',
  'open to write',
  'open to read',
];

/** What came of every kind of command, one after another, in two labs at once. */
export interface OwnRound {
  readonly commands: number;
  readonly succeeded: number;
  readonly kinds: readonly string[];
  /** The first command after which the two are not the same, with the items of each that the other does not have. */
  readonly wrong: readonly string[];
  /** Those that did not end by themselves. */
  readonly endless: readonly string[];
  readonly longestMs: number;
}

/** Types all kinds of commands in an order that follows from the seed. */
export async function runRound(seed: number): Promise<OwnRound> {
  const random = seededRandom(seed);
  const kinds = Object.keys(ownKinds)
    .map((kind) => ({ kind, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ kind }) => kind);
  const wishes = [...first, ...kinds].map((kind): OwnWish => ({ kind, picks: [0, 0, 0, 0].map(() => Math.floor(random() * 60)) }));
  const [here, there] = await Promise.all([runInLab(wishes), runInLab(wishes)]);
  const differs = here.findIndex(({ items }, at) => items.join('\n') !== there[at]?.items.join('\n'));
  const [mine, others] = [here[differs]?.items ?? [], there[differs]?.items ?? []];
  const only = (items: readonly string[], rest: readonly string[]): string[] =>
    items.filter((item) => !rest.includes(item)).map((item) => item.slice(0, 300));
  return {
    commands: here.length,
    succeeded: here.filter(({ told }) => told.startsWith('done 0 ')).length,
    kinds: [...new Set(here.map(({ kind }) => kind))],
    wrong: differs === -1 ? [] : [`seed ${seed}, after ${here[differs]!.command}`, ...only(mine, others), 'and not', ...only(others, mine)],
    endless: here.filter(({ told }) => !told.startsWith('done')).map(({ command, told }) => `seed ${seed}: ${command}: ${told}`),
    longestMs: Math.max(...here.map(({ durationMs }) => durationMs)),
  };
}
