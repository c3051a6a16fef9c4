import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLab, type Lab } from '../../src/lab/create-lab.js';
import type { Terminal } from '../../src/lab/terminal.js';
import { withFolder } from '../engine/lab-trial.js';

let lab: Lab;
let terminal: Terminal;

beforeAll(async () => {
  lab = await createLab();
  terminal = await lab.openTerminal();
});
afterAll(() => lab?.destroy());

async function run(command: string): Promise<{ exitCode: number | null; output: string }> {
  const { exitCode, output } = await terminal.run(command, { timeoutMs: 10_000 });
  return { exitCode, output: output.trimEnd() };
}

describe('what a lab offers', () => {
  it.each([
    ['id -un', 'root'],
    ['hostname', 'lab'],
    ['pwd', '/root'],
    ['echo $HOME $SHELL $PAGER $LANG', '/root /bin/bash cat C.UTF-8'],
    ['echo "[$HISTFILE]"', '[]'],
    ['stty size', '40 120'],
    ['cat /proc/1/comm', 'nslab-init'],
    ['tty', '/dev/pts/0'],
    ['ip -br link', expect.stringMatching(/^lo +UNKNOWN/)],
    ['echo x >/etc/hosts; echo x >/etc/resolv.conf; mkdir -p /etc/netns/ns1; cat /etc/hosts', 'x'],
    ['echo x >/tmp/a; echo y >/var/tmp/b; cat /tmp/a /var/tmp/b', 'x\ny'],
    ['ls /proc/sys/net >/dev/null && ls /sys/class/net', 'lo'],
    ['printf x | wc -c', '1'],
  ])('%s', async (command, output) => expect(await run(command)).toEqual({ exitCode: 0, output }));

  it.each([
    'ip link add va type veth peer name vb',
    'ip link add br0 type bridge && ip link set va master br0',
    'ip link add vx type vxlan id 5 dstport 4789 dev va',
    'ip netns add ns1 && ip netns exec ns1 ip link set lo up',
    'ip netns exec ns1 sysctl -q -w net.ipv4.ip_forward=1',
    'sysctl -q -w net.ipv4.ip_forward=1',
    'unshare -n true',
  ])('allows %s', async (command) => expect(await run(command)).toEqual({ exitCode: 0, output: '' }));

  it.for([
    ['tmux', 'tmux new-session -d -s work "sleep 5" && tmux list-sessions -F "#{session_name}"', 'work'],
    ['script', 'script -q -e -c "tty" /dev/null | tr -d "\\r"', /^\/dev\/pts\/\d$/],
    ['sudo', 'sudo -u learner id -un; sudo env | grep ^SUDO_USER; sudo exit', 'learner\nSUDO_USER=root\nsudo: exit: command not found'],
    ['su', 'su learner -c "id -un; cd; pwd"', 'learner\n/home/learner'],
    [
      'ping',
      'ping -c 1 -W 1 127.0.0.1 | grep -o "1 received"; su learner -c "ping -c 1 127.0.0.1" | grep -o "1 received"',
      '1 received\n1 received',
    ],
    ['tcpdump', '(sleep 1; ping -c 1 127.0.0.1 >/dev/null) & timeout 5 tcpdump -c 1 -n -i lo icmp 2>/dev/null; wait', /ICMP/],
  ] as const)('%s behaves', async ([program, command, output], { skip }) => {
    skip(lab.ids.kind === 'single', 'this lab has nobody but root');
    skip(program !== 'sudo' && (await run(`command -v ${program}`)).exitCode !== 0, `${program} is not on this machine`);
    expect((await run(command)).output).toMatch(output instanceof RegExp ? output : new RegExp(`^${output.replaceAll('[', '\\[')}$`));
  });

  it('tells the namespace of the foreground shell', async () => {
    await run('ip netns add inner; ip netns exec inner bash');
    expect(terminal.namespace).toBe('inner');
    await run('exit');
    expect(terminal.namespace).toBe('host');
  });

  it('reaps orphans', async () => {
    await run('(setsid sleep 0.1 &) ; sleep 0.5');
    expect(await run("ps -eo stat | grep -c '^Z'")).toEqual({ exitCode: 1, output: '0' });
  });
});

describe('what a lab keeps from the machine', () => {
  it('shares no identity with a user of the machine', () => {
    const status = readFileSync(`/proc/${lab.pid}/status`, 'utf8');
    const uid = Number(/^Uid:\s+(\d+)/m.exec(status)![1]);
    if (process.getuid!() === 0) expect(uid).toBeGreaterThanOrEqual(0x4000_0000);
    else expect(lab.ids.kind === 'range' ? uid !== process.getuid!() : uid === process.getuid!()).toBe(true);
  });

  it('has other namespaces of every kind', async () => {
    for (const kind of ['user', 'mnt', 'net', 'pid', 'uts', 'ipc', 'cgroup']) {
      const { output } = await run(`readlink /proc/self/ns/${kind}`);
      expect(output).not.toBe(readlinkSync(`/proc/self/ns/${kind}`));
    }
  });

  it('sees none of its files, environment and processes', () =>
    withFolder(async (folder) => {
      writeFileSync(path.join(folder, 'secret'), 'x');
      expect((await run(`cat ${folder}/secret`)).exitCode).toBe(1);
      expect((await run(`ls ${path.resolve('src')}`)).exitCode).toBe(2);
      expect((await run('cut -d: -f2 /etc/shadow | sort -u')).output).toBe('*');
      expect((await run(`cat /proc/${process.pid}/cmdline`)).exitCode).toBe(1);
      expect((await run('env')).output).not.toMatch(/npm_|VITEST|NODE/);
      expect((await run('ls /root /home')).output).toBe('/home:\nlearner\n\n/root:');
    }));

  it.each([
    'echo x >/usr/bin/nslab-test',
    'touch /etc/alternatives/nslab-test',
    'echo 1 >/proc/sys/kernel/sysrq',
    'mknod /dev/sda b 8 0',
    'echo 1 >/sys/kernel/mm/ksm/run',
    'mount -o remount,rw /usr',
    'umount /usr',
    'chmod 777 /usr',
  ])('refuses %s', async (command) => {
    expect((await run(command)).exitCode).not.toBe(0);
    expect(existsSync('/usr/bin/nslab-test')).toBe(false);
  });

  it('has no network but its own', async () => {
    expect((await run('ip route')).output).toBe('');
  });
});

it.skipIf(process.arch !== 'x64')('says that a lab which does not answer opens no terminal, and ends it all the same', async () => {
  const other = await createLab();
  const shell = await other.openTerminal();
  // Root of a lab may stop its PID 1 (ptrace(2), PTRACE_SEIZE and PTRACE_INTERRUPT), but not the process outside that waits for it.
  const stop = `perl -e 'syscall(101, 0x4206, 1, 0, 0); syscall(101, 0x4207, 1, 0, 0); sleep 60' & sleep 0.3`;
  await shell.run(stop, { timeoutMs: 10_000 });
  await expect(other.openTerminal()).rejects.toMatchObject({ code: 'lab-failed', message: expect.stringContaining('does not answer') });
  await other.destroy();
  // It is killed then, and the machine's init may take a moment to reap it.
  await expect.poll(() => existsSync(`/proc/${other.pid}`), { timeout: 10_000 }).toBe(false);
});

it('ends with all its processes', async () => {
  const other = await createLab();
  const shell = await other.openTerminal();
  await shell.run('nohup setsid sleep 300 >/dev/null 2>&1 & ip netns add ns1; ip netns exec ns1 sleep 300 &', { timeoutMs: 10_000 });
  await other.destroy();
  expect(existsSync(`/proc/${other.pid}`)).toBe(false);
  expect(shell.hasEnded || (await shell.run('true', { timeoutMs: 1000 })).end === 'shell-ended').toBe(true);
});

it('keeps no file open for a terminal that is gone', async () => {
  const open = (): number => readdirSync('/proc/self/fd').length;
  const turn = async (): Promise<void> => {
    const other = await createLab();
    const shell = await other.openTerminal();
    await other.destroy();
    await expect.poll(() => shell.hasEnded).toBe(true);
  };
  await turn();
  const before = open();
  for (let round = 0; round < 5; round += 1) await turn();
  await expect.poll(open).toBeLessThanOrEqual(before);
});

it('leaves room for many at once', async () => {
  const labs = await Promise.all(Array.from({ length: 10 }, () => createLab()));
  const bases = new Set(labs.map((made) => made.ids.uidBase));
  if (process.getuid!() === 0) expect(bases.size).toBe(10);
  await Promise.all(labs.map((made) => made.destroy()));
});
