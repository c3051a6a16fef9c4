import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { takeLock } from '../../../src/commands/journal/journal-lock.js';
import { withFolder } from '../../engine/lab-trial.js';
import { builtProgram } from './built-program.js';

interface Racer {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly line: () => Promise<string>;
}

async function racer(program: string, lock: string): Promise<Racer> {
  const child = spawn(process.execPath, [program, lock], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => String((await lines.next()).value);
  expect(await line()).toBe('ready');
  return { child, line };
}

async function killed({ child }: Racer): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

it(
  'is taken by exactly one of twenty processes, again when its owner was killed, and free when its owner has ended',
  () =>
    withFolder(async (folder) => {
      const program = await builtProgram('take-lock', folder);
      const lock = path.join(folder, 'a.lock');
      let before = '';
      for (let round = 0; round < 3; round += 1) {
        const racers = await Promise.all(Array.from({ length: 20 }, () => racer(program, lock)));
        for (const { child } of racers) child.stdin.write('go\n');
        const told = await Promise.all(racers.map(({ line }) => line()));
        const winner = racers[told.indexOf('won')]!;
        expect(told.filter((line) => line === 'won')).toHaveLength(1);
        expect(told.filter((line) => line === `lost to process ${winner.child.pid}`)).toHaveLength(19);
        const text = readFileSync(lock, 'utf8');
        expect(text).not.toBe(before);
        before = text;
        await Promise.all(racers.filter((each) => each !== winner).map((each) => killed(each)));
        if (round < 2) await killed(winner);
        else {
          winner.child.stdin.end();
          await once(winner.child, 'exit');
        }
        expect(existsSync(lock)).toBe(round < 2);
      }
      expect(readdirSync(folder)).toEqual(['take-lock.mjs']);
    }),
  120_000,
);

it('is not taken twice by one process, and is free when it was released', () =>
  withFolder((folder) => {
    const file = path.join(folder, 'a.lock');
    const lock = takeLock(file);
    expect(takeLock(file)).toEqual({ holder: { en: `process ${process.pid}`, zh: `进程 ${process.pid}` } });
    if ('release' in lock) lock.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(takeLock(file)).toHaveProperty('release');
  }));

it.each([
  ['is empty after a power failure', () => ''],
  ['is of a process that has had the number before', (own: Owner) => JSON.stringify({ ...own, startTime: '1' })],
  ['is from before the machine was started', (own: Owner) => JSON.stringify({ ...own, boot: 'another' })],
])('is taken over when it %s', (_, textOf) =>
  withFolder((folder) => {
    const file = path.join(folder, 'a.lock');
    writeFileSync(file, textOf(ownerOf(path.join(folder, 'b.lock'))));
    // One that was killed while it took the lock over.
    writeFileSync(path.join(folder, 'a.lock.draft.1.x'), '{}');
    expect(takeLock(file)).toHaveProperty('release');
    expect(readdirSync(folder).filter((name) => name.startsWith('a.lock.') && !name.includes('draft'))).toEqual([]);
  }),
);

it('is left alone when a process of another pid namespace may have it, and says what to do', () =>
  withFolder((folder) => {
    const file = path.join(folder, 'a.lock');
    writeFileSync(file, JSON.stringify({ ...ownerOf(path.join(folder, 'b.lock')), pidNamespace: 'pid:[1]' }));
    const told = expect.stringContaining(`rm ${file}`) as string;
    expect(takeLock(file)).toEqual({ holder: { en: told, zh: told } });
  }));

interface Owner {
  readonly startTime: string;
  readonly boot: string;
}

function ownerOf(file: string): Owner {
  const lock = takeLock(file);
  const owner = JSON.parse(readFileSync(file, 'utf8')) as Owner;
  if ('release' in lock) lock.release();
  return owner;
}
