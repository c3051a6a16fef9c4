import type { ChangeOf, HeldBy } from '../change.js';
import { byName } from './by-name.js';
import { attributeInChinese } from './chinese-attributes.js';
import { followInChinese } from './chinese-follow.js';
import { asSentence, at, inside, kindName, linkAt, linksAt, list, place, prefix, routeName, routeRest } from './chinese-words.js';
import {
  isConnected,
  listedOfMore,
  mostListed,
  otherEndOf,
  withAddresses,
  type MainPhrases,
  type NotedLink,
  type Phrases,
} from './phrases.js';

function heldBy(holder: HeldBy | null): string {
  if (holder === null) return '还有别的东西占用着它';
  if (holder.kind === 'process') return `进程 ${holder.command} 还在其中运行`;
  if (holder.kind === 'file') return `进程 ${holder.command} 还打开着它`;
  return holder.kind === 'mount' ? `它还挂载在 ${holder.path} 上` : `它还有名称 ${holder.name}`;
}

const nouns: Readonly<Record<string, string>> = { bridge: '网桥', device: '网络设备', vrf: 'VRF' };

function noun(kind: string, details: Readonly<Record<string, string>> = {}): string {
  return kind === 'tun' && details['type'] !== undefined ? ` ${details['type']} 接口` : (nouns[kind] ?? ` ${kind} 接口`);
}

function madeLink({ linkKind, details, lower, ...link }: ChangeOf<'link-added'>): string {
  const chosen = Object.entries(details).filter(([name]) => name !== 'type');
  const words = chosen.map(([name, value]) => `${name} ${value}`).join('，');
  const below = lower === null ? '' : `，建立在${lower.namespace === link.namespace ? ` ${lower.link} ` : ` ${linkAt(lower)} `}之上`;
  return `${at(link.namespace)}新建了${noun(linkKind, details)} ${link.link}${words === '' ? '' : `（${words}）`}${below}`;
}

function chainName({ tool, family, table, chain }: { tool: string; family: string; table: string; chain: string }): string {
  if (tool === 'iptables')
    return ` ${family === 'ip6' ? 'ip6tables' : 'iptables'} 的 ${table === 'filter' ? '' : `${table} 表 `}${chain} 链`;
  return ` nft 链 ${family} ${table} ${chain}`;
}

/** iptables writes policies with capital letters, also where nft(8) tells them. */
function policyName({ tool }: { tool: string }, policy: string): string {
  return tool === 'iptables' ? policy.toUpperCase() : policy;
}

function namesOf(changes: readonly { readonly namespace: string }[]): string[] {
  return changes.map(({ namespace }) => namespace).toSorted(byName);
}

function pairs(links: readonly NotedLink[], ends: readonly NotedLink[]): string {
  const and = links.length === 1 ? '和' : '与';
  const shown = links.map((one, at_) => {
    const other = ends[at_]!;
    return `${linkIn(one)} ${and} ${one.namespace === other.namespace ? `${other.link}${other.note ?? ''}` : linkIn(other)}`;
  });
  return shown.length > mostListed ? `${shown.slice(0, listedOfMore).join('，')} 等` : shown.join('，');
}

function linkIn(link: NotedLink): string {
  return link.namespace === '' ? link.link : linkAt(link);
}

const main: MainPhrases = {
  'namespace-added': (changes) => {
    const [first] = changes;
    if (first!.isNamed) return `新建了命名空间 ${list(namesOf(changes))}`;
    if (first!.container !== null) return `新建了容器 ${first!.container} 的命名空间`;
    return `新建了一个没有名称的命名空间，这里称作 ${first!.namespace}：${heldBy(first!.heldBy).replace('还', '')}`;
  },
  'namespace-removed': (changes) => `命名空间 ${list(namesOf(changes))} 消失了`,
  'namespace-named': ([change]) => {
    const { namespace, name } = change!;
    if (namespace === name) return `一个没有名称的命名空间现在叫 ${name}`;
    return `${namespace === 'host' ? '宿主机的命名空间' : `命名空间 ${namespace} `}又有了一个名称 ${name}`;
  },
  'namespace-unnamed': ([change]) => {
    const { name, namespace, heldBy: holder } = change!;
    if (namespace === 'host') return `名称 ${name} 被删除了，但它指的是宿主机的命名空间，后者照常存在`;
    const as = holder?.kind === 'name' || namespace === name ? '' : `，这里称作 ${namespace}`;
    return `名称 ${name} 被删除了，但命名空间本身还在${as}：${heldBy(holder)}`;
  },
  'link-added': (changes) => {
    const [first] = changes;
    const ends = changes.flatMap(({ peer }) => peer ?? []);
    if (first!.linkKind === 'veth' && ends.length > 0) {
      const isOnePlace = new Set([...changes, ...ends].map(({ namespace }) => namespace)).size === 1;
      const count = changes.length === 1 ? '一' : ` ${changes.length} `;
      const names = isOnePlace
        ? pairs(
            changes.map(({ link }) => ({ namespace: '', link })),
            ends.map(({ link }) => ({ namespace: '', link })),
          )
        : pairs(changes, ends);
      return `${isOnePlace ? at(first!.namespace) : ''}新建了${count}对 veth：${names}`;
    }
    if (changes.length === 1) return madeLink(first!);
    return `新建了 ${changes.length} 个${noun(first!.linkKind)}：${linksAt(changes)}`;
  },
  'link-removed': (changes, { consequences }) => {
    const [first] = changes;
    const ends = changes.flatMap((change) => otherEndOf(change, consequences) ?? []);
    const shown = (links: readonly ChangeOf<'link-removed'>[]): NotedLink[] =>
      withAddresses(links, consequences, (addresses) => `（${list(addresses, '个地址')}）`);
    if (first!.linkKind === 'veth' && ends.length === changes.length)
      return `${changes.length === 1 ? '一' : ` ${changes.length} `}对 veth 被删除了：${pairs(shown(changes), shown(ends))}`;
    if (changes.length > 1) return `${linksAt(shown(changes))} 被删除了`;
    return `${at(first!.namespace)}的${noun(first!.linkKind)} ${shown(changes)[0]!.link} 被删除了`;
  },
  'link-moved': (changes) => {
    const { from, to } = changes[0]!;
    const renamed = changes.length === 1 && from.link !== to.link ? `，并改名为 ${to.link}` : '';
    return `${list(
      changes.map((change) => change.from.link),
      '个接口',
    )} 从 ${place(from.namespace)} 移到了 ${place(to.namespace)}${renamed}`;
  },
  'link-renamed': (changes) => list(changes.map(({ from, to, namespace }) => `${inside(namespace)}${from} 改名为 ${to}`)),
  'link-up': (changes) => `${linksAt(changes)} 已启用${changes[0]!.hasCarrier ? '' : '，但还没有载波'}`,
  'link-down': (changes) => `${linksAt(changes)} 已停用`,
  'carrier-gained': (changes) => `${linksAt(changes)} 有了载波`,
  'carrier-lost': (changes) => `${linksAt(changes)} 失去了载波`,
  'link-attached': (changes) => `${linksAt(changes)} 成为 ${changes[0]!.master} 的端口`,
  'link-detached': (changes) => `${linksAt(changes)} 不再是 ${changes[0]!.master} 的端口`,
  'link-changed': (changes) => attributeInChinese(changes),
  'address-added': (changes) => addressList(changes, '获得了地址'),
  'address-removed': (changes) => addressList(changes, '失去了地址'),
  'address-changed': ([change]) => {
    const { attribute, to, from } = change!;
    const address = `${linkAt(change!)} 的地址 ${prefix(change!.address)} `;
    if (attribute === 'dadfailed') return to === null ? `${address}不再与别的机器重复` : `${address}不能使用：别的机器已经占用了它`;
    if (attribute === 'deprecated') return to === null ? `${address}又可以用于新连接` : `${address}已弃用：新连接不会再使用它`;
    if (attribute === 'scope') return `${address}的作用域现在是 ${to}（原来是 ${from}）`;
    return to === null ? `${address}取消了 ${attribute}` : `${address}设置了 ${attribute}`;
  },
  'route-added': (changes) => routes(changes, true),
  'route-removed': (changes) => routes(changes, false),
  'rule-added': (changes) => `${at(changes[0]!.namespace)} 增加了策略路由规则 ${rules(changes)}`,
  'rule-removed': (changes) => `${at(changes[0]!.namespace)} 删除了策略路由规则 ${rules(changes)}`,
  'neighbour-added': (changes) => {
    const [{ namespace, neighbour }] = changes as readonly [ChangeOf<'neighbour-added'>];
    if (neighbour.isProxy)
      return `${place(namespace)} 现在会在 ${neighbour.device} 上代答 ${list(changes.map((one) => one.neighbour.address))}`;
    return `${at(namespace)}给 ${neighbour.device} 设置了永久邻居：${neighbours(changes)}`;
  },
  'neighbour-removed': (changes) => {
    const [{ namespace, neighbour }] = changes as readonly [ChangeOf<'neighbour-removed'>];
    if (neighbour.isProxy)
      return `${place(namespace)} 不再在 ${neighbour.device} 上代答 ${list(changes.map((one) => one.neighbour.address))}`;
    return `${at(namespace)}${neighbour.device} 的永久邻居被删除了：${neighbours(changes)}`;
  },
  'forwarding-added': (changes) => `${at(changes[0]!.namespace)}增加了转发表项：${entries(changes)}`,
  'forwarding-removed': (changes) => `${at(changes[0]!.namespace)}删除了转发表项：${entries(changes)}`,
  'sysctl-changed': (changes) => {
    const { name, from, to } = changes[0]!;
    const who = list(
      changes.map(({ namespace }) => place(namespace)),
      '个命名空间',
    );
    const forwarded = { 'net.ipv4.ip_forward': 'IPv4', 'net.ipv6.conf.all.forwarding': 'IPv6' }[name];
    if (forwarded !== undefined && (to === '1' || (to ?? '0') === '0'))
      return `${who} ${to === '1' ? '现在会' : '不再'}转发 ${forwarded} 数据包（${name}=${to ?? '0'}）`;
    const owner = changes.length === 1 ? inside(changes[0]!.namespace) : `${who} 中的 `;
    if (to === null) return `${owner}${name} 恢复了初始值（原来是 ${from}）`;
    return `${owner}${name} 现在是 ${to}${from === null ? '' : `（原来是 ${from}）`}`;
  },
  'chain-added': (changes) =>
    `${at(changes[0]!.namespace)}新建了${list(changes.map(({ chain }) => `${chainName(chain)}${hookOf(chain)}`))}`,
  'chain-removed': (changes) => `${at(changes[0]!.namespace)}${list(changes.map(({ chain }) => chainName(chain)))} 被删除了`,
  'policy-changed': ([change]) => {
    const { chain, from, to, namespace } = change!;
    const meaning = to.toLowerCase() === 'drop' ? '：没有规则放行的数据包一律丢弃' : '';
    return `${at(namespace)}${chainName(chain)} 的默认策略现在是 ${policyName(chain, to)}（原来是 ${policyName(chain, from)}）${meaning}`;
  },
  'firewall-rule-added': (changes) => firewallRules(changes, '增加了'),
  'firewall-rule-removed': (changes) => firewallRules(changes, '删除了'),
};

function addressList(changes: readonly ChangeOf<'address-added' | 'address-removed'>[], verb: string): string {
  const byLink = new Map<string, string[]>();
  for (const change of changes) byLink.set(linkAt(change), [...(byLink.get(linkAt(change)) ?? []), prefix(change.address)]);
  const parts = [...byLink].map(([link, addresses]) => `${link} ${verb} ${list(addresses, '个')}`);
  return parts.length > 6 ? `${parts.slice(0, 4).join('，')} 等，共 ${parts.length} 个接口` : parts.join('，');
}

function routes(changes: readonly ChangeOf<'route-added' | 'route-removed'>[], isAdded: boolean): string {
  const [{ route }] = changes as readonly [ChangeOf<'route-added'>];
  const verb = isAdded ? '增加了' : '删除了';
  const namespaces = [...new Set(changes.map(({ namespace }) => namespace))];
  const who = namespaces.length === 1 ? at(namespaces[0]!) : `${list(namespaces.map(place), '个命名空间')} 中`;
  if (namespaces.length < changes.length) {
    const named = changes.map(({ route: one }) => {
      const rest = routeRest(one).replace(/（(.*?)）/, '，$1');
      return `${routeName(one).trim()}${rest === '' ? '' : `（${rest}）`}`;
    });
    return `${who}${verb} ${changes.length} 条路由：${list(named, '条')}`;
  }
  const rest = routeRest(route) === '' ? '' : `，${routeRest(route)}`;
  if (isConnected(route) && route.type === 'unicast')
    return `${who}${isAdded ? '有了' : '不再有'}到 ${route.destination} 的直连路由${rest}`;
  if (!isAdded) return `${who}${verb}${routeName(route)}${rest === '' ? '' : `（${routeRest(route).replaceAll(/（(.*?)）/g, '，$1')}）`}`;
  return `${who}${verb}${routeName(route)}${rest}${meanings[route.type] ?? ''}`;
}

const meanings: Readonly<Record<string, string>> = {
  blackhole: '：发往那里的数据包会被悄悄丢弃',
  unreachable: '：发送者会得知目标不可达',
  prohibit: '：发送者会得知目标被禁止访问',
  throw: '：这样的数据包交给下一张路由表处理',
};

function rules(changes: readonly ChangeOf<'rule-added' | 'rule-removed'>[]): string {
  return list(
    changes.map(({ rule }) => `“${rule.text}”（优先级 ${rule.priority}${rule.family === 6 ? '，IPv6' : ''}）`),
    '条',
  );
}

function neighbours(changes: readonly ChangeOf<'neighbour-added' | 'neighbour-removed'>[]): string {
  return list(changes.map(({ neighbour }) => `${neighbour.address} 的 MAC 地址是 ${neighbour.mac ?? '（无）'}`));
}

function entries(changes: readonly ChangeOf<'forwarding-added' | 'forwarding-removed'>[]): string {
  return list(
    changes.map(({ entry }) => {
      const to = entry.mac === '00:00:00:00:00:00' ? '目标未知的帧' : `发往 ${entry.mac} 的帧`;
      const vlan = entry.vlan === null ? '' : `（VLAN ${entry.vlan}）`;
      return `${to}${vlan}从 ${entry.device} 发出${entry.destination === null ? '' : `，到 ${entry.destination}`}`;
    }),
    '条',
  );
}

function hookOf({ hook }: ChangeOf<'chain-added'>['chain']): string {
  return hook === null ? '' : `（钩子 ${hook.name}，默认策略 ${hook.policy}${hook.type === 'filter' ? '' : `，类型 ${hook.type}`}）`;
}

function firewallRules(changes: readonly ChangeOf<'firewall-rule-added' | 'firewall-rule-removed'>[], verb: string): string {
  const [{ chain, namespace }] = changes as readonly [ChangeOf<'firewall-rule-added'>];
  const texts = changes.map(({ rule }) => `“${rule}”`);
  const count = changes.length === 1 ? '规则' : ` ${changes.length} 条规则：`;
  return `${at(namespace)}${chainName(chain)} ${chain.tool === 'iptables' ? '中' : ''}${verb}${count}${list(texts, '条')}`;
}

export const chinese: Phrases = {
  quote: (name) => (/\p{Script=Han}/u.test(name) ? `“${name}”` : name),
  main,
  follow: followInChinese,
  replacedRoute: ({ route: from }, { route: to, namespace }) => {
    if (from.type !== to.type)
      return `${at(namespace)}${routeName(from)}换成了${kindName(to)}${routeRest(to) === '' ? '' : `，${routeRest(to)}`}`;
    // What both have in common tells nothing.
    const devices = new Set([...from.hops, ...to.hops].map(({ device }) => device));
    const [was, is] = [from, to].map((route) => (devices.size > 1 ? routeRest(route) : routeRest(route).replaceAll(/（[^）]*）/g, '')));
    return `${place(namespace)} 中${routeName(to)}现在${is || '直接发出'}，不再${was || '直接发出'}`;
  },
  replacedNeighbour: ({ neighbour: from }, { neighbour: to, namespace }) =>
    `${at(namespace)}${to.device} 的邻居 ${to.address} 的 MAC 地址现在是 ${to.mac ?? '（无）'}（原来是 ${from.mac ?? '（无）'}）`,
  andMore: (count) => `另外还有 ${count} 项变化没有列出`,
  sentence: (clause, following) => {
    const joined = following.filter((text) => text.startsWith('，')).join('');
    const rest = following.filter((text) => !text.startsWith('，'));
    return asSentence(`${clause}${joined}${rest.length === 0 ? '' : `；${rest.join('，')}`}`);
  },
};
