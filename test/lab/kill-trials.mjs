// Kills nslab with SIGKILL at seeded random moments and looks for what it leaves behind. Run by `unshare --pid --fork --mount-proc`, so that
// every process here but this script and its parent belongs to a trial. Prints one JSON object a trial.
//   node kill-trials.mjs FIRST_SEED COUNT LONGEST_MS COMMAND…
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { world } from './world.mjs';

const [firstSeed, count, longestMs, command, ...words] = process.argv.slice(2);
const own = new Set([1, process.pid]);

for (let seed = Number(firstSeed); seed < Number(firstSeed) + Number(count); seed += 1) {
  const before = world();
  const runner = spawn(command, words, { stdio: 'ignore' });
  const delayMs = random(seed) * Number(longestMs);
  await sleep(delayMs);
  const seen = processes().length;
  runner.kill('SIGKILL');
  const patience = performance.now() + 5000;
  let left = processes();
  let changed = changes(before);
  while (left.length + changed.length > 0 && performance.now() < patience) {
    await sleep(20);
    left = processes();
    changed = left.length > 0 ? [] : changes(before);
  }
  process.stdout.write(`${JSON.stringify({ seed, delayMs: Math.round(delayMs), seen, processes: left, changed: changes(before) })}\n`);
}

/** Everything that runs here beside the trial's frame, which has looked at the world as well. */
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

function changes(before) {
  const after = world();
  // Labs of other tests may end in the meantime.
  const isChanged = (key) =>
    key === 'cgroups' ? after[key].split(',').some((group) => !before[key].split(',').includes(group)) : before[key] !== after[key];
  return Object.keys(before).filter(isChanged);
}

/** A number from 0 to 1 that depends on the seed alone (mulberry32). */
function random(seed) {
  let state = (seed + 0x6d2b79f5) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}
