import type { StepWithOthers } from './pair.js';

const router = ['ip netns add ns1', 'ip link add eth9 type bridge', 'ip link set eth9 up'];

/** Firewalls, files, shells and programs. */
export const systemPairs: readonly StepWithOthers[] = [
  {
    about: 'masquerading',
    setup: router,
    reference: 'iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth9 -j MASQUERADE',
    told: ['eth9', 'ns1'],
    own: [
      ['iptables --table nat --append POSTROUTING --out-interface eth9 --source 10.0.0.0/24 --jump MASQUERADE', 'right'],
      ['iptables -t nat -I POSTROUTING -s 10.0.0.0/255.255.255.0 -o eth9 -j MASQUERADE', 'right'],
      ['iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth0 -j MASQUERADE', 'other-rule', { params: { part: 'words' } }],
      [
        'iptables -t nat -A POSTROUTING -s 10.0.1.0/24 -o eth9 -j MASQUERADE',
        'other-rule',
        { params: { part: 'words', meant: '-s 10.0.0.0/24', value: '-s 10.0.1.0/24' } },
      ],
      ['ip netns exec ns1 iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth9 -j MASQUERADE', 'other-namespace'],
      ['iptables -t nat -A PREROUTING -s 10.0.0.0/24 -j ACCEPT', 'other-rule', { params: { part: 'chain' } }],
      [
        'nft add table ip mine; nft "add chain ip mine post { type nat hook postrouting priority 100; }"; nft add rule ip mine post ip saddr 10.0.0.0/24 oifname eth9 masquerade',
        'other-rule',
        { params: { part: 'tool' } },
      ],
    ],
  },
  {
    about: 'the order of rules',
    setup: [...router, 'iptables -A FORWARD -j DROP'],
    reference: 'iptables -I FORWARD 1 -i eth9 -j ACCEPT',
    told: ['eth9'],
    own: [
      ['iptables -I FORWARD -i eth9 -j ACCEPT', 'right'],
      ['iptables -A FORWARD -i eth9 -j ACCEPT', 'other-rule', { params: { part: 'position' } }],
      ['iptables -I FORWARD -i eth9 -j ACCEPT; iptables -I FORWARD -j REJECT', 'other-rule', { params: { part: 'position' } }],
      ['iptables -I FORWARD -i eth9 -j ACCEPT; iptables -I FORWARD -o eth9 -j ACCEPT', 'right', { extras: 1 }],
      ['iptables -F FORWARD; iptables -A FORWARD -i eth9 -j ACCEPT', 'broke-earlier'],
    ],
  },
  {
    about: 'a policy',
    setup: router,
    reference: 'iptables -P FORWARD DROP',
    own: [
      ['iptables --policy FORWARD DROP', 'right'],
      ['iptables -P INPUT DROP', 'other-rule', { params: { part: 'chain', value: 'INPUT' } }],
      ['iptables -A FORWARD -j DROP', 'something-else'],
    ],
  },
  {
    about: 'a rule that is deleted',
    setup: [...router, 'iptables -A FORWARD -i eth9 -j DROP'],
    reference: 'iptables -D FORWARD 1',
    own: [
      ['iptables -F FORWARD', 'right'],
      ['iptables -D FORWARD -i eth9 -j DROP', 'right'],
      ['iptables -A FORWARD -i eth9 -j ACCEPT', 'still-there'],
    ],
  },
  {
    about: 'a table of nftables',
    setup: router,
    reference:
      'nft add table inet filter; nft "add chain inet filter in { type filter hook input priority 0; }"; nft add rule inet filter in tcp dport 22 accept',
    own: [
      ['nft "table inet mine { chain way { type filter hook input priority filter; tcp dport ssh accept; }; }"', 'right'],
      ['nft "table inet filter { chain in { type filter hook input priority filter; tcp dport 23 accept; }; }"', 'other-rule'],
    ],
  },
  {
    about: 'a file for the names of a namespace',
    setup: ['ip netns add ns1'],
    reference: 'mkdir -p /etc/netns/ns1; echo "nameserver 192.0.2.53" > /etc/netns/ns1/resolv.conf',
    told: ['ns1'],
    own: [
      [['mkdir -p /etc/netns/ns1', "printf 'nameserver 192.0.2.53\\n' > /etc/netns/ns1/resolv.conf"], 'right'],
      ['mkdir -p /etc/netns/ns1; cd /etc/netns/ns1; echo nameserver 192.0.2.53 | tee resolv.conf', 'right'],
      [
        "mkdir -p /etc/netns/ns1; printf 'nameserver   192.0.2.53' > /etc/netns/ns1/resolv.conf; chmod 600 /etc/netns/ns1/resolv.conf",
        'right',
      ],
      [
        'mkdir -p /etc/netns/ns1; echo "nameserver 192.0.2.54" > /etc/netns/ns1/resolv.conf',
        'other-file-content',
        { params: { line: 'nameserver 192.0.2.53' } },
      ],
      ['mkdir -p /etc/netns/ns2; echo "nameserver 192.0.2.53" > /etc/netns/ns2/resolv.conf', 'other-name'],
      ['mkdir -p /etc/netns/ns1', 'only-part'],
    ],
  },
  {
    about: 'a line at the end of a file',
    setup: ["printf 'one\\ntwo\\n' > /root/list"],
    reference: 'echo three >> /root/list',
    own: [
      ["sed -i '$ a three' /root/list", 'right'],
      ['echo three > /root/list', 'other-file-content', { params: { line: 'one' } }],
    ],
  },
  {
    about: 'what a run has printed',
    reference: 'ping -c 1 127.0.0.1 > /root/out; date >> /root/out',
    own: [
      ['ping -c 2 127.0.0.1 > /root/out', 'right'],
      ['touch /root/out', 'other-file-content'],
    ],
  },
  {
    about: 'a shell in a namespace',
    setup: ['ip netns add ns1', 'ip netns add ns2'],
    reference: 'ip netns exec ns1 bash',
    told: ['ns1'],
    own: [
      ['nsenter --net=/run/netns/ns1 bash', 'right'],
      ['ip netns exec ns1 sh', 'right'],
      ['ip netns exec ns2 bash', 'other-shell', { params: { namespace: 'ns1', otherNamespace: 'ns2' } }],
      ['ip netns exec ns1 true', 'nothing-changed'],
      [['bash', 'ip netns exec ns1 bash'], 'right'],
    ],
  },
  {
    about: 'a shell that is left',
    setup: ['ip netns add ns1', 'ip netns exec ns1 bash'],
    reference: 'exit',
    own: [
      ['logout || exit', 'right'],
      ['ip link set lo up', 'other-shell'],
    ],
  },
  {
    about: 'a server in the background',
    setup: ['ip netns add ns1', 'ip -n ns1 link set lo up', 'ip netns add ns2'],
    reference: 'ip netns exec ns1 python3 -m http.server 8080 >/dev/null 2>&1 &',
    told: ['ns1'],
    own: [
      ['nsenter --net=/run/netns/ns1 python3 -m http.server 8080 --bind 0.0.0.0 &> /root/log &', 'right'],
      ['ip netns exec ns1 python3 -m http.server 8081 >/dev/null 2>&1 &', 'other-process', { params: { namespace: 'ns1' } }],
      [
        'ip netns exec ns2 python3 -m http.server 8080 >/dev/null 2>&1 &',
        'other-process',
        { params: { namespace: 'ns1', otherNamespace: 'ns2' } },
      ],
      ['python3 -m http.server 8080 >/dev/null 2>&1 &', 'other-process', { params: { otherNamespace: 'host' } }],
    ],
  },
  {
    about: 'a variable of the shell',
    reference: 'export NS=ns1',
    own: [
      ['NS=ns1; export NS', 'right'],
      ['declare -x NS="ns1"', 'right'],
      ['NS=ns1', 'other-value'],
      ['export NS=ns2', 'other-value', { params: { attribute: 'NS' } }],
    ],
  },
  {
    about: 'a number that is drawn',
    reference: 'sleep 600 & pid=$!',
    own: [['true; true; sleep 900 & pid=$!', 'right']],
  },
  {
    about: 'a function',
    reference: 'in1() { ip netns exec ns1 "$@"; }',
    own: [
      ['function in1 { ip netns exec ns1 "$@"; }', 'right'],
      ['in2() { ip netns exec ns1 "$@"; }', 'other-name', { params: { meant: 'in1', name: 'in2' } }],
    ],
  },
];
