import { describe, it } from 'vitest';
import { hasTmux, inWindow } from './tmux.js';

/** Another command for each step, which does the same: those of lessons/variants, and looks. */
const others = {
  '00-nslab-in-two-minutes': ['ip net a blue', 'ip netns ls', 'ip net a green', 'ip netns delete blue', 'ip netns show'],
  '01-two-namespaces': [
    'ip netns a ns1',
    'ip -n ns1 link',
    'ip netns exec ns1 ping -4 -c1 localhost',
    'sudo ip netns add ns2',
    'ip netns ls',
    'ip link add name veth-ns1 type veth peer name veth-ns2',
    'ip -br link',
    'ip link set netns ns1 dev veth-ns1',
    'ip l',
    'ip netns exec ns1 true && ip link set veth-ns2 netns ns2',
    'ip -n ns1 address',
    'nsenter --net=/run/netns/ns2 ip address',
    'ip netns exec ns1 ip address add 192.0.2.1/24 dev veth-ns1',
    'ip -n ns1 -br a',
    'ip -n ns1 link set up dev veth-ns1',
    'ip -n ns1 -br link show veth-ns1',
    'ip netns exec ns1 ping -W 1 -c 1 192.0.2.2',
    'n=2; ip -n ns$n address add 192.0.2.$n/24 dev veth-ns$n',
    'ip -n ns2 -br a',
    "bash -c 'for n in 1 2; do ip -n ns$n link set veth-ns$n up; done'",
    'ip -n ns2 link',
    'ip -n ns1 r',
    'ip netns exec ns2 ip -4 r',
    'ip netns exec ns2 ping -c 2 192.0.2.1',
    'ip netns exec ns1 ping -c 4 -i 0.2 192.0.2.2',
    'ip -br -4 a',
    'ip netns exec ns1 ping -c1 -W1 192.0.2.1',
    'ip netns exec ns1 ip link set dev lo up',
    'nsenter --net=/run/netns/ns1 ping -c 1 127.0.0.1',
  ],
} as const;

describe.skipIf(!hasTmux).concurrent.each([
  ['en', 80],
  ['zh', 60],
])('in %s, at %i columns', (language, columns) => {
  it.for(Object.entries(others))(
    'a whole lesson by other commands only: %s',
    { timeout: 180_000 },
    async ([lesson, commands], { expect }) => {
      await inWindow(['learn', '--lang', language, `lessons/${language}/${lesson}.md`], { columns }, async (window) => {
        await window.asks();
        for (const command of commands) await window.answers(command);
        await window.presses('Enter');
        expect(await window.ends()).toBe(0);
        await expect(`${await window.screen()}\n`).toMatchFileSnapshot(`${lesson.slice(0, 2)}-own-commands-${language}-${columns}.txt`);
      });
    },
  );
});
