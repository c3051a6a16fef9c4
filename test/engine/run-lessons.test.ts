import { describe, expect, it } from 'vitest';
import { runDocument, session } from './lab-trial.js';

describe('verdicts', () => {
  it('passes what is as documented and goes on after what is not', async () => {
    const { steps, end } = await runDocument(
      session('$ ip netns add ns1', '$ ip netns list', 'ns1', '$ ip netns list', 'ns2', '$ false', '$ nosuchprogram', '$ echo end', 'end'),
    );
    expect(steps.map((step) => [step.line, step.verdict, step.exitCode, step.reason?.code ?? null])).toEqual([
      [2, 'pass', 0, null],
      [3, 'pass', 0, null],
      [5, 'drift', 0, 'drift:content'],
      [7, 'fail', 1, 'exit-status'],
      [8, 'fail', 127, 'exit-status'],
      [9, 'pass', 0, null],
    ]);
    expect(end).toMatchObject({ exitStatus: 1, counts: { pass: 3, fail: 2, drift: 1 } });
  });

  it('accepts a documented exit status', async () => {
    const { steps } = await runDocument('<!-- nslab: exit=3 -->', session('$ (exit 3)'));
    expect(steps[0]).toMatchObject({ verdict: 'pass', exitCode: 3 });
  });

  it('stops a step whose time is up, even one that ignores Ctrl-C', async () => {
    const { steps } = await runDocument(
      '<!-- nslab: timeout=300ms -->',
      session('$ sleep 60', '$ bash -c \'trap "" INT; sleep 60\'', '$ echo still here', 'still here'),
    );
    expect(steps.map((step) => [step.verdict, step.reason?.code])).toEqual([
      ['fail', 'timeout'],
      ['fail', 'timeout'],
      ['pass', undefined],
    ]);
  });

  it('presses Ctrl-C only after the command has started, also where no output is documented', async () => {
    const lines = Array.from({ length: 10 }, (_, index) => [`$ touch /tmp/x${index}; sleep 100`, '^C']).flat();
    const { steps } = await runDocument(session(...lines, '$ ls /tmp | wc -l', '10'));
    expect(steps.map((step) => step.verdict)).toEqual(steps.map(() => 'pass'));
  });

  it('presses no Ctrl-C for a step that has ended before', async () => {
    const { steps } = await runDocument(session('$ true', '^C', '$ sleep 0.5; echo on', 'on'));
    expect(steps.map((step) => [step.verdict, step.exitCode])).toEqual([
      ['pass', 0],
      ['pass', 0],
    ]);
  });

  it('leaves no keys of a stopped full-screen program to the next step', async () => {
    const { steps } = await runDocument(
      '<!-- nslab: timeout=300ms -->',
      session("$ bash -c 'stty raw; exec sleep 60'"),
      session('$ echo hello', 'hello'),
    );
    expect(steps.map((step) => [step.verdict, step.reason?.code])).toEqual([
      ['fail', 'timeout'],
      ['pass', undefined],
    ]);
  });

  it('presses Ctrl-C once the documented output has come', async () => {
    const { steps } = await runDocument(session('$ while :; do echo tick; sleep 0.05; done', 'tick', 'tick', '^C', '$ echo on', 'on'));
    expect(steps.map((step) => [step.verdict, step.exitCode])).toEqual([
      ['pass', 130],
      ['pass', 0],
    ]);
  });

  it('calls the rest unreachable when a step ends the shell', async () => {
    const { steps } = await runDocument(session('$ exit', '$ ip a'));
    expect(steps.map((step) => step.verdict)).toEqual(['pass', 'unreachable']);
    const killed = await runDocument(session('$ kill -9 $$', '$ ip a'));
    expect(killed.steps.map((step) => [step.verdict, step.reason?.code])).toEqual([
      ['fail', 'shell-ended'],
      ['unreachable', 'terminal-ended'],
    ]);
  });

  it('skips what a setting or a missing tool keeps from running', async () => {
    const { steps, end } = await runDocument(
      ['---', 'nslab:', '  requires: [nosuchtool]', '---'].join('\n'),
      '<!-- nslab: skip="by hand" -->',
      session('$ false'),
      '```bash',
      './nosuchpath',
      '```',
      session('$ nosuchtool --flag'),
    );
    expect(steps.map((step) => [step.verdict, step.reason?.code, step.attempts])).toEqual([
      ['skip', 'setting', 0],
      ['fail', 'missing-file', 1],
      ['skip', 'needs-tool', 0],
    ]);
    expect(end.exitStatus).toBe(1);
  });

  it('calls an open quote an error and runs nothing of it', async () => {
    const { steps, end } = await runDocument(session('$ echo "open', '$ echo on', 'on'));
    expect(steps.map((step) => [step.verdict, step.reason?.code])).toEqual([
      ['error', 'incomplete-command'],
      ['pass', undefined],
    ]);
    expect(end.exitStatus).toBe(2);
  });

  it('runs what a terminal would not take: a long line, control characters', async () => {
    const { steps } = await runDocument(
      session(`$ echo ${'x'.repeat(6000)} | wc -c`, '6001', "$ printf 'a\u0003\tb' | od -An -c", '   a 003  \\t   b'),
    );
    expect(steps.map((step) => [step.verdict, step.output])).toEqual([
      ['pass', '6001\n'],
      ['pass', '   a 003  \\t   b\n'],
    ]);
  });

  it('gives a lesson no more than its time', async () => {
    const { steps, end } = await runDocument(
      ['---', 'nslab:', '  lesson-timeout: 600ms', '---'].join('\n'),
      session('$ true', '$ sleep 60', '$ true'),
    );
    expect(steps.map((step) => [step.verdict, step.reason?.code])).toEqual([
      ['pass', undefined],
      ['fail', 'timeout'],
      ['unreachable', 'lesson-timeout'],
    ]);
    expect(end.exitStatus).toBe(1);
  });

  it('says that nothing was checked', async () => {
    expect((await runDocument('<!-- nslab: skip="no" -->', session('$ true'))).end.exitStatus).toBe(2);
    const { events, end } = await runDocument('No code at all.');
    expect(events.find((event) => event.type === 'lesson:end')).toMatchObject({ error: { code: 'no-steps', position: 'lesson.md:1' } });
    expect(end.exitStatus).toBe(2);
  });
});

describe('shells', () => {
  it('follows a nested shell into its namespace and out again', async () => {
    const { steps } = await runDocument(
      session(
        '$ ip netns add ns1',
        '$ ip netns exec ns1 bash',
        '# cd /tmp; X=inner',
        '$ echo $X $PWD',
        'inner /tmp',
        '$ false',
        '$ exit',
        '$ echo "[$X]"',
        '[]',
      ).replace('# cd', '$ cd'),
    );
    expect(steps.map((step) => [step.command, step.shell, step.verdict])).toEqual([
      ['ip netns add ns1', 'host', 'pass'],
      ['ip netns exec ns1 bash', 'host', 'pass'],
      ['cd /tmp; X=inner', 'ns1', 'pass'],
      ['echo $X $PWD', 'ns1', 'pass'],
      ['false', 'ns1', 'fail'],
      ['exit', 'ns1', 'pass'],
      ['echo "[$X]"', 'host', 'pass'],
    ]);
  });

  it('keeps terminals apart in one lab', async () => {
    const { steps } = await runDocument(
      session('$ X=1', '$ ip netns add ns1'),
      '<!-- nslab: terminal=second -->',
      session('$ echo "[$X]"', '[]', '$ ip netns list', 'ns1'),
      session('$ echo "[$X]"', '[1]'),
    );
    expect(steps.map((step) => [step.terminal, step.verdict])).toEqual([
      ['main', 'pass'],
      ['main', 'pass'],
      ['second', 'pass'],
      ['second', 'pass'],
      ['main', 'pass'],
    ]);
  });

  it('keeps variables, functions and the working folder from step to step', async () => {
    const { steps } = await runDocument(
      '```bash',
      'N=ns1',
      'add() {',
      '  ip netns add "$1"',
      '}',
      'add $N',
      'cd /run/netns',
      '```',
      session('$ ls', 'ns1'),
    );
    expect(steps.map((step) => step.verdict)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass']);
  });

  it('runs here-documents, continuation lines and compound commands', async () => {
    const { steps } = await runDocument(
      session(
        '$ cat <<EOF',
        '> $((1 + 1))',
        '> EOF',
        '2',
        '$ echo a \\',
        '>   b',
        'a b',
        '$ for i in 1 2; do',
        '> echo "n$i"',
        '> done',
        'n1',
        'n2',
      ),
    );
    expect(steps.map((step) => [step.verdict, step.output])).toEqual([
      ['pass', '2\n'],
      ['pass', 'a b\n'],
      ['pass', 'n1\nn2\n'],
    ]);
  });

  it('finds the end of a step whatever it does to the shell', async () => {
    const lines = [
      "$ PS1='> '",
      '$ exec 2>/dev/null',
      '$ PS0=',
      '$ printf abc',
      'abc',
      '$ echo 汉字',
      '汉字',
      '$ clear',
      '$ set -u',
      '$ echo on',
      'on',
    ];
    const { steps } = await runDocument(session(...lines));
    expect(steps.map((step) => [step.command, step.verdict])).toEqual(steps.map((step) => [step.command, 'pass']));
  });
});

describe('second looks', () => {
  it('waits for what comes a moment after a change, and says so', async () => {
    const { steps } = await runDocument(
      '```bash',
      'ip link add va type veth peer name vb',
      'ip link set va up',
      'ip link set vb up',
      '(sleep 0.4; ip link set vb mtu 1400) &',
      '```',
      session('$ ip link show vb | grep -o "mtu [0-9]*"', 'mtu 1400'),
    );
    expect(steps.at(-1)).toMatchObject({ verdict: 'pass', settled: true });
    expect(steps.at(-1)!.attempts).toBeGreaterThan(1);
  });

  it('never repeats a command that changes something', async () => {
    const { steps } = await runDocument(session('$ echo x >>/tmp/f; wc -l </tmp/f', '2'));
    expect(steps[0]).toMatchObject({ verdict: 'drift', attempts: 1, output: '1\n' });
  });
});

it('gives events that survive JSON, in order, with their schema', async () => {
  const { events } = await runDocument('# T', session('$ echo a', 'b'));
  expect(events.map((event) => event.type)).toEqual(['run:start', 'lesson:start', 'step:start', 'step:end', 'lesson:end', 'run:end']);
  expect(events.every((event) => event.schema === 1)).toBe(true);
  expect(JSON.parse(JSON.stringify(events[3]))).toEqual({
    schema: 1,
    type: 'step:end',
    file: 'lesson.md',
    key: expect.any(String),
    step: 1,
    line: 3,
    command: 'echo a',
    section: 'T',
    terminal: 'main',
    shell: 'host',
    verdict: 'drift',
    exitCode: 0,
    expectations: [
      { kind: 'exit', ok: true, expected: [0], actual: 0 },
      {
        kind: 'output',
        ok: false,
        line: 4,
        endLine: 4,
        aligned: [{ kind: 'different', documented: 'b', real: 'a', words: [{ documented: 'b', real: 'a', kind: 'text' }] }],
      },
    ],
    reason: { code: 'drift:content', params: {}, text: expect.any(String) },
    causedBy: null,
    known: null,
    impliedExits: 0,
    attempts: 1,
    settled: false,
    durationMs: expect.any(Number),
    output: 'a\n',
    truncated: false,
    changes: null,
    network: null,
    diagnosis: null,
  });
});
