import { describe, expect, it } from 'vitest';
import { aftermathOf } from '../../../src/engine/session/aftermath.js';
import { withoutChance } from '../../../src/verify/without-chance.js';
import { FollowedValues, valuesIn } from '../../../src/engine/session/followed-values.js';
import { readKept, type KeptEntry } from '../../../src/engine/session/kept.js';
import { onlyLooks, readsStatus } from '../../../src/engine/session/only-looks.js';
import { digestsOf, isSameState, type SessionState } from '../../../src/engine/session/session-state.js';
import { compareDigests, compareStates } from '../../../src/engine/session/state-difference.js';
import type { StateItem } from '../../../src/lab/state/lab-state.js';
import { parseLesson } from '../../../src/lesson/parse-lesson.js';
import { session } from '../lab-trial.js';

describe('values that differ from run to run', () => {
  it.each([
    ['2026-11-25T15:04:05.123Z', '2027-01-02T03:04:05.999Z'],
    ['2026-11-25 15:04:05', '2026-11-26 01:00:59'],
    ['Wed Nov 25 15:04:05 UTC 2026', 'Thu Dec  3 01:02:03 UTC 2026'],
    ['1764083045', '1764083099'],
    ['1764083045.123456789', '1764083046.987654321'],
    ['at 15:04:05.123', 'at 16:05:06.789'],
    ['time=0.045 ms', 'time=1.2 ms'],
    ['real 0m0.002s', 'real 0m1.205s'],
    ['/tmp/tmp.aB3dE6gH9k', '/tmp/tmp.Zy1xW2vU3t'],
    ['b2f1c7de-0a1b-4c3d-8e9f-001122334455', '00000000-1111-2222-3333-444455556666'],
    ['container 3f2a9b1c4d5e is up', 'container 0a1b2c3d4e5f is up'],
    ['link/ether 5a:1f:c9:05:7e:40', 'link/ether 0e:00:00:00:00:01'],
    ['fe80::581f:c9ff:fe05:7e40', 'fe80::1'],
  ])('%s is as good as %s', (a, b) => expect(withoutChance(a)).toBe(withoutChance(b)));

  it.each([
    ['10.0.0.1/24', '10.0.0.2/24'],
    ['count=4', 'count=5'],
    ['veth0', 'veth1'],
    ['50:54:00:12:34:56', '50:54:00:12:34:57'],
    ['2001:db8::1', '2001:db8::2'],
    ['mode 0644', 'mode 0600'],
    ['tmp.a', 'tmp.b'],
    ['64 bytes', '65 bytes'],
    ['id 123456789012', 'id 123456789013'],
  ])('%s is not %s', (a, b) => expect(withoutChance(a)).not.toBe(withoutChance(b)));
});

describe('what only looks', () => {
  it.each([
    'ip link',
    'ip -n ns1 address show dev eth0',
    'sudo ip netns exec ns1 ip route',
    'ping -c 1 192.0.2.1',
    'ip netns exec ns1 ping -c 3 192.0.2.2',
    'cat /etc/hosts | grep lab',
    'traceroute 192.0.2.9',
    'ls -l /var/run/netns',
  ])('%s', (command) => expect(onlyLooks(command)).toBe(true));

  it.each([
    'ip link > f',
    'x=$(ip link)',
    'ip link &',
    'ip link; cd /tmp',
    'cat <&3',
    'cat < f > g',
    'ping -c 1 192.0.2.1 && x=1',
    'ip netns add ns1',
    'ls $(touch f)',
    'ls; ip link set lo up',
    'sysctl -w net.ipv4.ip_forward=1',
    'echo hi',
    'read x',
    '',
  ])('not %s', (command) => expect(onlyLooks(command)).toBe(false));

  it('is done again before what reads its status', () => {
    for (const command of ['echo $?', 'x=${?}', 'echo $_', 'echo ${PIPESTATUS[0]}', 'exit']) expect(readsStatus(command)).toBe(true);
    for (const command of ['echo $x', 'exit 3', 'ip link', 'echo $_x1']) expect(readsStatus(command.replace('$_x1', '$ x'))).toBe(false);
  });
});

describe('values that a later command may name', () => {
  it('are numbers of processes, ids of containers and names of temporary files', () => {
    const context = { namespace: 'host' } as const;
    expect(valuesIn('[1] 4711', context)).toEqual(['4711']);
    expect(valuesIn('3f2a9b1c4d5e\n/tmp/tmp.aB3dE6gH9k', context)).toEqual(['3f2a9b1c4d5e', 'tmp.aB3dE6gH9k']);
    expect(valuesIn('64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.1 ms', context)).toEqual([]);
  });

  it('are followed where the command names them, and nowhere else', () => {
    const followed = new FollowedValues();
    followed.note(['4711', '3f2a9b1c4d5e', 'tmp.aB3dE6gH9k'], ['12', '0a1b2c3d4e5f', 'tmp.Zy1xW2vU3t']);
    followed.note(['1', '2'], ['3']);
    expect(followed.fill('kill 4711')).toBe('kill 12');
    expect(followed.fill('nsenter -t 4711 -n ip link; echo 4711')).toBe('nsenter -t 12 -n ip link; echo 12');
    expect(followed.fill('ping -c 4711 192.0.2.1')).toBe('ping -c 4711 192.0.2.1');
    expect(followed.fill('docker logs 3f2a9b1c4d5e > /tmp/tmp.aB3dE6gH9k')).toBe('docker logs 0a1b2c3d4e5f > /tmp/tmp.Zy1xW2vU3t');
  });
});

describe('what comes of a command after it has ended', () => {
  it.each([
    ['sleep 9 &', { 'process sleep 9': 'a' }, ['process', 'network']],
    ['ip netns del ns1', { 'network host': 'b' }, ['network']],
    ['ip netns add ns2', { 'network host': 'a', 'network ns1': 'a', 'network ns2': 'a' }, []],
    ['ip link add br0 type bridge', { 'network host': 'b', 'network ns1': 'a' }, []],
    ['ip link del veth0', { 'network host': 'b', 'network ns1': 'a' }, ['network']],
    ['x=1', { 'variable x': 'a' }, []],
  ])('%s', (command, after, parts) => {
    const before = command === 'x=1' ? {} : command.startsWith('sleep') ? {} : { 'network host': 'a', 'network ns1': 'a' };
    expect(aftermathOf(command, before, after)).toEqual(parts);
  });
});

describe('two states', () => {
  const state = (...items: StateItem[]): SessionState => ({
    network: { schema: 1, namespaces: [] },
    lab: new Map(items.map((item) => [`${item.kind} ${item.name}`, item])),
  });
  const file = (name: string, text: string, isRestless = false): StateItem => ({ kind: 'file', name, text, isRestless });

  it('are the same but for what chance puts into them', () => {
    const before = state(file('/a', 'x'), file('/log', '15:04:05 up'), file('/tmp/tmp.aB3dE6gH9k', 'y'), file('/grows', '1', true));
    const now = state(file('/a', 'x'), file('/log', '16:00:00 up'), file('/tmp/tmp.Zy1xW2vU3t', 'y'), file('/grows', '2', true));
    const { differences, byChance } = compareStates(before, now);
    expect(differences).toEqual([]);
    expect(byChance.map(({ name }) => name)).toEqual(['/log', '/tmp/tmp.aB3dE6gH9k', '/grows']);
    expect(compareDigests(digestsOf(before), now).differences).toEqual([]);
    expect(isSameState(before, before)).toBe(true);
    expect(isSameState(before, now)).toBe(false);
  });

  it('differ in what is missing, new, or another one', () => {
    const before = state(file('/a', 'x'), file('/b', 'y'));
    const now = state(file('/b', 'z'), file('/c', 'w'));
    expect(compareStates(before, now).differences).toEqual([
      { kind: 'file', name: '/a', before: 'x', now: null },
      { kind: 'file', name: '/b', before: 'y', now: 'z' },
      { kind: 'file', name: '/c', before: null, now: 'w' },
    ]);
    expect(compareDigests(digestsOf(before), now).differences).toEqual(
      ['file /a', 'file /b', 'file /c'].map((name) => ({ kind: 'part', name })),
    );
  });

  it('have no digest of what may be a secret', () => {
    const variable = (name: string): StateItem => ({
      kind: 'variable',
      name: `${name} of the shell in pts/0`,
      text: '--="geheim"',
      isRestless: false,
    });
    expect(Object.keys(digestsOf(state(variable('API_TOKEN'), variable('x'))))).toEqual(['variable x of the shell in pts/0']);
  });
});

it('reads a journal up to the first step that the lesson has no more', () => {
  const lesson = parseLesson('a.md', session('$ ip netns add ns1', '$ ip netns add ns2'), { values: {} });
  const entry = (kind: 'step' | 'own', command: string, key: string | null = null): KeptEntry => ({
    entry: { kind, lesson: 0, key, terminal: 'main', command, lastPid: 1 },
    end: {
      ending: 'done',
      exitCode: 0,
      durationMs: 1,
      lines: 0,
      values: [],
      keys: '',
      lastPid: 2,
      isLook: false,
      shell: null,
      fulfils: null,
      step:
        kind === 'step'
          ? { verdict: 'pass', reason: null, causedBy: null, impliedExits: 0, attempts: 1, shell: 'host', settled: false }
          : null,
      digests: {},
    },
    isWithheld: false,
  });
  const [first, second] = lesson.steps.map(({ key }) => key);
  const kept = [
    entry('step', 'ip netns add ns1', first),
    { ...entry('own', ''), isWithheld: true },
    // The lesson's own words are no secret of the person's.
    { ...entry('step', '', second), isWithheld: true },
    entry('step', 'ip netns add ns9', 'gone'),
    entry('own', 'x=1'),
  ];
  const { done, left } = readKept(kept, lesson);
  expect(done.map(({ entry: { command }, ended }) => [command, ended?.verdict])).toEqual([
    ['ip netns add ns1', 'pass'],
    ['ip netns add ns2', 'pass'],
  ]);
  expect(left.map(({ why, command }) => [why, command])).toEqual([
    ['withheld', null],
    ['step-gone', 'ip netns add ns9'],
  ]);
});
