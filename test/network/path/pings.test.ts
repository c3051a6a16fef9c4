import { expect, describe, it } from 'vitest';
import { bridge, router, twoNamespaces } from '../../engine/diagnosis/broken-lesson.js';
import { compareAll } from './network-under-test.js';

/** Networks, and what can be amiss in each. */
const networks: Readonly<Record<string, { readonly made: readonly string[]; readonly amiss: readonly string[] }>> = {
  'a cable': {
    made: twoNamespaces(),
    amiss: [
      'ip -n ns1 link set veth-a down',
      'ip -n ns2 link set veth-b down',
      'ip -n ns1 link set lo down',
      'ip -n ns1 addr flush dev veth-a',
      'ip -n ns2 addr flush dev veth-b; ip -n ns2 addr add 10.0.0.2/32 dev veth-b',
      'ip -n ns2 addr add 10.0.7.2/24 dev veth-b',
      'ip -n ns1 addr add 10.0.7.1/24 dev veth-a',
      'ip -n ns2 link set veth-b arp off',
      'ip -n ns1 neigh replace 10.0.0.2 lladdr 02:00:00:00:00:99 dev veth-a nud permanent',
      'ip -n ns1 route add blackhole 10.0.0.2/32',
      'ip -n ns1 rule add to 10.0.0.0/24 unreachable',
      'ip -n ns1 rule add to 10.0.0.2 lookup 77; ip -n ns1 route add prohibit default table 77',
      'ip -n ns2 route add default via 10.0.0.1',
      'ip netns exec ns2 iptables -A INPUT -p icmp -j DROP',
      'ip netns exec ns1 iptables -P OUTPUT DROP',
      'ip netns exec ns2 iptables -A INPUT -p tcp -j DROP',
      'ip netns exec ns2 sysctl -qw net.ipv4.conf.all.rp_filter=1',
      'ip -n ns1 addr add 10.0.0.2/24 dev veth-a',
      'ip -n ns1 addr add fd00::1/64 dev veth-a nodad; ip -n ns2 addr add fd00::2/64 dev veth-b nodad',
      'ip netns exec ns2 sysctl -qw net.ipv6.conf.all.disable_ipv6=1',
    ],
  },
  'a router': {
    made: router(),
    amiss: [
      'ip netns exec mid sysctl -qw net.ipv4.ip_forward=0',
      'ip -n left route del default',
      'ip -n right route del default',
      'ip -n right route replace default via 10.2.0.77',
      'ip -n left route add 10.2.0.0/25 via 10.1.0.99',
      'ip -n mid link set m1 down',
      'ip -n right link set r0 down',
      'ip netns exec mid iptables -P FORWARD DROP',
      'ip netns exec mid iptables -A FORWARD -i m0 -o m1 -j ACCEPT',
      'ip netns exec mid iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
      'ip netns exec mid iptables -A FORWARD -s 10.2.0.0/24 -j REJECT',
      'ip netns exec mid iptables -t nat -A POSTROUTING -s 10.1.0.0/24 -o m1 -j MASQUERADE',
      'ip netns exec mid iptables -t nat -A POSTROUTING -o m0 -j SNAT --to-source 10.1.0.1',
      'ip netns exec mid iptables -t nat -A PREROUTING -i m0 -d 10.1.0.1 -j DNAT --to-destination 10.2.0.2',
      "ip netns exec mid nft add table inet f; ip netns exec mid nft add chain inet f through '{ type filter hook forward priority 0; policy drop; }'",
      "ip netns exec right nft add table ip g; ip netns exec right nft add chain ip g in '{ type filter hook input priority 0; }'; ip netns exec right nft add rule ip g in ip saddr != 10.2.0.0/24 drop",
      'ip netns exec right sysctl -qw net.ipv4.conf.all.rp_filter=1',
      'ip -n mid route add unreachable 10.2.0.2/32',
      'ip -n mid rule add from 10.1.0.0/24 lookup 50; ip -n mid route add blackhole default table 50',
      'ip -n left addr add 10.5.0.1/24 dev l0',
    ],
  },
  'a bridge': {
    made: [...bridge(3), 'ip addr add 192.168.5.254/24 dev br0'],
    amiss: [
      'ip link set br0 down',
      'ip link set port1 nomaster',
      'ip link set port2 down',
      'ip -n c3 link set eth0 down',
      'ip link add br1 type bridge; ip link set br1 up; ip link set port3 master br1',
      'ip addr flush dev br0',
      'ip addr add 192.168.5.100/24 dev port1',
      'bridge link set dev port1 isolated on; bridge link set dev port2 isolated on',
      'ip -n c1 addr add 192.168.5.2/24 dev eth0',
      'ip -n c2 addr flush dev eth0; ip -n c2 addr add 192.168.6.2/24 dev eth0',
      'ip -n c1 route add default via 192.168.5.254; ip -n c1 addr add 10.3.0.1/24 dev eth0',
      'sysctl -qw net.ipv4.ip_forward=1; ip addr add 192.168.6.254/24 dev br0',
      'iptables -A INPUT -i br0 -j DROP',
      'ip -n c1 link set eth0 arp off',
      'ip link set port2 arp off',
    ],
  },
  'two macvlans and a tunnel': {
    made: [
      'ip link add trunk type veth peer name far; ip netns add far; ip link set far netns far; ip link set trunk up; ip -n far link set far up; ip -n far link set lo up',
      'ip -n far addr add 10.8.0.9/24 dev far',
      'for n in 1 2; do ip netns add m$n; ip link add link trunk name mv$n netns m$n type macvlan mode bridge; ip -n m$n addr add 10.8.0.$n/24 dev mv$n; ip -n m$n link set mv$n up; done',
      'ip -n m1 link add vx type vxlan id 9 remote 10.8.0.9 dstport 4789; ip -n far link add vx type vxlan id 9 remote 10.8.0.1 dstport 4789',
      'ip -n m1 addr add 10.200.0.1/24 dev vx; ip -n far addr add 10.200.0.9/24 dev vx; ip -n m1 link set vx up; ip -n far link set vx up',
    ],
    amiss: [
      'ip link set trunk down',
      'ip addr add 10.8.0.250/24 dev trunk',
      'ip -n m2 link set mv2 down',
      'ip -n far link set far down',
      'ip -n far link set vx down',
      'ip -n far link del vx; ip -n far link add vx type vxlan id 10 remote 10.8.0.1 dstport 4789; ip -n far addr add 10.200.0.9/24 dev vx; ip -n far link set vx up',
      'ip netns exec far iptables -A INPUT -p udp --dport 4789 -j DROP',
      'ip -n m1 link del vx; ip -n m1 link add vx type vxlan id 9 dstport 4789; ip -n m1 addr add 10.200.0.1/24 dev vx; ip -n m1 link set vx up',
    ],
  },
  VLANs: {
    made: [
      'ip link add trunk type veth peer name far; ip netns add far; ip link set far netns far; ip link set trunk up; ip -n far link set far up',
      'ip link add sw type bridge; ip link set sw up; ip netns add e; ip link add p0 type veth peer name e0 netns e; ip link set p0 master sw up; ip -n e link set e0 up',
      'ip -n e addr add 10.40.0.1/24 dev e0; ip addr add 10.40.0.254/24 dev sw; ip -n far addr add 10.40.0.2/24 dev far; ip link set trunk master sw',
    ],
    amiss: [
      'ip link set trunk nomaster',
      'ip link set sw type bridge stp_state 1',
      'ip -n e link set e0 down',
      'ip link set p0 nomaster; ip link set p0 down',
    ],
  },
};

/** Every one mistake, and every two neighbours of a list at once. */
const cases = Object.entries(networks).flatMap(([name, { made, amiss }]) => [
  { name, mistakes: [] as string[], made },
  ...amiss.map((one) => ({ name, mistakes: [one], made })),
  ...amiss.map((one, at) => ({
    name,
    mistakes: [one, amiss[(at * 7 + 3) % amiss.length]!].filter((other, index, all) => all.indexOf(other) === index),
    made,
  })),
]);

/** Of two that have an address the one that is faster gets what is sent to it; a tunnel may have learned of its other end from what came. */
function isChance(foretold: string | null): boolean {
  return /(?:duplicate-address|vxlan-no-remote)$/.test(foretold ?? '');
}

describe.concurrent('whether a ping is answered is foretold', () => {
  it.each(cases.map((other) => [[other.name, ...other.mistakes].join(' + '), other] as const))('%s', async (_, { made, mistakes }) => {
    const compared = await compareAll([...made, ...mistakes]).catch((error: unknown) =>
      mistakes.length === 2 ? [] : Promise.reject(error as Error),
    );
    expect(compared.filter(({ isAnswered, foretold }) => isAnswered !== (foretold === null) && !isChance(foretold))).toEqual([]);
  });
});
