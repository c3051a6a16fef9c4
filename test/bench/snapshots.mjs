// Measures what a snapshot costs for each namespace of a lab: `npm run bench`. A reading and what it says has changed, when nothing has and when a command has
// changed one namespace; beside a plain `ip -n NAME -json -details address` for each namespace, which tells less.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from './bundle.mjs';

const folder = await mkdtemp(path.join(tmpdir(), 'nslab-bench-'));
const { createLab, Reader, takeSnapshot, findChanges } = await bundle(folder, [
  'lab/create-lab',
  'network/reader',
  'network/take-snapshot',
  'network/changes/find-changes',
]);

const aimMs = 2.5;
const rounds = Number(process.argv[2] ?? 100);

const lab = await createLab();
const reader = new Reader(lab.pid);
try {
  const terminal = await lab.openTerminal();
  const run = async (command) => {
    const { exitCode } = await terminal.run(command, { timeoutMs: 60_000 });
    if (exitCode !== 0) throw new Error(`${command}: exit status ${exitCode}`);
  };
  await run('ip link add br0 type bridge; ip link set br0 up; ip address add 10.0.0.254/24 dev br0; iptables -P FORWARD DROP');
  for (const count of [3, 7, 15]) {
    await run(
      `for n in $(seq ${count}); do ip netns list | grep -qw ns$n && continue; ip netns add ns$n; ip link add veth$n type veth peer name eth0 netns ns$n; ` +
        'ip link set veth$n master br0 up; ip -n ns$n address add 10.0.0.$n/24 dev eth0; ip -n ns$n link set eth0 up; ip -n ns$n route add default via 10.0.0.254; done',
    );
    const quiet = await measure(async () => {});
    const busy = await measure((round) => run(`ip -n ns1 address ${round % 2 ? 'del' : 'add'} 10.9.9.9/32 dev eth0`));
    const plain = [];
    for (let round = 0; round < 10; round += 1) {
      const startedAt = performance.now();
      await run(`for n in $(seq ${count}); do ip -n ns$n -json -details address > /dev/null; done`);
      plain.push((performance.now() - startedAt) / count);
    }
    const namespaces = count + 1;
    row(`${namespaces} namespaces, nothing changed`, median(quiet) / namespaces, median(plain));
    row(`${namespaces} namespaces, one changed`, median(busy) / namespaces, median(plain));
  }
} finally {
  await reader.end();
  await lab.destroy();
  rmSync(folder, { recursive: true });
}

/** How long each reading with its changes took, in milliseconds. */
async function measure(change) {
  const times = [];
  let before = await takeSnapshot(reader);
  for (let round = 0; round < rounds; round += 1) {
    await change(round);
    const startedAt = performance.now();
    const after = await takeSnapshot(reader);
    findChanges(before, after);
    times.push(performance.now() - startedAt);
    before = after;
  }
  return times;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function row(what, ms, plainMs) {
  const ratio = (ms / plainMs).toFixed(2);
  console.log(`${what.padEnd(36)} ${ms.toFixed(2)} ms a namespace (aim ${aimMs} ms), ${ratio} of a plain ip (${plainMs.toFixed(2)} ms)`);
}
