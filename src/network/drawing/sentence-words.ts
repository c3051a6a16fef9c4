import type { Language } from '../language.js';
import type { Box, Card, DrawnRoute } from '../topology.js';
import { routeText } from './route-text.js';

/** How a network is told in a language. What commands say themselves, such as `via`, stays as they say it. */
export interface SentenceWords {
  /** A namespace, in the middle of a sentence. */
  readonly place: (box: Pick<Box, 'name' | 'kind'>) => string;
  /** The same with what keeps it, for the first sentence about it. */
  readonly titled: (box: Pick<Box, 'name' | 'kind' | 'heldBy'>) => string;
  /** How many links follow, and whether `lo` is there beside them and as everywhere. */
  readonly has: (place: string, links: number, isBesideLo: boolean) => string;
  readonly link: (card: Card, more: readonly string[]) => string;
  readonly cableTo: (card: string, place: string) => string;
  readonly liesOn: (card: string, place: string) => string;
  readonly addresses: (addresses: readonly string[]) => string;
  readonly portOf: (master: string) => string;
  readonly note: (note: string) => string;
  readonly route: (place: string, route: DrawnRoute) => string;
  readonly forwards: (place: string, families: readonly string[]) => string;
  readonly nat: (place: string, rule: string) => string;
  readonly filters: (place: string, facts: readonly string[]) => string;
  /** A sentence about what the last step has changed. */
  readonly changed: (sentence: string) => string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

const at = (place: string): string => `${place === 'the host' ? 'on' : 'in'} ${place}`;

const states = {
  en: { up: 'is up', down: 'is down', 'no-carrier': 'is up but has no carrier' },
  zh: { up: '已启用', down: '未启用', 'no-carrier': '已启用，但没有载波' },
} as const;

function placeInEnglish({ name, kind }: Pick<Box, 'name' | 'kind'>): string {
  return kind === 'host' ? 'the host' : `the ${kind === 'container' ? 'container' : 'namespace'} ${name}`;
}

function placeInChinese({ name, kind }: Pick<Box, 'name' | 'kind'>): string {
  if (kind === 'host') return '宿主机';
  return `${{ container: '容器', namespace: '命名空间', unnamed: '无名命名空间' }[kind]} ${name} `;
}

function filterInChinese(fact: string): string {
  return fact.replace(/^(\d+) rules?$/, '$1 条规则').replace(/^(.+?) drops(?: (IPv[46]))?$/, (_, hook: string, family?: string) => {
    return `${hook} 默认丢弃${family === undefined ? '' : ` ${family}`}`;
  });
}

export const sentenceWords: Readonly<Record<Language, SentenceWords>> = {
  en: {
    place: placeInEnglish,
    titled: (box) =>
      box.kind === 'unnamed'
        ? `${placeInEnglish(box)}, which has no name${box.heldBy === null ? '' : ` and is held by ${box.heldBy}`},`
        : placeInEnglish(box),
    has: (place, links, isBesideLo) => {
      if (links === 0) return `${capital(place)} has ${isBesideLo ? 'only lo' : 'no link'}.`;
      return `${capital(place)} has ${links === 1 ? 'one link' : `${links} links`}${isBesideLo ? ' beside lo' : ''}.`;
    },
    link: ({ name, kind, state }, more) => `${name}${kind === 'loopback' ? '' : ` (${kind})`} ${list([states.en[state], ...more])}.`,
    cableTo: (card, place) => `is connected to ${card} ${at(place)}`,
    liesOn: (card, place) => `lies on ${card} ${at(place)}`,
    addresses: (addresses) => `has the ${addresses.length === 1 ? 'address' : 'addresses'} ${list(addresses)}`,
    portOf: (master) => `is a port of ${master}`,
    note: (note) => `has ${note}`,
    route: (place, route) => `${capital(place)} has the route ${routeText(route)}.`,
    forwards: (place, families) => `${capital(place)} forwards ${list(families)} packets.`,
    nat: (place, rule) => `${capital(place)} changes addresses: ${rule}.`,
    filters: (place, facts) => `${capital(place)} has a firewall: ${facts.join(', ')}.`,
    changed: (sentence) => `Changed: ${sentence}`,
  },
  zh: {
    place: placeInChinese,
    titled: (box) =>
      box.kind === 'unnamed' && box.heldBy !== null ? `${placeInChinese(box).trimEnd()}（由 ${box.heldBy} 保持）` : placeInChinese(box),
    has: (place, links, isBesideLo) => {
      if (links === 0) return `${place}${isBesideLo ? '只有 lo' : '没有网络接口'}。`;
      return `${place}${isBesideLo ? '除 lo 外' : ''}有 ${links} 个网络接口。`;
    },
    link: ({ name, kind, state }, more) => `${name}${kind === 'loopback' ? ' ' : `（${kind}）`}${[states.zh[state], ...more].join('，')}。`,
    cableTo: (card, place) => `与${place}的 ${card} 相连`,
    liesOn: (card, place) => `建立在${place}的 ${card} 之上`,
    addresses: (addresses) => `地址为 ${addresses.join('、')}`,
    portOf: (master) => `是 ${master} 的端口`,
    note: (note) => `参数为 ${note}`,
    route: (place, route) => `${place}有路由 ${routeText(route)}。`,
    forwards: (place, families) => `${place}会转发 ${families.join('、')} 数据包。`,
    nat: (place, rule) => `${place}改写地址：${rule}。`,
    filters: (place, facts) => `${place}有防火墙：${facts.map(filterInChinese).join('，')}。`,
    changed: (sentence) => `有变化：${sentence}`,
  },
};
