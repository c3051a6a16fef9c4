import type { Address, NextHop, Route } from '../snapshot.js';
import { listedOfMore, mostListed, placesOf, type NotedLink } from './phrases.js';
import { spaceOfName } from './shown-change.js';

/** Stands before a word that may begin a sentence, and gets a capital letter there; names don't. No name has this letter in it when it is shown. */
export const word = '\u2060';

export function asSentence(text: string): string {
  const start = text.startsWith(word) ? `${text[1]!.toUpperCase()}${text.slice(2)}` : text;
  return `${start.replaceAll(word, '').replaceAll(spaceOfName, ' ')}.`;
}

/** `a`, `a and b`, `a, b and c`, and of many `a, b, c, d and 236 more`. */
export function list(items: readonly string[], what = ''): string {
  const shown = items.length > mostListed ? items.slice(0, listedOfMore) : items;
  const all = shown.length < items.length ? [...shown, `${items.length - shown.length} more${what === '' ? '' : ` ${what}`}`] : shown;
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)!}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

export function the(namespace: string): string {
  return namespace === 'host' ? `${word}the host` : namespace;
}

export function at(namespace: string): string {
  return namespace === 'host' ? `${word}on the host` : `${word}in ${namespace}`;
}

export function linkAt({ namespace, link, note = '' }: NotedLink): string {
  return `${link} ${at(namespace)}${note}`;
}

/** `veth1 and veth2 on the host`, `eth0 in ns1, ns2 and ns3`, or both: `p1 and p2 on the host, and eth0 in ns1 and ns2`. */
export function linksAt(links: readonly NotedLink[]): string {
  if (links.length > mostListed && new Set(links.map(({ namespace, link }) => `${namespace}/${link}`)).size > mostListed) {
    const [first] = links;
    const isOneName = links.every(({ link, namespace }) => link === first!.link && namespace !== 'host');
    if (!isOneName && links.some(({ namespace }) => namespace !== first!.namespace)) return list(links.map(linkAt), 'links');
  }
  const parts = placesOf(links).map(({ names, notes, namespaces }) => {
    if (names.length === 1 && namespaces.length === 1) return linkAt({ namespace: namespaces[0]!, link: names[0]!, note: notes[0]! });
    const things = list(
      names.map((name, place) => `${name}${notes[place]!}`),
      'links',
    );
    if (namespaces.length === 1) return `${things} ${at(namespaces[0]!)}`;
    return namespaces.includes('host')
      ? list(namespaces.map((namespace) => `${things} ${at(namespace)}`))
      : `${things} in ${list(namespaces, 'namespaces')}`;
  });
  if (parts.length === 1) return parts[0]!;
  return parts.some((part) => part.includes(' and ')) ? `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)!}` : list(parts);
}

export function prefix({ address, prefix: length, peer }: Address): string {
  return peer === null || peer === address ? `${address}/${length}` : `${address} (peer ${peer}/${length})`;
}

function hop({ via, device, weight }: NextHop, isOneOfSome: boolean): string {
  const words = [
    via === null ? [] : `via ${via}`,
    device === null ? [] : `through ${device}`,
    isOneOfSome && weight > 1 ? `(weight ${weight})` : [],
  ];
  return words.flat().join(' ');
}

function wayOf({ hops, type }: Route): string {
  // The kernel lets routes that lead nowhere go through lo.
  if (type !== 'unicast') return '';
  const ways = hops.map((item) => hop(item, hops.length > 1)).filter((text) => text !== '');
  return ways.length === 0 ? '' : ` ${list(ways)}`;
}

/** `default route`, `route to 10.0.0.0/24`, and what kind it is where it is none that brings packets on. */
export function routeName({ destination, family, type }: Route): string {
  const kind = `${family === 6 && destination === 'default' ? 'IPv6 ' : ''}${type === 'unicast' ? '' : `${type} `}`;
  return destination === 'default' ? `${kind === '' ? '' : kind}default route` : `${kind}route to ${destination}`;
}

/** The way of a route, and what else was chosen of it. */
export function routeRest(route: Route): string {
  const usualMetric = route.family === 6 ? (route.protocol === 'kernel' ? 256 : 1024) : 0;
  return [
    wayOf(route),
    route.source === null || route.protocol === 'kernel' ? '' : `, with the source address ${route.source}`,
    route.table === 'main' ? '' : `, in table ${route.table}`,
    route.metric === usualMetric ? '' : `, with metric ${route.metric}`,
    route.hops.some(({ flags }) => flags.includes('onlink')) ? ', onlink' : '',
  ].join('');
}

export function article(noun: string): string {
  return /^(?:[aeioAEIO]|un|up)/.test(noun) ? 'an' : 'a';
}
