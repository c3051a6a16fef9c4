import { expect, it } from 'vitest';
import { sameLook } from '../../src/lesson/known/same-look.js';

/** The lesson's command, a learner's, and whether that shows the same; both are typed on the host. */
const looks: readonly (readonly [reference: string, own: string, isSame: boolean])[] = [
  ['ip addr', 'ip a', true],
  ['ip addr', 'ip -br -4 address show', true],
  ['ip addr show dev veth0', 'ip a', true],
  ['ip addr show dev veth0', 'ip a s veth0', true],
  ['ip addr show dev veth0', 'ip addr show dev veth1', false],
  ['ip addr', 'ip addr show dev veth1', false],
  ['ip link', 'ip a', true],
  ['ip addr', 'ip link', false],
  ['ip -d -j link show', 'ip l', true],
  ['ip -4 addr', 'ip -6 addr', false],
  ['ip -n ns1 link', 'ip netns exec ns1 ip link', true],
  ['ip -n ns1 link', 'nsenter --net=/run/netns/ns1 ip a', true],
  ['ip -n ns1 link', "ip netns exec ns1 bash -c 'ip link'", true],
  ['ip -n ns1 link', 'sudo ip netns exec ns1 ifconfig -a', true],
  ['ip -n ns1 link', 'ip link', false],
  ['ip -n ns1 link', 'ip -n ns2 link', false],
  ['ip route', 'ip r', true],
  ['ip route', 'route -n', true],
  ['ip route', 'netstat -rn', true],
  ['ip route', 'ip -6 route', false],
  ['ip route', 'ip route show table all', true],
  ['ip route show table 100', 'ip route', false],
  ['ip route get 10.0.0.2', 'ip r get 10.0.0.2', true],
  ['ip route get 10.0.0.2', 'ip r get 10.0.0.3', false],
  ['ip neigh', 'arp -n', true],
  ['ip netns list', 'ip netns', true],
  ['ip netns list', 'ls /run/netns', true],
  ['ip netns list', 'ls -l /var/run/netns/', true],
  ['ip netns list', 'ls /run', false],
  ['ls /sys/class/net', 'ip -br link', true],
  ['ping -c 3 10.0.0.2', 'ping -c1 -W 1 10.0.0.2', true],
  ['ping -c 3 10.0.0.2', 'ping 10.0.0.3', false],
  ['ip netns exec ns1 ping -c 3 10.0.0.2', 'ping -c 3 10.0.0.2', false],
  ['ip netns exec ns1 ping -c 3 10.0.0.2', 'ip netns exec ns1 timeout 3 ping 10.0.0.2', true],
  ['ping6 -c 1 fd00::2', 'ping -6 -c 2 fd00::2', true],
  ['traceroute -n 10.0.0.2', 'tracepath 10.0.0.2', true],
  ['iptables -t nat -L -n -v', 'iptables -t nat -S', true],
  ['iptables -t nat -L -n -v', 'iptables -L', false],
  ['iptables -t nat -L POSTROUTING', 'iptables -t nat -nL', true],
  ['iptables -L FORWARD', 'iptables-save', true],
  ['iptables -L', 'iptables -L; iptables -F', false],
  ['nft list ruleset', 'nft -a list ruleset', true],
  ['nft list table inet filter', 'nft list ruleset', true],
  ['sysctl net.ipv4.ip_forward', 'cat /proc/sys/net/ipv4/ip_forward', true],
  ['cat /etc/hosts', 'less /etc/hosts', true],
  ['cat /etc/hosts', 'head -n 3 /etc/hosts', true],
  ['cat /etc/hosts', 'cat /etc/resolv.conf', false],
  ['ss -ltn', 'netstat -lnt', true],
  ['ip addr | grep inet', 'ip -4 a', true],
  ['bridge link', 'ip link show', true],
  ['brctl show', 'bridge link show', true],
  ['ip link add a type veth', 'ip link add b type veth', false],
  ['ip link', 'ip link > /root/out', false],
  ['frobnicate --now', 'frobnicate  --now', true],
  ['ip link', '', false],
  ['ip link', ')(', false],
];

it.each(looks)('%s, %s: %s', (reference, own, isSame) => {
  expect(sameLook(reference, own, 'host')).toBe(isSame);
});

it('knows the namespace of the shell', () => {
  expect(sameLook('ip netns exec ns1 ip addr', 'ip a', 'ns1')).toBe(true);
  expect(sameLook('ip addr', 'ip -n ns1 a', 'ns1')).toBe(true);
});
