import { chmodSync } from 'node:fs';
import { expect, it } from 'vitest';
import { whyNoDocker } from '../../src/engine/privileged-lab.js';
import { session, settings, withFolder, writeLesson } from '../engine/lab-trial.js';
import { onTerminal } from './on-terminal.js';
import { asOrdinaryUser, installInto, nslab } from './run-cli.js';

const lacking = whyNoDocker(true);
const lesson = `${settings('needs: docker')}${session(
  '$ docker run -d --name web busybox sleep 300',
  '$ ip link show docker0 | grep -c UP',
  '1',
  '$ docker exec web hostname -i',
  '172.17.0.2',
  '$ docker pull alpine',
  '$ echo one',
  'one',
)}`;
const question = 'Run it with Docker?';

/** The line of each step in a report, without its time. */
function verdicts(report: string): string[] {
  return [...report.matchAll(/^ {2}\S (pass|skip|fail|drift) +\d+ {2}(?:docker|ip|echo)/gm)].map((match) => match[1]!);
}

/** Runs a program where this machine has no dockerd. */
const withoutDocker = ['unshare', '--mount', 'sh', '-c', 'mount --bind /dev/null "$(command -v dockerd)"; exec "$@"', 'sh'];

it('has Docker in the lab of a lesson that asks for it, once that is consented to', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    const { status, stdout } = await nslab(['check', '--allow-privileged', writeLesson(folder, 'a.md', lesson)]);
    expect([status, verdicts(stdout)]).toEqual([0, ['pass', 'pass', 'pass', 'skip', 'pass']]);
    expect(stdout).toContain('it asks a registry');
  });
});

it('proves facts about a container in the container, not in the host', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    const facts =
      'namespace web; process sleep in web; no process dockerd in web; reach web to 172.17.0.1; sysctl web net.ipv6.conf.all.disable_ipv6 1';
    const document = `${settings('needs: docker')}${session('$ docker run -d --name web busybox sleep 300')}\n<!-- nslab: expect ${facts} -->\n`;
    const { status, stdout } = await nslab(['check', '--allow-privileged', writeLesson(folder, 'a.md', document)]);
    expect([status, verdicts(stdout)], stdout).toEqual([0, ['pass']]);
  });
});

it('has none without consent, and says how to give it', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    const file = writeLesson(folder, 'a.md', lesson);
    const { status, stdout } = await nslab(['check', file]);
    expect([status, verdicts(stdout)]).toEqual([0, ['skip', 'skip', 'skip', 'skip', 'pass']]);
    expect(stdout).toContain('`nslab check --allow-privileged` consents to that');
    const { stdout: events } = await nslab(['check', '--reporter', 'ndjson', file]);
    expect(events.split('\n').filter((line) => line.includes('"needs-privilege"'))).toHaveLength(3);
  });
});

it('takes no consent from what lies beside the documents, and none for lessons that do not ask', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    writeLesson(folder, 'a.md', lesson);
    writeLesson(folder, 'nslab.config.yaml', 'allow-privileged: true\n');
    const { status, stderr } = await nslab(['check', 'a.md'], { cwd: folder });
    expect([status, stderr]).toEqual([2, expect.stringContaining('unknown setting `allow-privileged`')]);
    const plain = writeLesson(folder, 'b.md', session('$ cut -c1-20 /proc/self/uid_map', '$ echo 1 >/proc/sys/vm/swappiness'));
    const { stdout } = await nslab(['check', '--no-config', '--allow-privileged', '--reporter', 'ndjson', plain]);
    expect(stdout).not.toMatch(/"output":" +0 +0 /);
    expect(stdout).toContain('"needs-privilege"');
  });
});

it('goes for the lesson that another one continues, too', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    writeLesson(folder, 'a.md', lesson);
    const next = `${settings('continues: a.md')}${session('$ docker exec web hostname -i', '172.17.0.2')}`;
    const { status, stdout } = await nslab(['check', '--allow-privileged', writeLesson(folder, 'b.md', next)]);
    expect([status, verdicts(stdout)]).toEqual([0, ['pass']]);
  });
});

it('leaves out hidden commands of Docker without consent', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    const hidden = settings('needs: docker', 'setup: docker network create inner', 'teardown: docker network rm inner');
    const file = writeLesson(folder, 'a.md', `${hidden}${session('$ docker network inspect -f "{{.Name}}" inner', 'inner', '$ echo one')}`);
    const refused = await nslab(['check', file]);
    expect([refused.status, verdicts(refused.stdout)]).toEqual([0, ['skip', 'pass']]);
    const given = await nslab(['check', '--allow-privileged', file]);
    expect([given.status, verdicts(given.stdout)]).toEqual([0, ['pass', 'pass']]);
  });
});

it('is skipped with the reason where Docker is not installed', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    const file = writeLesson(folder, 'a.md', lesson);
    const { status, stdout } = await nslab(['check', '--allow-privileged', file], { prefix: withoutDocker });
    expect([status, verdicts(stdout)]).toEqual([0, ['skip', 'skip', 'skip', 'skip', 'pass']]);
    expect(stdout).toContain('dockerd is not on this machine (Debian: docker.io)');
    const doctor = await nslab(['doctor'], { prefix: withoutDocker });
    expect([doctor.status, doctor.stdout]).toEqual([
      0,
      expect.stringMatching(/missing +docker +only for lessons that need it; dockerd is not/),
    ]);
    expect(doctor.stdout).not.toMatch(/Steps that need [^.]*docker/);
  });
});

it('is skipped with the reason where no control group can be made', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    const prefix = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs none /sys/fs/cgroup; exec "$@"', 'sh'];
    const { stdout } = await nslab(['check', '--allow-privileged', writeLesson(folder, 'a.md', lesson)], { prefix });
    expect(verdicts(stdout)).toEqual(['skip', 'skip', 'skip', 'skip', 'pass']);
    expect(stdout).toContain('control groups, which can not be made here');
  });
});

it('works with control groups of version 2 alone', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    const only =
      'umount -R /sys/fs/cgroup 2>/dev/null; umount -R /sys/fs/cgroup 2>/dev/null; mount -t cgroup2 none /sys/fs/cgroup && exec "$@"';
    const file = writeLesson(folder, 'a.md', `${lesson}\n\n${session('$ docker info 2>/dev/null | grep -c "Cgroup Version: 2"', '1')}`);
    const { status, stdout } = await nslab(['check', '--allow-privileged', file], {
      prefix: ['unshare', '--mount', 'sh', '-c', only, 'sh'],
    });
    expect([status, verdicts(stdout)]).toEqual([0, ['pass', 'pass', 'pass', 'skip', 'pass', 'pass']]);
  });
});

it.skipIf(!asOrdinaryUser)('is skipped with the reason for who is not root', async ({ skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    chmodSync(folder, 0o755);
    const file = installInto(folder);
    const { stdout } = await nslab(['check', '--allow-privileged', writeLesson(folder, 'a.md', lesson)], { prefix: asOrdinaryUser!, file });
    expect(verdicts(stdout)).toEqual(['skip', 'skip', 'skip', 'skip', 'pass']);
    expect(stdout).toContain('only when root of the machine runs nslab');
  });
});

it.for([
  ['Enter', '\r', ['skip', 'skip', 'skip', 'skip', 'pass']],
  ['n', 'n', ['skip', 'skip', 'skip', 'skip', 'pass']],
  ['y', 'y', ['pass', 'pass', 'pass', 'skip', 'pass']],
] as const)('is asked for at a terminal: %s', async ([, keys, expected], { skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    const person = onTerminal(['check', writeLesson(folder, 'a.md', lesson)]);
    const said = await person.sees(question);
    expect(said).toContain('the real root of this machine');
    person.types(keys);
    const report = await person.sees('1 lesson');
    expect(await person.leaves()).toBe(0);
    expect(verdicts(report)).toEqual(expected);
  });
});

it.for([
  ['y', '✓ as the lesson says'],
  ['\r', 'consents to that'],
] as const)('is asked for before a lesson is followed: %j', async ([keys, answer], { skip }) => {
  skip(lacking !== undefined, lacking?.text);
  await withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    await person.sees(question);
    person.types(keys);
    await person.asks();
    person.types('\r');
    await person.sees(answer);
    person.types('q\r');
    await person.leaves();
  });
});

it('asks nobody when no lesson asks for it', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['check', writeLesson(folder, 'a.md', session('$ echo one'))]);
    expect(await person.sees('1 lesson')).not.toContain(question);
    expect(await person.leaves()).toBe(0);
  }));
