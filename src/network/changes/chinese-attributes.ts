import type { ChangeOf } from '../change.js';
import { linksAt } from './chinese-words.js';

/** What it means that something is switched on, or off. */
const switches: Readonly<Record<string, readonly [on: string, off: string]>> = {
  PROMISC: ['进入混杂模式，接收所有帧', '退出混杂模式，只接收发给自己的帧'],
  ALLMULTI: ['现在接收所有组播帧', '不再接收所有组播帧'],
  NOARP: ['关闭了 ARP', '又开启了 ARP'],
  vlan_filtering: ['开启了 VLAN 过滤（vlan_filtering 1）', '关闭了 VLAN 过滤（vlan_filtering 0）'],
  stp_state: ['开启了生成树协议（stp_state 1）', '关闭了生成树协议（stp_state 0）'],
  hairpin: ['开启了 hairpin，可以把帧从收到它的端口发回去', '关闭了 hairpin，不再把帧从收到它的端口发回去'],
  isolated: ['成为隔离端口，只与非隔离端口交换帧', '不再是隔离端口'],
  learning: ['又开始学习 MAC 地址', '不再学习 MAC 地址'],
  flood: ['又会收到目标未知的帧', '不再收到目标未知的帧'],
  neigh_suppress: ['开启了邻居代答（neigh_suppress on）', '关闭了邻居代答（neigh_suppress off）'],
};

const names: Readonly<Record<string, string>> = { mtu: 'MTU', mac: 'MAC 地址' };

/** Links on which the same was set to the same. */
export function attributeInChinese(changes: readonly ChangeOf<'link-changed'>[]): string {
  const [{ attribute, from, to }] = changes as readonly [ChangeOf<'link-changed'>];
  const links = linksAt(changes);
  const meaning = switches[attribute];
  if (meaning) return `${links} ${['1', 'on', 'true'].includes(to ?? '') ? meaning[0] : meaning[1]}`;
  if (attribute === 'alias') return to === null ? `${links} 的别名被去掉了` : `${links} 的别名现在是“${to}”`;
  if (attribute === 'altname') return to === null ? `${links} 不再有另一个名称 ${from}` : `${links} 有了另一个名称 ${to}`;
  const before = from === null || changes.length > 1 ? '' : `（原来是 ${from}）`;
  const name = names[attribute] ?? ` ${attribute} `;
  return to === null ? `${links} 的 ${name} 不再设置${before}` : `${links} 的 ${name} ${from === null ? '设为' : '现在是'} ${to}${before}`;
}
