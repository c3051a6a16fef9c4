import type { BrokenLesson } from './broken-lesson.js';

const star = [
  'ip netns add web; ip netns add db; ip netns add gw',
  'for n in web db; do ip link add $n-up netns gw type veth peer name eth0 netns $n; ip -n gw link set $n-up up; ip -n $n link set eth0 up; ip -n $n link set lo up; done',
  'ip -n gw addr add 10.20.1.1/24 dev web-up; ip -n gw addr add 10.20.2.1/24 dev db-up; ip -n web addr add 10.20.1.10/24 dev eth0; ip -n db addr add 10.20.2.10/24 dev eth0',
];
const routes = 'ip -n web route add 10.20.2.0/24 via 10.20.1.1; ip -n db route add 10.20.1.0/24 via 10.20.2.1';
const forward = "ip netns exec gw sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'";

/** A third set, written after the rules had been mended by the second: their first run is what the figures in the history tell. */
export const laterLessons: readonly BrokenLesson[] = [
  {
    name: 'star, no forwarding',
    lines: [...star, routes, '!ip netns exec web ping -c 2 -i 0.2 -W 1 10.20.2.10'],
    code: 'forwarding-off',
    params: { namespace: 'gw' },
  },
  {
    name: 'star, one route left out',
    lines: [...star, 'ip -n web route add 10.20.2.0/24 via 10.20.1.1', forward, '!ip netns exec web ping -c 1 -w 1 10.20.2.10'],
    code: 'no-route-back',
    params: { namespace: 'db', destination: '10.20.1.10' },
  },
  {
    name: 'star, asked from the side without a route',
    lines: [...star, 'ip -n web route add 10.20.2.0/24 via 10.20.1.1', forward, '!ip netns exec db ping -c 1 -w 1 10.20.1.10'],
    code: 'no-route',
    params: { namespace: 'db', destination: '10.20.1.10' },
  },
  {
    name: 'star, the port of a database is dropped',
    lines: [
      ...star,
      routes,
      forward,
      'ip netns exec db iptables -A INPUT -p tcp --dport 5432 -j DROP',
      '!ip netns exec web nc -z -w 1 10.20.2.10 5432',
    ],
    code: 'firewall-drops',
    params: { namespace: 'db', by: '-p tcp -m tcp --dport 5432 -j DROP' },
  },
  {
    name: 'star, traceroute through a router that does not forward',
    lines: [
      ...star,
      routes,
      '!ip netns exec web traceroute -n -m 3 -w 1 -q 1 10.20.2.10\n# traceroute to 10.20.2.10 (10.20.2.10), 3 hops max, 60 byte packets\n#  1  10.20.1.1  0.043 ms\n#  2  10.20.2.10  0.030 ms',
    ],
    code: 'forwarding-off',
    params: { namespace: 'gw' },
  },
  {
    name: 'star, IPv6 is not forwarded',
    lines: [
      ...star,
      'ip -n gw addr add fd20:1::1/64 dev web-up nodad; ip -n gw addr add fd20:2::1/64 dev db-up nodad; ip -n web addr add fd20:1::10/64 dev eth0 nodad; ip -n db addr add fd20:2::10/64 dev eth0 nodad',
      'ip -n web -6 route add default via fd20:1::1; ip -n db -6 route add default via fd20:2::1',
      forward,
      '!ip netns exec web ping -6 -c 1 -W 1 fd20:2::10',
    ],
    code: 'forwarding-off',
    params: { namespace: 'gw', setting: 'net.ipv6.conf.all.forwarding' },
  },
  {
    name: 'star, web has the address of another network',
    lines: [
      ...star.slice(0, 2),
      'ip -n gw addr add 10.20.1.1/24 dev web-up; ip -n web addr add 10.21.1.10/24 dev eth0',
      '!ip netns exec web ping -c 1 -W 1 10.20.1.1',
    ],
    code: 'networks-differ',
    params: { namespace: 'web', address: '10.21.1.10/24', other: '10.20.1.1/24' },
  },
  {
    name: 'star, the links of the router never set up',
    lines: [
      'ip netns add web; ip netns add gw',
      'ip link add u netns gw type veth peer name eth0 netns web',
      'ip -n web addr add 10.20.1.10/24 dev eth0; ip -n web link set eth0 up; ip -n gw addr add 10.20.1.1/24 dev u',
      '!ip netns exec web ping -c 1 -W 1 10.20.1.1',
    ],
    code: 'other-end-down',
    params: { link: 'eth0', otherNamespace: 'gw', other: 'u' },
  },
  {
    name: 'loop of two routers',
    lines: [
      'ip netns add r1; ip netns add r2',
      'ip link add x netns r1 type veth peer name y netns r2',
      'ip -n r1 addr add 10.66.0.1/24 dev x; ip -n r2 addr add 10.66.0.2/24 dev y; ip -n r1 link set x up; ip -n r2 link set y up',
      'ip netns exec r1 sysctl -qw net.ipv4.ip_forward=1; ip netns exec r2 sysctl -qw net.ipv4.ip_forward=1',
      'ip -n r1 route add default via 10.66.0.2; ip -n r2 route add default via 10.66.0.1',
      '!ip netns exec r1 ping -c 1 -W 1 10.77.0.1',
    ],
    code: 'route-loop',
    params: { destination: '10.77.0.1' },
  },
  {
    name: 'gateway written as the own address',
    lines: [
      'ip netns add h',
      'ip link add a0 type veth peer name b0 netns h',
      'ip addr add 10.0.3.1/24 dev a0; ip link set a0 up; ip -n h addr add 10.0.3.2/24 dev b0; ip -n h link set b0 up',
      'ip -n h route add default via 10.0.3.2',
      '!ip netns exec h ping -c 1 -W 1 198.51.100.1',
    ],
    code: 'next-hop-is-here',
    params: { via: '10.0.3.2', namespace: 'h' },
  },
  {
    name: 'gateway before any address',
    lines: [
      'ip netns add h',
      'ip link add a0 type veth peer name b0 netns h',
      'ip link set a0 up; ip -n h link set b0 up',
      '!ip -n h route add default via 10.0.3.1',
    ],
    code: 'no-address',
    params: { namespace: 'h', link: 'b0' },
  },
  {
    name: 'the veth was put in the namespace after its address, all in a script',
    lines: [
      'ip netns add lab1',
      'ip link add vh type veth peer name vn; ip addr add 10.7.0.1/24 dev vh; ip addr add 10.7.0.2/24 dev vn; ip link set vh up; ip link set vn netns lab1; ip -n lab1 link set vn up',
      '!ping -c1 -W1 10.7.0.2',
    ],
    code: 'address-lost-by-move',
    params: { address: '10.7.0.2', link: 'vn', line: 3, place: 'lab1' },
  },
  {
    name: 'both ends moved, addresses before',
    lines: [
      'ip netns add east; ip netns add west',
      'ip link add ve type veth peer name vw',
      'ip address add 10.7.0.1/24 dev ve',
      'ip address add 10.7.0.2/24 dev vw',
      'ip link set ve netns east; ip link set vw netns west',
      'ip -n east link set ve up; ip -n west link set vw up',
      '!ip netns exec east ping -c1 -W1 10.7.0.2',
    ],
    code: 'address-lost-by-move',
  },
  {
    name: 'address shown after the move',
    lines: [
      'ip netns add q',
      'ip link add va type veth peer name vb',
      'ip addr add 10.9.0.1/24 dev va',
      'ip link set va netns q',
      '!ip -n q -4 addr show va | grep 10.9.0.1',
    ],
    code: 'address-lost-by-move',
    params: { address: '10.9.0.1' },
  },
  {
    name: 'ifconfig without netmask word',
    lines: [
      'ip netns add k',
      'ip link add ka type veth peer name kb netns k',
      'ip addr add 192.168.77.1 dev ka; ip link set ka up; ip -n k addr add 192.168.77.2/24 dev kb; ip -n k link set kb up',
      '!ping -c 1 -W 1 192.168.77.2',
    ],
    code: 'address-without-prefix',
    params: { namespace: 'host', link: 'ka', address: '192.168.77.1' },
  },
  {
    name: 'bridge without an address asked by its container',
    lines: [
      'ip link add cni0 type bridge; ip link set cni0 up',
      'ip netns add pod; ip link add vp type veth peer name eth0 netns pod; ip link set vp master cni0 up; ip -n pod addr add 10.244.0.2/24 dev eth0; ip -n pod link set eth0 up',
      '!ip netns exec pod ping -c 1 -W 1 10.244.0.1',
    ],
    code: 'address-nowhere',
    params: { address: '10.244.0.1' },
  },
  {
    name: 'two bridges that nobody joins',
    lines: [
      'for n in 1 2; do ip link add b$n type bridge; ip link set b$n up; ip netns add k$n; ip link add p$n type veth peer name e netns k$n; ip link set p$n master b$n up; ip -n k$n addr add 10.5.5.$n/24 dev e; ip -n k$n link set e up; done',
      '!ip netns exec k1 ping -c 1 -W 1 10.5.5.2',
    ],
    code: 'port-in-other-bridge',
    params: { link: 'p1' },
  },
  {
    name: 'bridge, inner end never set up',
    lines: [
      'ip link add b1 type bridge; ip link set b1 up',
      'for n in 1 2; do ip netns add k$n; ip link add p$n type veth peer name e netns k$n; ip link set p$n master b1 up; ip -n k$n addr add 10.5.5.$n/24 dev e; done',
      'ip -n k1 link set e up',
      '!ip netns exec k1 ping -c 1 -W 1 10.5.5.2',
    ],
    code: 'other-end-down',
    params: { other: 'e', otherNamespace: 'k2' },
  },
  {
    name: 'bridge, nobody attached',
    lines: [
      'ip link add b1 type bridge; ip link set b1 up',
      'for n in 1 2; do ip netns add k$n; ip link add p$n type veth peer name e netns k$n; ip link set p$n up; ip -n k$n addr add 10.5.5.$n/24 dev e; ip -n k$n link set e up; done',
      '!ip netns exec k1 ping -c 1 -W 1 10.5.5.2',
    ],
    code: 'port-not-attached',
    params: { bridge: 'b1' },
  },
  {
    name: 'two networks that look alike',
    lines: [
      'ip netns add v1; ip netns add v2',
      'ip link add t0 netns v1 type veth peer name t0 netns v2; ip -n v1 link set t0 up; ip -n v2 link set t0 up',
      'ip -n v1 addr add 10.1.1.1/24 dev t0; ip -n v2 addr add 10.1.2.2/24 dev t0',
      '!ip netns exec v1 ping -c 1 -W 1 10.1.2.2',
    ],
    code: 'networks-differ',
  },
  { name: 'a host without a resolver', lines: ['!curl -sS -m 2 http://backend/'], code: 'name-not-known', params: { name: 'backend' } },
  {
    name: 'curl by https where http is',
    lines: [
      'ip netns add s',
      'ip link add sa type veth peer name sb netns s; ip addr add 10.3.3.1/24 dev sa; ip link set sa up; ip -n s addr add 10.3.3.2/24 dev sb; ip -n s link set sb up',
      'ip netns exec s nc -lk 80 >/dev/null &',
      'sleep 0.3',
      '!curl -sk -m 2 https://10.3.3.2/',
    ],
    code: 'nobody-listens',
    params: { port: 443, namespace: 's', listening: 'port 80' },
  },
  {
    name: 'UDP and nobody there',
    lines: [
      'ip netns add s',
      'ip link add sa type veth peer name sb netns s; ip addr add 10.3.3.1/24 dev sa; ip link set sa up; ip -n s addr add 10.3.3.2/24 dev sb; ip -n s link set sb up',
      '!echo hi | nc -u -w 1 10.3.3.2 5000 | grep hi',
    ],
    code: 'nobody-listens',
    params: { port: 5000, namespace: 's' },
  },
  {
    name: 'second server on one port',
    lines: ['socat TCP-LISTEN:4040,fork - &', 'sleep 0.2', '!socat TCP-LISTEN:4040 -'],
    code: 'port-taken',
    params: { port: '4040', namespace: 'host' },
  },
  {
    name: 'DNAT to where nobody is',
    lines: [
      ...star,
      routes,
      forward,
      'ip netns exec gw iptables -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 10.20.2.99:80',
      '!ip netns exec web nc -z -w 1 10.20.1.1 8080',
    ],
    code: 'address-nowhere',
    params: { address: '10.20.2.99' },
  },
  {
    name: 'a namespace misspelt in -n',
    lines: ['ip netns add client', 'ip netns add server', '!ip -n cleint link set lo up'],
    code: 'namespace-never-made',
    params: { name: 'cleint', nearest: 'client' },
  },
  {
    name: 'a link with _ for -',
    lines: ['ip link add veth-web type veth peer name veth-db', '!ip link set veth_web up'],
    code: 'link-never-made',
    params: { name: 'veth_web', nearest: 'veth-web' },
  },
  {
    name: 'address given to a name without its number',
    lines: ['ip link add veth10 type veth peer name veth11', '!ip addr add 10.0.0.1/24 dev veth'],
    code: 'link-never-made',
    params: { name: 'veth', namespace: 'host' },
  },
  {
    name: 'dst without via, on a link that is down',
    lines: ['ip link add veth10 type veth peer name veth11', '!ip route add 10.3.0.0/16 dev veth10'],
    code: 'link-down',
    params: { namespace: 'host', link: 'veth10' },
  },
  {
    name: 'deleting a namespace that is gone',
    lines: ['ip netns add t1', 'ip netns del t1', '!ip netns del t1'],
    code: 'namespace-deleted',
    params: { name: 't1', line: 3 },
  },
  {
    name: 'a list that shows a default route lost by a flush',
    lines: [
      'ip link add a0 type veth peer name b0; ip link set a0 up; ip link set b0 up',
      'ip addr add 10.0.9.1/24 dev a0',
      'ip route add default via 10.0.9.2',
      'ip route flush default',
      '!ip route\n# default via 10.0.9.2 dev a0\n# 10.0.9.0/24 dev a0 proto kernel scope link src 10.0.9.1',
    ],
    code: 'route-lost',
    params: { namespace: 'host', destination: 'default', line: 5 },
  },
  {
    name: 'a rule of policy routing that refuses',
    lines: [
      ...star,
      routes,
      forward,
      'ip -n gw rule add from 10.20.1.0/24 to 10.20.2.0/24 prohibit',
      '!ip netns exec web ping -c 1 -W 1 10.20.2.10',
    ],
    code: 'route-refuses',
    params: { namespace: 'gw', type: 'prohibit' },
  },
  { name: 'typo in add', lines: ['!ip netns ad1 foo'], code: 'word-misspelt', params: { word: 'ad1', meant: 'add' } },
  { name: 'typo in dev', lines: ['!ip addr add 10.0.0.1/24 dve lo'], code: 'word-misspelt', params: { word: 'dve', meant: 'dev' } },
  {
    name: 'a name written in full',
    lines: ['ip netns add hut2', 'ip link add str1 type veth peer name str2 netns hut2', '!ip -n hut2 link set string2 up'],
    code: 'link-never-made',
    params: { name: 'string2', nearest: 'str2' },
  },
];
