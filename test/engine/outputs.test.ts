import { describe, expect, it } from 'vitest';
import { runDocument, runDocuments, session, settings } from './lab-trial.js';
import type { StepEnd } from '../../src/engine/events.js';

const seen = (steps: readonly StepEnd[]): unknown[] => steps.map((step) => [step.verdict, step.reason?.code ?? null]);
const passed = ['pass', null];
const content = ['drift', 'drift:content'];

describe('levels', () => {
  const documents = {
    exact: ['<!-- nslab: output=exact -->', session('$ printf "a  b\\n"', 'a b')],
    'exact and right': ['<!-- nslab: output=exact -->', session('$ printf "a  b\\n"', 'a  b')],
    contains: ['<!-- nslab: output=contains -->', session('$ seq 5', '2', '4')],
    'contains in another order': ['<!-- nslab: output=contains -->', session('$ seq 5', '4', '2')],
    off: ['<!-- nslab: output=off -->', session('$ echo a', 'b')],
    volatile: [session('$ printf "a  b\\n"', 'a b')],
  };
  it('compare as strictly as a block says', async () => {
    const names = Object.keys(documents);
    const { events } = await runDocuments(Object.fromEntries(Object.entries(documents).map(([name, lines]) => [name, lines.join('\n')])));
    const steps = events.filter((event) => event.type === 'step:end');
    expect(steps.map((step) => [step.file, step.reason?.code ?? null])).toEqual([
      ['exact', 'drift:content'],
      ['exact and right', null],
      ['contains', null],
      ['contains in another order', 'drift:content'],
      ['off', null],
      ['volatile', null],
    ]);
    expect(names).toHaveLength(steps.length);
  });

  it('come from the front matter, and a block goes before it', async () => {
    const { steps } = await runDocument(
      settings('output: off'),
      session('$ echo a', 'b'),
      '<!-- nslab: output=volatile -->',
      session('$ echo a', 'b'),
    );
    expect(seen(steps)).toEqual([passed, content]);
  });
});

describe('captures', () => {
  it('name a piece of an output for later commands and outputs', async () => {
    const { steps } = await runDocument(
      '<!-- nslab: capture="token=tok-4711" -->',
      session('$ echo "the token is tok-$((1000 + 234))"', 'the token is tok-4711'),
      session('$ echo "again tok-4711"', 'again tok-4711'),
      session('$ echo <token>', 'tok-4711'),
      session('$ echo tok-9', 'tok-4711'),
    );
    expect(seen(steps)).toEqual([passed, passed, passed, content]);
    expect(steps[1]!.output.trim()).toBe('again tok-1234');
  });

  it('take the whole of an output that is not documented', async () => {
    const { steps } = await runDocument(
      '<!-- nslab: capture=pid -->',
      session('$ sleep 60 & echo $!'),
      session('$ kill -0 <pid> && echo there', 'there'),
      session('$ kill <pid>'),
    );
    expect(seen(steps)).toEqual([passed, passed, passed]);
  });

  it('are known only when they have been printed', async () => {
    const { steps } = await runDocument(
      '<!-- nslab: capture="token=tok-1" -->',
      session('$ echo nothing of the kind', 'the token is tok-1'),
      session('$ echo <token>'),
    );
    expect(steps.map((step) => [step.verdict, step.reason?.code, step.causedBy])).toEqual([
      ['drift', 'drift:content', null],
      ['skip', 'depends-on', 3],
    ]);
  });

  it('follow a value that changes from run to run', async () => {
    const { steps } = await runDocument(
      session('$ ip link add veth0 type veth peer name veth1'),
      '<!-- nslab: capture="mac=5a:51:15:65:19:30" -->',
      session('$ cat /sys/class/net/veth0/address', '5a:51:15:65:19:30'),
      session('$ ip link show veth0 | grep -c 5a:51:15:65:19:30', '1'),
    );
    expect(seen(steps)).toEqual([passed, passed, passed]);
  });
});

describe('other forms', () => {
  it('count as one of the alternatives when the lesson shows it', async () => {
    const { steps } = await runDocument(
      session('$ echo new', 'old'),
      '<!-- nslab: alternative="tool 2" -->',
      '```text',
      'new',
      '```',
      session('$ echo other', 'old'),
      '<!-- nslab: alternative="tool 2" -->',
      '```text',
      'new',
      '```',
    );
    expect(seen(steps)).toEqual([passed, content]);
  });

  it('are told apart from other facts, and say what differs', async () => {
    const { steps } = await runDocument(
      session(
        '$ ip link show lo',
        '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN',
        '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
      ),
      session(
        '$ ip link show lo',
        '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 1500 qdisc noqueue state UNKNOWN',
        '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
      ),
      session('$ ls nothing', "ls: 无法访问 'nothing': 没有那个文件或目录"),
    );
    expect(seen(steps)).toEqual([['drift', 'drift:format'], content, ['drift', 'drift:format']]);
    expect(steps[0]!.reason!.params).toEqual({ form: 'mode, group, qlen' });
    expect(steps[2]!.exitCode).toBe(2);
  });
});

describe('an error that is documented', () => {
  it('is meant, in whatever words a program has for it', async () => {
    const { steps } = await runDocument(
      session('$ ip link set nowhere up', 'Cannot find device "nowhere"'),
      session('$ iptables -N INPUT', 'iptables: Chain already exists.'),
      session('$ grep', 'Usage: grep [OPTION]... PATTERNS [FILE]...', "Try 'grep --help' for more information."),
      session('$ sort --odd', "sort: unrecognized option '--odd'", "Try 'sort --help' for more information."),
      session('$ nosuchprogram', 'bash: nosuchprogram: command not found'),
      session('$ (echo a; exit 3)', 'a'),
    );
    expect(steps.map((step) => [step.command, step.verdict])).toEqual([
      ['ip link set nowhere up', 'pass'],
      ['iptables -N INPUT', 'pass'],
      ['grep', 'pass'],
      ['sort --odd', 'pass'],
      ['nosuchprogram', 'pass'],
      ['(echo a; exit 3)', 'fail'],
    ]);
  });
});

describe('known failures', () => {
  it('do not make a run fail, and are told when they pass', async () => {
    const lines = (reason: string): string => `<!-- nslab: expect-fail="${reason}" -->`;
    const known = await runDocument(
      session('$ true'),
      lines('not mended yet'),
      session('$ false'),
      lines('other'),
      session('$ echo a', 'b'),
    );
    expect(known.steps.map((step) => [step.verdict, step.known?.reason ?? null])).toEqual([
      ['pass', null],
      ['fail', 'not mended yet'],
      ['drift', 'other'],
    ]);
    expect([known.end.exitStatus, known.end.known, known.end.counts.fail]).toEqual([0, 2, 1]);
    const follows = await runDocument(
      lines('no bridge here'),
      session('$ ip link add br0 type bridge stp_state nine'),
      session('$ ip link set br0 up', '$ ip link add br1 type bridge stp_state nine'),
    );
    expect(follows.steps.map((step) => step.known?.reason ?? null)).toEqual([
      'no bridge here',
      'it follows from line 3: no bridge here',
      null,
    ]);
    const mended = await runDocument(lines('not mended yet'), session('$ true'));
    expect(seen(mended.steps)).toEqual([['fail', 'unexpected-pass']]);
    expect(mended.end.exitStatus).toBe(1);
  });
});

describe('the life of what has a value', () => {
  it('ends with the link, the namespace and the command', async () => {
    const link = (mac: string): string[] => [`    link/ether ${mac} brd ff:ff:ff:ff:ff:ff`];
    const { steps } = await runDocument(
      session('$ ip link add br0 type bridge', '$ ip link show br0 | grep link', ...link('02:00:00:00:00:01')),
      session('$ ip link del br0', '$ ip link add br0 type bridge', '$ ip link show br0 | grep link', ...link('02:00:00:00:00:02')),
      session('$ ip link show br0 | grep link', ...link('02:00:00:00:00:01')),
      session('$ ip netns add ns1', '$ ip netns exec ns1 readlink /proc/self/ns/net', 'net:[4026532001]'),
      session('$ ip netns del ns1', '$ ip netns add ns1', '$ ip netns exec ns1 readlink /proc/self/ns/net', 'net:[4026532001]'),
      session('$ ip netns exec ns1 readlink /proc/self/ns/net', 'net:[4026532002]'),
    );
    expect(steps.filter(({ expectations }) => expectations.length > 1).map((step) => step.verdict)).toEqual([
      'pass',
      'pass',
      'drift',
      'pass',
      'pass',
      'drift',
    ]);
  });
});

it('reads wrapped lines, columns and elisions inside of lines', async () => {
  const { steps } = await runDocument(
    session(
      '$ ip link show lo',
      '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group',
      'default qlen 1000',
      '    link/loopback ...',
    ),
    session('$ mkdir d && touch d/a d/b d/c', '$ ls d', 'a', 'b  c'),
    session('$ ls d', 'a', 'b'),
    session('$ echo one two three four', 'one ... four'),
    session('$ echo one two three four', 'one ... three'),
  );
  expect(steps.map((step) => step.verdict)).toEqual(['pass', 'pass', 'pass', 'drift', 'pass', 'drift']);
});

it('takes a notice of a job that the shell gives later for the same', async () => {
  const { steps } = await runDocument(
    session(
      '$ sleep 60 &',
      '[1] 4711',
      '$ kill %1',
      '[1]+  Terminated              sleep 60',
      '$ true',
      '$ ps -o comm= -p 4711 || echo gone',
      'gone',
    ),
  );
  expect(steps.map((step) => step.verdict)).toEqual(['pass', 'pass', 'pass', 'pass']);
});

it('follows a process into columns of every kind', async () => {
  const { steps } = await runDocument(
    session(
      '$ sleep 60 &',
      '[1] 4711',
      '$ ps -o pid,comm -p 4711',
      '    PID COMMAND',
      '   4711 sleep',
      '$ ps -o comm,pid -p 4711',
      'COMMAND  PID',
      'sleep   4712',
    ),
  );
  expect(steps.map((step) => step.verdict)).toEqual(['pass', 'pass', 'drift']);
});
