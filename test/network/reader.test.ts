import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLab, type Lab } from '../../src/lab/create-lab.js';
import { childrenOf } from '../../src/lab/processes.js';
import type { Terminal } from '../../src/lab/terminal.js';
import { Reader } from '../../src/network/reader.js';
import { runningLabs } from '../../src/network/running-labs.js';
import { findNamespace, type Snapshot } from '../../src/network/snapshot.js';
import { takeSnapshot } from '../../src/network/take-snapshot.js';
import { asOrdinaryUser } from '../commands/run-cli.js';

/** A program of this text, with what it imports, as a file that everyone may read. */
async function bundled(contents: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nslab-test-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const outfile = path.join(folder, 'program.mjs');
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  const root = path.resolve(import.meta.dirname, '../..');
  await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, bundle: true, platform: 'node', format: 'esm', outfile, banner });
  return outfile;
}

let lab: Lab;
let reader: Reader;
let terminal: Terminal;

beforeEach(async () => {
  lab = await createLab();
  reader = new Reader(lab.pid);
  terminal = await lab.openTerminal();
});

afterEach(async () => {
  await reader.end();
  await lab.destroy();
});

async function after(...commands: string[]): Promise<Snapshot> {
  for (const command of commands) await terminal.run(command, { timeoutMs: 20_000 });
  return takeSnapshot(reader);
}

/** The processes of readers: children of this one, by their name. */
function readers(): number[] {
  return childrenOf(process.pid).filter((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'nslab-reader\n');
}

describe('namespaces', () => {
  it('finds what is kept by processes, open files and mounts, also in other mount namespaces', async () => {
    const snapshot = await after(
      'unshare -n sleep 300 &',
      'unshare -mn --propagation private sh -c "touch /tmp/k; mount --bind /proc/self/ns/net /tmp/k; sleep 300" &',
      'unshare -Urn sleep 300 &',
      'sleep 0.5; ip netns add ns1; exec 7< /run/netns/ns1; ip netns del ns1; ip netns add ns2; ip netns exec ns2 sleep 300 &',
      'sleep 0.3',
    );
    const [host, ...others] = snapshot.namespaces;
    expect(host).toMatchObject({ isHost: true, label: 'host', holders: [] });
    const held = others.map(({ holders }) => holders.map((holder) => (holder.kind === 'mount' ? holder.path : holder.command)).join());
    expect(held.toSorted()).toEqual(['bash,sleep', 'sh,sleep,/tmp/k', 'sleep', 'sleep', 'sleep']);
    expect(findNamespace(snapshot, 'ns2')?.names).toEqual(['ns2']);
  });

  it('knows several names for one, and takes names of containers by their processes', async () => {
    await after('ip netns add a; ip netns attach b $$; mount --bind /run/netns/a /tmp/x || touch /tmp/x; mount --bind /run/netns/a /tmp/x');
    await after('touch /run/netns/a2; mount --bind /run/netns/a /run/netns/a2; unshare -n sleep 300 &', 'sleep 0.3');
    const pids = childrenOf(lab.pid)
      .flatMap((pid) => childrenOf(pid))
      .filter((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'sleep\n');
    const snapshot = await takeSnapshot(reader, new Map(pids.map((pid) => [pid, 'web'])));
    expect(snapshot.namespaces.map(({ label, names, container }) => ({ label, names, container }))).toEqual([
      { label: 'host', names: ['b'], container: null },
      { label: 'a', names: ['a', 'a2'], container: null },
      { label: 'web', names: [], container: 'web' },
    ]);
  });

  it('gives each a label of its own, and lets one without a name keep its number', async () => {
    const before = await after('ip netns add host; unshare -n sleep 301 &', 'sleep 0.2; unshare -n sleep 302 &', 'sleep 0.3');
    expect(before.namespaces.map(({ label }) => label)).toEqual(['host', 'host-2', 'unnamed-1', 'unnamed-2']);
    const [, , first, second] = before.namespaces;
    const stays = await after('kill %1; sleep 0.2');
    expect(stays.namespaces.map(({ id, label }) => [id, label])).toContainEqual([second!.id, 'unnamed-2']);
    expect(stays.namespaces.map(({ id }) => id)).not.toContain(first!.id);
  });

  it('finds the right other end among links with equal numbers', async () => {
    const snapshot = await after(
      'for n in 1 2 3 4; do ip netns add n$n; done',
      'for n in 1 3; do ip link add x netns n$n type veth peer name y netns n$((n + 1)); done',
    );
    for (const [one, other] of [
      ['n1', 'n2'],
      ['n3', 'n4'],
    ] as const) {
      expect(findNamespace(snapshot, one)!.links[1]).toMatchObject({
        name: 'x',
        peer: { namespace: findNamespace(snapshot, other)!.id, name: 'y' },
      });
      expect(findNamespace(snapshot, other)!.links[1]).toMatchObject({
        name: 'y',
        peer: { namespace: findNamespace(snapshot, one)!.id, name: 'x' },
      });
    }
  });

  it('tells chosen addresses of links from those made up', async () => {
    const { namespaces } = await after(
      'ip link add a0 address 02:00:00:00:00:01 type veth peer name b0; ip link set b0 address 02:00:00:00:00:02; ip link add br0 type bridge; ip link add c0 type veth peer name d0',
    );
    const chosen = namespaces[0]!.links
      .filter(({ isMacGenerated, kind }) => !isMacGenerated && kind !== 'loopback')
      .map(({ name }) => name);
    expect(chosen.toSorted()).toEqual(['a0', 'b0']);
  });
});

describe('settings', () => {
  it('tells what differs from a fresh namespace, without what follows', async () => {
    const snapshot = await after(
      'ip netns add ns1; ip link add v0.5 type veth peer name v1 netns ns1',
      'sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.disable_ipv6=1 net.ipv4.conf.v0/5.rp_filter=2 net.ipv4.neigh.v0/5.base_reachable_time_ms=20000',
      'ip netns exec ns1 sysctl -qw net.ipv6.conf.all.forwarding=1 net.ipv4.conf.default.rp_filter=1; ip -n ns1 link add br0 type bridge',
    );
    const [host, ns1] = snapshot.namespaces;
    expect(host!.sysctls).toEqual({
      'net.ipv4.conf.v0/5.rp_filter': '2',
      'net.ipv4.ip_forward': '1',
      'net.ipv4.neigh.v0/5.base_reachable_time': '20',
      'net.ipv4.neigh.v0/5.base_reachable_time_ms': '20000',
      'net.ipv6.conf.all.disable_ipv6': '1',
    });
    expect(ns1!.sysctls).toEqual({ 'net.ipv4.conf.default.rp_filter': '1', 'net.ipv6.conf.all.forwarding': '1' });
  });
});

describe('what goes wrong', () => {
  it('starts again when it was ended from outside', async () => {
    await after('ip netns add ns1');
    const [pid] = readers();
    process.kill(pid!, 'SIGSTOP');
    const reading = takeSnapshot(reader);
    process.kill(pid!, 'SIGKILL');
    await expect(reading).rejects.toMatchObject({ code: 'snapshot-failed', hint: 'try again: it is started anew' });
    expect((await takeSnapshot(reader)).namespaces.map(({ label }) => label)).toEqual(['host', 'ns1']);
  });

  it('says so when the lab has ended', async () => {
    await lab.destroy();
    await expect(takeSnapshot(reader)).rejects.toMatchObject({ code: 'snapshot-failed', message: /has ended/ });
  });

  it('ends when it is told to, and leaves no process', async () => {
    await takeSnapshot(reader);
    const before = readers();
    await reader.end();
    expect(readers()).toEqual([]);
    expect(before.length).toBe(1);
  });

  it('ends with whoever has started it', async () => {
    const file = await bundled(`
      import { Reader } from './src/network/reader.ts';
      const reader = new Reader(${lab.pid});
      await reader.read();
      console.log('read');
    `);
    const runner = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(runner.stdout, 'data');
    const [pid] = childrenOf(runner.pid!);
    expect(readFileSync(`/proc/${pid}/comm`, 'utf8')).toBe('nslab-reader\n');
    runner.kill('SIGKILL');
    await once(runner, 'close');
    // Where nobody waits for orphans it stays as a zombie.
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}/ns/net`)).toBe(false));
  });

  it('leaves out what vanishes while it is read', { timeout: 60_000 }, async () => {
    await terminal.run('for n in $(seq 400); do ip netns add a$n; ip netns del a$n; done > /dev/null 2>&1 &', { timeoutMs: 5000 });
    for (let count = 0; count < 40; count += 1) {
      const { namespaces } = await takeSnapshot(reader);
      expect(namespaces[0]!.isHost).toBe(true);
      expect(namespaces.every(({ links }) => links.length > 0)).toBe(true);
    }
  });

  it('reads names of any bytes', async () => {
    const { namespaces } = await after(
      String.raw`ip netns add $'a\200b c'; ip netns add $'n\nl'; ip link add "a'b" type bridge; ip link add $'x\200\001y' type bridge`,
      String.raw`ip link set "a'b" alias $'two\nlines \\ " \302\205'; ip link property add dev "a'b" altname 'alt"name'`,
    );
    expect(namespaces.map(({ label }) => label)).toEqual(['host', String.raw`a\x80b c`, 'n\nl']);
    expect(namespaces[0]!.links.map(({ name }) => name)).toEqual(['lo', "a'b", '\\x80'.replace(/^/, 'x') + '\u0001y']);
    expect(namespaces[0]!.links[1]).toMatchObject({ alias: 'two\nlines \\ " \u0085', alternativeNames: ['alt"name'] });
  });

  it('does not open what somebody has put in the place of a name', { timeout: 20_000 }, async () => {
    const snapshot = await after(
      'ip netns add ns1; mount --bind /run/netns/ns1 /tmp/x || { touch /tmp/x; mount --bind /run/netns/ns1 /tmp/x; }; ip netns del ns1',
      'mkdir /tmp/over; mkfifo /tmp/over/x; mount --bind /tmp/over /tmp',
    );
    // It is there, and the way to it leads to a pipe.
    expect(snapshot.namespaces.map(({ label }) => label)).toEqual(['host']);
  });

  it('reads as many namespaces as a lab may have', { timeout: 120_000 }, async () => {
    const { namespaces } = await after('for n in $(seq 260); do ip netns add n$n || break; done > /dev/null 2>&1');
    expect(namespaces.length).toBeGreaterThan(200);
  });

  it.skipIf(process.getuid?.() !== 0)('gives up with more, and says what to do (needs root)', { timeout: 60_000 }, async () => {
    const many = spawn('bash', ['-c', 'for n in $(seq 260); do unshare -n sleep 60 & done; sleep 5; echo ready; wait'], { detached: true });
    const other = new Reader(many.pid!);
    try {
      await once(many.stdout, 'data');
      await expect(takeSnapshot(other)).rejects.toMatchObject({ code: 'snapshot-failed', hint: /ip netns del/ });
    } finally {
      await other.end();
      process.kill(-many.pid!, 'SIGKILL');
    }
  });

  it('reads thousands of links and routes', { timeout: 120_000 }, async () => {
    await terminal.run(
      'ip link set lo up; for n in $(seq 500); do echo link add v$n type veth peer name w$n; done > /tmp/b; for n in $(seq 5000); do echo route add blackhole 10.$((n / 250)).$((n % 250)).0/24; done >> /tmp/b; ip -force -batch /tmp/b',
      { timeoutMs: 100_000 },
    );
    const { namespaces } = await takeSnapshot(reader);
    expect(namespaces[0]!.links.length).toBe(1001);
    expect(namespaces[0]!.routes.filter(({ type }) => type === 'blackhole').length).toBe(5000);
  });
});

it('finds the labs that run, and none inside them', async () => {
  await terminal.run(`unshare -Urpf --mount-proc perl -e '$0 = "nslab-init"; sleep 100' &`, { timeoutMs: 5000 });
  await terminal.run('sleep 0.3', { timeoutMs: 5000 });
  const labs = runningLabs();
  expect(labs.map(({ pid }) => pid)).toContain(lab.pid);
  expect(Math.abs(Date.parse(labs.find(({ pid }) => pid === lab.pid)!.since) - Date.now())).toBeLessThan(60_000);
  const inside = execFileSync('ps', ['-eo', 'pid,comm'], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => /^ *(\d+) nslab-init$/.exec(line)?.[1] ?? [])
    .map(Number);
  expect(inside.length).toBeGreaterThan(labs.length);
});

describe('an ordinary user', () => {
  const isRoot = process.getuid?.() === 0;

  it.skipIf(!isRoot)(
    'reads the lab that they have made, and their own network (needs root, to become another)',
    { timeout: 60_000 },
    async () => {
      const file = await bundled(`
      import { createLab } from './src/lab/create-lab.ts';
      import { Reader } from './src/network/reader.ts';
      import { takeSnapshot } from './src/network/take-snapshot.ts';
      const lab = await createLab();
      const reader = new Reader(lab.pid);
      const machine = new Reader(1);
      const terminal = await lab.openTerminal();
      const commands = [
        'ip netns add ns1; ip link add v0 type veth peer name v1 netns ns1 address 02:00:00:00:00:07',
        'iptables -P FORWARD DROP; ip netns exec ns1 sysctl -qw net.ipv4.ip_forward=1; ip -n ns1 -6 rule add from 2001:db8::/32 lookup 7',
        'unshare -Urn sh -c "ip link add br0 type bridge; sleep 300" &',
        'sleep 0.4',
      ];
      for (const command of commands) await terminal.run(command, { timeoutMs: 10_000 });
      console.log(JSON.stringify({ uid: process.getuid(), lab: await takeSnapshot(reader), machine: await takeSnapshot(machine) }));
      await Promise.all([reader.end(), machine.end()]);
      await lab.destroy();
    `);
      const [program, ...words] = asOrdinaryUser!;
      const text = execFileSync(program!, [...words, process.execPath, file], { encoding: 'utf8', cwd: '/', timeout: 30_000 });
      const read = JSON.parse(text) as { uid: number; lab: Snapshot; machine: Snapshot };
      expect(read.uid).not.toBe(0);
      const [host, ns1, nested] = read.lab.namespaces;
      expect(read.lab.namespaces.length).toBe(3);
      expect(host!.firewall).toMatchObject([{ chain: 'FORWARD', hook: { policy: 'drop' } }]);
      expect(ns1!.sysctls).toEqual({ 'net.ipv4.ip_forward': '1' });
      expect(ns1!.links[1]).toMatchObject({ name: 'v1', isMacGenerated: false, peer: { namespace: host!.id, name: 'v0' } });
      expect(ns1!.rules.map((rule) => rule.text)).toContain('from 2001:db8::/32 lookup 7');
      expect(nested!.links.map(({ name }) => name)).toEqual(['lo', 'br0']);
      expect(read.machine.namespaces[0]).toMatchObject({ isHost: true, label: 'host' });
      // Their own lab is there too, seen from outside.
      expect(read.machine.unreadable?.length).toBeGreaterThan(0);
    },
  );
});

it('reads this machine', async () => {
  const machine = new Reader(1);
  try {
    const { namespaces } = await takeSnapshot(machine);
    expect(namespaces[0]).toMatchObject({ isHost: true, label: 'host' });
    expect(namespaces[0]!.links.map(({ name }) => name)).toContain('lo');
    if (process.getuid?.() === 0) expect(namespaces.length).toBeGreaterThan(1);
  } finally {
    await machine.end();
  }
});
