import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src/engine/counts.js';
import type { StepEnd } from '../../src/engine/events.js';
import { neededPrograms } from '../../src/engine/needed-programs.js';
import { isInLab } from '../../src/lab/programs.js';
import { runDocument, runDocuments, session, settings } from './lab-trial.js';

/** What a table of steps says of each: its command, verdict, reason code and the line that it follows from. */
const rows = (steps: readonly StepEnd[]): unknown[] =>
  steps.map((step) => [step.command, step.verdict, step.reason?.code ?? null, step.causedBy]);

const strict = { policy: { ...defaultPolicy, isStrict: true } };

describe('what only the author can run', () => {
  it.each([
    ['ip netns add <NAME>', 'placeholder'],
    ['ip link set [dev-name] up', 'placeholder'],
    ['nsenter -t $PID -n ip link', 'placeholder'],
    ['ip netns add YOUR_NAMESPACE', 'placeholder'],
    ['ls -l /proc/17037/ns/net', 'placeholder'],
    ['nsenter --target 17037 --net ip link', 'placeholder'],
    ['ip addr add 192.168.1.5/24 dev ens33', 'host-specific'],
    ['ping -c 1 8.8.8.8', 'needs-internet'],
    ['ip netns exec ns1 ping -c 1 8.8.8.8', 'needs-internet'],
    ['apt-get install -y bridge-utils', 'needs-internet'],
    ['git clone https://github.com/jpetazzo/pipework', 'needs-internet'],
    ['systemctl restart networking', 'needs-privilege'],
  ])('%s is skipped: %s', async (command, code) => {
    const { steps } = await runDocument(session(`$ ${command}`, '$ echo on', 'on'));
    // That a program is missing is told before what it would have needed.
    const isMissing = code.startsWith('needs-') && neededPrograms(command, []).some((program) => !isInLab(program));
    expect(rows(steps)).toEqual([
      [command, 'skip', isMissing ? 'needs-tool' : code, null],
      ['echo on', 'pass', null, null],
    ]);
    expect([steps[0]!.attempts, steps[0]!.exitCode, steps[0]!.output]).toEqual([0, null, '']);
  });

  it('runs a command whose placeholder has a value, in every way to write it', async () => {
    const { steps } = await runDocument(
      settings('values: {NAME: ns1, dev-name: va, PID: 1}'),
      session(
        '$ ip netns add <NAME>',
        '$ ip link add [dev-name] type veth peer name vb',
        '$ ls /proc/$PID/ns/net',
        '/proc/1/ns/net',
        '$ ip netns add <OTHER>',
        '$ ip netns list',
        'ns1',
      ),
    );
    expect(rows(steps)).toEqual([
      ['ip netns add ns1', 'pass', null, null],
      ['ip link add va type veth peer name vb', 'pass', null, null],
      ['ls /proc/1/ns/net', 'pass', null, null],
      ['ip netns add <OTHER>', 'skip', 'placeholder', null],
      ['ip netns list', 'pass', null, null],
    ]);
  });

  it('lets a value from outside go before that of the front matter', async () => {
    const text = [settings('values: {NAME: ns1}'), session('$ ip netns add <name>', '$ ip netns list', 'ns2')].join('\n');
    const { steps } = await runDocuments({ 'lesson.md': text }, { values: { NAME: 'ns2' } });
    expect(steps.map((step) => [step.command, step.verdict])).toEqual([
      ['ip netns add ns2', 'pass'],
      ['ip netns list', 'pass'],
    ]);
  });

  it.each([
    ['a variable that has been set', ['$ PID=1', '$ ls /proc/$PID/ns/net', '/proc/1/ns/net']],
    ['a variable that a loop sets', ['$ for N in 1 2; do echo $N; done', '1', '2']],
    ['the shell’s own variables', ['$ echo $HOME >/dev/null']],
    ['a test and a redirection', ['$ [ -e /proc/1 ] && cat </dev/null >/tmp/out']],
    ['a link that the document has made', ['$ ip link add eth7 type veth peer name eth8', '$ ip addr add 192.168.1.5/24 dev eth7']],
    ['an address that the document has given', ['$ ip addr add 8.8.8.8/32 dev lo', '$ ip link set lo up', '$ ping -c 1 8.8.8.8']],
    ['process 1', ['$ ls /proc/1/ns/net', '/proc/1/ns/net']],
    ['letters that are printed', ['$ echo xxxx', 'xxxx']],
    ['a subshell behind an operator', ['$ false || (echo from inside)', 'from inside']],
  ])('is no placeholder and not the author’s machine: %s', async (_, lines) => {
    const { steps } = await runDocument(session(...lines));
    expect(steps.map((step) => [step.command, step.verdict])).toEqual(steps.map((step) => [step.command, 'pass']));
  });

  it('tries a process id that an earlier output has shown', async () => {
    const { steps } = await runDocument(session('$ echo 17037', '17037', '$ ls /proc/17037/ns/net'));
    expect(steps.map((step) => [step.verdict, step.reason?.code])).toEqual([
      ['pass', undefined],
      ['fail', 'missing-file'],
    ]);
  });

  it('runs what is documented to fail without the internet', async () => {
    const lines = ['$ ping -c 1 8.8.8.8', 'ping: connect: Network is unreachable'];
    const { steps } = await runDocument('<!-- nslab: exit=2 -->', session(...lines));
    expect(steps[0]).toMatchObject({ verdict: 'pass', exitCode: 2, attempts: 1 });
  });

  it('runs with run=always what it holds for impossible', async () => {
    const { steps } = await runDocument('<!-- nslab: run=always exit=2 -->', session('$ ping -c 1 8.8.8.8'));
    expect(steps[0]).toMatchObject({ verdict: 'pass', exitCode: 2, attempts: 1 });
  });
});

describe('what this machine lacks', () => {
  it.skipIf(isInLab('vtysh'))('skips a program known by name that is not there, also behind what runs it', async () => {
    const { steps } = await runDocument(session('$ vtysh -c exit', '$ ip netns add ns1', '$ sudo ip netns exec ns1 vtysh -c exit'));
    expect(steps.map((step) => [step.verdict, step.reason?.code ?? null, step.reason?.params])).toEqual([
      ['skip', 'needs-tool', { tool: 'vtysh', package: 'vtysh' }],
      ['pass', null, undefined],
      ['skip', 'needs-tool', { tool: 'vtysh', package: 'vtysh' }],
    ]);
  });

  it('skips what the kernel lacks when it is run, and all that is about the link', async ({ skip }) => {
    const { steps } = await runDocument(
      session(
        '$ ip link add d0 type dummy',
        '$ ip link set d0 up',
        '$ ip addr add 192.0.2.1/24 dev d0',
        '$ ip link show lo | grep -c lo',
        '2',
      ),
    );
    skip(steps[0]!.verdict === 'pass', 'the kernel of this machine has dummy links');
    expect(rows(steps)).toEqual([
      ['ip link add d0 type dummy', 'skip', 'needs-kernel', null],
      ['ip link set d0 up', 'skip', 'depends-on', 2],
      ['ip addr add 192.0.2.1/24 dev d0', 'skip', 'depends-on', 2],
      ['ip link show lo | grep -c lo', 'pass', null, null],
    ]);
    expect([steps[0]!.attempts, steps[0]!.exitCode]).toEqual([1, 2]);
  });

  it.each([['mknod /tmp/zero c 1 5'], ['sysctl -w vm.swappiness=1'], ['echo 1 >/proc/sys/vm/swappiness']])(
    'skips what a lab is refused when it is run: %s',
    async (command) => {
      const { steps } = await runDocument(session(`$ ${command}`));
      expect([...rows(steps), steps[0]!.attempts]).toEqual([[command, 'skip', 'needs-privilege', null], 1]);
    },
  );

  it('takes a refusal that is documented for right', async () => {
    const lines = ['$ mknod /tmp/zero c 1 5', 'mknod: /tmp/zero: Operation not permitted'];
    const { steps } = await runDocument(session(...lines), '<!-- nslab: exit=1 -->', session(...lines));
    expect(steps.map((step) => [step.verdict, step.reason?.code])).toEqual([
      ['pass', undefined],
      ['pass', undefined],
    ]);
  });
});

describe('what depends on a step that was skipped', () => {
  it.each([
    [
      'a namespace, by its link in /var/run/netns',
      ['$ ln -s /proc/17037/ns/net /var/run/netns/web', '$ ip netns exec web ip link', '$ ip link set lo netns web'],
      [null, 2, 2],
    ],
    [
      'a program, by its copy in /usr/local/bin, and files in a folder that was cloned',
      [
        '$ git clone https://github.com/a/pipework',
        '$ cp pipework/pipework /usr/local/bin/',
        '$ pipework br0 web 192.0.2.1/24',
        '$ cat pipework/README',
      ],
      [null, 2, 3, 2],
    ],
    ['a link', ['$ ip link add <NAME> type veth peer name vb', '$ ip link set vb up', '$ ip addr add 192.0.2.1/24 dev vb'], [null, 2, 2]],
    [
      'a link on top of another',
      [
        '$ ip link add <NAME> type veth peer name vb',
        '$ ip link add x0 type vxlan id 5 dev vb dstport 4789',
        '$ ip link add link vb name m0 type macvlan',
        '$ ip link set x0 up',
        '$ ip addr add 192.0.2.1/24 dev vb',
      ],
      [null, 2, 2, 3, 2],
    ],
    ['an address', ['$ ip addr add 192.0.2.1/24 dev <NAME>', '$ ping -c 1 192.0.2.1'], [null, 2]],
    ['a file', ['$ curl -o conf https://example.com/conf', '$ cat conf'], [null, 2]],
    ['a variable', ['$ PID=<PID>', '$ ls /proc/$PID/ns/net'], [null, 2]],
    [
      'the nearest of several',
      ['$ ln -s /proc/17037/ns/net /var/run/netns/web', '$ ip link add <NAME> type veth peer name vb', '$ ip link set vb netns web'],
      [null, null, 3],
    ],
    [
      'the shell that they are typed into, and its exit',
      ['$ nsenter -t <PID> -n bash', '# ip link', '# ip link set lo up', '# exit'],
      [null, 2, 2, 2],
    ],
  ])('%s', async (_, lines, causes) => {
    const { steps } = await runDocument(session(...lines, '$ echo on', 'on'));
    expect(steps.slice(0, -1).map((step) => [step.command, step.verdict, step.causedBy])).toEqual(
      lines.map((line, index) => [line.slice(2), 'skip', causes[index]]),
    );
    expect(steps.slice(0, -1).map((step) => step.reason?.code === 'depends-on')).toEqual(causes.map((cause) => cause !== null));
    expect(steps.at(-1)).toMatchObject({ command: 'echo on', verdict: 'pass', shell: 'host' });
  });

  it('runs what a later step has brought after all', async () => {
    const lines = ['$ ln -s /proc/17037/ns/net /var/run/netns/web', '$ ip netns list', '$ ip netns add web', '$ ip netns exec web true'];
    const { steps } = await runDocument(session(...lines));
    expect(steps.map((step) => step.verdict)).toEqual(['skip', 'pass', 'pass', 'pass']);
  });
});

const shownAgain = [
  '<!-- nslab: terminal=log -->',
  session('$ tail -f /etc/hostname'),
  '<!-- nslab: terminal=main -->',
  session('$ echo on', 'on'),
  '<!-- nslab: terminal=log -->',
  session('$ tail -f /etc/hostname', 'lab'),
].join('\n');

it('does not run again what is shown again while it still runs', async () => {
  const { steps } = await runDocument(shownAgain);
  expect(steps.map((step) => [step.terminal, step.verdict, step.reason?.code ?? null])).toEqual([
    ['log', 'pass', null],
    ['main', 'pass', null],
    ['log', 'skip', 'redisplay'],
  ]);
});

it.each([
  ['a placeholder', session('$ true', '$ ip netns add <NAME>'), 1],
  ['the internet', session('$ true', '$ ping -c 1 8.8.8.8'), 1],
  ['a reason of the lesson', `${session('$ true')}\n<!-- nslab: skip="by hand" -->\n${session('$ false')}`, 1],
  ['nothing', session('$ true'), 0],
  ['what was shown again', shownAgain, 0],
])('a strict run that skips %s ends with %3$i', async (_, text, status) => {
  const { steps, end } = await runDocuments({ 'lesson.md': text }, strict);
  expect([end.exitStatus, steps.filter((step) => step.verdict === 'fail')]).toEqual([status, []]);
  expect((await runDocuments({ 'lesson.md': text })).end.exitStatus).toBe(0);
});
