import { describe, expect, it } from 'vitest';
import type { LessonEnd, StepEnd } from '../../src/engine/events.js';
import { runDocument, session } from './lab-trial.js';

/** What a table of steps says of each: its line, verdict, reason code and the line that it follows from. */
const rows = (steps: readonly StepEnd[]): unknown[] =>
  steps.map((step) => [step.line, step.verdict, step.reason?.code ?? null, step.causedBy]);

const cable = ['$ ip link add va type veth peer name vb', '$ ip addr add 192.0.2.1/24 dev va', '$ ip link set va up'];

describe('an output that shows what an earlier step should have made', () => {
  it('is not judged when that was skipped, and names it when that failed', async () => {
    const { steps } = await runDocument(
      session('$ ip link add <NAME> type bridge', '$ ip netns add <OTHER>'),
      '<!-- nslab: skip="not here" -->',
      session('$ ip link add dum0 type dummy'),
      session('$ ip link add br0 type bridge stp_state nine'),
      session(
        '$ ip -br link',
        'lo   UNKNOWN  00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP>',
        'dum0   DOWN  02:00:00:00:00:01 <BROADCAST,NOARP>',
      ),
      session(
        '$ ip -br link',
        'lo   UNKNOWN  00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP>',
        'br0   DOWN  02:00:00:00:00:01 <BROADCAST,MULTICAST>',
      ),
      session('$ ip -br link', 'lo   DOWN  00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP>'),
    );
    expect(steps.slice(4).map((step) => [step.verdict, step.reason?.code, step.causedBy])).toEqual([
      ['skip', 'depends-on', 7],
      ['drift', 'drift:content', 10],
      ['drift', 'drift:content', null],
    ]);
  });
});

describe('what the tool itself says of a failure', () => {
  it.each([
    ['ip link set lo nets ns1', 'typo-keyword', 'nets'],
    ['ip netsn list', 'typo-keyword', 'netsn'],
    ['ip link set lo upp', 'typo-keyword', 'upp'],
    ['ifcnofig lo', 'typo-keyword', 'ifcnofig'],
    ['ip netns exec nowhere true', 'missing-namespace', 'nowhere'],
    ['ip -n nowhere link set lo up', 'missing-namespace', 'nowhere'],
    ['ip netns del nowhere', 'missing-namespace', 'nowhere'],
    ['ip link set lo netns nowhere', 'missing-namespace', 'nowhere'],
    ['nsenter --net=/run/netns/nowhere true', 'missing-namespace', 'nowhere'],
    ['ip link set veth9 up', 'missing-link', 'veth9'],
    ['ip addr add 192.0.2.1/24 dev veth9', 'missing-link', 'veth9'],
    ['source /tmp/nothing', 'missing-file', '/tmp/nothing'],
    ['bash ./nothing.sh', 'missing-file', './nothing.sh'],
    ['cd nothing', 'missing-file', 'nothing'],
  ])('%s is %s', async (command, code, name) => {
    const { steps } = await runDocument(session(`$ ${command}`));
    expect(rows(steps)).toEqual([[2, 'fail', code, null]]);
    expect(steps[0]!.reason).toMatchObject({ params: { name, actual: steps[0]!.exitCode }, text: expect.stringContaining(name) });
  });

  it.each([['false'], ['ip link add va type veth peer name lo'], ['nosuchprogram']])('%s says nothing of that', async (command) => {
    const { steps } = await runDocument(session(`$ ${command}`));
    expect(rows(steps)).toEqual([[2, 'fail', 'exit-status', null]]);
  });
});

describe('the step that a failure follows from', () => {
  it('is the first of the chain', async () => {
    const { steps, end, events } = await runDocument(
      session(
        '$ ip netns add blue',
        ...cable,
        '$ ip link set vb nets blue',
        '$ ip netns exec blue ip link set vb up',
        '$ ip -n blue addr add 192.0.2.2/24 dev vb',
        '$ ping -c 1 -W 1 192.0.2.2',
        '$ false',
        '$ ip -n blue link show lo | grep -c lo',
        '2',
      ),
    );
    expect(rows(steps).slice(4)).toEqual([
      [6, 'fail', 'typo-keyword', null],
      [7, 'fail', 'missing-link', 6],
      [8, 'fail', 'missing-link', 6],
      [9, 'fail', 'missing-link', 6],
      [10, 'fail', 'exit-status', null],
      [11, 'pass', null, null],
    ]);
    const lesson = events.find((event): event is LessonEnd => event.type === 'lesson:end')!;
    expect([lesson.consequences, end.consequences, end.counts.fail]).toEqual([3, 3, 5]);
    expect(steps[5]!.reason!.text).toContain('line 6');
  });

  it.each([
    ['a namespace', ['$ ip netns add red', '$ ip netns del red', '$ ip netns exec red ip link'], 'missing-namespace'],
    [
      'the file of a namespace',
      ['$ ip netns add red', '$ umount /run/netns/red; rm /run/netns/red', '$ ip netns exec red ip link'],
      'missing-namespace',
    ],
    ['a link', [...cable, '$ ip link del va', '$ ip link set va up'], 'missing-link'],
    ['the other end of a pair', [...cable, '$ ip link del va', '$ ip link set vb up'], 'missing-link'],
    ['a link that was renamed', [...cable, '$ ip link set va name vx', '$ ip addr add 192.0.2.9/24 dev va'], 'missing-link'],
    ['a file', ['$ touch /tmp/x', '$ rm /tmp/x', '$ cat /tmp/x'], 'missing-file'],
    ['an address, with its link', [...cable, '$ ip link del va', '$ ping -c 1 -W 1 192.0.2.1'], 'lost-address'],
    ['an address, by itself', [...cable, '$ ip addr del 192.0.2.1/24 dev va', '$ ping -c 1 -W 1 192.0.2.1'], 'lost-address'],
  ])('may have passed, and taken away what is needed: %s', async (_, lines, code) => {
    const { steps } = await runDocument(session(...lines));
    expect(steps.slice(0, -1).map((step) => step.verdict)).toEqual(steps.slice(1).map(() => 'pass'));
    expect(rows(steps).at(-1)).toEqual([lines.length + 1, 'fail', code, lines.length]);
  });

  it('took the address away by moving its link', async () => {
    const { steps, end } = await runDocument(
      session(
        '$ ip netns add red',
        ...cable,
        '$ ping -c 1 192.0.2.1',
        '$ ip link set va netns red',
        '$ ping -c 1 -W 1 192.0.2.1',
        '$ ip link set va up',
      ),
    );
    expect(rows(steps).slice(4)).toEqual([
      [6, 'pass', null, null],
      [7, 'pass', null, null],
      [8, 'fail', 'lost-address', 7],
      [9, 'fail', 'missing-link', 7],
    ]);
    expect(end.consequences).toBe(2);
  });

  it('is a namespace’s deletion for what was in it', async () => {
    const { steps } = await runDocument(
      session('$ ip netns add red', ...cable, '$ ip link set vb netns red', '$ ip netns del red'),
      // The kernel takes a moment for it.
      '<!-- nslab: exit=1 retry=3s -->',
      session('$ ip link show va'),
      session('$ ip link set va down'),
    );
    expect(rows(steps).slice(-3)).toEqual([
      [7, 'pass', null, null],
      [11, 'pass', null, null],
      [14, 'fail', 'missing-link', 7],
    ]);
  });

  it('is none once a later step has brought what was missing', async () => {
    const lines = [
      '$ ip netns exec ns1 true',
      '$ ip netns add ns1',
      '$ ip netns del ns1',
      '$ ip netns add ns1',
      '$ ip netns exec ns1 false',
    ];
    const { steps } = await runDocument(session(...lines));
    expect(rows(steps)).toEqual([
      [2, 'fail', 'missing-namespace', null],
      [3, 'pass', null, null],
      [4, 'pass', null, null],
      [5, 'pass', null, null],
      [6, 'fail', 'exit-status', null],
    ]);
  });

  it('counts as well for what is judged only when the lesson ends', async () => {
    const { steps, end } = await runDocument(
      session(...cable, '$ ip -n blue addr add 192.0.2.2/24 dev vb'),
      '<!-- nslab: terminal=second -->',
      session('$ ping 192.0.2.2', '64 bytes from 192.0.2.2: icmp_seq=1 ttl=64 time=0.04 ms'),
      '<!-- nslab: terminal=main -->',
      session('$ true'),
    );
    expect(rows(steps).slice(-3)).toEqual([
      [5, 'fail', 'missing-namespace', null],
      [9, 'fail', 'missing-namespace', 5],
      [14, 'pass', null, null],
    ]);
    expect(end.consequences).toBe(1);
  });
});

describe('a shell that was not opened', () => {
  it('has no commands typed into the shell around it, and no exit', async () => {
    const { steps, end } = await runDocument(
      session('$ ip netns exec blue bash', '# touch /tmp/oops', '# exit', '$ [ -e /tmp/oops ] || echo none', 'none', '$ echo on', 'on'),
    );
    expect(steps.map((step) => [step.command, step.verdict, step.reason?.code ?? null, step.causedBy, step.attempts])).toEqual([
      ['ip netns exec blue bash', 'fail', 'missing-namespace', null, 1],
      ['touch /tmp/oops', 'unreachable', 'shell-not-open', 2, 0],
      ['exit', 'unreachable', 'shell-not-open', 2, 0],
      ['[ -e /tmp/oops ] || echo none', 'pass', null, null, 1],
      ['echo on', 'pass', null, null, 1],
    ]);
    expect([end.consequences, end.exitStatus]).toEqual([0, 1]);
  });

  it('follows from what its opener follows from', async () => {
    const { steps } = await runDocument(
      session('$ ip netns add red', '$ ip netns del red', '$ ip netns exec red bash', '# ip link', '# exit'),
    );
    expect(rows(steps).slice(2)).toEqual([
      [4, 'fail', 'missing-namespace', 3],
      [5, 'unreachable', 'shell-not-open', 3],
      [6, 'unreachable', 'shell-not-open', 3],
    ]);
  });

  it('is not left where the document means it to be left without a word', async () => {
    const { steps } = await runDocument(
      session(
        '$ ip netns exec blue bash',
        '# ip link',
        '$ ip netns add blue',
        '$ ip netns exec blue bash',
        '# ip netns identify',
        'blue',
        '$ echo on',
        'on',
      ),
    );
    expect(steps.map((step) => [step.command, step.shell, step.verdict, step.impliedExits])).toEqual([
      ['ip netns exec blue bash', 'host', 'fail', 0],
      ['ip link', 'blue', 'unreachable', 0],
      ['ip netns add blue', 'host', 'pass', 0],
      ['ip netns exec blue bash', 'host', 'pass', 0],
      ['ip netns identify', 'blue', 'pass', 0],
      ['echo on', 'host', 'pass', 1],
    ]);
  });

  it('keeps nothing else from running: another shell inside, another terminal', async () => {
    const { steps } = await runDocument(
      session('$ ip netns add ns1', '$ ip netns exec blue bash', '# bash', '# ip link', '# exit', '# exit'),
      '<!-- nslab: terminal=second -->',
      session('$ echo on', 'on'),
      '<!-- nslab: terminal=main -->',
      session('$ ip netns exec ns1 ip netns identify', 'ns1'),
    );
    expect(steps.map((step) => [step.command, step.verdict, step.causedBy])).toEqual([
      ['ip netns add ns1', 'pass', null],
      ['ip netns exec blue bash', 'fail', null],
      ['bash', 'unreachable', 3],
      ['ip link', 'unreachable', 3],
      ['exit', 'unreachable', 3],
      ['exit', 'unreachable', 3],
      ['echo on', 'pass', null],
      ['ip netns exec ns1 ip netns identify', 'pass', null],
    ]);
  });
});

it('looks through long lines at once', async () => {
  const { steps } = await runDocument(session('$ head -c 3000000 /dev/zero | tr "\\0" x; nosuchprogram'));
  expect(steps[0]).toMatchObject({ verdict: 'fail', exitCode: 127 });
  expect(steps[0]!.durationMs).toBeLessThan(10_000);
});
