import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { createLab } from '../../../src/lab/create-lab.js';
import { readLabState } from '../../../src/lab/state/read-state.js';
import { asOrdinaryUser } from '../../commands/run-cli.js';
import { withFolder } from '../../engine/lab-trial.js';
import { type, withLab } from './state-trial.js';

const failed = (text: string): object => expect.objectContaining({ code: 'state-failed', message: expect.stringContaining(text) });

describe('files that mean harm', () => {
  it('are told apart by their names, in which nothing reaches a terminal', () =>
    withLab(async (lab, terminal) => {
      const names = [
        String.raw`$'a\nb'`,
        String.raw`$'a\tb'`,
        String.raw`'a\nb'`,
        String.raw`$'\x1b[31m'`,
        String.raw`$'\xff'`,
        String.raw`$'\xfe'`,
        String.raw`$'\xe2\x80\xaex'`,
      ];
      await type(terminal, `mkdir n; cd n; touch ${names.join(' ')}; ln -s ${String.raw`$'\xff\x1b'`} l`);
      const state = await readLabState(lab);
      const found = [...state.keys()].filter((key) => key.startsWith('file /root/n/')).toSorted();
      expect(found).toHaveLength(names.length + 1);
      expect(found).toContain(String.raw`file /root/n/a\nb`);
      expect(found).toContain(String.raw`file /root/n/a\\nb`);
      expect(found).toContain(String.raw`file /root/n/\xff`);
      expect(state.get('file /root/n/l')?.text).toBe(String.raw`link, owner 0:0, to \xff\x1b`);
      // oxlint-disable-next-line no-control-regex -- that is what must not be there
      for (const { name, text } of state.values()) expect(`${name}${text}`).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202E]/);
    }));

  it('are not opened unless they are regular, and no link is followed', () =>
    withLab(async (lab, terminal) => {
      await type(
        terminal,
        'ln -s b a; ln -s a b; ln -s / top; ln -s /proc/1/root/usr usr; mkfifo p; touch t; sleep 1.1; echo x >t; stat -c %X t >/tmp/before',
        'perl -e \'use Socket; socket S, AF_UNIX, SOCK_STREAM, 0; bind S, sockaddr_un("s")\'',
        '(echo woken >p; touch woken) & sleep 0.2',
      );
      for (let times = 0; times < 3; times += 1) {
        const state = await readLabState(lab);
        expect(state.get('file /root/a')?.text).toBe('link, owner 0:0, to b');
        expect(state.get('file /root/p')?.text).toMatch(/^named pipe, mode 0644/);
        expect(state.get('file /root/s')?.text).toMatch(/^socket, /);
        expect([...state.keys()].filter((key) => /^file .*(?:top|usr)\//.test(key))).toEqual([]);
        expect(state.has('file /root/woken')).toBe(false);
      }
      // Neither can the lab see that it was read.
      expect((await terminal.run('stat -c %X t | cmp - /tmp/before && echo same', { timeoutMs: 5000 })).output).toContain('same');
    }));

  it('can be large, and full of holes', () =>
    withLab(async (lab, terminal) => {
      await type(terminal, 'truncate -s 200M /tmp/sparse; printf x | dd of=/tmp/sparse bs=1 seek=100M conv=notrunc status=none');
      const before = (await readLabState(lab)).get('file /tmp/sparse')?.text;
      expect(before).toMatch(/^file, mode 0644, owner 0:0, 209715200 bytes, sha256 [0-9a-f]{64}, without/);
      await type(terminal, 'printf y | dd of=/tmp/sparse bs=1 seek=100M conv=notrunc status=none');
      expect((await readLabState(lab)).get('file /tmp/sparse')?.text).not.toBe(before);
      await type(terminal, 'head -c 20000 /dev/zero | tr "\\0" a >/root/long');
      const digest = (await terminal.run('sha256sum /root/long', { timeoutMs: 5000 })).output.slice(0, 64);
      expect((await readLabState(lab)).get('file /root/long')?.text).toBe(`file, mode 0644, owner 0:0, 20000 bytes, sha256 ${digest}`);
    }));

  it('can be many', () =>
    withLab(async (lab, terminal) => {
      await type(terminal, 'mkdir m; cd m; for d in {1..50}; do mkdir $d; for f in {1..1000}; do echo x >$d/$f; done; done');
      const state = await readLabState(lab);
      expect([...state.keys()].filter((key) => key.startsWith('file /root/m/'))).toHaveLength(50_050);
    }));

  it.each([
    ['folders too deep', 'perl -e "mkdir q(d), chdir q(d) for 1..1000"', 'deep'],
    ['too many bytes', 'head -c 120M /dev/zero >/tmp/a; head -c 150M /dev/zero >/root/b', '256 MB'],
  ])('are an error when they are %s', (_, command, text) =>
    withLab(async (lab, terminal) => {
      await type(terminal, command);
      await expect(readLabState(lab)).rejects.toEqual(failed(text));
    }),
  );
});

describe('processes that mean harm', () => {
  it('may have a command line of any length, without an end, or none', () =>
    withLab(async (lab, terminal) => {
      await type(
        terminal,
        'perl -e "sleep 300" $(head -c 120000 /dev/zero | tr "\\0" a) $(head -c 120000 /dev/zero | tr "\\0" b) &',
        String.raw`perl -e '$0 = "\e[31m\nx"; sleep 300' &`,
        String.raw`bash -c 'exec -a "" sleep 300' & sleep 0.3`,
      );
      const state = await readLabState(lab);
      const processes = [...state.values()].filter(({ kind }) => kind === 'process');
      expect(processes).toHaveLength(3);
      expect(processes[0]!.text).toMatch(/^command: 240\d+ bytes, sha256 /);
      for (const { name } of processes) expect(name.length).toBeLessThan(220);
      expect(processes[1]!.name).toBe(String.raw`'\x1b[31m\nx'`);
    }));

  it('may write to a file, which is restless then', () =>
    withLab(async (lab, terminal) => {
      await type(terminal, '(while sleep 0.01; do date +%N; done) >log & exec 3>quiet; sleep 0.2');
      const state = await readLabState(lab);
      expect(state.get('file /root/log')?.isRestless).toBe(true);
      expect(state.get('file /root/quiet')?.isRestless).toBe(false);
      expect(state.get('process sleep 0.01')?.isRestless ?? true).toBe(true);
    }));

  it('may fake what a shell tells of itself, and harm nobody else', () =>
    withLab(async (lab, terminal) => {
      await type(
        terminal,
        String.raw`x=$'\n\036functions\nevil () \n{ \n}\n\036aliases\nalias e=evil\n"'; y='declare -- z="1"'`,
        'f() { cat <<EOF\ndeclare -- z="2"\n}\nEOF\n}',
        'for i in 1 3 77 x; do ln -s /etc/passwd /run/nslab/shells/$i; done; mkfifo /run/nslab/shells/88; head -c 5M /dev/urandom >/run/nslab/shells/99',
      );
      const state = await readLabState(lab);
      expect(state.has('alias e of the shell in pts/0')).toBe(false);
      expect(state.has('variable z of the shell in pts/0')).toBe(false);
      expect([...state.keys()].filter((key) => key.startsWith('function '))).toEqual(['function f of the shell in pts/0']);
    }));
});

describe('a lab that does not answer', () => {
  it('has ended', async () => {
    const lab = await createLab({ isRecorded: true });
    await lab.destroy();
    await expect(readLabState(lab)).rejects.toEqual(failed('ended'));
  });

  it('ends while it is read', async () => {
    for (let delayMs = 0; delayMs < 30; delayMs += 3) {
      const lab = await createLab({ isRecorded: true });
      await lab.openTerminal();
      const reading = readLabState(lab).then(
        () => 'read',
        (error: { code: string }) => error.code,
      );
      await sleep(delayMs);
      await lab.destroy();
      expect(['read', 'state-failed']).toContain(await reading);
    }
  });

  it('is stopped', () =>
    withLab(async (lab) => {
      process.kill(lab.pid, 'SIGSTOP');
      try {
        await expect(readLabState(lab)).rejects.toEqual(failed('does not answer'));
      } finally {
        process.kill(lab.pid, 'SIGCONT');
      }
    }));
});

it.skipIf(!asOrdinaryUser)('is read by an ordinary user as by root (needs root, to become another)', () =>
  withFolder(async (folder) => {
    chmodSync(folder, 0o755);
    const file = path.join(folder, 'read.mjs');
    await build({
      stdin: {
        contents: `
          import { createLab } from './src/lab/create-lab.ts';
          import { readLabState } from './src/lab/state/read-state.ts';
          const lab = await createLab({ isRecorded: true });
          const terminal = await lab.openTerminal();
          for (const command of ['echo hello >a; chmod 000 a', 'x=1; exec 3<a', 'sleep 300 &', 'unshare -m bash', 'mount -t tmpfs none /mnt; touch /mnt/b']) {
            await terminal.run(command, { timeoutMs: 10_000 });
          }
          const state = await readLabState(lab);
          console.log(JSON.stringify({ uid: process.getuid(), state: [...state] }));
          await lab.destroy();`,
        resolveDir: path.resolve(import.meta.dirname, '../../..'),
      },
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'bundle',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    const [program, ...words] = asOrdinaryUser!;
    const text = execFileSync(program!, [...words, process.execPath, file], { encoding: 'utf8', cwd: '/', timeout: 30_000 });
    const { uid, state } = JSON.parse(text) as { uid: number; state: [string, { text: string }][] };
    expect(uid).not.toBe(0);
    const items = new Map(state);
    expect(items.get('file /root/a')?.text).toBe('file, mode 0000, owner 0:0, content:\nhello\n');
    expect(items.get('variable x of the shell in pts/0')?.text).toBe('--="1"');
    expect(items.get('open-file 3 of the shell in pts/0')?.text).toBe('/root/a, read, at byte 0');
    expect(items.get('mount /tmp')?.text).not.toContain('54321');
    for (const key of ['process sleep 300', 'file /mnt/b in the mounts unnamed 1', 'shell shell 2 in pts/0'])
      expect([...items.keys()]).toContain(key);
  }),
);
