import type { StepWithOthers } from './pair.js';

const two = ['ip netns add ns1', 'ip netns add ns2'];
const pair = [...two, 'ip link add veth-a type veth peer name veth-b'];
const bridged = [...two, 'ip link add veth-a type veth peer name veth-b', 'ip link add br0 type bridge'];

/** Namespaces, and links of every kind. */
export const linkPairs: readonly StepWithOthers[] = [
  {
    about: 'a namespace that the text tells',
    reference: 'ip netns add blue',
    told: ['blue'],
    own: [
      ['ip netns add blue', 'right'],
      ['sudo ip netns a blue', 'right'],
      ['ip netns add green', 'other-name', { params: { meant: 'blue', name: 'green' } }],
      ['ip netns list', 'nothing-changed'],
      ['ip netns delete blue', 'opposite'],
      ['touch /run/netns/blue; echo done > /root/note', 'something-else'],
      [['ip netns add blue', 'ip netns add green'], 'right', { extras: 1 }],
    ],
  },
  {
    about: 'a namespace that only the command names',
    reference: 'ip netns add blue',
    own: [['ip netns add green', 'right', { names: { blue: 'green' } }]],
  },
  {
    about: 'two namespaces at once',
    reference: 'ip netns add ns1; ip netns add ns2',
    told: ['ns1', 'ns2'],
    own: [
      ['for n in 2 1; do ip netns add ns$n; done', 'right'],
      ['ip netns add ns1', 'only-part'],
      [['ip netns add ns2', 'ip netns add ns1'], 'right'],
    ],
  },
  {
    about: 'a namespace that is deleted',
    setup: two,
    reference: 'ip netns del ns2',
    told: ['ns1', 'ns2'],
    own: [
      ['ip netns delete ns2', 'right'],
      ['umount /run/netns/ns2; rm /run/netns/ns2', 'right'],
      ['ip netns del ns1', 'still-there'],
      ['ip netns add ns3', 'still-there'],
    ],
  },
  {
    about: 'a pair of veth',
    setup: two,
    reference: 'ip link add veth-a type veth peer name veth-b',
    told: ['veth-a', 'veth-b'],
    own: [
      ['ip link add name veth-a type veth peer veth-b', 'right'],
      ['ip link add veth-b type veth peer name veth-a', 'right'],
      ['ip link add veth-a type veth peer name veth-c; ip link set veth-c name veth-b', 'right'],
      ['ip link add veth-x type veth peer name veth-b', 'other-name', { params: { meant: 'veth-a', name: 'veth-x' } }],
      ['ip link add veth-a type bridge; ip link add veth-b type bridge', 'other-kind', { params: { meant: 'veth', linkKind: 'bridge' } }],
      ['ip -n ns1 link add veth-a type veth peer name veth-b', 'other-namespace', { params: { namespace: 'host', otherNamespace: 'ns1' } }],
      ['ip link add veth-a type veth; ip link add veth-b type veth', 'other-peer'],
      ['ip link add veth-a type veth peer name veth-b; ip link set veth-a up; ip link set veth-b up', 'right'],
    ],
  },
  {
    about: 'a pair whose names nobody told',
    setup: two,
    reference: 'ip link add veth-a type veth peer name veth-b',
    own: [
      ['ip link add left type veth peer name right', 'right'],
      ['ip link add left type bridge', 'other-kind'],
    ],
  },
  {
    about: 'a pair made in place',
    setup: two,
    reference: 'ip link add veth-a netns ns1 type veth peer name veth-b netns ns2',
    told: ['ns1', 'ns2', 'veth-a', 'veth-b'],
    own: [
      ['ip link add veth-a type veth peer name veth-b; ip link set veth-a netns ns1; ip link set veth-b netns ns2', 'right'],
      ['ip -n ns2 link add veth-b type veth peer name veth-a netns ns1', 'right'],
      ['ip link add veth-a netns ns2 type veth peer name veth-b netns ns1', 'other-namespace'],
      ['ip link add veth-a netns ns1 type veth peer name veth-b', 'other-namespace', { params: { otherNamespace: 'host' } }],
    ],
  },
  {
    about: 'a link that moves',
    setup: pair,
    reference: 'ip link set veth-a netns ns1',
    told: ['ns1', 'ns2', 'veth-a', 'veth-b'],
    own: [
      ['ip link set dev veth-a netns ns1', 'right'],
      ['ip link del veth-a; ip link add veth-a netns ns1 type veth peer name veth-b', 'right'],
      ['ip link set veth-a netns ns2', 'moved-elsewhere', { params: { namespace: 'ns1', otherNamespace: 'ns2' } }],
      ['ip link set veth-b netns ns1', 'still-there'],
      ['ip link set veth-a up', 'still-there'],
      ['ip link set veth-a netns ns1 name eth0', 'other-name'],
      ['ip link set veth-a netns ns1; ip link set veth-b netns ns2', 'broke-earlier'],
    ],
  },
  {
    about: 'a link that moves and whose name nobody told',
    setup: pair,
    reference: 'ip link set veth-a netns ns1',
    told: ['ns1'],
    own: [['ip link set veth-a netns ns1 name eth0', 'right', { names: { 'veth-a': 'eth0' } }]],
  },
  {
    about: 'a link that is set up',
    setup: [...pair, 'ip link set veth-a netns ns1'],
    reference: 'ip netns exec ns1 ip link set veth-a up',
    told: ['ns1', 'veth-a'],
    own: [
      ['ip -n ns1 link set veth-a up', 'right'],
      ['ip -n ns1 link set up veth-a', 'right'],
      ['nsenter --net=/run/netns/ns1 ip link set dev veth-a up', 'right'],
      ['ip -n ns1 link set veth-a down', 'opposite'],
      ['ip -n ns1 link set lo up', 'other-link', { params: { link: 'veth-a', other: 'lo' } }],
      ['ip link set veth-b up', 'other-namespace'],
      ['ip -n ns1 link set veth-a up mtu 1400', 'right', { extras: 1 }],
    ],
  },
  {
    about: 'a link that is set down',
    setup: [...pair, 'ip link set veth-a up', 'ip addr add 10.0.0.1/24 dev veth-a'],
    reference: 'ip link set veth-a down',
    told: ['veth-a'],
    own: [
      ['ip link set down dev veth-a', 'right'],
      ['ip link set veth-a up', 'opposite'],
      ['ip link del veth-a', 'broke-earlier'],
    ],
  },
  {
    about: 'a bridge and its ports',
    setup: bridged,
    reference: 'ip link set veth-a master br0; ip link set br0 up',
    told: ['br0', 'veth-a'],
    own: [
      ['ip link set br0 up; ip link set dev veth-a master br0', 'right'],
      ['ip link set veth-a master br0', 'only-part'],
      ['ip link set veth-b master br0; ip link set br0 up', 'other-link', { params: { link: 'veth-a', other: 'veth-b' } }],
      [
        'ip link add br1 type bridge; ip link set veth-a master br1; ip link set br0 up',
        'other-value',
        { params: { meant: 'br0', value: 'br1' } },
      ],
    ],
  },
  {
    about: 'a bridge that is made',
    reference: 'ip link add br0 type bridge',
    told: ['br0'],
    own: [
      ['ip link add name br0 type bridge; ip link set br0 up', 'right', { extras: 1 }],
      ['ip link add br0 type veth', 'other-kind'],
      ['ip link add br1 type bridge', 'other-name'],
      ['ip link add br0 type bridge ageing_time 1000', 'right', { extras: 1 }],
    ],
  },
  {
    about: 'the size of packets',
    setup: pair,
    reference: 'ip link set veth-a mtu 1400',
    told: ['veth-a'],
    own: [
      ['echo 1400 > /sys/class/net/veth-a/mtu', 'right'],
      ['ip link set veth-a mtu 9000', 'other-value', { params: { meant: '1400', value: '9000' } }],
      ['ip link set veth-b mtu 1400', 'other-link'],
    ],
  },
  {
    about: 'a macvlan',
    setup: [...two, 'ip link add dum0 type veth peer name dum1'],
    reference: 'ip link add mv0 link dum0 type macvlan mode bridge',
    told: ['mv0', 'dum0'],
    own: [
      ['ip link add link dum0 name mv0 type macvlan mode bridge', 'right'],
      ['ip link add mv0 link dum0 type macvlan mode private', 'other-value', { params: { attribute: 'mode', value: 'private' } }],
      ['ip link add mv0 link dum1 type macvlan mode bridge', 'other-link', { params: { link: 'dum0', other: 'dum1' } }],
      ['ip link add mv0 type bridge', 'other-kind'],
    ],
  },
  {
    about: 'a vxlan',
    setup: two,
    reference: 'ip link add vx0 type vxlan id 42 remote 192.0.2.2 dstport 4789',
    told: ['vx0'],
    own: [
      ['ip link add vx0 type vxlan dstport 4789 vni 42 remote 192.0.2.2', 'right'],
      [
        'ip link add vx0 type vxlan id 43 remote 192.0.2.2 dstport 4789',
        'other-value',
        { params: { attribute: 'id', meant: '42', value: '43' } },
      ],
    ],
  },
];
