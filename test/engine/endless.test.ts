import { describe, expect, it } from 'vitest';
import type { StepEnd } from '../../src/engine/events.js';
import { runDocument, session } from './lab-trial.js';

/** A block that is typed into a terminal. */
const inTerminal = (name: string, ...lines: string[]): string => `<!-- nslab: terminal=${name} -->\n${session(...lines)}`;
const cable = [
  '$ ip link add va type veth peer name vb',
  '$ ip addr add 192.0.2.1/24 dev va',
  '$ ip link set va up',
  '$ ip link set vb up',
];
const loopback = session('$ ip link set lo up');
const replies = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `64 bytes from 127.0.0.1: icmp_seq=${index + 1} ttl=64 time=0.04 ms`);
const header = 'PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.';
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const verdicts = (steps: readonly StepEnd[]): unknown[] =>
  steps.map((step) => [step.terminal, step.command, step.verdict, step.reason?.code ?? null]);

describe('a command that goes on, in the only terminal', () => {
  it.each([
    ['twice where nothing is documented', [], 2],
    ['once', [header, ...replies(1)], 1],
    ['three times', [header, ...replies(3)], 3],
    ['as often as is documented before ^C', [header, ...replies(1), '^C', '--- 127.0.0.1 ping statistics ---', '...'], 1],
  ])('lets ping be answered %s', async (_, documented, wanted) => {
    const { steps } = await runDocument(loopback, session('$ ping 127.0.0.1', ...documented, '$ echo on', 'on'));
    expect(steps.slice(1).map((step) => step.verdict)).toEqual(['pass', 'pass']);
    expect(count(steps[1]!.output, /icmp_seq=/g)).toBe(wanted);
    expect(steps[1]!.output).toContain('^C');
  });

  it('does not wait for ever for answers that do not come', async () => {
    const { steps } = await runDocument(
      session(
        ...cable,
        '$ ping 192.0.2.2',
        'PING 192.0.2.2 (192.0.2.2) 56(84) bytes of data.',
        '64 bytes from 192.0.2.2: icmp_seq=1 ttl=64 time=1 ms',
      ),
      session('$ ping 192.0.2.2', '$ echo on', 'on'),
    );
    expect(steps.slice(4).map((step) => [step.verdict, step.exitCode])).toEqual([
      ['fail', 1],
      ['fail', 1],
      ['pass', 0],
    ]);
    expect([steps[4]!.output, steps[5]!.output]).toEqual([expect.stringContaining(' 0 received'), expect.stringContaining(' 0 received')]);
  });

  it('lets ping be unanswered as often as is documented', async () => {
    const { steps } = await runDocument(
      session(...cable, '$ ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:02 dev va'),
      '<!-- nslab: exit=1 -->',
      session(
        '$ ping 192.0.2.2',
        'PING 192.0.2.2 (192.0.2.2) 56(84) bytes of data.',
        '^C',
        '--- 192.0.2.2 ping statistics ---',
        '3 packets transmitted, 0 received, 100% packet loss, time 2043ms',
      ),
    );
    expect(steps.at(-1)).toMatchObject({ verdict: 'pass', exitCode: 1 });
  });

  it('ends ping that fails at once, and says what it said', async () => {
    const { steps } = await runDocument(session('$ ping 192.0.2.2', '$ echo on', 'on'));
    expect(steps.map((step) => [step.verdict, step.output])).toEqual([
      ['fail', 'ping: connect: Network is unreachable\n'],
      ['pass', 'on\n'],
    ]);
  });

  it.each([
    ['top', []],
    ['tail -f /etc/hostname', []],
    ['tail -f /etc/hostname', ['lab']],
    ['while true; do echo tick; sleep 0.1; done', []],
    ['while true; do echo tick; sleep 0.1; done', ['tick', 'tick']],
    ['sleep infinity', []],
    ['python3 -m http.server 8000', []],
  ])('presses Ctrl-C in %s, documented %j', async (command, documented) => {
    const { steps } = await runDocument(session(`$ ${command}`, ...documented, '$ echo on', 'on'));
    expect(steps.map((step) => step.verdict)).toEqual(['pass', 'pass']);
    expect([0, 130]).toContain(steps[0]!.exitCode);
    // Before its time is up.
    expect(count(steps[0]!.output, /tick/g)).toBeLessThan(10);
  });

  it('presses Ctrl-C between two commands of a line, and the next step is run', async () => {
    // A new shell is the slowest, so that the keys come most often at the wrong moment.
    const blocks = Array.from({ length: 24 }, (_, index) => inTerminal(`t${index}`, '$ echo a; sleep 60', 'a', '^C', '$ echo on', 'on'));
    const { steps } = await runDocument(...blocks);
    expect(steps.map((step) => [step.verdict, step.output])).toEqual(
      steps.map((_, index) => ['pass', index % 2 === 0 ? 'a\n^C\n' : 'on\n']),
    );
  });

  it('finds that what is documented does not come', async () => {
    const { steps } = await runDocument(
      '<!-- nslab: timeout=1s -->',
      session('$ tail -f /etc/hostname', 'lab', 'another'),
      session('$ echo on', 'on'),
    );
    expect(verdicts(steps)).toEqual([
      ['main', 'tail -f /etc/hostname', 'drift', 'drift:content'],
      ['main', 'echo on', 'pass', null],
    ]);
  });

  it.each([['ping -c 1 127.0.0.1'], ['timeout 1 tail -f /dev/null || true'], ['tail -n 1 /etc/hostname'], ['tail -f /dev/null & kill $!']])(
    'presses nothing in %s, which ends by itself',
    async (command) => {
      const { steps } = await runDocument(loopback, session(`$ ${command}`));
      expect([steps[1]!.verdict, steps[1]!.exitCode, steps[1]!.output.includes('^C')]).toEqual(['pass', 0, false]);
    },
  );
});

describe('what the lesson says of its end', () => {
  const twice = 'while true; do echo tick; [ -e /tmp/second ] && break; touch /tmp/second; sleep 0.2; done';

  it('presses no Ctrl-C with stop=never, and compares all that is printed', async () => {
    const { steps } = await runDocument(
      '<!-- nslab: stop=never -->',
      session(`$ ${twice}`, 'tick', 'tick'),
      session('$ rm /tmp/second'),
      '<!-- nslab: stop=never -->',
      session(`$ ${twice}`, 'tick'),
    );
    expect(steps.map((step) => [step.verdict, step.output])).toEqual([
      ['pass', 'tick\ntick\n'],
      ['pass', ''],
      ['drift', 'tick\ntick\n'],
    ]);
  });

  it('calls it a failure when the time is up all the same', async () => {
    const { steps } = await runDocument('<!-- nslab: stop=never timeout=300ms -->', session('$ tail -f /etc/hostname'));
    expect(steps[0]).toMatchObject({ verdict: 'fail', reason: { code: 'timeout' } });
  });

  it.each([
    ['that prints nothing', 'sleep 60', []],
    ['that prints what is documented', 'echo a; sleep 60', ['a']],
    ['that prints', 'echo a; sleep 60', []],
  ])('ends with stop=ctrl-c a command %s', async (_, command, documented) => {
    const { steps } = await runDocument(
      '<!-- nslab: stop=ctrl-c timeout=20s -->',
      session(`$ ${command}`, ...documented),
      session('$ echo on', 'on'),
    );
    expect(steps.map((step) => [step.verdict, step.exitCode])).toEqual([
      ['pass', 130],
      ['pass', 0],
    ]);
    expect(steps[0]!.durationMs).toBeLessThan(10_000);
  });

  it('tries with retry what becomes true', async () => {
    const { steps } = await runDocument(
      session('$ (sleep 1; touch /tmp/there) &'),
      '<!-- nslab: retry=10s -->',
      session('$ test -e /tmp/there && echo yes', 'yes'),
      '<!-- nslab: retry=300ms -->',
      session('$ test -e /tmp/nowhere'),
      session('$ test -e /tmp/nowhere'),
    );
    expect(steps.slice(1).map((step) => [step.verdict, step.settled, step.attempts > 1])).toEqual([
      ['pass', true, true],
      ['fail', false, true],
      ['fail', false, false],
    ]);
  });
});

describe('a command that goes on while others are run', () => {
  it('is a server that answers another terminal', async ({ skip }) => {
    const { steps } = await runDocument(
      loopback,
      inTerminal('server', '$ python3 -m http.server 8000'),
      inTerminal('main', "$ curl -s -o /dev/null -w '%{http_code}\\n' http://127.0.0.1:8000/", '200'),
      inTerminal('server', '$ echo on', 'on'),
    );
    skip(
      steps.some((step) => step.reason?.code === 'needs-tool'),
      'python3 or curl is not on this machine',
    );
    expect(steps.map((step) => [step.terminal, step.verdict, step.exitCode])).toEqual([
      ['main', 'pass', 0],
      ['server', 'pass', null],
      ['main', 'pass', 0],
      ['server', 'pass', 0],
    ]);
  });

  it('is one in another terminal also where only the prose says so', async ({ skip }) => {
    const { steps } = await runDocument(
      loopback,
      'Wait for somebody:',
      session('$ nc -l 7777', 'hello'),
      'In another terminal, say something:',
      session('$ echo hello | nc -N 127.0.0.1 7777'),
      'Back in the first terminal, nc has ended:',
      session('$ echo on', 'on'),
    );
    skip(steps[1]!.reason?.code === 'needs-tool', 'nc is not on this machine');
    expect(verdicts(steps)).toEqual([
      ['main', 'ip link set lo up', 'pass', null],
      ['main', 'nc -l 7777', 'pass', null],
      ['terminal-2', 'echo hello | nc -N 127.0.0.1 7777', 'pass', null],
      ['main', 'echo on', 'pass', null],
    ]);
  });

  it('may be a capture that counts its packets', async ({ skip }) => {
    const { steps } = await runDocument(
      loopback,
      'In a second terminal:',
      session('$ tcpdump -nn -i lo -c 2 icmp'),
      'Back in the first terminal:',
      session('$ ping -c 1 127.0.0.1 >/dev/null', '$ echo on', 'on'),
    );
    const capture = steps[1]!;
    skip(capture.verdict === 'skip' || capture.exitCode === 1, `tcpdump is of no use here: ${capture.reason?.text} ${capture.output}`);
    expect([capture.terminal, capture.verdict]).toEqual(['terminal-2', 'pass']);
    expect(steps.slice(2).map((step) => step.verdict)).toEqual(['pass', 'pass']);
    expect(capture.durationMs).toBeLessThan(8000);
  });

  it('may be a server in the background, to which the next step connects', async ({ skip }) => {
    const { steps } = await runDocument(
      session(
        '$ ip link set lo up',
        '$ python3 -m http.server 8001 >/dev/null 2>&1 &',
        "$ bash -c 'exec 3<>/dev/tcp/127.0.0.1/8001' && echo on",
        'on',
      ),
    );
    skip(steps[1]!.verdict === 'skip', `no server here: ${steps[1]!.reason?.text}`);
    expect(steps.map((step) => step.verdict)).toEqual(['pass', 'pass', 'pass']);
  });

  it('is told of in its place, though it is judged after the others', async () => {
    const { steps, end } = await runDocument(
      session('$ touch /tmp/log'),
      inTerminal('log', '$ tail -f /tmp/log', 'one', 'two'),
      inTerminal('main', '$ echo one >>/tmp/log', '$ echo two >>/tmp/log', '$ echo on', 'on'),
    );
    expect(steps.map((step) => [step.step, step.terminal, step.verdict])).toEqual([
      [1, 'main', 'pass'],
      [2, 'log', 'pass'],
      [3, 'main', 'pass'],
      [4, 'main', 'pass'],
      [5, 'main', 'pass'],
    ]);
    expect(end).toMatchObject({ counts: { pass: 5 }, exitStatus: 0 });
  });

  it('drifts when it has not printed what is documented by the end', async () => {
    const { steps } = await runDocument(
      inTerminal('log', '$ tail -f /etc/hostname', 'lab', 'two'),
      inTerminal('main', '$ echo on', 'on'),
      inTerminal('log', '$ echo again', 'again'),
    );
    expect(steps.map((step) => [step.terminal, step.verdict])).toEqual([
      ['log', 'drift'],
      ['main', 'pass'],
      ['log', 'pass'],
    ]);
  });

  const echo = (kind: string): string => `12:00:00.000001 IP 127.0.0.1 > 127.0.0.1: ICMP echo ${kind}, id 5, seq 1, length 64`;
  it.for([
    ['icmp', 'lo', [echo('request'), echo('reply')], 'ping -c 1 127.0.0.1'],
    ['arp', 'vb', ['12:00:00.000001 ARP, Request who-has 192.0.2.2 tell 192.0.2.1, length 28'], 'ping -c 1 -W 1 192.0.2.2 || true'],
  ] as const)('captures the packets of %s that another terminal sends', async ([protocol, link, packets, traffic], { skip }) => {
    const { steps, events } = await runDocument(
      loopback,
      session(...cable),
      'In a second terminal:',
      session(`$ tcpdump -nn -i ${link} ${protocol} 2>/dev/null`, ...packets),
      'Back in the first terminal:',
      session(`$ ${traffic}`, '$ echo on', 'on'),
    );
    const capture = steps.at(-3)!;
    skip(capture.verdict === 'skip' || capture.exitCode === 1, `tcpdump is of no use here: ${capture.reason?.text} ${capture.output}`);
    expect(steps.slice(-3).map((step) => [step.terminal, step.verdict])).toEqual([
      ['terminal-2', 'pass'],
      ['main', 'pass'],
      ['main', 'pass'],
    ]);
    // It was judged after the others were run, and told before them.
    const told = events.filter((event) => event.type === 'step:start' || event.type === 'step:end');
    expect(told.slice(-6).map((event) => [event.type, event.step])).toEqual([
      ['step:start', 6],
      ['step:start', 7],
      ['step:start', 8],
      ['step:end', 6],
      ['step:end', 7],
      ['step:end', 8],
    ]);
  });

  it('ends with the lesson when nobody ends it', async () => {
    const { steps, end } = await runDocument(inTerminal('log', '$ tail -f /etc/hostname'), inTerminal('main', '$ echo on', 'on'));
    expect([steps.map((step) => step.verdict), end.exitStatus]).toEqual([['pass', 'pass'], 0]);
  });
});

it('goes back to the first terminal where a block names none', async () => {
  const { steps } = await runDocument(session('$ X=1'), inTerminal('second', '$ X=2'), session('$ echo $X', '1'));
  expect(steps.map((step) => [step.terminal, step.verdict])).toEqual([
    ['main', 'pass'],
    ['second', 'pass'],
    ['main', 'pass'],
  ]);
});
