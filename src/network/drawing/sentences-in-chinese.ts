import { noun } from '../changes/chinese.js';
import type { ChangedThing, SentencePhrases, ToldEnd, ToldLink } from './sentence-phrases.js';

const states = { up: 'up', down: 'down', 'no-carrier': '无载波' } as const;
const hooks: Readonly<Record<string, string>> = {
  input: '发给自身的数据包',
  output: '自身发出的数据包',
  forward: '转发的数据包',
  prerouting: '进入的数据包',
  postrouting: '离开的数据包',
};

export const sentencesInChinese: SentencePhrases = {
  overview: (hasHost, others) => {
    if (others.length === 0) return hasHost ? '只有宿主机。' : '什么都没有。';
    return `${hasHost ? '除宿主机外，' : ''}有 ${others.length} 个命名空间：${list(others)}。`;
  },
  kindOf: (name, kind, heldBy) => {
    if (kind === 'container') return `${name} 是一个容器的网络。`;
    return kind === 'unnamed' ? `${name} 没有名称${heldBy === null ? '' : `，由 ${heldBy} 保持`}。` : null;
  },
  links: (place, isFirst, links) => `${has(place, isFirst)}${list(links.map(told))}。`,
  bridge: (place, isFirst, bridge, ports) => `${has(place, isFirst)}${told(bridge)}，端口有 ${portList(ports)}。`,
  portsOf: (bridge, ports) => `${bridge} 的端口有 ${portList(ports)}。`,
  stacked: (lower, links) => `${lower} 之上有${list(links.map(told))}。`,
  onlyLoopback: (place, loopback) =>
    loopback === null ? `${where(place)}没有接口。` : `${where(place)}只有 ${loopback.name}${traits(loopback)}。`,
  loopback: (place, loopback) =>
    `${where(place)}的 ${loopback.name} 状态为 ${[states[loopback.state], ...loopback.addresses].join('，')}。`,
  cables: (place, cables) =>
    `${cables.map(({ from, to }, index) => `${index === 0 ? `${where(place)}的 ` : ''}${from} 与${end(to)} 相连`).join('，')}。`,
  liesOn: (place, from, to) => `${where(place)}的 ${from} 建立在${end(to)} 之上。`,
  route: (place, { destination, via, device, table, type }) => {
    const name = destination === 'default' ? '默认路由' : `到 ${destination} 的路由`;
    const way = [
      ...(via === null ? [] : [`经由 ${via}`]),
      ...(device === null ? [] : [`从 ${device} 发出`]),
      ...(table === null ? [] : [`在路由表 ${table} 中`]),
    ];
    return `${where(place)}有一条${type === null ? '' : ` ${type} 类型的`}${name}${way.length === 0 ? '' : `：${way.join('，')}`}。`;
  },
  forwards: (place, families) => `${subject(place)}在其接口之间转发 ${list(families)} 数据包。`,
  nat: (place, rules) => `${subject(place)}改写数据包的地址：${rules.join('；')}。`,
  filters: (place, rules, drops) => {
    const parts = [
      ...(rules === 0 ? [] : [`有 ${rules} 条规则`]),
      ...(drops.length === 0
        ? []
        : [
            `丢弃没有规则放行的${list(drops.map(({ hook, family }) => `${hooks[hook] ?? `经过 ${hook} 的数据包`}${family === null ? '' : `（${family}）`}`))}`,
          ]),
    ];
    return `${where(place)}的防火墙${parts.join('，')}。`;
  },
  changed: (things) => `上一步新建或改变了：${things.map(changedThing).join('；')}。`,
};

function changedThing(thing: ChangedThing): string {
  switch (thing.kind) {
    case 'namespace':
      return thing.place === 'host' ? '宿主机' : `命名空间 ${thing.place}`;
    case 'link':
      return end({ place: thing.place, link: thing.link }).trim();
    case 'route':
      return `${where(thing.place).trim()} 的${thing.destination === 'default' ? '默认路由' : `到 ${thing.destination} 的路由`}`;
    case 'forwards':
      return `${where(thing.place).trim()} 的转发`;
    case 'nat':
      return `${where(thing.place).trim()} 的地址转换`;
    case 'filters':
      return `${where(thing.place).trim()} 的防火墙`;
    case 'cable':
      return `${end(thing.from).trim()} 与${end(thing.to)} 的连接`;
    case 'lower':
      return `${end(thing.from).trim()} 所依赖的接口`;
  }
}

function has(place: string, isFirst: boolean): string {
  return isFirst ? `${subject(place)}有` : '还有';
}

function subject(place: string): string {
  return place === 'host' ? '宿主机' : `${place} `;
}

function where(place: string): string {
  return place === 'host' ? '宿主机上' : `${place} 中`;
}

/** With a space before a name in Latin letters. */
function end({ link, place }: ToldEnd): string {
  return place === 'host' ? `宿主机上的 ${link}` : ` ${place} 中的 ${link}`;
}

function told(link: ToldLink): string {
  return `${noun(link.kind)} ${link.name}${traits(link)}`;
}

function portList(ports: readonly ToldLink[]): string {
  return list(ports.map((port) => `${port.name}${traits(port, [port.kind])}`));
}

function traits({ state, addresses, note, master }: ToldLink, first: readonly string[] = []): string {
  return `（${[...first, states[state], ...addresses, ...(note === null ? [] : [note]), ...(master === null ? [] : [`${master} 的端口`])].join('，')}）`;
}

function list(items: readonly string[]): string {
  if (items.length === 1) return items[0]!;
  return `${items.slice(0, -1).join('、')} 和 ${items.at(-1)!.trim()}`;
}
