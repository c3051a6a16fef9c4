import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readlinkSync, utimesSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whyNoDocker } from '../../src/engine/privileged-lab.js';
import { containersOf } from '../../src/lab/containers.js';
import { createLab, type Lab } from '../../src/lab/create-lab.js';
import { processStatus } from '../../src/lab/processes.js';
import type { Terminal } from '../../src/lab/terminal.js';
import { numberOf } from './escape/system-call-numbers.js';
import { world } from './world.mjs';

const lacking = whyNoDocker(true);
let lab: Lab;
let terminal: Terminal;

async function open(): Promise<void> {
  if (lacking) return;
  lab = await createLab({ isPrivileged: true });
  terminal = await lab.openTerminal();
}

async function run(command: string, timeoutMs = 20_000): Promise<{ exitCode: number | null; output: string }> {
  const { exitCode, output } = await terminal.run(command, { timeoutMs });
  return { exitCode, output: output.trimEnd() };
}

const networkOf = (pid: number): string => readlinkSync(`/proc/${pid}/ns/net`);

beforeEach(({ skip }) => skip(lacking !== undefined, lacking?.text));

describe('a lab with Docker', () => {
  beforeAll(open);
  afterAll(() => lab?.destroy());

  it('has two containers on the default bridge, which reach each other', async () => {
    expect(lab.isPrivileged).toBe(true);
    expect((await run('docker run -d --name web busybox sleep 300 && docker run -d --name client busybox sleep 301')).exitCode).toBe(0);
    const { output } = await run("docker inspect -f '{{.NetworkSettings.IPAddress}}' web client");
    expect(output).toBe('172.17.0.2\n172.17.0.3');
    expect((await run('docker exec client ping -c 1 -W 2 172.17.0.2')).output).toContain('1 packets received');
    expect((await run('ping -c 1 -W 2 172.17.0.3')).output).toContain('1 received');
  });

  it('tells of its containers from outside', async () => {
    await run('docker run -d --name near --network host busybox sleep 302; docker run -d --name alone --network none busybox sleep 303');
    await run(
      'docker network create inner; docker run -d --name far --network inner busybox sleep 304; docker run --name over busybox true',
    );
    await run('docker run -d --name beside --network container:web busybox sleep 305');
    const found = containersOf(lab);
    const web = found.find(({ name }) => name === 'web')!;
    expect(found.map(({ name, networkMode }) => [name, networkMode])).toEqual([
      ['alone', 'none'],
      ['beside', `container:${web.id}`],
      ['client', 'bridge'],
      ['far', 'inner'],
      ['near', 'host'],
      ['web', 'bridge'],
    ]);
    const words = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    expect(found.map(({ pid }) => words(pid))).toEqual(['sleep 303', 'sleep 305', 'sleep 301', 'sleep 304', 'sleep 302', 'sleep 300']);
    const network = Object.fromEntries(found.map(({ name, pid }) => [name, networkOf(pid)]));
    expect(network['near']).toBe(networkOf(lab.pid));
    expect(network['beside']).toBe(network['web']);
    expect(new Set(Object.values(network)).size).toBe(5);
    expect((await run(`docker inspect -f '{{.Id}}' web`)).output).toBe(web.id);
  });

  it('has them entered by ip netns exec, through a link to one and a link to all', async () => {
    const one = "mkdir -p /var/run/netns; ln -s /proc/$(docker inspect -f '{{.State.Pid}}' web)/ns/net /var/run/netns/web";
    expect((await run(`${one}; ip netns exec web ip -br -4 addr show eth0`)).output).toMatch(/^eth0@if\d+ +UP +172\.17\.0\.2\/16$/);
    // Docker leaves the files of containers that are gone for a while, and of these ip(8) complains.
    const all = 'rm -r /var/run/netns; ln -s /var/run/docker/netns /var/run/netns; ip netns list 2>/dev/null';
    expect((await run(all)).output).toMatch(/^default$/m);
    const name = "$(basename $(docker inspect -f '{{.NetworkSettings.SandboxKey}}' client))";
    expect((await run(`ip netns exec ${name} ip -br -4 addr show eth0`)).output).toContain('172.17.0.3/16');
    expect((await run('rm /var/run/netns; ip netns add ns1 && ip netns exec ns1 ls /sys/class/net')).output).toBe('lo');
  });

  it('publishes ports, by rules of its own', async () => {
    await run('docker run -d --name www -p 8080:80 busybox httpd -f -h /etc');
    expect((await run('curl -s --retry 3 --retry-connrefused http://127.0.0.1:8080/passwd | head -1')).output).toContain('root:x:0:0');
    expect((await run('iptables -t nat -S DOCKER')).output).toContain('--dport 8080 -j DNAT --to-destination 172.17.0.');
    expect((await run('iptables -t nat -S POSTROUTING')).output).toContain('-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE');
  });

  it('has its terminal in a container like in any shell', async () => {
    expect((await run('docker exec -it web sh')).exitCode).toBe(0);
    expect([terminal.namespace, terminal.depth]).toEqual([undefined, 2]);
    expect(await run('hostname -i')).toEqual({ exitCode: 0, output: '172.17.0.2' });
    expect((await run('(exit 3)')).exitCode).toBe(3);
    const ping = await terminal.run('ping 172.17.0.3', { timeoutMs: 10_000, pressCtrlC: (output) => output.includes('seq=0') });
    expect(ping).toMatchObject({ end: 'done', output: expect.stringContaining('1 packets received') });
    expect((await run('echo here')).output).toBe('here');
    await terminal.run('exit', { timeoutMs: 10_000 });
    expect([terminal.namespace, terminal.depth]).toEqual(['host', 1]);
    expect(await run('docker run -it --rm busybox sh -c "tty; exit 4"')).toEqual({ exitCode: 4, output: '/dev/pts/0' });
  });

  it('keeps memory and processes of containers to what a lab may take', async () => {
    expect(lab.limitedByCgroup).toEqual(['memory', 'pids']);
    const limit = 'cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null';
    expect((await run(`docker run --rm --memory 32m busybox sh -c '${limit}'`)).output).toBe(`${32 * 1024 * 1024}`);
    expect((await run('docker run --rm busybox sh -c "cat /proc/self/cgroup | cut -d: -f3 | sort -u"')).output).not.toContain('nslab');
  });

  it.each([
    'sysctl -w vm.swappiness=1',
    'echo 1 >/proc/sys/kernel/sysrq',
    'echo 1 >/sys/kernel/mm/ksm/run',
    'date -s 2020-01-01',
    'touch /usr/bin/nslab-test',
    `perl -e 'exit(syscall(${numberOf('init_module')}, 0, 0, 0) == -1 && $! == 1)'`,
    `perl -e 'exit(syscall(${numberOf('kexec_load')}, 0, 0, 0, 0) == -1 && $! == 1)'`,
    'dmesg',
    'docker run --rm busybox sh -c "echo 1 >/proc/sys/vm/swappiness"',
  ])('does not change the machine by mistake: %s', async (command) => {
    expect((await run(command)).exitCode).not.toBe(0);
  });

  it('has no way out', async () => {
    expect((await run('ip route | grep default; ls /sys/class/net | grep -Ev "^(docker0|lo|veth.*|br-.*)$"')).output).toBe('');
    expect((await run('ping -c 1 -W 1 8.8.8.8')).exitCode).not.toBe(0);
    expect((await run('docker exec web ping -c 1 -W 1 8.8.8.8')).output).not.toContain('1 packets received');
    expect((await run('docker run --rm alpine true')).output).toContain('Unable to find image');
    for (const kind of ['mnt', 'net', 'pid', 'uts', 'ipc', 'cgroup'])
      expect((await run(`readlink /proc/self/ns/${kind}`)).output).not.toBe(readlinkSync(`/proc/self/ns/${kind}`));
  });

  it('lets nobody lead the look at its containers astray', async () => {
    const made = 'a'.repeat(64);
    const folder = '/var/lib/docker/containers';
    const before = containersOf(lab);
    await run(`mkdir ${folder}/${made}; mkfifo ${folder}/${made}/config.v2.json; ln -s /etc/passwd ${folder}/${made}/hostconfig.json`);
    await run(
      `ln -s /tmp ${folder}/${'b'.repeat(64)}; mkdir ${folder}/${'c'.repeat(64)}; head -c 9000000 /dev/zero >${folder}/${'c'.repeat(64)}/config.v2.json`,
    );
    await run(`mkdir ${folder}/${'d'.repeat(64)}; cd ${folder}/${'d'.repeat(64)}; echo '{"NetworkMode":"x"}' >hostconfig.json; cd`);
    await run(`echo '{"Name":"/x","State":{"Running":true,"Pid":99999}}' >${folder}/${'d'.repeat(64)}/config.v2.json`);
    expect(containersOf(lab)).toEqual(before);
    await run(`mv ${folder} ${folder}-away; ln -s /tmp ${folder}`);
    expect(containersOf(lab)).toEqual([]);
    await run(`rm ${folder}; mv ${folder}-away ${folder}`);
    expect(containersOf(lab)).toEqual(before);
  });
});

describe('the end of a lab with Docker', () => {
  it('leaves nothing', { timeout: 60_000 }, async () => {
    const before = world();
    await open();
    const pid = lab.pid;
    await run(
      'docker run -d --name web -p 8080:80 busybox httpd -f; docker network create inner; docker run -d --network inner busybox sleep 300',
    );
    await run('nohup setsid sleep 300 >/dev/null 2>&1 & sysctl -w net.ipv4.ip_forward=0 net.bridge.bridge-nf-call-iptables=0');
    const inside = containersOf(lab).map((container) => container.pid);
    expect(inside).toHaveLength(2);
    await lab.destroy();
    await expect.poll(() => [pid, ...inside].filter((other) => processStatus(other)), { timeout: 10_000 }).toEqual([]);
    await expect.poll(world, { timeout: 10_000 }).toEqual(before);
  });

  it('comes when its first process is killed; its control groups go at the next start', { timeout: 60_000 }, async () => {
    const groups = (): string[] =>
      execFileSync('find', ['/sys/fs/cgroup', '-type', 'd', '-name', 'nslab-*'], { encoding: 'utf8' }).split('\n');
    const before = groups();
    await open();
    await run('docker run -d busybox sleep 300');
    const made = groups().filter((folder) => !before.includes(folder) && existsSync(`${folder}/lab/docker`));
    const first = processStatus(processStatus(lab.pid)!.parent)!.parent;
    process.kill(first, 'SIGKILL');
    await expect.poll(() => processStatus(lab.pid), { timeout: 10_000 }).toBeUndefined();
    await lab.destroy();
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((folder) => existsSync(folder))).toEqual(made);
    const hourAgo = Date.now() / 1000 - 3600;
    for (const folder of made) utimesSync(folder, hourAgo, hourAgo);
    const next = await createLab();
    await next.destroy();
    expect(made.filter((folder) => existsSync(folder))).toEqual([]);
    // What a machine that was killed has left of other hierarchies looks the same.
    const left = `${made[0]!.slice(0, made[0]!.lastIndexOf('/'))}/nslab-${'0'.repeat(16)}`;
    mkdirSync(`${left}/lab/docker/${'a'.repeat(64)}`, { recursive: true });
    utimesSync(left, hourAgo, hourAgo);
    await (await createLab()).destroy();
    expect(existsSync(left)).toBe(false);
  });
});

it('is asked for: an ordinary lab has no containers', async () => {
  const ordinary = await createLab();
  expect([ordinary.isPrivileged, containersOf(ordinary)]).toEqual([false, []]);
  await ordinary.destroy();
});
