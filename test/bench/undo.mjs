// Measures what undo costs a person: `npm run bench`. The last of twenty steps is taken back, which is a fresh lab, nineteen steps, and a comparison; beside it
// the same nineteen commands typed by nobody, as a script of plain bash in a new lab, whatever they do. A lesson that only makes things, and one of which half looks.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { bundle } from './bundle.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'nslab-bench-'));
const { createLab, Session, parseLesson } = await bundle(folder, ['lab/create-lab', 'engine/session/session', 'lesson/parse-lesson']);

const aim = { ratio: 1.3, ms: 500 };
const rounds = Number(process.argv[2] ?? 15);

const makes = `ip netns add ns1
ip netns add ns2
ip link add br0 type bridge
ip link add veth1 type veth peer name eth0 netns ns1
ip link add veth2 type veth peer name eth0 netns ns2
ip link set veth1 master br0
ip link set veth2 master br0
ip link set br0 up
ip link set veth1 up
ip link set veth2 up
ip -n ns1 link set lo up
ip -n ns2 link set lo up
ip -n ns1 link set eth0 up
ip -n ns2 link set eth0 up
ip -n ns1 address add 192.0.2.1/24 dev eth0
ip -n ns2 address add 192.0.2.2/24 dev eth0
ip address add 192.0.2.254/24 dev br0
ip -n ns1 route add default via 192.0.2.254
ip -n ns2 route add default via 192.0.2.254
sysctl -w net.ipv4.ip_forward=1`.split('\n');
const looks = makes.slice(0, 17).flatMap((command, at) => (at % 2 === 0 ? [command, 'ip -brief link'] : [command]));
const lessons = { 'twenty that make something': makes, 'twenty, of which some look': looks.slice(0, 20) };

try {
  process.stdout.write(`undo of one step in a lesson of twenty; ${rounds} interleaved rounds, medians\n`);
  for (const [name, commands] of Object.entries(lessons)) {
    const lesson = parseLesson('bench.md', ['```console', ...commands.map((command) => `$ ${command}`), '```'].join('\n'));
    const script = path.join(folder, 'fixtures', 'script');
    mkdirSync(path.dirname(script), { recursive: true });
    writeFileSync(script, `${commands.slice(0, -1).join('\n')}\n`);
    const session = await Session.start(lesson, [], { isRecording: true });
    for (const step of lesson.steps) await session.run(step);
    const times = { undo: [], plain: [] };
    for (let round = 0; round < rounds; round += 1) {
      // A person reads before they take something back.
      await sleep(300);
      times.undo.push(await msOf(async () => arrived(await session.undo())));
      arrived(await session.redo());
      await sleep(300);
      times.plain.push(await msOf(plainBash));
    }
    await session.destroy();
    const [undo, plain] = [median(times.undo), median(times.plain)];
    process.stdout.write(
      `${name.padEnd(30)} undo ${undo.toFixed(0).padStart(4)} ms, aim ${aim.ms}   plain bash ${plain.toFixed(0).padStart(4)} ms   ratio ${(undo / plain).toFixed(2)}, aim ${aim.ratio}\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The same commands in a new lab, as a script that plain bash reads: from when somebody asks for it to when it has ended. */
async function plainBash() {
  const lab = await createLab({ lesson: path.join(folder, 'bench.md') });
  const terminal = await lab.openTerminal();
  const { exitCode } = await terminal.run('bash fixtures/script', { timeoutMs: 60_000 });
  if (exitCode !== 0) throw new Error(`the script ended with ${exitCode}`);
  await lab.destroy();
}

function arrived({ kind, ...rest }) {
  if (kind !== 'arrived') throw new Error(`${kind}: ${JSON.stringify(rest)}`);
}

async function msOf(act) {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
