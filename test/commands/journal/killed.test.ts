import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readJournal } from '../../../src/commands/journal/journal-file.js';
import { builtProgram } from './built-program.js';
import { withJournals } from './journal-trial.js';

const kills = 100;

it(
  `has everything that was told to be on disk after each of ${kills} kills`,
  () =>
    withJournals(async ({ lesson, folder, file }) => {
      const program = await builtProgram('append-entries', folder);
      let told = 0;
      for (let seed = 0; seed < kills; seed += 1) {
        const child = spawn(process.execPath, [program, lesson, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] });
        let text = '';
        child.stdout.on('data', (part: Buffer) => (text += part.toString()));
        const closed = once(child, 'close');
        while (!text.includes('begun') && child.exitCode === null) await sleep(1);
        await sleep(((seed * 7919) % 97) * 1.5);
        child.kill('SIGKILL');
        await closed;
        const lines = text.split('\n').slice(0, -1);
        const entries = readJournal(lesson)!.entries;
        const last = lines.at(-1)!.split(' ');
        told += lines.filter((line) => line.startsWith('begun')).length;
        // What was going on when it was killed may be there or not.
        if (last[0] === 'begun') expect(entries.length - Number(last[1])).toBeOneOf([0, 1]);
        const kept = entries.map(({ entry }) => entry.command.split(' ').slice(1, 3).join(' '));
        for (const [number, expected] of keptOf(lines)) if (number <= entries.length) expect(kept[number - 1]).toBe(expected);
        expect(entries.filter(({ end }) => end === null).length).toBeLessThanOrEqual(seed + 1);
      }
      expect(told).toBeGreaterThan(kills);
      expect(readdirSync(path.dirname(file())).length).toBeLessThanOrEqual(3);
      console.log(`${told} entries were told in ${kills} lives`);
    }),
  240_000,
);

/** The entries that were told and are not undone, by their number. */
function keptOf(lines: readonly string[]): Map<number, string> {
  const kept = new Map<number, string>();
  for (const [word, number, ...rest] of lines.map((line) => line.split(' '))) {
    if (word === 'begun') kept.set(Number(number), rest.join(' '));
    else for (const other of kept.keys()) if (other > Number(number)) kept.delete(other);
  }
  return kept;
}
