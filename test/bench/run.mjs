// Measures what nslab costs beside what it stands for, as ratios of medians over interleaved rounds: `npm run bench`.
//   start: a one-step check against `node -e 0`
//   step:  a proven step (`ip link show`) against the same command in plain bash in the same kind of lab, marginal cost of 400 more
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';

const rounds = Number(process.argv[2] ?? 9);
const program = path.resolve(import.meta.dirname, '../../dist/nslab.cjs');
const folder = mkdtempSync(path.join(tmpdir(), 'nslab-bench-'));
const few = 20;
const many = 420;
const command = 'ip link show';
const output = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00`;

const one = lesson('one', '$ true');
const proven = {
  [few]: lesson('few', `$ ${command}\n${output}\n`.repeat(few)),
  [many]: lesson('many', `$ ${command}\n${output}\n`.repeat(many)),
};
const plain = { [few]: script(few), [many]: script(many) };

try {
  const times = { node: [], check: [], provenFew: [], provenMany: [], plainFew: [], plainMany: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.node.push(wallMs(['-e', '0']));
    times.check.push(wallMs([program, 'check', one]));
    times.provenFew.push(wallMs([program, 'check', proven[few]]));
    times.plainFew.push(stepMs(plain[few]));
    times.provenMany.push(wallMs([program, 'check', proven[many]]));
    times.plainMany.push(stepMs(plain[many]));
  }
  const m = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
  const perProven = (m.provenMany - m.provenFew) / (many - few);
  const perPlain = (m.plainMany - m.plainFew) / (many - few);
  const row = (name, ratio, aim, ms) => `${name.padEnd(44)} ${ratio.toFixed(2).padStart(6)}  aim ${aim}   ${ms}`;
  process.stdout.write(`${rounds} interleaved rounds, medians; Node ${process.version}, ${cpus().length} cores\n`);
  process.stdout.write(
    `${row('start: one-step check / node -e 0', m.check / m.node, '1.60', `${m.check.toFixed(0)} / ${m.node.toFixed(0)} ms`)}\n`,
  );
  process.stdout.write(
    `${row('step: proven / plain bash, marginal', perProven / perPlain, '1.25', `${perProven.toFixed(2)} / ${perPlain.toFixed(2)} ms`)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

/** How long Node takes for these words, from start to end, in milliseconds. */
function wallMs(words) {
  const started = performance.now();
  const { status, stdout } = spawnSync(process.execPath, words);
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}\n${stdout}`);
  return performance.now() - started;
}

/** How long the last step of a lesson took, in milliseconds. */
function stepMs(file) {
  const { stdout } = spawnSync(process.execPath, [program, 'check', '--reporter', 'ndjson', file], { maxBuffer: 1e9 });
  const events = stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return events.findLast((event) => event.type === 'step:end').durationMs;
}

function script(count) {
  return lesson(`plain-${count}`, `$ for i in $(seq ${count}); do ${command}; done`);
}

function lesson(name, session) {
  const file = path.join(folder, `${name}.md`);
  writeFileSync(file, `\`\`\`console\n${session}\n\`\`\`\n`);
  return file;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
