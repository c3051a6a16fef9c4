import type { Change, ChangeOf, NamedLink } from '../change.js';
import { byName } from './by-name.js';
import type { Route } from '../snapshot.js';

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
  /** A name in quotes when it could be taken for words of the language. */
  readonly quote: (name: string) => string;
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

/** A link with something about it that stands behind its name and place. */
export interface NotedLink extends NamedLink {
  readonly note?: string;
}

/** A route to a network that needs no more words than that. */
export function isPlainRoute({ route }: { readonly route: Route }): boolean {
  return route.type === 'unicast' && route.destination !== 'default';
}

/** Links that are gone, with the addresses that went with them. */
export function withAddresses(
  links: readonly ChangeOf<'link-removed'>[],
  consequences: readonly Change[],
  noteOf: (addresses: string[]) => string,
): NotedLink[] {
  return links.map(({ namespace, link }) => {
    const addresses = consequences.flatMap((change) =>
      change.kind === 'address-removed' && change.namespace === namespace && change.link === link
        ? [`${change.address.address}/${change.address.prefix}`]
        : [],
    );
    return { namespace, link, note: addresses.length === 0 ? '' : noteOf(addresses) };
  });
}

/** Addresses that went with links that stay; those of links that are gone stand behind the names of the links. */
export function addressesLeft(changes: readonly Change[], { changes: roots, consequences }: Telling): ChangeOf<'address-removed'>[] {
  const gone = new Set(
    [...roots, ...consequences].map((change) => (change.kind === 'link-removed' ? `${change.namespace}/${change.link}` : '')),
  );
  return (changes as readonly ChangeOf<'address-removed'>[]).filter(({ namespace, link }) => !gone.has(`${namespace}/${link}`));
}

/** Routes that went, and that went for no other reason that is told: those that an address brought go where it goes. */
export function routesLeft(changes: readonly Change[], { kind }: Telling): ChangeOf<'route-removed'>[] {
  const isPlain = kind === 'link-removed' || kind === 'link-moved' || kind === 'namespace-removed';
  return (changes as readonly ChangeOf<'route-removed'>[]).filter(({ route }) => !(isPlain && isConnected(route)));
}

/** Whether the kernel made a route for an address of a link. */
export function isConnected({ protocol, hops }: Route): boolean {
  return protocol === 'kernel' && hops.every(({ via }) => via === null);
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

/** The other end of a link that is gone, when it went with it and not for a reason of its own. */
export function otherEndOf(
  { namespace, link, peer }: ChangeOf<'link-removed'>,
  consequences: readonly Change[],
): ChangeOf<'link-removed'> | undefined {
  return consequences.find(
    (change): change is ChangeOf<'link-removed'> =>
      change.kind === 'link-removed' &&
      change.namespace === peer?.namespace &&
      change.link === peer.link &&
      change.peer?.namespace === namespace &&
      change.peer.link === link,
  );
}

/** Links that are gone, without the other ends of those that the clause is about: it has told them. */
export function linksLeft(changes: readonly Change[], { changes: roots, consequences }: Telling): ChangeOf<'link-removed'>[] {
  const told = new Set(roots.flatMap((root) => (root.kind === 'link-removed' ? [otherEndOf(root, consequences)] : [])));
  return (changes as readonly ChangeOf<'link-removed'>[]).filter((change) => !told.has(change));
}

interface Places {
  readonly names: readonly string[];
  readonly notes: readonly string[];
  readonly namespaces: readonly string[];
}

/** Names of links by where they are; namespaces in which the same ones are stand together. */
export function placesOf(links: readonly NotedLink[]): Places[] {
  const byNamespace = new Map<string, Map<string, string>>();
  for (const { namespace, link, note = '' } of links) byNamespace.set(namespace, (byNamespace.get(namespace) ?? new Map()).set(link, note));
  const places = new Map<string, Places & { namespaces: string[] }>();
  for (const [namespace, notesOf] of byNamespace) {
    const sorted = [...notesOf].toSorted(([a], [b]) => byName(a, b));
    const key = `${namespace === 'host'} ${JSON.stringify(sorted)}`;
    if (places.has(key)) places.get(key)!.namespaces.push(namespace);
    else places.set(key, { names: sorted.map(([name]) => name), notes: sorted.map(([, note]) => note), namespaces: [namespace] });
  }
  return [...places.values()];
}

/** Whether other machines have all of these addresses, as duplicate address detection (RFC 4862) found. */
export function isDuplicate(changes: readonly Change[]): boolean {
  return changes.every((change) => change.kind === 'address-changed' && change.attribute === 'dadfailed' && change.to !== null);
}
