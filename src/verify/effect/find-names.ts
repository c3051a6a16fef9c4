import type { EffectChange } from './effect-change.js';
import type { Moment } from './effect-question.js';
import { networkOf } from './facts-of.js';
import { sameNames, type Renaming } from './naming.js';

/** How many ways to call things are tried; a step makes two or three things. */
const mostTries = 400;

interface Wanted {
  /** The lab of the lesson before its step: what is in there keeps its name. */
  readonly before: Moment;
  /** What the step brings about. */
  readonly required: readonly EffectChange[];
  /** Names that count. */
  readonly told: ReadonlySet<string>;
}

/**
 * What the things that the learner has made are called in the lesson, so that as little as can be is missing.
 * @param rate how much is missing when things are called so
 */
export function findNames(wanted: Wanted, own: Moment, rate: (renaming: Renaming) => number): Renaming {
  let best = { renaming: sameNames, missing: rate(sameNames) };
  let tries = 0;
  for (const renaming of renamings(wanted, own)) {
    if (best.missing === 0 || tries >= mostTries) break;
    tries += 1;
    const missing = rate(renaming);
    if (missing < best.missing) best = { renaming, missing };
  }
  return best.renaming;
}

function* renamings({ before, required, told }: Wanted, own: Moment): Generator<Renaming> {
  const [old, now] = [networkOf(before), networkOf(own)];
  const oldPlaces = new Set(old.namespaces.map(({ label }) => label));
  const oldLinks = new Set(old.namespaces.flatMap(({ label, links }) => links.map(({ name }) => `${label} ${name}`)));
  const oldChains = new Set(old.namespaces.flatMap(({ firewall }) => firewall.flatMap(({ table, chain }) => [table, chain])));
  const made = (kind: EffectChange['kind']): EffectChange[] => required.filter((change) => change.kind === kind && change.from === null);
  const spaces = made('namespace')
    .map(({ place }) => place)
    .filter((name) => !told.has(name));
  const links = made('link').filter(({ subject }) => !told.has(subject));
  const chains = [...new Set(made('chain').flatMap(({ subject }) => chainNames(subject)))].filter(
    (name) => !told.has(name) && !oldChains.has(name),
  );
  const ownSpaces = now.namespaces
    .map(({ label, isHost }) => (isHost ? '' : label))
    .filter((label) => label !== '' && !oldPlaces.has(label));
  const ownChains = [
    ...new Set(
      now.namespaces.flatMap(({ firewall }) =>
        firewall.flatMap((chain) => (chain.tool === 'nft' ? [chain.table, chain.chain] : [chain.chain])),
      ),
    ),
  ].filter((name) => !oldChains.has(name));
  for (const spaceNames of pairings(spaces, (name) => sameFirst(name, ownSpaces))) {
    const namespaces = new Map(spaceNames.map(([name, other]) => [other, name]));
    const candidates = ({ place, subject }: EffectChange): string[] => {
      const found = now.namespaces
        .filter(({ label }) => (namespaces.get(label) ?? label) === place)
        .flatMap(({ label, links: all }) =>
          all
            .filter(
              ({ name, kind }) => kind !== 'loopback' && (name === subject || !oldLinks.has(`${namespaces.get(label) ?? label} ${name}`)),
            )
            .map(({ name }) => `${label} ${name}`),
        );
      return found.toSorted((a, b) => Number(b.endsWith(` ${subject}`)) - Number(a.endsWith(` ${subject}`)));
    };
    for (const linkNames of pairings(links, candidates)) {
      const renamedLinks = new Map(linkNames.map(([{ subject }, other]) => [other, subject]));
      for (const chainPairs of pairings(chains, (name) => sameFirst(name, ownChains)))
        yield { namespaces, links: renamedLinks, chains: new Map(chainPairs.map(([name, other]) => [other, name])) };
    }
  }
}

/** `TOOL FAMILY TABLE CHAIN`: those of nft have chosen names for both. */
function chainNames(subject: string): string[] {
  const [tool, , table, chain] = subject.split(' ');
  return tool === 'nft' ? [table!, chain!] : [chain!];
}

function sameFirst(name: string, found: readonly string[]): readonly string[] {
  return found.includes(name) ? [name, ...found.filter((other) => other !== name)] : found;
}

/** Every way to give each of the wanted another one of the found, or none. */
function* pairings<T>(wanted: readonly T[], found: (one: T) => readonly string[]): Generator<readonly (readonly [T, string])[]> {
  const [first, ...rest] = wanted;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const others of pairings(rest, found)) {
    const free = found(first).filter((name) => !others.some(([, other]) => other === name));
    for (const name of free) yield [[first, name], ...others];
    yield others;
  }
}
