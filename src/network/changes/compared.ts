import type { Link, LinkPlace, Namespace, Snapshot } from '../snapshot.js';
import { byName } from './by-name.js';
import { keyOf, pairLinks, type LinkPair } from './pair-links.js';
import { Story, type Finding } from './story.js';

/** A namespace in both snapshots. Of one that was just made, `before` is what every fresh one is like. */
export interface ComparedNamespace {
  readonly before: Namespace | null;
  readonly after: Namespace | null;
  readonly isNew: boolean;
  readonly label: string;
  /** Names that links had before, and the names that the same links have now, where they are others. */
  readonly renamed: ReadonlyMap<string, string>;
  /** That it is gone, or was made. */
  finding: Finding | null;
}

/** A link in both snapshots, with what was found of it: other findings follow from these. */
export interface ComparedLink extends LinkPair {
  readonly found: {
    /** Whether a cause is just being looked for, or was. */
    isAsked?: boolean;
    added?: Finding;
    removed?: Finding;
    moved?: Finding;
    attached?: Finding;
    detached?: Finding;
    up?: Finding;
    down?: Finding;
    gained?: Finding;
    lost?: Finding;
    mtu?: Finding;
  };
}

/** Two snapshots side by side. */
export class Compared {
  readonly story = new Story();
  readonly namespaces: readonly ComparedNamespace[];
  readonly links: readonly ComparedLink[];
  /** By the id of the namespace and the name. */
  readonly sysctls = new Map<string, Finding>();
  readonly #byId = new Map<string, ComparedNamespace>();
  readonly #before = new Map<string, ComparedLink>();
  readonly #after = new Map<string, ComparedLink>();
  readonly #namesBefore = new Map<string, ComparedLink>();
  readonly #namesAfter = new Map<string, ComparedLink>();

  constructor(before: Snapshot, after: Snapshot) {
    const old = new Map(before.namespaces.map((namespace) => [namespace.id, namespace]));
    const namespaces = inOrder(after.namespaces).map((namespace) => {
      const was = old.get(namespace.id);
      old.delete(namespace.id);
      return compared(was ?? freshNamespace(namespace), namespace, !was);
    });
    this.namespaces = [...inOrder([...old.values()]).map((namespace) => compared(namespace, null, false)), ...namespaces];
    for (const namespace of this.namespaces) this.#byId.set((namespace.after ?? namespace.before)!.id, namespace);
    this.links = pairLinks(
      this.namespaces.flatMap((namespace) => namespace.before ?? []),
      namespaces.flatMap((namespace) => namespace.after!),
    ).map((pair) => ({ ...pair, found: {} }));
    for (const link of this.links) this.#remember(link);
  }

  knows(id: string): boolean {
    return this.#byId.has(id);
  }

  label(id: string): string {
    return this.#byId.get(id)!.label;
  }

  namespace(id: string): ComparedNamespace {
    return this.#byId.get(id)!;
  }

  /** The link that was, or is, at a place. */
  wasAt(place: Pick<LinkPlace, 'namespace' | 'index'> | null): ComparedLink | undefined {
    return place ? this.#before.get(keyOf(place.namespace, place.index)) : undefined;
  }

  isAt(place: Pick<LinkPlace, 'namespace' | 'index'> | null): ComparedLink | undefined {
    return place ? this.#after.get(keyOf(place.namespace, place.index)) : undefined;
  }

  /** The link that had, or has, a name in a namespace. */
  wasNamed(namespace: string, name: string | null): ComparedLink | undefined {
    return name === null ? undefined : this.#namesBefore.get(`${namespace}/${name}`);
  }

  isNamed(namespace: string, name: string | null): ComparedLink | undefined {
    return name === null ? undefined : this.#namesAfter.get(`${namespace}/${name}`);
  }

  /** What switched IPv6 on or off for a link, when something did. */
  ipv6Switch(namespace: string, link: string): Finding | undefined {
    const find = (name: string): Finding | undefined => this.sysctls.get(`${namespace} net.ipv6.conf.${name}.disable_ipv6`);
    return find('all') ?? find(link);
  }

  #remember(link: ComparedLink): void {
    const { before, after } = link;
    if (before) {
      this.#before.set(keyOf(before.namespace.id, before.link.index), link);
      this.#namesBefore.set(`${before.namespace.id}/${before.link.name}`, link);
    }
    if (after) {
      this.#after.set(keyOf(after.namespace.id, after.link.index), link);
      this.#namesAfter.set(`${after.namespace.id}/${after.link.name}`, link);
    }
    if (before && after && before.namespace.id === after.namespace.id && before.link.name !== after.link.name)
      (this.namespace(after.namespace.id).renamed as Map<string, string>).set(before.link.name, after.link.name);
  }
}

/** The host, then by label: two runs of the same commands give the same changes in the same order, whenever each namespace was seen first. */
function inOrder(namespaces: readonly Namespace[]): readonly Namespace[] {
  return namespaces.length < 2
    ? namespaces
    : namespaces.toSorted((a, b) => Number(b.isHost) - Number(a.isHost) || byName(a.label, b.label));
}

function compared(before: Namespace | null, after: Namespace | null, isNew: boolean): ComparedNamespace {
  return { before, after, isNew, label: (after ?? before)!.label, renamed: new Map(), finding: null };
}

/** What the kernel makes: `lo`, set down, and the rules that every namespace has. */
function freshNamespace(namespace: Namespace): Namespace {
  const loopback = namespace.links.filter(({ kind }) => kind === 'loopback').map(freshLoopback);
  const rules = namespace.rules.filter(({ priority, text }) => usualRules.get(text) === priority);
  return { ...namespace, links: loopback, routes: [], rules, neighbours: [], forwardingEntries: [], firewall: [], sysctls: {} };
}

function freshLoopback(link: Link): Link {
  return {
    ...link,
    isUp: false,
    hasCarrier: false,
    mtu: 65_536,
    alias: null,
    alternativeNames: [],
    flags: [],
    addresses: [],
  };
}

const usualRules = new Map([
  ['from all lookup local', 0],
  ['from all lookup main', 32_766],
  ['from all lookup default', 32_767],
]);
