import { bridge, router, twoNamespaces, type BrokenLesson } from './broken-lesson.js';

/** Lessons that fail for what no rule can know, or where nothing is wrong with the network: of these nothing is to be said. */
export const unsaidLessons: readonly BrokenLesson[] = [
  {
    name: 'a failure that the lesson tells in its own words',
    lines: ['ip netns add b1', '!ip netns exec b1 ping -c 1 127.0.0.1 > /dev/null || echo no\n# no'],
    code: null,
  },
  { name: 'false', lines: ['!false'], code: null },
  { name: 'grep that finds nothing', lines: ['!echo hello | grep -q world'], code: null },
  { name: 'a test that is not true', lines: [...twoNamespaces(), '![ 1 = 2 ]'], code: null },
  { name: 'other text', lines: ['!echo hello\n# hullo'], code: null },
  {
    name: 'a ping that works, documented with another count',
    lines: [...twoNamespaces(), '!ip netns exec ns1 ping -c 1 10.0.0.2\n# 3 packets transmitted, 3 received, 0% packet loss, time 0ms'],
    code: null,
  },
  {
    name: 'a ping that should not work and does',
    lines: [
      ...twoNamespaces(),
      '!ip netns exec ns1 ping -c 1 -W 1 10.0.0.2\n# PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.\n# \n# --- 10.0.0.2 ping statistics ---\n# 1 packets transmitted, 0 received, 100% packet loss, time 0ms',
    ],
    code: null,
  },
  {
    name: 'a ping that is shown to fail, and fails otherwise',
    lines: [
      'ip netns add ns1',
      '!ip netns exec ns1 ping -c 1 -W 1 10.0.0.2\n# PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.\n# From 10.0.0.1 icmp_seq=1 Destination Host Unreachable\n# 1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms',
    ],
    code: null,
  },
  { name: 'another index', lines: [...twoNamespaces(), '!ip netns exec ns1 ip link show veth-a | grep -c UP\n# 4'], code: null },
  { name: 'another list of namespaces', lines: [...twoNamespaces(), '!ip netns list\n# ns1\n# ns2\n# ns3'], code: null },
  { name: 'a syntax error', lines: ['!ip addr add'], code: null },
  { name: 'a shell function that fails', lines: ['check() { return 3; }', '!check'], code: null },
  { name: 'arithmetic', lines: ['!echo $((1 + 1))\n# 3'], code: null },
  { name: 'python', lines: ["!python3 -c 'import sys; sys.exit(4)'"], code: null },
  {
    name: 'a server that answers with an error',
    lines: [
      ...twoNamespaces(),
      'ip netns exec ns2 python3 -m http.server 8000 >/dev/null 2>&1 &',
      'sleep 2',
      '!ip netns exec ns1 curl -sf -m 3 http://10.0.0.2:8000/nothing',
    ],
    code: null,
  },
  {
    name: 'other content from a server',
    lines: [
      ...twoNamespaces(),
      'while true; do echo hi | ip netns exec ns2 nc -lN 9000; done >/dev/null 2>&1 &',
      'sleep 0.5',
      '!ip netns exec ns1 nc -w 1 10.0.0.2 9000\n# hello',
    ],
    code: null,
  },
  { name: 'too high a number of pings for its time', lines: [...router(), '!ip netns exec left timeout 1 ping -c 5 10.2.0.2'], code: null },
  { name: 'a wrong table of a whole bridge', lines: [...bridge(), '!bridge link show dev port1 | grep -c forwarding\n# 2'], code: null },
  {
    name: 'a route documented that is not there',
    lines: [
      ...twoNamespaces(),
      '!ip -n ns1 route\n# 10.0.0.0/24 dev veth-a proto kernel scope link src 10.0.0.1\n# 172.16.0.0/12 via 10.0.0.9 dev veth-a',
    ],
    code: null,
  },
  { name: 'a rule of iptables that does not exist', lines: ['!iptables -D FORWARD -j DROP'], code: null },
  { name: 'a chain that does not exist', lines: ['!iptables -A NOWHERE -j ACCEPT'], code: null },
  { name: 'a table of nft that does not exist', lines: ['!nft add rule inet nowhere input drop'], code: null },
  { name: 'wc counts something else', lines: [...bridge(3), '!ip -br link | wc -l\n# 9'], code: null },
  { name: 'a sleep that is cut short', lines: [...twoNamespaces(), '!timeout 0.2 sleep 5'], code: null },
];
