import type { Change, NamedLink } from '../change.js';

/** What a picture brings out: the labels of namespaces, and links by label and name, as they are after the changes. */
export interface ChangedPlaces {
  readonly namespaces: readonly string[];
  readonly links: readonly NamedLink[];
}

/**
 * Where something is another than before. A namespace is among them when it was made or got another name, or when something of it changed that is of no link,
 * such as its routes; a link when anything of it changed. What is gone is in no picture, so it is not among them.
 */
export function changedPlaces(changes: readonly Change[]): ChangedPlaces {
  const namespaces = new Set<string>();
  const links = new Map<string, NamedLink>();
  const gone = new Set<string>();
  const add = ({ namespace, link }: NamedLink): void => void links.set(`${namespace}/${link}`, { namespace, link });
  for (const change of changes) {
    switch (change.kind) {
      case 'namespace-removed':
        gone.add(change.namespace);
        break;
      case 'link-removed':
        gone.add(`${change.namespace}/${change.link}`);
        break;
      case 'link-moved':
        gone.add(`${change.from.namespace}/${change.from.link}`);
        add(change.to);
        break;
      case 'link-renamed':
        gone.add(`${change.namespace}/${change.from}`);
        add({ namespace: change.namespace, link: change.to });
        break;
      case 'link-added':
      case 'link-up':
      case 'link-down':
      case 'carrier-gained':
      case 'carrier-lost':
      case 'link-attached':
      case 'link-detached':
      case 'link-changed':
      case 'address-added':
      case 'address-removed':
      case 'address-changed':
        add(change);
        break;
      case 'namespace-added':
      case 'namespace-named':
      case 'namespace-unnamed':
      case 'route-added':
      case 'route-removed':
      case 'rule-added':
      case 'rule-removed':
      case 'neighbour-added':
      case 'neighbour-removed':
      case 'forwarding-added':
      case 'forwarding-removed':
      case 'chain-added':
      case 'chain-removed':
      case 'policy-changed':
      case 'firewall-rule-added':
      case 'firewall-rule-removed':
      case 'sysctl-changed':
        namespaces.add(change.namespace);
    }
  }
  // Something of the same name may have come in its place.
  for (const change of changes) if (change.kind === 'link-added' || change.kind === 'link-moved') gone.delete(placeOf(change));
  return {
    namespaces: [...namespaces].filter((namespace) => !gone.has(namespace)),
    links: [...links].flatMap(([key, link]) => (gone.has(key) ? [] : [link])),
  };
}

function placeOf(change: Change & { kind: 'link-added' | 'link-moved' }): string {
  return change.kind === 'link-moved' ? `${change.to.namespace}/${change.to.link}` : `${change.namespace}/${change.link}`;
}
