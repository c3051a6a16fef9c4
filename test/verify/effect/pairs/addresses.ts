import type { StepWithOthers } from './pair.js';

const wired = [
  'ip netns add ns1',
  'ip netns add ns2',
  'ip link add veth-a netns ns1 type veth peer name veth-b netns ns2',
  'ip -n ns1 link set veth-a up',
  'ip -n ns2 link set veth-b up',
];
const addressed = [...wired, 'ip -n ns1 addr add 10.0.0.1/24 dev veth-a', 'ip -n ns2 addr add 10.0.0.2/24 dev veth-b'];
const told = ['ns1', 'ns2', 'veth-a', 'veth-b'];

/** Addresses, routes and settings. */
export const addressPairs: readonly StepWithOthers[] = [
  {
    about: 'an address',
    setup: wired,
    reference: 'ip netns exec ns1 ip addr add 10.0.0.1/24 dev veth-a',
    told,
    own: [
      ['ip -n ns1 address add 10.0.0.1/24 dev veth-a', 'right'],
      ['ip -n ns1 a a dev veth-a local 10.0.0.1/24 brd +', 'right'],
      ['ip netns exec ns1 ifconfig veth-a 10.0.0.1 netmask 255.255.255.0 2>/dev/null || ip -n ns1 a add 10.0.0.1/24 dev veth-a', 'right'],
      ['ip -n ns1 addr add 10.0.0.1 dev veth-a', 'address-without-prefix', { params: { prefix: '32', meant: '24' } }],
      ['ip -n ns1 addr add 10.0.0.1/16 dev veth-a', 'other-prefix', { params: { prefix: '16', meant: '24' } }],
      ['ip -n ns1 addr add 10.0.0.11/24 dev veth-a', 'other-address', { params: { address: '10.0.0.11/24', meant: '10.0.0.1/24' } }],
      ['ip -n ns1 addr add 10.0.0.1/24 dev lo', 'other-link', { params: { link: 'veth-a', other: 'lo' } }],
      ['ip -n ns2 addr add 10.0.0.1/24 dev veth-b', 'other-namespace', { params: { namespace: 'ns1', otherNamespace: 'ns2' } }],
      ['ip addr add 10.0.0.1/24 dev veth-a', 'nothing-changed'],
      ['ip -n ns1 addr add 10.0.0.1/24 dev veth-a; ip -n ns1 link set veth-a down', 'broke-earlier'],
      [['ip -n ns1 addr add 10.0.0.1/16 dev veth-a', 'ip -n ns1 addr replace 10.0.0.1/24 dev veth-a'], 'right', { extras: 1 }],
    ],
  },
  {
    about: 'two addresses in any order',
    setup: wired,
    reference: 'ip -n ns1 addr add 10.0.0.1/24 dev veth-a; ip -n ns1 addr add 10.0.0.9/24 dev veth-a',
    told,
    own: [
      ['ip -n ns1 addr add 10.0.0.9/24 dev veth-a; ip -n ns1 addr add 10.0.0.1/24 dev veth-a', 'right'],
      ['ip -n ns1 addr add 10.0.0.9/24 dev veth-a', 'only-part'],
    ],
  },
  {
    about: 'an address that is taken away',
    setup: addressed,
    reference: 'ip -n ns1 addr del 10.0.0.1/24 dev veth-a',
    told,
    own: [
      ['ip -n ns1 addr flush dev veth-a', 'right'],
      ['ip -n ns1 addr add 10.0.0.3/24 dev veth-a', 'opposite'],
      ['ip -n ns2 addr flush dev veth-b', 'still-there'],
    ],
  },
  {
    about: 'an address of IPv6',
    setup: wired,
    reference: 'ip -n ns1 addr add fd00::1/64 dev veth-a nodad',
    told,
    own: [
      ['ip -n ns1 addr add fd00:0:0::1/64 dev veth-a', 'right'],
      ['ip -n ns1 addr add fd00::1 dev veth-a', 'address-without-prefix'],
      ['ip -n ns1 addr add fd00::2/64 dev veth-a', 'other-address'],
    ],
  },
  {
    about: 'a default route',
    setup: addressed,
    reference: 'ip -n ns1 route add default via 10.0.0.2',
    told,
    own: [
      ['ip netns exec ns1 ip route add 0.0.0.0/0 via 10.0.0.2 dev veth-a', 'right'],
      ['ip -n ns1 route replace default via 10.0.0.2 dev veth-a proto static', 'right'],
      ['ip -n ns1 route add default via 10.0.0.254', 'other-route', { params: { part: 'via', meant: '10.0.0.2', value: '10.0.0.254' } }],
      ['ip -n ns1 route add 10.9.0.0/16 via 10.0.0.2', 'other-route', { params: { part: 'destination' } }],
      ['ip -n ns1 route add default dev veth-a', 'other-route', { params: { part: 'via' } }],
      ['ip -n ns2 route add default via 10.0.0.1', 'other-namespace'],
      ['ip -n ns1 route add default via 10.0.0.2 metric 50', 'other-route', { params: { part: 'metric', value: '50' } }],
    ],
  },
  {
    about: 'a route that is deleted',
    setup: [...addressed, 'ip -n ns1 route add 10.9.0.0/16 via 10.0.0.2'],
    reference: 'ip -n ns1 route del 10.9.0.0/16',
    told,
    own: [
      ['ip -n ns1 route flush 10.9.0.0/16', 'right'],
      ['ip -n ns1 route add 10.8.0.0/16 via 10.0.0.2', 'still-there'],
      ['ip -n ns1 route flush table main', 'broke-earlier'],
    ],
  },
  {
    about: 'a connected route that is deleted',
    setup: addressed,
    reference: 'ip -n ns1 route del 10.0.0.0/24',
    told,
    own: [
      ['ip -n ns1 route del 10.0.0.0/24 dev veth-a', 'right'],
      ['ip -n ns2 route del 10.0.0.0/24', 'still-there'],
    ],
  },
  {
    about: 'a rule of the routing policy',
    setup: addressed,
    reference: 'ip -n ns1 rule add from 10.0.0.1 table 100',
    told,
    own: [
      ['ip -n ns1 rule add from 10.0.0.1/32 lookup 100 pref 1000', 'right'],
      ['ip -n ns2 rule add from 10.0.0.1 table 100', 'other-namespace'],
      ['ip -n ns1 rule add from 10.0.0.1 table 200', 'other-value'],
    ],
  },
  {
    about: 'a neighbour',
    setup: addressed,
    reference: 'ip -n ns1 neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev veth-a',
    told,
    own: [
      ['ip -n ns1 neigh replace 10.0.0.7 lladdr 02:00:00:00:00:07 nud permanent dev veth-a', 'right'],
      ['ip -n ns1 neigh add 10.0.0.7 lladdr 02:00:00:00:00:08 dev veth-a', 'other-value'],
    ],
  },
  {
    about: 'forwarding',
    setup: addressed,
    reference: 'ip netns exec ns1 sysctl -w net.ipv4.ip_forward=1',
    told,
    own: [
      ["ip netns exec ns1 sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'", 'right'],
      ['ip netns exec ns1 sysctl -qw net.ipv4.conf.all.forwarding=1', 'right'],
      ['sysctl -w net.ipv4.ip_forward=1', 'other-namespace', { params: { namespace: 'ns1', otherNamespace: 'host' } }],
      ['ip netns exec ns1 sysctl -w net.ipv4.ip_forward=0', 'opposite'],
      ['ip netns exec ns1 sysctl net.ipv4.ip_forward', 'nothing-changed'],
      ['ip netns exec ns1 sysctl -w net.ipv6.conf.all.forwarding=1', 'something-else'],
    ],
  },
  {
    about: 'a setting of a link',
    setup: addressed,
    reference: 'ip netns exec ns1 sysctl -w net.ipv4.conf.veth-a.rp_filter=2',
    told,
    own: [
      ['ip netns exec ns1 sysctl -w net/ipv4/conf/veth-a/rp_filter=2', 'right'],
      ['ip netns exec ns1 sysctl -w net.ipv4.conf.veth-a.rp_filter=1', 'other-value', { params: { meant: '2', value: '1' } }],
    ],
  },
];
