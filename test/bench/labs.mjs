// Measures what labs cost by themselves: `npm run bench`. Time until a shell waits in a new lab, memory of what makes and keeps it (the shell and
// what a lesson runs not counted), many at once, many in a row.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const folder = await mkdtemp(path.join(tmpdir(), 'nslab-bench-'));
const outfile = path.join(folder, 'lab.mjs');
await build({
  entryPoints: [path.resolve(import.meta.dirname, '../../src/lab/create-lab.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
const { createLab } = await import(outfile);

const aims = { readyMs: 25, memoryMb: 6 };
const inARow = 500;
const atOnce = 50;

try {
  await oneLab();
  const readyMs = [];
  const keptBefore = keptKb();
  for (let round = 0; round < inARow; round += 1) readyMs.push(await oneLab());
  // The kernel takes namespaces apart after their last process has ended.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const lostKb = keptKb() - keptBefore;
  row(`a lab with a shell is ready, median of ${inARow} in a row`, `${median(readyMs).toFixed(1)} ms`, `${aims.readyMs} ms`);
  row('memory of the kernel and of tmpfs that those have left', `${(lostKb / 1024).toFixed(1)} MB`, '0');
  row('processes and cgroups left', `${leftProcesses()} and ${leftCgroups()}`, '0 and 0');

  const before = availableKb();
  const startedAt = performance.now();
  const labs = await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const lab = await createLab();
      const terminal = await lab.openTerminal();
      return { lab, terminal };
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  row(`${atOnce} labs with a shell at once are ready`, `${elapsedMs.toFixed(0)} ms`, '-');
  const keepers = pids().filter((pid) => /^(?:nslab-init|perl\0-e)/.test(commandLine(pid)));
  const proportional = keepers.reduce((sum, pid) => sum + pssKb(pid), 0) / atOnce / 1024;
  row('memory of the processes that keep a lab, each', `${proportional.toFixed(1)} MB`, `${aims.memoryMb} MB`);
  const everything = (before - availableKb()) / atOnce / 1024;
  row('all that a lab takes from the machine, its shell and the kernel included', `${everything.toFixed(1)} MB`, '-');
  await Promise.all(labs.map(({ lab }) => lab.destroy()));
} finally {
  rmSync(folder, { recursive: true });
}

async function oneLab() {
  const startedAt = performance.now();
  const lab = await createLab();
  await lab.openTerminal();
  const elapsedMs = performance.now() - startedAt;
  await lab.destroy();
  return elapsedMs;
}

function row(what, figure, aim) {
  process.stdout.write(`${what.padEnd(76)} ${figure.padStart(10)}  aim ${aim}\n`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function availableKb() {
  return Number(/MemAvailable:\s+(\d+)/.exec(readFileSync('/proc/meminfo', 'utf8'))[1]);
}

/** What the kernel and tmpfs hold, whatever programs of others do meanwhile. */
function keptKb() {
  const text = readFileSync('/proc/meminfo', 'utf8');
  return ['SUnreclaim', 'Percpu', 'KernelStack', 'PageTables', 'Shmem'].reduce(
    (sum, name) => sum + Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0),
    0,
  );
}

function pids() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

function pssKb(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
}

function leftProcesses() {
  return pids().filter((pid) => commandLine(pid).startsWith('nslab-init')).length;
}

function leftCgroups() {
  try {
    return readdirSync('/sys/fs/cgroup', { recursive: true }).filter((name) => /nslab-[0-9a-f]{16}$/.test(name)).length;
  } catch {
    return 0;
  }
}
