import type { Address, NextHop, Route } from '../snapshot.js';
import { listedOfMore, mostListed, placesOf, type NotedLink } from './phrases.js';
import { spaceOfName } from './shown-change.js';

/** `a`、`a 和 b`、`a、b 和 c`，多了就是 `a、b、c、d 等 240 个`. The measure word is that of what is counted. */
export function list(items: readonly string[], measure = '个'): string {
  if (items.length > mostListed) return `${items.slice(0, listedOfMore).join('、')} 等 ${items.length} ${measure}`;
  return items.length === 1 ? items[0]! : `${items.slice(0, -1).join('、')} 和 ${items.at(-1)!}`;
}

export function place(namespace: string): string {
  return namespace === 'host' ? '宿主机' : namespace;
}

/** What lies in a namespace, or belongs to it: `宿主机上的 `, `ns1 中的 `. */
export function inside(namespace: string): string {
  return namespace === 'host' ? '宿主机上的 ' : `${namespace} 中的 `;
}

export function at(namespace: string): string {
  return namespace === 'host' ? '宿主机上 ' : `${namespace} 中 `;
}

export function linkAt({ namespace, link, note = '' }: NotedLink): string {
  return `${inside(namespace)}${link}${note}`;
}

/** `宿主机上的 veth1 和 veth2`, `ns1、ns2 和 ns3 中的 eth0`, or both. */
export function linksAt(links: readonly NotedLink[]): string {
  const [first] = links;
  const isOneName = links.every(({ link, namespace }) => link === first!.link && namespace !== 'host');
  if (links.length > mostListed && !isOneName && links.some(({ namespace }) => namespace !== first!.namespace))
    return list(links.map(linkAt), '个接口');
  const parts = placesOf(links).map(({ names, notes, namespaces }) => {
    const things = list(
      names.map((name, at_) => `${name}${notes[at_]!}`),
      '个接口',
    );
    return namespaces.includes('host') ? `${inside('host')}${things}` : `${list(namespaces, '个命名空间')} 中的 ${things}`;
  });
  if (parts.length === 1) return parts[0]!;
  return parts.some((part) => /、| 和 /.test(part)) ? `${parts.slice(0, -1).join('、')}，以及 ${parts.at(-1)!}` : list(parts);
}

export function prefix({ address, prefix: length, peer }: Address): string {
  return peer === null || peer === address ? `${address}/${length}` : `${address}（对端 ${peer}/${length}）`;
}

function hop({ via, device, weight }: NextHop, isOneOfSome: boolean): string {
  const share = isOneOfSome && weight > 1 ? `权重 ${weight}` : '';
  if (via === null) return device === null ? share : `从 ${device} 发出${share === '' ? '' : `（${share}）`}`;
  const more = [device ?? '', share].filter((text) => text !== '').join('，');
  return `经由 ${via}${more === '' ? '' : `（${more}）`}`;
}

/** `经由 10.0.0.254（eth0）`, `从 eth0 出去`. */
function wayOf({ hops, type }: Route): string {
  // The kernel lets routes that lead nowhere go through lo.
  if (type !== 'unicast') return '';
  const ways = hops.map((item) => hop(item, hops.length > 1)).filter((text) => text !== '');
  return ways.length === 0 ? '' : list(ways, '条路径');
}

const types: Readonly<Record<string, string>> = {
  blackhole: '黑洞',
  unreachable: '不可达',
  prohibit: '禁止',
  throw: 'throw ',
};

/** What kind of route one is: `黑洞路由`, `普通路由`. */
export function kindName({ type }: Route): string {
  return type === 'unicast' ? '普通路由' : ` ${types[type] ?? `${type} `}路由`;
}

export function routeName({ destination, family, type }: Route): string {
  const isDefault = destination === 'default';
  const kind = type === 'unicast' ? '' : (types[type] ?? `${type} `);
  if (isDefault) return `${family === 6 ? ' IPv6 ' : ''}${kind}默认路由`;
  return ` 到 ${destination} 的${kind.startsWith('throw') ? ' ' : ''}${kind}路由`;
}

/** The way of a route, and what else was chosen of it. */
export function routeRest(route: Route): string {
  const usualMetric = route.family === 6 ? (route.protocol === 'kernel' ? 256 : 1024) : 0;
  return [
    wayOf(route),
    route.source === null || route.protocol === 'kernel' ? '' : `源地址 ${route.source}`,
    route.table === 'main' ? '' : `路由表 ${route.table}`,
    route.metric === usualMetric ? '' : `metric ${route.metric}`,
    route.hops.some(({ flags }) => flags.includes('onlink')) ? 'onlink' : '',
  ]
    .filter((text) => text !== '')
    .join('，');
}

/** Chinese is written with a space between it and other letters, but with none between its own letters, or beside punctuation of full width. */
export function asSentence(text: string): string {
  return `${text
    .trim()
    .replaceAll(/ +/g, ' ')
    .replaceAll(
      /(?<=[\p{Script=Han}，。；：、（）“”]) (?=[\p{Script=Han}，。；：、（）“”])| (?=[，。；：、（）“”])|(?<=[，。；：、（）“”]) /gu,
      '',
    )
    .replaceAll(/“(“[^“”]*”)”/g, '$1')
    .replaceAll(spaceOfName, ' ')}。`;
}
