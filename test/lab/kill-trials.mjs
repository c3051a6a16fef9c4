// Kills nslab with SIGKILL at seeded random moments and looks for what it leaves behind. Run by `unshare --pid --fork --mount-proc`, so that
// every process here but this script and its parent belongs to a trial. Prints one JSON object a trial.
//   node kill-trials.mjs PROGRAM LESSON FIRST_SEED COUNT [PREFIX…]
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [program, lesson, firstSeed, count, ...prefix] = process.argv.slice(2);
const own = new Set([1, process.pid]);
const longestMs = 400;

for (let seed = Number(firstSeed); seed < Number(firstSeed) + Number(count); seed += 1) {
  const before = world();
  const [command, ...words] = [...prefix, process.execPath, program, 'check', lesson];
  const runner = spawn(command, words, { stdio: 'ignore' });
  const delayMs = random(seed) * longestMs;
  await sleep(delayMs);
  const seen = processes().length;
  runner.kill('SIGKILL');
  const patience = performance.now() + 5000;
  let left = processes();
  while (left.length > 0 && performance.now() < patience) {
    await sleep(20);
    left = processes();
  }
  const after = world();
  const changed = Object.keys(before).filter((key) => before[key] !== after[key]);
  process.stdout.write(`${JSON.stringify({ seed, delayMs: Math.round(delayMs), seen, processes: left, changed })}\n`);
}

/** Everything that runs here beside the trial's frame. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && !own.has(Number(name)))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return [stat.slice(0, stat.indexOf(')') + 3)];
      } catch {
        return [];
      }
    });
}

/** What a run could leave behind beside processes: mounts, namespaces that somebody holds, files, cgroups. */
function world() {
  const list = (folder) => {
    try {
      return readdirSync(folder).toSorted().join();
    } catch {
      return '';
    }
  };
  const holders = [1, process.pid]
    .map((pid) => ['net', 'mnt', 'user'].map((kind) => readlinkSync(`/proc/${pid}/ns/${kind}`)).join())
    .join();
  return {
    mounts: readFileSync('/proc/self/mountinfo', 'utf8'),
    namespaces: holders + list('/run/netns'),
    // Other programs may be at work in /tmp; what nslab makes would bear its name.
    files: [
      list('/run'),
      list('/dev/shm'),
      list('/tmp')
        .split(',')
        .filter((name) => /nslab(?!-test)/.test(name))
        .join(),
    ].join(' '),
    cgroups: cgroups('/sys/fs/cgroup'),
  };
}

function cgroups(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory() && /nslab/.test(entry.name))
      .length;
  } catch {
    return 0;
  }
}

/** A number from 0 to 1 that depends on the seed alone (mulberry32). */
function random(seed) {
  let state = (seed + 0x6d2b79f5) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}
