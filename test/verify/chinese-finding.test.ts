import { expect, it } from 'vitest';
import { chineseFinding } from '../../src/verify/state/chinese-finding.js';
import { findingText } from '../../src/verify/state/finding.js';

/** What each check says, and what a person reads of it in Chinese. */
const said: readonly (readonly [string, string])[] = [
  ['namespace ns1', '命名空间 ns1'],
  ['container web', '容器 web'],
  ['a namespace or link br0', '命名空间或接口 br0'],
  ['link ns1/veth-a', '接口 ns1/veth-a'],
  ['link ns1/veth-a (there is ns2/veth-a)', '接口 ns1/veth-a（实际有 ns2/veth-a）'],
  ['address 10.0.0.1/24 on ns1/veth-a', 'ns1/veth-a 上的地址 10.0.0.1/24'],
  ['address 10.0.0.1/24 on ns1/a (it has 10.0.0.2/24, 10.0.0.3/24)', 'ns1/a 上的地址 10.0.0.1/24（实际有 10.0.0.2/24, 10.0.0.3/24）'],
  ['route default via 10.0.0.254 in ns1 (it goes via 10.0.0.1)', 'ns1 中的路由 default via 10.0.0.254（实际为 via 10.0.0.1）'],
  ['blackhole route 10.9.0.0/16 in ns1', 'ns1 中的 blackhole 路由 10.9.0.0/16'],
  ['rule priority 100 from 10.0.0.0/24 in ns1', 'ns1 中的规则 priority 100 from 10.0.0.0/24'],
  ['sysctl net.ipv4.nothing in ns1', 'ns1 中的内核参数 net.ipv4.nothing'],
  ['net.ipv4.ip_forward is 0 in ns1, not 1', 'ns1 中的 net.ipv4.ip_forward 是 0，应为 1'],
  ['process nginx in ns1', 'ns1 中的进程 nginx'],
  ['neighbour 10.0.0.2 on veth-a in ns1', 'ns1 中 veth-a 上的邻居 10.0.0.2'],
  ['neighbour 10.0.0.2 in ns1', 'ns1 中的邻居 10.0.0.2'],
  ['neighbour 10.0.0.2 of ns1 is STALE, not PERMANENT', 'ns1 的邻居 10.0.0.2 的状态是 STALE，应为 PERMANENT'],
  [
    'neighbour 10.0.0.2 of ns1 has the hardware address none, not 02:00:00:00:00:01',
    'ns1 的邻居 10.0.0.2 没有硬件地址，应为 02:00:00:00:00:01',
  ],
  ['answer of 10.0.0.2 port 80 to ns1 (Connection refused)', '10.0.0.2 端口 80 对 ns1 的应答（Connection refused）'],
  ['answer of 10.0.0.2 to ns1 (no answer within 1 s)', '10.0.0.2 对 ns1 的应答（1 秒内没有应答）'],
  ['cable between ns1/a and ns2/b (the other end of ns1/a is ns3/c)', 'ns1/a 与 ns2/b 之间的网线（ns1/a 的对端是 ns3/c）'],
  ['connection between a and b', 'a 与 b 之间的连接'],
  ['address translation masquerade in gw', 'gw 中的地址转换 masquerade'],
  ['firewall in gw (there is policy drop)', 'gw 中的防火墙规则（实际有 policy drop）'],
  ['ns1/veth-a is up, not down', 'ns1/veth-a 是 up，应为 down'],
  ['ns1/veth-a is down, not up', 'ns1/veth-a 是 down，应为 up'],
  ['ns1/veth-a has no carrier', 'ns1/veth-a 没有载波'],
  ['ns1/veth-a has a carrier, and should have none', 'ns1/veth-a 有载波，应该没有'],
  ['ns1/x is a bridge, not a veth', 'ns1/x 是 bridge，应为 veth'],
  ['ns1 is a container, not the host', 'ns1 是容器，应为宿主机'],
  ['host/veth1 is a port of nothing, not of br0', 'host/veth1 不是任何接口的端口，应为 br0 的端口'],
  ['host/veth1 is a port of br1, not of br0', 'host/veth1 是 br1 的端口，应为 br0 的端口'],
  ['ns1 is held by nothing, not by sleep 300', 'ns1 没有进程保持，应由 sleep 300 保持'],
  ['ns1/veth-a has MTU 1500, not 1400', 'ns1/veth-a 的 MTU 是 1500，应为 1400'],
  ['ns1/veth-a has the hardware address none, not 02:00:00:00:00:01', 'ns1/veth-a 没有硬件地址，应为 02:00:00:00:00:01'],
  ['ns1/veth-a has no other end, and should have ns2/veth-b', 'ns1/veth-a 没有对端，应为 ns2/veth-b'],
  ['the other end of ns1/veth-a is ns3/x, not ns2/veth-b', 'ns1/veth-a 的对端是 ns3/x，应为 ns2/veth-b'],
  ['gw does not forward IPv4', 'gw 不转发 IPv4'],
  ['ns1/v has nothing of its kind, not vlan 10', 'ns1/v 没有 vlan 10'],
  ['reach ns1 10.0.0.2 could not be tried: nothing came of it', '无法尝试 reach ns1 10.0.0.2：nothing came of it'],
];

it.each(said)('%s', (english, chinese) => expect(chineseFinding(english)).toBe(chinese));

it('puts a finding into one sentence', () => {
  const finding = { missing: ['link ns1/veth-a'], different: ['ns1/lo is down, not up'], unexpected: ['route ns1 default'] };
  expect(findingText(finding, 'zh')).toBe('缺少接口 ns1/veth-a；ns1/lo 是 down，应为 up；不应有 route ns1 default');
});
