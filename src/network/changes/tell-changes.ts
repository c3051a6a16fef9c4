import type { Change, ChangeOf } from '../change.js';
import { english } from './english.js';
import { chinese } from './chinese.js';
import { clauseKey, sharedRoutes } from './clause-key.js';
import type { Clause, Language, Phrases, Telling } from './phrases.js';
import { shownChange } from './shown-change.js';

/** One sentence of what has changed, or of what follows from the sentence above it. */
export interface ToldChange {
  readonly text: string;
  readonly isConsequence: boolean;
  /** How far it is to be indented: one more than what it follows from. */
  readonly depth: number;
}

const languages: Readonly<Record<Language, Phrases>> = { en: english, zh: chinese };

/** A sentence with more that follows than this gets sentences for it. */
const mostFollowing = 4;
const longestSentence = 320;
/** After so many sentences the rest is counted. */
const mostSentences = 40;

/** One change as a sentence of its own, whatever it follows from. */
export function sentenceOf(change: Change, language: Language): string {
  const phrases = languages[language];
  const shown = shownChange(change, phrases.quote);
  return phrases.sentence(main(phrases, { kind: shown.kind, changes: [shown], consequences: [] }), []);
}

/** Changes as a person would tell them: equal things together, and what follows with what it follows from. */
export function tellChanges(changes: readonly Change[], language: Language): readonly ToldChange[] {
  const phrases = languages[language];
  const shown = changes.map((change) => shownChange(change, phrases.quote));
  const told: ToldChange[] = [];
  for (const telling of tellings(shown)) told.push(...tellOne(telling, phrases));
  if (told.length <= mostSentences) return told;
  const left = told.slice(mostSentences);
  return [...told.slice(0, mostSentences), { text: phrases.sentence(phrases.andMore(left.length), []), isConsequence: false, depth: 0 }];
}

function tellOne(telling: Telling | Replaced, phrases: Phrases): ToldChange[] {
  if ('replaced' in telling) return [{ text: phrases.sentence(replacedClause(telling, phrases), []), isConsequence: false, depth: 0 }];
  const clause = main(phrases, telling);
  const clauses = group(telling.consequences, ({ kind }) => kind).map((item) => ({ item, text: phrases.follow(item, telling) }));
  const following = clauses.map(({ item, text }) => text ?? main(phrases, { ...item, consequences: [] })).filter((text) => text !== '');
  const sentence = phrases.sentence(clause, following);
  if (following.length <= mostFollowing && sentence.length <= longestSentence) return [{ text: sentence, isConsequence: false, depth: 0 }];
  // Where it is too much for one sentence, what follows gets sentences of its own, in which nothing leans on another.
  const told = new Set(clauses.filter(({ text }) => text !== '').map(({ item }) => item.kind));
  const shared = sharedRoutes(telling.consequences);
  const groups = group(
    telling.consequences.filter(({ kind }) => told.has(kind)),
    (change) => clauseKey(change, shared),
  );
  return [
    { text: phrases.sentence(clause, []), isConsequence: false, depth: 0 },
    ...groups.map((item) => ({
      text: phrases.sentence(main(phrases, { ...item, consequences: telling.consequences }), []),
      isConsequence: true,
      depth: 1,
    })),
  ];
}

function main(phrases: Phrases, telling: Telling): string {
  const phrase = phrases.main[telling.kind] as (changes: readonly Change[], telling: Telling) => string;
  return phrase(telling.changes, telling);
}

/** Changes with the same key, in the order of the first of each. */
function group(changes: readonly Change[], keyOf: (change: Change) => string): Clause[] {
  const clauses = new Map<string, Change[]>();
  for (const change of changes) {
    const members = clauses.get(keyOf(change));
    if (members) members.push(change);
    else clauses.set(keyOf(change), [change]);
  }
  return [...clauses.values()].map((members) => ({ kind: members[0]!.kind, changes: members }));
}

/** Something was taken, and something of the same name given. */
interface Replaced {
  readonly replaced: readonly [from: Change, to: Change];
}

function replacedClause({ replaced: [from, to] }: Replaced, phrases: Phrases): string {
  return to.kind === 'route-added'
    ? phrases.replacedRoute(from as ChangeOf<'route-removed'>, to as ChangeOf<'route-added'>)
    : phrases.replacedNeighbour(from as ChangeOf<'neighbour-removed'>, to as ChangeOf<'neighbour-added'>);
}

/** Puts together what is told with one clause, in the order of the first of each. */
function tellings(changes: readonly Change[]): (Telling | Replaced)[] {
  const consequences = new Map<number, Change[]>();
  /** For each change that follows, the one at the beginning of it all. */
  const roots: number[] = [];
  const replacing = new Map<string, number>();
  const groups = new Map<string, number[]>();
  const shared = sharedRoutes(changes.filter(({ because }) => because === null));
  for (const [at, change] of changes.entries()) {
    roots[at] = change.because === null ? at : roots[change.because]!;
    if (change.because !== null) {
      consequences.set(roots[at], [...(consequences.get(roots[at]) ?? []), change]);
      continue;
    }
    const name = replacedName(change);
    if (name !== null && change.kind.endsWith('removed')) replacing.set(name, at);
    const from = name !== null && change.kind.endsWith('added') ? replacing.get(name) : undefined;
    const key = from === undefined ? clauseKey(change, shared) : `replaced ${at}`;
    if (from !== undefined) remove(groups, clauseKey(changes[from]!, shared), from);
    groups.set(key, [...(groups.get(key) ?? []), ...(from === undefined ? [at] : [from, at])]);
  }
  return [...groups].flatMap(([key, members]): (Telling | Replaced)[] => {
    const [first, second] = members.map((at) => changes[at]!);
    if (first === undefined) return [];
    if (key.startsWith('replaced ')) return [{ replaced: [first, second!] }];
    return [
      {
        kind: first.kind,
        changes: members.map((at) => changes[at]!),
        consequences: members.flatMap((at) => consequences.get(at) ?? []),
      },
    ];
  });
}

function remove(groups: Map<string, number[]>, key: string, member: number): void {
  groups.set(
    key,
    (groups.get(key) ?? []).filter((other) => other !== member),
  );
}

/** What routes and neighbours have in common when one comes in the place of the other. */
function replacedName(change: Change): string | null {
  if (change.kind === 'route-added' || change.kind === 'route-removed') {
    const { family, destination, table, metric } = change.route;
    return `route ${change.namespace} ${family} ${destination} ${table} ${metric}`;
  }
  if ((change.kind === 'neighbour-added' || change.kind === 'neighbour-removed') && !change.neighbour.isProxy)
    return `neighbour ${change.namespace} ${change.neighbour.address} ${change.neighbour.device}`;
  return null;
}
