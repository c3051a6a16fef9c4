import type { Change, ChangeKind } from '../change.js';

/** One change that was found, before the list in which it gets its place. */
export interface Finding {
  readonly change: ChangeKind;
  readonly cause: Finding | null;
}

/** In which order a person would tell changes that have nothing to do with each other; what goes comes before what comes. */
export const changeKinds: readonly ChangeKind['kind'][] = [
  'namespace-removed',
  'namespace-unnamed',
  'namespace-added',
  'namespace-named',
  'link-removed',
  'link-added',
  'link-moved',
  'link-renamed',
  'link-changed',
  'link-detached',
  'link-attached',
  'address-removed',
  'address-added',
  'address-changed',
  'link-down',
  'link-up',
  'carrier-lost',
  'carrier-gained',
  'route-removed',
  'route-added',
  'rule-removed',
  'rule-added',
  'neighbour-removed',
  'neighbour-added',
  'forwarding-removed',
  'forwarding-added',
  'sysctl-changed',
  'chain-removed',
  'chain-added',
  'policy-changed',
  'firewall-rule-removed',
  'firewall-rule-added',
];
const rank = new Map(changeKinds.map((kind, at) => [kind, at]));

/** Collects what was found, each with its cause, in any order. */
export class Story {
  readonly #roots: Finding[] = [];
  readonly #consequences = new Map<Finding, Finding[]>();

  add(change: ChangeKind, cause: Finding | null | undefined = null): Finding {
    const finding = { change, cause: cause ?? null };
    if (!cause) this.#roots.push(finding);
    else if (this.#consequences.has(cause)) this.#consequences.get(cause)!.push(finding);
    else this.#consequences.set(cause, [finding]);
    return finding;
  }

  /** Everything in the order of telling: what follows from a change stands right after it, so a cause is always before its consequences. */
  tell(): Change[] {
    const told: Change[] = [];
    const tellAll = (findings: Finding[], because: number | null): void => {
      // Sorting is stable: what is of one kind stays in the order of namespaces and links.
      for (const finding of findings.toSorted((a, b) => rank.get(a.change.kind)! - rank.get(b.change.kind)!)) {
        const place = told.push({ ...finding.change, because }) - 1;
        const consequences = this.#consequences.get(finding);
        if (consequences) tellAll(consequences, place);
      }
    };
    tellAll(this.#roots, null);
    return told;
  }
}
