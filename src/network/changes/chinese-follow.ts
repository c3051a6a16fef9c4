import type { ChangeOf } from '../change.js';
import { inside, isConnected, linkAt, linksAt, list, place, prefix, routeName, wayOf } from './chinese-words.js';
import { addressesOf, areEndsOf, isOnLinkOf, namespaceOf, type Clause, type Telling } from './phrases.js';

/** What follows from a clause, leaning on it. */
export function followInChinese(clause: Clause, telling: Telling): string | null {
  const { changes } = clause;
  const its = telling.changes.length === 1 ? '它的' : '它们的';
  switch (clause.kind) {
    case 'link-added':
      return '';
    case 'link-removed': {
      const links = changes as readonly ChangeOf<'link-removed'>[];
      const named = links.map((link) => {
        const addresses = addressesOf(link, telling.consequences);
        return `${linkAt(link)}${addresses.length === 0 ? '' : `（${list(addresses, '个地址')}）`}`;
      });
      return areEndsOf(links, telling) ? `，对端 ${list(named, '个接口')} 也随之消失` : `，${list(named, '个接口')} 也随之消失`;
    }
    case 'link-moved':
      if (telling.kind !== 'namespace-removed') return null;
      return `${list((changes as readonly ChangeOf<'link-moved'>[]).map(({ from }) => from.link))} 回到了宿主机`;
    case 'address-removed': {
      const mine = (changes as readonly ChangeOf<'address-removed'>[]).filter((change) => isOnLinkOf(change, telling));
      const isV6 = mine.every(({ address }) => address.family === 6) && telling.kind === 'link-down' ? ' IPv6 ' : '';
      return mine.length === 0 ? '' : `${its}${isV6}地址 ${list(mine.map(({ address }) => prefix(address)))} 被清除`;
    }
    case 'address-added': {
      const gained = (changes as readonly ChangeOf<'address-added'>[]).map(({ address }) => prefix(address));
      return telling.kind === 'link-up' ? `，地址是 ${list([...new Set(gained)])}` : null;
    }
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
      return telling.kind === 'link-up'
        ? `${telling.changes.length === 1 ? '它' : '它们'}和${spaced(links)} 现在都有载波`
        : `${links} 有了载波`;
    }
    case 'carrier-lost':
      return `${linksAt(changes as readonly ChangeOf<'carrier-lost'>[])} 失去了载波`;
    case 'route-added':
      return reached(changes as readonly ChangeOf<'route-added'>[]);
    case 'route-removed': {
      const told = (changes as readonly ChangeOf<'route-removed'>[]).filter(
        ({ route }) => !isConnected(route) || telling.kind === 'link-down' || telling.kind === 'address-removed',
      );
      if (told.length === 0) return '';
      const named = told.map(({ route, namespace }) => {
        const owner = namespaceOf(telling) === namespace ? '' : namespace === 'host' ? '宿主机上' : inside(namespace).trimEnd();
        return `${owner}${routeName(route)}${isConnected(route) ? '' : `（${wayOf(route).replace(/（(.*?)）/, '，$1')}）`}`;
      });
      return `${list(named, '条路由')}也随之消失`;
    }
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

function spaced(text: string): string {
  return /^宿主机/.test(text) ? text : ` ${text}`;
}

/** The networks that can be reached without a router from now on. */
function reached(changes: readonly ChangeOf<'route-added'>[]): string | null {
  const connected = changes.filter(({ route }) => isConnected(route) && route.table === 'main');
  if (connected.length < changes.length) return null;
  const networks = [...new Set(connected.map(({ route }) => route.destination))];
  const who = [...new Set(connected.map(({ namespace }) => place(namespace)))];
  return `${list(who)} ${who.length > 1 ? '都' : ''}由此有了到 ${list(networks)} 的直连路由`;
}
