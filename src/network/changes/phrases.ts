import type { Change, ChangeOf } from '../change.js';

export type Language = 'en' | 'zh';

/** Changes of one kind that are told with one clause. */
export interface Clause<Kind extends Change['kind'] = Change['kind']> {
  readonly kind: Kind;
  readonly changes: readonly ChangeOf<Kind>[];
}

/** A clause and everything that follows from its changes, and from that. */
export interface Telling<Kind extends Change['kind'] = Change['kind']> extends Clause<Kind> {
  readonly consequences: readonly Change[];
}

export type MainPhrases = { readonly [Kind in Change['kind']]: (changes: readonly ChangeOf<Kind>[], telling: Telling<Kind>) => string };

/** How a language tells changes. Clauses have no full stop, and begin as in the middle of a sentence. */
export interface Phrases {
  readonly main: MainPhrases;
  /**
   * What follows, in words that lean on the clause that it follows from: `its address 10.0.0.1/24 was dropped`. An empty text when there is nothing to say
   * beside that clause; `null` to say it as if it stood alone.
   */
  follow(clause: Clause, telling: Telling): string | null;
  /** That something has another value now, where one thing was taken and another of the same name given. */
  replacedRoute(from: ChangeOf<'route-removed'>, to: ChangeOf<'route-added'>): string;
  replacedNeighbour(from: ChangeOf<'neighbour-removed'>, to: ChangeOf<'neighbour-added'>): string;
  andMore(sentences: number): string;
  /** One sentence of a clause and what follows. */
  sentence(clause: string, following: readonly string[]): string;
}

/** Of more things than this the first ones are named, and the others counted. */
export const mostListed = 6;
export const listedOfMore = 4;

/** The addresses that went with links that are gone. */
export function addressesOf(link: { readonly namespace: string; readonly link: string }, consequences: readonly Change[]): string[] {
  return consequences.flatMap((change) =>
    change.kind === 'address-removed' && change.namespace === link.namespace && change.link === link.link
      ? [`${change.address.address}/${change.address.prefix}`]
      : [],
  );
}

/** Whether a change is on one of the links that the clause is about. */
export function isOnLinkOf(change: { readonly namespace: string; readonly link: string }, { changes }: Telling): boolean {
  return changes.some((root) => {
    if (root.kind === 'link-moved') return root.from.namespace === change.namespace && root.from.link === change.link;
    if (root.kind === 'link-removed') return false;
    return 'link' in root && root.namespace === change.namespace && root.link === change.link;
  });
}

/** The namespace that a clause is about. */
export function namespaceOf({ changes: [first] }: Telling): string | null {
  return first && 'namespace' in first ? first.namespace : null;
}

/** Whether links are the other ends of those that the clause is about. */
export function areEndsOf(links: readonly ChangeOf<'link-removed'>[], { changes }: Telling): boolean {
  const own = new Set(changes.map((root) => (root.kind === 'link-removed' ? `${root.namespace}/${root.link}` : '')));
  return links.every(({ peer }) => peer !== null && own.has(`${peer.namespace}/${peer.link}`));
}
