import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFolder } from '../engine/lab-trial.js';
import { asOrdinaryUser, nslab } from './run-cli.js';

const drifted = `# A link

> 1. Look:
>
>    ~~~console
>    $ ip link add veth0 type veth peer name veth1
>    $ ip link show veth0
>    5: veth0@veth1: <BROADCAST,MULTICAST,M-DOWN> mtu 9000 qdisc noop state DOWN qlen 1000
>        link/ether 5a:51:15:65:19:30 brd ff:ff:ff:ff:ff:ff
>    $ seq 9
>    1
>    ...
>    x
>    ~~~
`.replaceAll('\n', '\r\n');

describe('--update', () => {
  it('changes what differs, prints a diff, and changes nothing a second time', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'lesson.md');
      writeFileSync(file, drifted);
      chmodSync(file, 0o640);
      symlinkSync('lesson.md', path.join(folder, 'link.md'));
      const { status, stdout, stderr } = await nslab(['check', '--update', path.join(folder, 'link.md')]);
      expect([status, stderr]).toEqual([0, 'nslab: 2 outputs were changed\n']);
      expect(stdout).toContain('->    x\n+>    9\n');
      const expected = drifted
        .replace('mtu 9000 qdisc noop state DOWN qlen 1000', 'mtu 1500 qdisc noop state DOWN mode DEFAULT group default qlen 1000')
        .replace(' x\r', ' 9\r');
      expect(readFileSync(file, 'utf8')).toBe(expected);
      expect([statSync(file).mode & 0o777, readdirSync(folder).toSorted()]).toEqual([0o640, ['lesson.md', 'link.md']]);
      const again = await nslab(['check', '--update', file]);
      expect([again.status, again.stderr, readFileSync(file, 'utf8')]).toEqual([0, 'nslab: 0 outputs were changed\n', expected]);
    }));

  it('leaves failures alone and what comes after them, and says so', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'lesson.md');
      writeFileSync(file, '```console\n$ echo b\nc\n$ false\na\n$ seq 2\n1\n```\n');
      const { status, stdout, stderr } = await nslab(['check', '--update', file]);
      expect([status, stderr]).toEqual([1, 'nslab: 1 output was changed, 2 failures are left\n']);
      expect(stdout).toContain(`${file}:7: its output was left, for line 4 before it has not done what it should; mend that first\n`);
      expect(readFileSync(file, 'utf8')).toBe('```console\n$ echo b\nb\n$ false\na\n$ seq 2\n1\n```\n');
    }));

  it('draws diagrams of the network anew that are marked and not true, and fills empty ones', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'lesson.md');
      const text = [
        '```console',
        '$ ip netns add ns1',
        '```',
        '',
        '> <!-- nslab: topology -->',
        '>',
        '> ```mermaid',
        '> flowchart TB',
        '>   subgraph one[ns1]',
        '>     lo["lo<br/>up"] %% mine',
        '>   end',
        '> ```',
        '',
        '- <!-- nslab: topology exact -->',
        '',
        '  ```mermaid',
        '  ```',
        '',
        '<!-- nslab: expect namespace ns2 -->',
        '',
      ];
      writeFileSync(file, text.join('\r\n'));
      const { status, stdout, stderr } = await nslab(['check', '--update', file]);
      expect([status, stderr]).toEqual([1, 'nslab: 2 diagrams were changed, 1 failure is left\n']);
      expect(stdout).toContain('->     lo["lo<br/>up"] %% mine\n+>     lo["lo<br/>down"] %% mine\n');
      const filled = ['  flowchart LR', '    subgraph ns1["ns1"]', '      ns1_lo(["lo<br/>down"])', '    end'];
      const expected = [...text.slice(0, 16), ...filled, ...text.slice(16)].map((line) => line.replace('<br/>up', '<br/>down'));
      expect(readFileSync(file, 'utf8')).toBe(expected.join('\r\n'));
      const again = await nslab(['check', '--update', file]);
      expect([again.status, again.stderr]).toEqual([1, 'nslab: 0 outputs were changed, 1 failure is left\n']);
    }));

  it('refuses where CI is set, unless it is forced', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'lesson.md');
      writeFileSync(file, '```console\n$ echo b\nc\n```\n');
      const refused = await nslab(['check', '--update', file], { env: { CI: 'true' } });
      expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('--update changes files, and CI is set')]);
      expect((await nslab(['check', '--update', '--force', file], { env: { CI: 'true' } })).status).toBe(0);
      expect(readFileSync(file, 'utf8')).toContain('\nb\n');
    }));

  it('leaves a read-only file alone', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'lesson.md');
      writeFileSync(file, '```console\n$ echo b\nc\n```\n');
      chmodSync(folder, 0o777);
      chmodSync(file, 0o444);
      const { status, stderr } = await nslab(['check', '--update', file], asOrdinaryUser && { prefix: asOrdinaryUser });
      expect([status, stderr]).toEqual([2, expect.stringContaining("can't be written (EACCES)")]);
      expect([readFileSync(file, 'utf8').includes('c'), readdirSync(folder)]).toEqual([true, ['lesson.md']]);
    }));

  it('leaves what would be read differently, and says so', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'lesson.md');
      const text = "```console\n$ echo '$ x' | sed s/x/pwd/\nc\n```\n";
      writeFileSync(file, text);
      const { status, stdout } = await nslab(['check', '--update', file]);
      expect([status, stdout]).toEqual([1, expect.stringContaining('lesson.md:3: its output was left')]);
      expect(readFileSync(file, 'utf8')).toBe(text);
    }));
});

describe('--baseline', () => {
  const text = '```console\n$ false\n$ echo a\nb\n$ true\n```\n';
  it('lists failures, keeps their reasons, and complains when one passes', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'docs.md');
      const baseline = path.join(folder, 'known.yaml');
      writeFileSync(file, text);
      const made = await nslab(['check', file, '--baseline', baseline, '--write-baseline']);
      expect([made.status, made.stderr]).toEqual([0, `nslab: ${baseline} lists 2 known failures of this run now\n`]);
      writeFileSync(baseline, readFileSync(baseline, 'utf8').replace(/reason: .*output.*/, 'reason: waits for tool 2'));
      const known = await nslab(['check', file, '--baseline', baseline, '--reporter', 'json']);
      const steps = JSON.parse(known.stdout).lessons[0].steps as { known: { reason: string; from: string } | null }[];
      expect([known.status, steps.map((step) => step.known?.reason ?? null)]).toEqual([
        0,
        [expect.stringContaining('exit status'), 'waits for tool 2', null],
      ]);
      await nslab(['check', file, '--baseline', baseline, '--write-baseline']);
      expect(readFileSync(baseline, 'utf8')).toContain('waits for tool 2');
      writeFileSync(file, text.replace('\nb\n', '\na\n'));
      const mended = await nslab(['check', file, '--baseline', baseline]);
      expect([mended.status, mended.stdout]).toEqual([
        1,
        expect.stringContaining('it passes now, and is expected not to (waits for tool 2): remove its entry in'),
      ]);
    }));

  it('knows only the failure that it lists', () =>
    withFolder(async (folder) => {
      const [file, baseline] = [path.join(folder, 'docs.md'), path.join(folder, 'known.yaml')];
      writeFileSync(file, '```console\n$ cat x\nb\n```\n');
      const entry = (key: string): string =>
        `schema: 1\nknown:\n  - { file: docs.md, key: ${key}, code: drift:content, command: cat x, reason: r }\n`;
      const plan = JSON.parse((await nslab(['plan', '--json', file])).stdout) as { steps: { key: string }[] };
      writeFileSync(baseline, entry(`"${plan.steps[0]!.key}"`));
      expect((await nslab(['check', file, '--baseline', baseline])).status).toBe(1);
      writeFileSync(baseline, entry('nowhere'));
      const stale = await nslab(['check', file, '--baseline', baseline]);
      expect([stale.status, stale.stderr]).toEqual([2, expect.stringContaining('lists a step that')]);
      writeFileSync(baseline, entry('nowhere').replace('docs.md', 'gone.md'));
      const gone = await nslab(['check', file, '--baseline', baseline]);
      expect([gone.status, gone.stderr]).toEqual([2, expect.stringContaining('lists steps of gone.md, which is not there')]);
      const part = await nslab(['check', file, '--baseline', baseline, '--write-baseline', '--from', '2']);
      expect([part.status, part.stderr]).toEqual([2, expect.stringContaining('--write-baseline needs all steps')]);
    }));

  it.each([
    ['no: list\n', '1:1: unexpected content, expected `schema: 1` and a list `known`'],
    ['schema: 1\nknown:\n  - file: a.md\n', '3:5: unexpected content, expected a text for `code`'],
    ['schema: [\n', 'invalid baseline'],
  ])('refuses %j with its place', (written, message) =>
    withFolder(async (folder) => {
      const baseline = path.join(folder, 'known.yaml');
      writeFileSync(baseline, written);
      const { status, stderr } = await nslab(['check', 'lessons', '--baseline', baseline]);
      expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
    }),
  );
});
