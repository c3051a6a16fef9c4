import type { StepWithOthers } from './pair.js';

const namespaces = ['ip netns add ns1', 'ip netns add ns2'];
const wired = [...namespaces, 'ip link add veth-a netns ns1 type veth peer name veth-b netns ns2'];

/** Whole parts of lessons done at a time, done beforehand, under other names, and more than once. */
export const morePairs: readonly StepWithOthers[] = [
  {
    about: 'a small network at once',
    reference:
      'ip netns add red; ip netns add green; ip link add veth-r type veth peer name veth-g; ip link set veth-r netns red; ip link set veth-g netns green; ip -n red addr add 10.0.0.1/24 dev veth-r; ip -n green addr add 10.0.0.2/24 dev veth-g; ip -n red link set veth-r up; ip -n green link set veth-g up',
    own: [
      [
        [
          'ip netns add b; ip netns add a',
          'ip -n a link add eth0 type veth peer name eth0 netns b',
          'for n in a b; do ip -n $n link set eth0 up; done',
          'ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0',
        ],
        'right',
        { names: { red: 'a', green: 'b', 'veth-r': 'eth0', 'veth-g': 'eth0' } },
      ],
      [
        [
          'ip netns add a; ip netns add b',
          'ip -n a link add eth0 type veth peer name eth0 netns b',
          'ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0',
          'ip -n a link set eth0 up',
        ],
        'only-part',
      ],
    ],
  },
  {
    about: 'what the learner has done beforehand',
    setup: wired,
    reference: 'ip -n ns1 link set veth-a up',
    told: ['ns1', 'veth-a'],
    own: [
      [
        ['ip -n ns1 link set veth-a up', 'ip -n ns2 link set veth-b up', 'ip -n ns1 addr add 10.0.0.1/24 dev veth-a'],
        'right',
        { extras: 2 },
      ],
    ],
  },
  {
    about: 'a namespace that is made anew',
    setup: wired,
    reference: 'ip netns del ns2; ip netns add ns2',
    told: ['ns1', 'ns2', 'veth-a', 'veth-b'],
    own: [
      ['ip -n ns2 link del veth-b', 'right'],
      ['ip netns del ns2', 'broke-earlier'],
    ],
  },
  {
    about: 'a link that is renamed',
    setup: wired,
    reference: 'ip -n ns1 link set veth-a name eth0',
    told: ['eth0', 'veth-a'],
    own: [
      ['ip netns exec ns1 ip link set dev veth-a name eth0', 'right'],
      ['ip -n ns1 link set veth-a name eth1', 'other-name', { params: { meant: 'eth0', name: 'eth1' } }],
      ['ip -n ns1 link property add dev veth-a altname eth0', 'still-there'],
    ],
  },
  {
    about: 'a hardware address',
    setup: wired,
    reference: 'ip -n ns1 link set veth-a address 02:00:00:00:00:01',
    told: ['veth-a'],
    own: [
      ['ip netns exec ns1 ip link set address 02:00:00:00:00:01 dev veth-a', 'right'],
      ['ip -n ns1 link set veth-a address 02:00:00:00:00:02', 'other-value'],
    ],
  },
  {
    about: 'a rule with a link whose name nobody told',
    setup: ['ip netns add ns1'],
    reference:
      'ip link add up0 type veth peer name up1; iptables -t nat -A POSTROUTING -o up0 -j MASQUERADE; ip link set up0 up; ip addr add 10.9.0.1/24 dev up0; ip route add 10.10.0.0/16 via 10.9.0.2 dev up0',
    own: [
      [
        'ip link add wan type veth peer name isp; ip link set wan up; ip addr add 10.9.0.1/24 dev wan; iptables -t nat -A POSTROUTING -o wan -j MASQUERADE; ip route add 10.10.0.0/16 via 10.9.0.2',
        'right',
        { names: { up0: 'wan', up1: 'isp' } },
      ],
    ],
  },
  {
    about: 'files that are made, linked and deleted',
    setup: ['echo old > /root/old', 'mkdir -p /etc/netns/ns1'],
    reference: 'rm /root/old; ln -s /etc/hosts /root/hosts; mkdir /root/folder; chmod 700 /etc/netns/ns1',
    own: [
      ['unlink /root/old; ln -s ../etc/hosts /root/hosts; mkdir /root/folder; chmod 700 /etc/netns/ns1', 'right'],
      ['mkdir -m 755 /root/folder; ln -s /etc/hosts /root/; rm -f /root/old; chmod go= /etc/netns/ns1', 'right'],
      ['ln -s /etc/hosts /root/hosts; mkdir /root/folder; chmod 700 /etc/netns/ns1', 'still-there'],
      ['rm /root/old; ln -s /etc/hosts /root/hosts; mkdir /root/folder', 'only-part'],
    ],
  },
  {
    about: 'a script that can be run',
    reference: "printf '#!/bin/sh\\nip netns add ns1\\n' > /root/setup.sh; chmod +x /root/setup.sh",
    own: [
      ["cat > /root/setup.sh <<'EOF'\n#!/bin/sh\nip netns add ns1\nEOF\nchmod 755 /root/setup.sh", 'right'],
      ["printf '#!/bin/sh\\nip netns add ns1\\n' > /root/setup.sh", 'only-part'],
      ["printf '#!/bin/sh\\nip netns add ns2\\n' > /root/setup.sh; chmod +x /root/setup.sh", 'other-file-content'],
    ],
  },
  {
    about: 'a program that is ended',
    setup: ['sleep 900 &', 'ip netns add ns1'],
    reference: 'kill %1; wait',
    own: [
      ['pkill sleep; wait', 'right'],
      ['ip netns add ns2', 'still-there'],
    ],
  },
  {
    about: 'an unnamed namespace with a shell',
    reference: 'unshare -n bash',
    own: [
      ['unshare --net bash', 'right'],
      ['bash', 'other-shell'],
    ],
  },
];
