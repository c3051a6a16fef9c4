// Measures what a person waits for in a lesson: `npm run bench`. The built program runs on a terminal of its own; a person presses Enter, or types a command of
// their own letter by letter, as fast as people do, and the time is taken from the last key to the verdict on the screen. The commands take no time themselves.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';

const program = path.resolve(import.meta.dirname, '../../dist/nslab.cjs');
const folder = mkdtempSync(path.join(tmpdir(), 'nslab-bench-'));
const rounds = Number(process.argv[2] ?? 21);
const aims = { verdict: 60, screen: 500 };
/** A quick typist: ten keys a second. */
const keyMs = 100;

const lesson = path.join(folder, 'bench.md');
const texts = Array.from({ length: rounds }, (_, at) => `Make n${at}.\n\n\`\`\`console\n$ ip netns add n${at}\n\`\`\`\n`);
writeFileSync(lesson, `# Bench\n\n${texts.join('\n')}`);

try {
  process.stdout.write(`a lesson of ${rounds} steps that take no time; ${rounds} rounds, medians\n`);
  const entered = await follow(async (person) => {
    await sleep(300);
    return person.msUntil('\r', 'as the lesson says');
  });
  const own = await follow(async (person, at) => {
    for (const key of `ip net a n${at}`) {
      person.types(key);
      await sleep(keyMs);
    }
    return person.msUntil('\r', 'Right');
  });
  tell('Enter, to the verdict', entered.times, aims.verdict);
  tell('an own command, to the verdict', own.times, aims.verdict);
  tell('first screen of the lesson', [...entered.first, ...own.first], aims.screen);
} finally {
  rmSync(folder, { recursive: true });
}

function tell(name, times, aim) {
  process.stdout.write(`${name.padEnd(32)} ${median(times).toFixed(0).padStart(4)} ms, aim ${aim}\n`);
}

async function follow(act) {
  const times = [];
  const first = [];
  for (let start = 0; start < 3; start += 1) {
    const person = begin();
    first.push(await person.sees('? help'));
    const count = start === 2 ? rounds : 0;
    for (let at = 0; at < count; at += 1) {
      times.push(await act(person, at));
      if (at < rounds - 1) await person.sees('? help');
    }
    person.types('q\r');
    await person.ended;
  }
  return { times, first };
}

function begin() {
  const startedAt = performance.now();
  const pty = spawn(process.execPath, [program, 'learn', '--restart', lesson], {
    cols: 80,
    rows: 40,
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', NO_COLOR: '1', XDG_STATE_HOME: folder },
  });
  let unseen = '';
  let wake = () => {};
  pty.onData((data) => {
    unseen += data;
    wake();
  });
  const ended = new Promise((resolve) => void pty.onExit(resolve));
  const sees = async (text) => {
    for (const deadline = performance.now() + 20_000; performance.now() < deadline;) {
      const at = unseen.indexOf(text);
      if (at !== -1) {
        unseen = unseen.slice(at + text.length);
        return performance.now() - startedAt;
      }
      await Promise.race([new Promise((resolve) => (wake = resolve)), sleep(1000)]);
    }
    throw new Error(`never saw ${text} in ${unseen}`);
  };
  const msUntil = async (keys, text) => {
    const pressedAt = performance.now();
    pty.write(keys);
    await sees(text);
    return performance.now() - pressedAt;
  };
  return { sees, msUntil, types: (keys) => pty.write(keys), ended };
}

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
