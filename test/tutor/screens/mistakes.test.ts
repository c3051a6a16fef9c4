import { describe, it } from 'vitest';
import { hasTmux, inWindow } from './tmux.js';

/** What a learner types wrong at each step, and how they come on from there. */
const ways: readonly (readonly string[])[] = [
  // A typo, another name, and the same name again.
  ['ip netsn add ns1', 'ip netns add nsl', 'u', 'ip netns add ns1'],
  // A place that is not there.
  ['ip -n ns3 link', ''],
  [''],
  // The step once more, then hints until the command is explained.
  ['ip netns add ns1', 'h', 'h', 'h', 'h', 'ip netns add ns2'],
  ['ip netns lits', ''],
  // The peer left out; then a hint, and the solution.
  ['ip link add veth-ns1 type veth', 'h', 'h', 'h', 'u', 'ip link add veth1 type veth peer name veth2', 'u', ''],
  [''],
  // Not there, into the other namespace, taken back; then nslab does it.
  ['ip link set veth1 netns ns1', 'ip link set veth-ns1 netns ns2', 'h', 'u', 's'],
  [''],
  // Something that was done is broken by it.
  ['ip link set veth-ns2 netns ns2; ip netns del ns1', 'u', ''],
  [''],
  [''],
  // Without a prefix, with another one, in another place.
  [
    'ip -n ns1 address add 192.0.2.1 dev veth-ns1',
    'h',
    'u',
    'ip -n ns1 address add 192.0.2.1/25 dev veth-ns1',
    'u',
    'ip address add 192.0.2.1/24 dev veth-ns1',
    '',
  ],
  [''],
  // Down instead of up, and the wrong end.
  ['ip -n ns1 link set veth-ns1 down', 'ip -n ns2 link set veth-ns2 up', 'h', 'h', 'h', 'u'],
];

describe.skipIf(!hasTmux).concurrent.each([
  ['en', 80],
  ['zh', 80],
  ['en', 60],
])('in %s, at %i columns', (language, columns) => {
  it.for([ways])('a mistake at every step', { timeout: 180_000 }, async (_, { expect }) => {
    await inWindow(['learn', '--lang', language, `lessons/${language}/01-two-namespaces.md`], { columns }, async (window) => {
      await window.asks();
      for (const command of ways.flat()) await window.answers(command);
      await window.types('a');
      await window.presses('Enter');
      await window.waits(language === 'en' ? 'Run it now?' : '现在运行它吗？');
      await window.types('y');
      await window.asks();
      await window.answers('w');
      await window.types('q');
      await window.presses('Enter');
      expect(await window.ends()).toBe(0);
      await expect(`${await window.screen()}\n`).toMatchFileSnapshot(`mistakes-${language}-${columns}.txt`);
    });
  });
});
