import type { ChangeOf } from '../change.js';
import { linksAt, list, place, prefix, routeName } from './chinese-words.js';
import {
  addressesLeft,
  isConnected,
  isOnLinkOf,
  linksLeft,
  namespaceOf,
  routesLeft,
  withAddresses,
  isDuplicate,
  isPlainRoute,
  type Clause,
  type Telling,
} from './phrases.js';

/** What follows from a clause, leaning on it. */
export function followInChinese(clause: Clause, telling: Telling): string | null {
  const { changes } = clause;
  const its = telling.changes.length === 1 ? '它的' : '它们的';
  switch (clause.kind) {
    case 'link-added':
      return '';
    case 'link-removed': {
      const links = linksLeft(changes, telling);
      if (links.length === 0) return '';
      const named = withAddresses(links, telling.consequences, (addresses) => `（${list(addresses, '个地址')}）`);
      const isOne = telling.changes.length === 1;
      const own = telling.kind === 'namespace-removed' && isOne ? named.filter(({ namespace }) => namespace === namespaceOf(telling)) : [];
      const others = named.filter((link) => !own.includes(link));
      const inner = own.length === 0 ? [] : [`其中的 ${list(own.map(({ link, note }) => `${link}${note}`))}`];
      return `${telling.kind === 'link-removed' ? '' : '，'}${[...inner, ...(others.length === 0 ? [] : [linksAt(others)])].join(' 以及 ')} 也随之消失`;
    }
    case 'link-moved':
      if (telling.kind !== 'namespace-removed') return null;
      return `${list((changes as readonly ChangeOf<'link-moved'>[]).map(({ from }) => from.link))} 回到了宿主机`;
    case 'address-removed': {
      const left = addressesLeft(changes, telling);
      const lost = left.filter((change) => isOnLinkOf(change, telling)).map(({ address }) => prefix(address));
      if (left.length === 0) return '';
      if (lost.length < left.length) return null;
      const isV6 = left.every(({ address }) => address.family === 6) && telling.kind === 'link-down';
      if (telling.kind === 'address-removed') return `${its}辅助地址 ${list(lost, '个')} 也随之消失`;
      return `${its}${isV6 ? ' IPv6 ' : ''}地址 ${list(lost, '个')} 被清除`;
    }
    case 'address-added': {
      const gained = (changes as readonly ChangeOf<'address-added'>[]).map(({ address }) => prefix(address));
      return telling.kind === 'link-up' ? `，地址是 ${list([...new Set(gained)])}` : null;
    }
    case 'address-changed':
      return telling.kind === 'address-added' && isDuplicate(changes) ? '，但别的机器已经占用了它，所以不能使用' : null;
    case 'link-down':
      return telling.kind === 'link-moved' ? '并且处于停用状态' : null;
    case 'link-detached': {
      const detached = changes as readonly ChangeOf<'link-detached'>[];
      if (telling.kind === 'link-attached') return `，不再属于 ${list([...new Set(detached.map(({ master }) => master))])}`;
      if (telling.kind === 'link-moved') return `不再是 ${detached[0]!.master} 的端口`;
      return `${linksAt(detached)} 不再是任何网桥的端口`;
    }
    case 'carrier-gained': {
      const links = linksAt(changes as readonly ChangeOf<'carrier-gained'>[]);
      return telling.kind === 'link-up' ? `${telling.changes.length === 1 ? '它' : '它们'}以及 ${links} 现在都有载波` : `${links} 有了载波`;
    }
    case 'carrier-lost':
      // A bridge has no carrier while none of its ports has; who makes ports does not want to hear of it.
      return telling.kind === 'link-attached' ? '' : `${linksAt(changes as readonly ChangeOf<'carrier-lost'>[])} 失去了载波`;
    case 'route-added':
      return reached(changes as readonly ChangeOf<'route-added'>[]);
    case 'route-removed': {
      const left = routesLeft(changes, telling);
      const networks = left.map(({ route }) => route.destination);
      if (left.length > 1 && left.every((change) => isPlainRoute(change) && change.namespace === namespaceOf(telling)))
        return `到 ${list(networks, '个网络')} 的路由也随之消失`;
      const named = left.map(({ route, namespace }) => {
        const owner = namespaceOf(telling) === namespace ? '' : namespace === 'host' ? '宿主机上 ' : `${namespace} 中 `;
        return `${owner}${routeName(route)}`;
      });
      return named.length === 0 ? '' : `${list(named, '条路由')}也随之消失`;
    }
    case 'namespace-named':
      return telling.kind === 'namespace-added' ? `，它的名称是 ${(changes[0] as ChangeOf<'namespace-named'>).name}` : null;
    case 'sysctl-changed':
    case 'forwarding-added':
    case 'forwarding-removed':
      return '';
    case 'firewall-rule-removed':
      return telling.kind === 'chain-removed' ? `，其中的 ${changes.length} 条规则也没有了` : null;
    case 'neighbour-removed':
      return ['link-removed', 'link-moved', 'namespace-removed'].includes(telling.kind) ? '' : null;
    default:
      return null;
  }
}

/** The networks that can be reached without a router from now on. */
function reached(changes: readonly ChangeOf<'route-added'>[]): string | null {
  if (!changes.every(({ route }) => isConnected(route) && route.table === 'main')) return null;
  const networks = list([...new Set(changes.map(({ route }) => route.destination))], '个网络');
  const who = [...new Set(changes.map(({ namespace }) => place(namespace)))];
  if (who.length > 1 && new Set(changes.map(({ route }) => route.destination)).size > 1) return `由此有了到 ${networks} 的直连路由`;
  return `${list(who, '个命名空间')} ${who.length > 1 ? '都' : ''}由此有了到 ${networks} 的直连路由`;
}
