import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createLab } from '../../src/lab/create-lab.js';
import { childrenOf } from '../../src/lab/processes.js';

/** What this process holds: children of its own, open files, and the control groups of its labs. */
function held(): { children: number; files: number; cgroups: number } {
  const groups = ['/sys/fs/cgroup/memory', '/sys/fs/cgroup/pids', '/sys/fs/cgroup'].filter((folder) => existsSync(folder));
  return {
    children: childrenOf(process.pid).length,
    files: readdirSync('/proc/self/fd').length,
    cgroups: groups.flatMap((folder) => readdirSync(folder)).filter((name) => /^nslab-[0-9a-f]{16}$/.test(name)).length,
  };
}

/** What the kernel holds that no cache may give back, in kB (proc_meminfo(5)). */
function kernelMemoryKb(): number {
  const text = readFileSync('/proc/meminfo', 'utf8');
  return ['SUnreclaim', 'Percpu', 'KernelStack', 'Shmem'].reduce(
    (sum, name) => sum + Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)![1]),
    0,
  );
}

async function oneLab(): Promise<void> {
  const lab = await createLab();
  const terminal = await lab.openTerminal();
  await terminal.run('ip netns add ns1; sleep 60 &', { timeoutMs: 10_000 });
  await lab.destroy();
}

it('makes 50 at once, each apart from the others', { timeout: 120_000 }, async () => {
  const labs = await Promise.all(Array.from({ length: 50 }, () => createLab()));
  try {
    const seen = await Promise.all(
      labs.map(async (lab, index) => {
        const terminal = await lab.openTerminal();
        const command = `ip link add va type veth peer name vb; ip addr add 192.0.2.${index + 1}/24 dev va; ip -br addr show va | tr -s ' '`;
        const { exitCode, output } = await terminal.run(command, { timeoutMs: 60_000 });
        return `${exitCode} ${output.trim()}`;
      }),
    );
    expect(seen).toEqual(labs.map((_, index) => `0 va@vb DOWN 192.0.2.${index + 1}/24`));
  } finally {
    await Promise.all(labs.map((lab) => lab.destroy()));
  }
});

it('leaves nothing of 500 in a row', { timeout: 240_000 }, async () => {
  for (let round = 0; round < 20; round += 1) await oneLab();
  await expect.poll(() => held().children, { timeout: 10_000 }).toBeLessThanOrEqual(1);
  const before = held();
  const memoryBefore = kernelMemoryKb();
  for (let round = 0; round < 500; round += 1) await oneLab();
  await expect.poll(held, { timeout: 10_000 }).toEqual(before);
  // A lab that stayed would cost some 500 kB of it; the rest of the machine moves it by some MB.
  await expect.poll(() => kernelMemoryKb() - memoryBefore, { timeout: 20_000, interval: 500 }).toBeLessThan(500 * 100);
});
