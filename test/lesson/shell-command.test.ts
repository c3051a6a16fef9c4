import { describe, expect, it } from 'vitest';
import { isLooking, namespaceOfCommand } from '../../src/lesson/known/looking.js';
import { completeness } from '../../src/lesson/shell-command.js';

describe('completeness', () => {
  it.each([
    'ip a',
    'ip a # comment',
    'cat <<EOF\nx\nEOF',
    'for i in 1; do\n:\ndone',
    'f() {\n:\n}',
    'a \\\n b',
    'echo "a\nb"',
    'if a; then b; fi',
    'sleep 1 &',
    "echo 'it\\'",
  ])('%j is complete', (text) => expect(completeness(text)).toBe('complete'));

  it.each([
    'ip a \\',
    'cat <<EOF',
    'cat <<EOF\nx',
    'for i in 1; do',
    'for i in 1; do\n:',
    'f() {',
    'if a; then',
    'case x in',
    '( a',
    '{ a',
    'echo "a',
    "echo 'a",
    'echo $(a',
    'a &&',
    'a |',
    '[[ a',
    'while :',
  ])('%j is incomplete', (text) => expect(completeness(text)).toBe('incomplete'));

  it.each(['fi', 'echo )', 'done; ip a'])('%j is broken', (text) => expect(completeness(text)).toBe('broken'));
});

describe('isLooking', () => {
  it.each([
    'ip a',
    'ip link show',
    'ip -n ns1 -4 addr show dev eth0',
    'ip netns',
    'ip netns list',
    'sudo ip netns exec ns1 ip route',
    'ip netns exec ns1 ifconfig -a',
    'ip link | grep veth',
    'brctl show br0',
    'bridge fdb show',
    'iptables -L -n -v',
    'iptables -t nat -S',
    'sysctl net.ipv4.ip_forward',
    'cat /proc/sys/net/ipv4/ip_forward 2>/dev/null',
    'route -n',
    'nft list ruleset',
  ])('%j only looks', (command) => expect(isLooking(command)).toBe(true));

  it.each([
    'ip netns add ns1',
    'ip link set lo up',
    'ip a > file',
    'X=1',
    'ip a &',
    'ip link; ip link add a type bridge',
    'ip netns exec ns1 bash',
    'ip netns exec ns1 ip addr add 10.0.0.1/24 dev a',
    'ifconfig eth0 up',
    'sysctl -w net.ipv4.ip_forward=1',
    'sysctl net.ipv4.ip_forward=1',
    'iptables -A INPUT -j DROP',
    'ping -c 1 10.0.0.1',
    'route add default gw 10.0.0.1',
    'unknown-tool',
    'ls $(touch x)',
    '',
  ])('%j may change something', (command) => expect(isLooking(command)).toBe(false));
});

describe('namespaceOfCommand', () => {
  it.each([
    ['ip a', 'host'],
    ['ip -n ns1 a', 'ns1'],
    ['ip -netns ns1 a', 'ns1'],
    ['sudo ip netns exec ns1 ip a', 'ns1'],
    ['ip netns exec ns1 ip -n ns2 a', 'ns2'],
    ['ip -n ns1 a | grep inet', 'ns1'],
    ['ip -n ns1 a; ip -n ns2 a', undefined],
    ['ls', 'host'],
  ])('%j acts in %s', (command, namespace) => expect(namespaceOfCommand(command, 'host')).toBe(namespace));
});
