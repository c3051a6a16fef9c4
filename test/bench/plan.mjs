// Measures how the time of reading a lesson grows with its steps: time per step as a ratio to that of the smallest lesson of the same shape,
// of medians over interleaved rounds: `npm run bench`.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const rounds = Number(process.argv[2] ?? 7);
const sizes = [1250, 2500, 5000, 10_000];
const aim = 1.3;
const fence = '```';

/** Shapes of lessons, by what they do with `count` steps. Commands differ from each other, so that nothing is remembered from the one before. */
const shapes = {
  'session with outputs': (count) => session(count, (n) => `$ ip link show veth${n}\n${link(n)}`),
  "root's session with comments": (count) => session(count, (n) => `# Look at link ${n}\n# ip link show veth${n}\n${link(n)}`),
  'a block for each step, with prose': (count) =>
    lines(count, (n) => `Now we make the namespace **ns${n}**, as [before](#ns${n - 1}):\n\n${fence}bash\nip netns add ns${n}\n${fence}\n`),
  'a block for each step, and one for its output': (count) =>
    lines(count, (n) => `Look:\n\n${fence}bash\nip link show veth${n}\n${fence}\n\nThe output is:\n\n${fence}\n${link(n)}\n${fence}\n`),
  'a block of configuration beside each step': (count) =>
    lines(count, (n) => `${fence}yaml\nname: ns${n}\n${fence}\n\nText.\n\n${fence}bash\nip netns add ns${n}\n${fence}\n`),
  'script without prompts': (count) => block('bash', count, (n) => `ip addr add 10.${n >> 8}.${n & 255}.1/24 dev veth${n}`),
  'script without prompts, with outputs': (count) => block('bash', count, (n) => `ip netns exec ns${n} ip link show veth${n}\n${link(n)}`),
  'script with comments and blank lines': (count) => block('bash', count, (n) => `# make ns${n}\nip netns add ns${n}\n`),
  'script that calls its functions': (count) =>
    `${fence}bash\n${lines(count / 2, (n) => `f${n}() {\n  ip netns add "$1"\n}\nf${n} ns${n}`)}\n${fence}\n`,
  'plain text with prompts': (count) => lines(count, (n) => `Text ${n}.\n\n$ ip link show veth${n}\n${link(n)}\n`),
  'plain text, in one paragraph': (count) => lines(count, (n) => `$ ip link show veth${n}\n${link(n)}`),
  'nested shells': (count) => session(count / 5, (n) => `$ ip netns exec ns${n} bash\n# ip link set veth${n} up\n# bash\n# exit\n# exit`),
  'shells that are never left': (count) => session(count / 2, (n) => `$ ip netns exec ns${n} bash\n# ip link set veth${n} up`),
  'here-documents': (count) => block('bash', count, (n) => `cat >file${n} <<EOF${n}\nline $ one\n$ line two\nEOF${n}`),
  loops: (count) => block('bash', count, (n) => `for name in a${n} b${n}; do\n  ip netns add $name\ndone`),
  'pings, with captures beside them': (count) =>
    lines(
      count / 2,
      (n) =>
        `In another terminal:\n\n${fence}\n$ tcpdump -ni veth${n}\n${fence}\n\nIn the first one:\n\n${fence}\n$ ping -c 1 10.${n >> 8}.${n & 255}.1\n64 bytes from 10.${n >> 8}.${n & 255}.1: icmp_seq=1 ttl=64 time=0.03 ms\n${fence}\n`,
    ),
  'variables and placeholders': (count) =>
    block('bash', count, (n) => (n % 2 === 0 ? `NS${n}=ns${n}` : `ip netns add $NS${n - 1} # <name>`)),
};

const folder = mkdtempSync(path.join(tmpdir(), 'nslab-bench-'));
try {
  const parseLesson = await readParser();
  const lessons = Object.entries(shapes).flatMap(([shape, write]) => sizes.map((size) => ({ shape, size, text: write(size), times: [] })));
  for (const lesson of lessons) lesson.steps = parseLesson('lesson.md', lesson.text).steps.length;
  for (let round = 0; round < rounds; round += 1) {
    for (const lesson of lessons) {
      const started = performance.now();
      parseLesson('lesson.md', lesson.text);
      lesson.times.push(performance.now() - started);
    }
  }
  process.stdout.write(`${rounds} interleaved rounds, medians; Node ${process.version}, ${cpus().length} cores\n`);
  process.stdout.write(`${'time per step, as a ratio'.padEnd(48)} ${sizes.map((size) => `${size}`.padStart(7)).join('')}   aim ${aim}\n`);
  for (const shape of Object.keys(shapes)) {
    const ofShape = lessons.filter((lesson) => lesson.shape === shape);
    const perStep = ofShape.map((lesson) => median(lesson.times) / lesson.steps);
    const ratios = perStep.map((time) => (time / perStep[0]).toFixed(2).padStart(7)).join('');
    const last = ofShape.at(-1);
    const isWrong = last.steps !== last.size ? `, ${last.steps} steps` : '';
    process.stdout.write(
      `${shape.padEnd(48)} ${ratios}   ${(perStep[0] * 1000).toFixed(0)} us a step, ${median(last.times).toFixed(0)} ms for all${isWrong}\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The parser by itself: the program's bundle has it inside. */
async function readParser() {
  const outfile = path.join(folder, 'parse-lesson.mjs');
  const entry = path.resolve(import.meta.dirname, '../../src/lesson/parse-lesson.ts');
  const banner = { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" };
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    banner,
    logLevel: 'warning',
  });
  const { parseLesson } = await import(pathToFileURL(outfile).href);
  return parseLesson;
}

function link(n) {
  return `${n}: veth${n}: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN mode DEFAULT group default qlen 1000\n    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff`;
}

function session(count, write) {
  return block('console', count, write);
}

function block(language, count, write) {
  return `${fence}${language}\n${lines(count, write)}\n${fence}\n`;
}

function lines(count, write) {
  return Array.from({ length: count }, (_, n) => write(n)).join('\n');
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
