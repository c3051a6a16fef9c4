import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { session, withFolder, writeLesson } from '../engine/lab-trial.js';
import { asOrdinaryUser, installInto, nslab } from './run-cli.js';

const good = `# Good\n\n${session('$ echo a', 'a')}\n`;
const bad = `# Bad\n\n${session('$ echo a', 'b')}\n`;

describe('check', () => {
  it.each([
    ['passes', good, [], 0],
    ['fails on a drift', bad, [], 1],
    ['forgives what --fail-on leaves out', `${good}${bad}`, ['--fail-on', 'fail'], 0],
    ['fails on a part of a verdict', bad, ['--fail-on', 'drift:content'], 1],
    ['fails when too little was checked', good, ['--min-checked', '2'], 2],
    ['fails when nothing was checked', '# Empty\n', [], 2],
    ['is content with nothing when asked to be', '# Empty\n', ['--min-checked', '0'], 0],
    ['fails also then when a step does', bad, ['--min-checked', '0'], 1],
  ])('%s', (_, text, words, status) =>
    withFolder(async (folder) => {
      const result = await nslab(['check', ...words, writeLesson(folder, 'a.md', text)]);
      expect([result.status, result.stderr]).toEqual([status, words[1] === '2' ? expect.stringContaining('at least 2 had to be') : '']);
    }),
  );

  it('runs every lesson of a folder in order, however many run at once', () =>
    withFolder(async (folder) => {
      mkdirSync(path.join(folder, 'sub'));
      for (const [name, seconds] of [
        ['1.md', 0.5],
        ['2.md', 0.1],
        ['sub/3.mdx', 0],
      ] as const) {
        writeLesson(folder, name, `# ${name}\n\n${session(`$ sleep ${seconds}; echo ${name}`, name)}\n`);
      }
      writeLesson(folder, 'not-a-lesson.txt', bad);
      const { stdout, status } = await nslab(['check', '--jobs', '3', '--reporter', 'ndjson', folder]);
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { type: string; file?: string });
      expect(status).toBe(0);
      expect(events.filter((event) => event.type === 'lesson:start').map((event) => path.basename(event.file!))).toEqual([
        '1.md',
        '2.md',
        '3.mdx',
      ]);
      expect(events.at(-1)).toMatchObject({ type: 'run:end', lessons: 3, counts: { pass: 3 }, exitStatus: 0 });
    }));

  it('goes on with other lessons when one cannot be read', () =>
    withFolder(async (folder) => {
      const broken = writeLesson(folder, '1.md', '```console\n$ ip a\n');
      const result = await nslab(['check', broken, writeLesson(folder, '2.md', good)]);
      expect(result.status).toBe(2);
      expect(result.stdout).toContain(`${broken}:1:1: unexpected end of the block, expected a closing \`\`\` (unclosed-fence)`);
      expect(result.stdout).toContain('1 passed');
    }));

  it('cleans up and tells its signal', () =>
    withFolder(async (folder) => {
      const file = writeLesson(folder, 'a.md', session('$ sleep 30'));
      const started = performance.now();
      const result = await nslab(['check', '--reporter', 'ndjson', file], { timeout: 1500, killSignal: 'SIGINT' });
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(JSON.parse(result.stdout.trim().split('\n').at(-1)!)).toMatchObject({ type: 'run:end', exitStatus: 130 });
      const stderr = `\nnslab: SIGINT: stopping and cleaning up\nnslab: stopped at ${file}:2: sleep 30\n`;
      expect(result).toMatchObject({ status: 130, stderr });
    }));

  it('needs a terminal for --keep', async () => {
    expect(await nslab(['check', '--keep', 'lessons'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--keep needs a terminal'),
    });
  });

  it.each([
    ['a reader that has seen enough', '"$@" | head -n 1; exit "${PIPESTATUS[0]}"', 141, ''],
    ['a full disk', '"$@" >/dev/full', 2, "nslab: can't write its output (ENOSPC)"],
    ['no standard output', '"$@" >&-', 0, ''],
  ])('takes %s', (_, script, status, message) =>
    withFolder(async (folder) => {
      const file = writeLesson(folder, 'a.md', session('$ sleep 0.3', ...Array.from({ length: 20 }, () => '$ echo a')));
      const result = await nslab(['check', file], { prefix: ['bash', '-c', script, 'bash'] });
      expect([result.status, result.stderr]).toEqual([status, message === '' ? '' : expect.stringContaining(message)]);
    }),
  );
});

it('hands no file that it has inherited to a lab', () =>
  withFolder(async (folder) => {
    const file = writeLesson(
      folder,
      'a.md',
      session('$ ls -l /proc/$$/fd /proc/1/fd | grep -c nslab-test', '0').replace('```console', '<!-- nslab: exit=1 -->\n```console'),
    );
    const { stdout, status } = await nslab(['check', file], { prefix: ['bash', '-c', `exec 9<${file} 200<${file}; exec "$@"`, 'bash'] });
    expect([status, stdout]).toEqual([0, expect.stringContaining('1 passed')]);
  }));

describe('bad input', () => {
  const cases: readonly [string, (folder: string) => string, string][] = [
    ['no such file', () => 'nowhere.md', 'nowhere.md: no such file or folder (not-found)'],
    ['a folder without lessons', (folder) => folder, 'no lesson in this folder (no-lessons)'],
    ['a binary file', (folder) => writeBytes(folder, Buffer.from('# a\n\u0000\u0001')), 'a.md:2:1: not UTF-8 text (byte 0x00) (not-text)'],
    [
      'invalid UTF-8',
      (folder) => writeBytes(folder, Buffer.from([0x61, 0x0a, 0x62, 0xff])),
      'a.md:2:2: not UTF-8 text (byte 0xff) (not-text)',
    ],
    [
      'a file of 50 MB',
      (folder) => writeBytes(folder, Buffer.alloc(50_000_000, 'a\n')),
      'a.md: 50.0 MB, a lesson has at most 5 MB (too-large)',
    ],
    ['invalid front matter', (folder) => writeLesson(folder, 'a.md', '---\ntitle: "a\n---\n'), 'a.md:2:10: invalid front matter'],
    ['an unclosed fence', (folder) => writeLesson(folder, 'a.md', 'a\n\n```sh\nip a\n'), 'a.md:3:1: unexpected end of the block'],
    [
      'an unknown setting',
      (folder) => writeLesson(folder, 'a.md', '<!-- nslab: exti=1 -->\n```\n$ a\n```\n'),
      'a.md:1:13: unknown setting `exti` (unknown-setting)',
    ],
    ['no step', (folder) => writeLesson(folder, 'a.md', 'prose\n'), 'a.md:1: no step to run (no-steps)'],
    ['a device', () => '/dev/null', '/dev/null: not a file (unreadable)'],
  ];

  it.each(cases)('%s is one line with its place, a hint and status 2', (_, make, message) =>
    withFolder(async (folder) => {
      const { status, stdout, stderr } = await nslab(['check', make(folder)]);
      const said = `${stdout}${stderr}`;
      expect(status).toBe(2);
      expect(said).toContain(message);
      expect(said).toContain('try: ');
      expect(said).not.toMatch(/^\s+at /m);
    }),
  );

  it.skipIf(!asOrdinaryUser)('a file that may not be read', () =>
    withFolder(async (folder) => {
      chmodSync(folder, 0o755);
      const file = installInto(folder);
      const lesson = writeLesson(folder, 'secret.md', good);
      chmodSync(lesson, 0o600);
      const { status, stdout } = await nslab(['check', lesson], { prefix: asOrdinaryUser!, file, cwd: folder });
      expect([status, stdout]).toEqual([2, expect.stringContaining("secret.md: can't be read (EACCES) (unreadable)")]);
    }),
  );

  it.each([
    [['check'], 'nothing to check: no path is given'],
    [['chekc', 'a.md'], 'too many arguments'],
    [['check', '--jbos', '2', 'lessons'], "unknown option '--jbos'"],
    [['check', '--jobs', 'many', 'lessons'], 'unexpected --jobs many'],
    [['check', '--reporter', 'pdf', 'lessons'], 'unknown reporter pdf'],
    [['check', '--reporter', 'toString', 'lessons'], 'unknown reporter toString'],
    [['check', '--fail-on', 'flaw', 'lessons'], 'unknown verdict flaw'],
  ])('usage: %j', async (words, message) => {
    const { status, stderr } = await nslab(words);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('a machine that lacks something', () => {
  /** Runs in a mount namespace of its own in which files are covered. */
  const without = (...files: string[]): string[] => {
    const hide = files.map((file) => `mount --bind /dev/null ${file};`).join(' ');
    return ['unshare', '--mount', 'sh', '-c', `${hide} exec "$@"`, 'sh'];
  };

  it.skipIf(!asOrdinaryUser).each([
    ['ip', '/usr/sbin/ip /usr/bin/ip'],
    ['perl', '/usr/bin/perl'],
  ])('says that %s is missing', (name, files) =>
    withFolder(async (folder) => {
      const lesson = writeLesson(folder, 'a.md', good);
      const present = files.split(' ').filter((file) => isThere(file));
      const { status, stdout } = await nslab(['check', lesson], { prefix: without(...present) });
      expect([status, stdout]).toEqual([2, expect.stringContaining(`cannot make a lab: ${name} is not on this machine (missing-program)`)]);
      expect(stdout).toContain('nslab doctor --install');
    }),
  );

  it.skipIf(!asOrdinaryUser)('says that user namespaces are forbidden', () =>
    withFolder(async (folder) => {
      const lesson = writeLesson(folder, 'a.md', good);
      const forbid = ['unshare', '--user', '--map-root-user', 'sh', '-c', 'echo 0 >/proc/sys/user/max_user_namespaces; exec "$@"', 'sh'];
      const { status, stdout } = await nslab(['check', lesson], { prefix: forbid });
      expect([status, stdout]).toEqual([2, expect.stringContaining('this machine forbids user namespaces')]);
      const doctor = await nslab(['doctor'], { prefix: forbid });
      expect([doctor.status, doctor.stdout]).toEqual([1, expect.stringContaining('sysctl -w user.max_user_namespaces')]);
    }),
  );

  /** Runs as an ordinary user in a mount namespace that a container could have. */
  const inContainer = (mounts: string): string[] => ['unshare', '--mount', 'sh', '-c', `${mounts}; exec "$@"`, 'sh', ...asOrdinaryUser!];

  it.skipIf(!asOrdinaryUser)('says that a part of /proc is hidden, and where', () =>
    withFolder(async (folder) => {
      chmodSync(folder, 0o755);
      const prefix = inContainer('mount --bind /dev/null /proc/uptime');
      const lesson = writeLesson(folder, 'a.md', good);
      const { status, stdout } = await nslab(['check', lesson], { prefix, file: installInto(folder), cwd: folder });
      expect([status, stdout]).toEqual([2, expect.stringContaining('parts of /proc or /sys are hidden here')]);
      const doctor = await nslab(['doctor', '--json'], { prefix, file: path.join(folder, 'dist/nslab.cjs'), cwd: folder });
      const { findings } = JSON.parse(doctor.stdout) as { findings: { title: string; status: string; hint: string | null }[] };
      const ofLab = findings.filter(({ title }) => /^(?:its own|a root|a terminal)/.test(title));
      expect(ofLab.map(({ title, status: found }) => [title, found])).toEqual([
        ['its own /sys', 'ok'],
        ['its own /proc', 'failed'],
        ['a root and a filter of system calls', 'untried'],
        ['a terminal', 'untried'],
      ]);
      expect(ofLab[1]!.hint).toContain('/proc/uptime');
      expect(doctor.status).toBe(1);
    }),
  );

  it.skipIf(!asOrdinaryUser)('runs where /sys is read-only', () =>
    withFolder(async (folder) => {
      chmodSync(folder, 0o755);
      const lesson = writeLesson(folder, 'a.md', '```console\n$ ip netns add ns1\n$ ip netns exec ns1 ls /sys/class/net\nlo\n```\n');
      const prefix = inContainer('mount -o remount,bind,ro /sys');
      const { status, stdout } = await nslab(['check', lesson], { prefix, file: installInto(folder), cwd: folder });
      expect([status, stdout]).toEqual([0, expect.stringContaining('2 passed')]);
    }),
  );

  it.skipIf(!asOrdinaryUser)('works for root of a user namespace that has no other id', () =>
    withFolder(async (folder) => {
      const lesson = writeLesson(folder, 'a.md', good);
      const { status, stdout } = await nslab(['check', lesson], { prefix: ['unshare', '--user', '--map-root-user'], timeout: 20_000 });
      expect([status, stdout]).toEqual([0, expect.stringContaining('1 passed')]);
    }),
  );

  it.skipIf(!asOrdinaryUser)('skips steps whose tool is missing', () =>
    withFolder(async (folder) => {
      const lesson = writeLesson(folder, 'a.md', session('$ arp -n', '$ true'));
      const { status, stdout } = await nslab(['check', lesson], { prefix: isThere('/usr/sbin/arp') ? without('/usr/sbin/arp') : [] });
      expect([status, stdout]).toEqual([0, expect.stringContaining('arp is not on this machine (Debian: net-tools)')]);
    }),
  );
});

describe('an ordinary user', () => {
  it.skipIf(!asOrdinaryUser)('checks the course, from a copy of nothing but the built program', () =>
    withFolder(async (folder) => {
      chmodSync(folder, 0o755);
      const file = installInto(folder);
      const { status, stdout } = await nslab(['check', 'lessons'], { prefix: asOrdinaryUser!, file, cwd: folder });
      expect([status, stdout]).toEqual([0, expect.stringMatching(/^4 lessons: \d+ passed/m)]);
    }),
  );
});

describe('learn', () => {
  it('without a terminal runs the first lesson and prints every verdict', async () => {
    const { status, stdout } = await nslab([]);
    expect(status).toBe(0);
    expect(stdout).toContain('lessons/en/00-nslab-in-two-minutes.md');
    expect(stdout.match(/✓ pass /g)).toHaveLength(5);
  });

  it('takes the lesson in the language of the locale, or in the one that is asked for', async () => {
    const env = { LANG: 'zh_CN.UTF-8', LC_ALL: '' };
    expect((await nslab(['learn'], { env })).stdout).toContain('lessons/zh/00-nslab-in-two-minutes.md');
    expect((await nslab(['learn', '--lang', 'en'], { env })).stdout).toContain('lessons/en/00-nslab-in-two-minutes.md');
  });
});

describe('plan', () => {
  it('prints the contracted JSON', () =>
    withFolder(async (folder) => {
      const file = writeLesson(
        folder,
        'a.md',
        `# T\n\n${session('$ ip netns exec ns1 bash', '$ ping 192.0.2.1', 'PING', '^C')}\n\n\`\`\`yaml\na: 1\n\`\`\`\n`,
      );
      const { stdout } = await nslab(['plan', '--json', file]);
      expect(JSON.parse(stdout)).toEqual({
        schema: 1,
        file,
        title: 'T',
        requires: [],
        needs: [],
        steps: [
          {
            key: expect.any(String),
            id: 1,
            line: 4,
            endLine: 4,
            command: 'ip netns exec ns1 bash',
            section: 'T',
            terminal: 'main',
            shell: 'host',
            impliedExits: 0,
            timeoutMs: 10_000,
            expect: { exit: 0, output: null, stop: null, state: [] },
            skip: null,
          },
          {
            key: expect.any(String),
            id: 2,
            line: 5,
            endLine: 5,
            command: 'ping 192.0.2.1',
            section: 'T',
            terminal: 'main',
            shell: 'ns1',
            impliedExits: 0,
            timeoutMs: 10_000,
            expect: { exit: [0, 130], output: { line: 6, endLine: 7 }, stop: 'ctrl-c', state: [] },
            skip: null,
          },
        ],
        ignored: [{ line: 11, endLine: 11, code: 'not-shell', text: 'a block in another language' }],
      });
    }));

  it('prints text for people', async () => {
    const { stdout, status } = await nslab(['plan', 'lessons/en/01-two-namespaces.md', 'docs/lesson-format.md']);
    expect(status).toBe(0);
    expect(stdout).toContain('host        ip netns list   → output of 2 lines');
    expect(stdout).toContain('expects the network of the diagram');
    expect(stdout).toContain('left alone:');
  });
});

describe('doctor', () => {
  it('prints its findings as JSON', async () => {
    const { stdout, status } = await nslab(['doctor', '--json']);
    const { schema, findings } = JSON.parse(stdout) as { schema: number; findings: { title: string; status: string }[] };
    expect([status, schema]).toEqual([0, 1]);
    expect(findings.find((finding) => finding.title === 'a veth pair')?.status).toBe('ok');
  });
});

it('prints help with examples for every command', async () => {
  for (const words of [['--help'], ...['learn', 'check', 'plan', 'doctor'].map((name) => [name, '--help'])]) {
    const { status, stdout } = await nslab(words);
    expect([status, stdout]).toEqual([0, expect.stringContaining('Examples:')]);
  }
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect((await nslab(['--version'])).stdout).toBe(`${version}\n`);
});

function writeBytes(folder: string, bytes: Buffer): string {
  const file = path.join(folder, 'a.md');
  writeFileSync(file, bytes);
  return file;
}

function isThere(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
