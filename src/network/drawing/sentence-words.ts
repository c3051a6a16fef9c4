import type { Language } from '../language.js';
import type { Box, Card, DrawnRoute } from '../topology.js';
import { routeText } from './route-text.js';

/** How a network is told in a language. What commands say themselves, such as `via`, stays as they say it. */
export interface SentenceWords {
  /** A namespace, in the middle of a sentence. */
  readonly place: (box: Pick<Box, 'name' | 'kind' | 'heldBy'>) => string;
  readonly has: (place: string, links: number) => string;
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

export const sentenceWords: Readonly<Record<Language, SentenceWords>> = {
  en: {
    place: ({ name, kind, heldBy }) =>
      ({
        host: 'the host',
        namespace: `the namespace ${name}`,
        container: `the container ${name}`,
        unnamed: `the namespace without a name ${name}${heldBy === null ? '' : `, held by ${heldBy},`}`,
      })[kind],
    has: (place, links) =>
      links === 0 ? `${capital(place)} has no link to speak of.` : `${capital(place)} has ${links === 1 ? 'one link' : `${links} links`}.`,
    link: ({ name, kind, state }, more) => `${name}${kind === 'loopback' ? '' : ` (${kind})`} ${list([states.en[state], ...more])}.`,
    cableTo: (card, place) => `is connected to ${card} ${at(place)}`,
    liesOn: (card, place) => `lies on ${card} ${at(place)}`,
    addresses: (addresses) => `has the ${addresses.length === 1 ? 'address' : 'addresses'} ${list(addresses)}`,
    portOf: (master) => `is a port of ${master}`,
    note: (note) => `has ${note}`,
    route: (place, route) => `${capital(place)} has the route ${routeText(route)}.`,
    forwards: (place, families) => `${capital(place)} forwards ${list(families)}.`,
    nat: (place, rule) => `${capital(place)} changes addresses: ${rule}.`,
    filters: (place, facts) => `${capital(place)} has a firewall: ${facts.join(', ')}.`,
    changed: (sentence) => `Changed: ${sentence}`,
  },
  zh: {
    place: ({ name, kind, heldBy }) =>
      ({
        host: '宿主机',
        namespace: `命名空间 ${name} `,
        container: `容器 ${name} `,
        unnamed: `无名命名空间 ${name}${heldBy === null ? ' ' : `（由 ${heldBy} 保持）`}`,
      })[kind],
    has: (place, links) => (links === 0 ? `${place}没有值得一提的网络接口。` : `${place}有 ${links} 个网络接口。`),
    link: ({ name, kind, state }, more) => `${name}${kind === 'loopback' ? ' ' : `（${kind}）`}${[states.zh[state], ...more].join('，')}。`,
    cableTo: (card, place) => `与${place}的 ${card} 相连`,
    liesOn: (card, place) => `基于${place}的 ${card}`,
    addresses: (addresses) => `地址为 ${addresses.join('、')}`,
    portOf: (master) => `是 ${master} 的端口`,
    note: (note) => `参数为 ${note}`,
    route: (place, route) => `${place}有路由 ${routeText(route)}。`,
    forwards: (place, families) => `${place}转发 ${families.join('、')}。`,
    nat: (place, rule) => `${place}改写地址：${rule}。`,
    filters: (place, facts) => `${place}有防火墙：${facts.join('，')}。`,
    changed: (sentence) => `有变化：${sentence}`,
  },
};
