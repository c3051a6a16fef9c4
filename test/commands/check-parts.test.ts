import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { session, withFolder, writeLesson } from '../engine/lab-trial.js';
import { onTerminal } from './on-terminal.js';
import { nslab } from './run-cli.js';

interface Event {
  readonly type: string;
  readonly file?: string;
  readonly line?: number;
  readonly command?: string;
}

/** Checks as a program does; the events of one type, or the status and what was said. */
async function check(words: readonly string[]): Promise<{ status: number; stderr: string; told: (type: string) => Event[] }> {
  const { status, stderr, stdout } = await nslab(['check', '--reporter', 'ndjson', ...words]);
  const events = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Event]));
  return { status, stderr, told: (type) => events.filter((event) => event.type === type) };
}

describe('check --strict', () => {
  it.each([
    ['a placeholder', session('$ true', '$ ip netns add <NAME>')],
    ['the internet', session('$ true', '$ ping -c 1 8.8.8.8')],
    ['the lesson’s own reason', `${session('$ true')}\n\n<!-- nslab: skip="by hand" -->\n${session('$ false')}`],
  ])('fails on what can’t be run here: %s', (_, text) =>
    withFolder(async (folder) => {
      const file = writeLesson(folder, 'a.md', text);
      expect([(await check([file])).status, (await check(['--strict', file])).status]).toEqual([0, 1]);
    }),
  );

  it('passes what can be run', () =>
    withFolder(async (folder) => {
      expect((await check(['--strict', writeLesson(folder, 'a.md', session('$ true'))])).status).toBe(0);
    }));
});

describe('check --set', () => {
  const text = `# T\n\n${session('$ ip netns add <NAME>', '$ ip netns exec <NAME> ip link set [dev-name] up')}\n`;

  it.each([
    [['--set', 'NAME=ns1', '--set', 'dev-name=lo'], ['ip netns add ns1', 'ip netns exec ns1 ip link set lo up'], 0],
    [['--set', '<NAME>=ns1', '--set', '[dev-name]=lo'], ['ip netns add ns1', 'ip netns exec ns1 ip link set lo up'], 0],
    [['--set', 'name=a=b'], ['ip netns add a=b', 'ip netns exec a=b ip link set [dev-name] up'], 1],
    [[], ['ip netns add <NAME>', 'ip netns exec <NAME> ip link set [dev-name] up'], 1],
  ])('%j puts values in the place of names', (words, commands, status) =>
    withFolder(async (folder) => {
      const result = await check(['--strict', ...words, writeLesson(folder, 'a.md', text)]);
      expect([result.status, result.told('step:end').map((event) => event.command)]).toEqual([status, commands]);
    }),
  );

  it('is of use to plan as well', () =>
    withFolder(async (folder) => {
      const { stdout } = await nslab(['plan', '--set', 'NAME=ns1', writeLesson(folder, 'a.md', text)]);
      expect(stdout).toMatch(/ip netns add ns1\n[^\n]*skipped \(placeholder\): \[dev-name\]/);
    }));
});

describe('parts of a lesson', () => {
  const text = `<!-- nslab: id=first -->\n${session('$ X=1')}\n\n${session('$ echo $X', '1', '$ false', '$ echo end', 'end')}\n`;

  it.each([
    [['--only', '7'], [7], 0],
    [['--only', 'first', '--only', '10'], [3, 10], 0],
    [['--from', '9'], [9, 10], 1],
    [['--from', '10'], [10], 0],
    [['--to', '7'], [3, 7], 0],
    [['--from', 'first', '--to', '9'], [3, 7, 9], 1],
  ])('%j', (words, lines, status) =>
    withFolder(async (folder) => {
      const result = await check([...words, writeLesson(folder, 'a.md', text)]);
      expect([result.told('step:end').map((event) => event.line), result.status]).toEqual([lines, status]);
    }),
  );

  it('have the keys that plan --keys shows', () =>
    withFolder(async (folder) => {
      const file = writeLesson(folder, 'a.md', text);
      const { stdout } = await nslab(['plan', '--keys', file]);
      const keys = stdout.split('\n').flatMap((line) => /^(\w{5,10}) +\d+  host/.exec(line)?.[1] ?? []);
      expect([keys.length, keys[0], (await nslab(['plan', file])).stdout.includes(keys[1]!)]).toEqual([4, 'first', false]);
      const result = await check(['--only', keys[1]!, '--only', keys[3]!, file]);
      expect([result.told('step:end').map((event) => event.line), result.status]).toEqual([[7, 10], 0]);
    }));

  it.each([['--only'], ['--from'], ['--to']])('%s with a key that no step has is bad usage', (option) =>
    withFolder(async (folder) => {
      const file = writeLesson(folder, 'a.md', text);
      const { status, stderr, told } = await check([option, 'frist', file]);
      expect([status, told('run:start'), stderr]).toEqual([2, [], expect.stringContaining('no step has the key or the line frist')]);
      expect(stderr).toContain(`try: \`nslab plan --keys ${file}\``);
    }),
  );

  it('are looked for in all files, and only those that have them are run', () =>
    withFolder(async (folder) => {
      writeLesson(folder, '1.md', session('$ echo other', 'other'));
      const file = writeLesson(folder, '2.md', text);
      const { status, told } = await check(['--only', 'first', folder]);
      expect([status, told('step:end').map((event) => event.file)]).toEqual([0, [file]]);
    }));
});

describe('a folder', () => {
  it('may have files without commands, which are an error only when they are named', () =>
    withFolder(async (folder) => {
      const prose = writeLesson(folder, 'README.md', '# Nothing to run\n\nOnly words.\n');
      writeLesson(folder, 'a.md', session('$ true'));
      const ofFolder = await check([folder]);
      expect([ofFolder.status, ofFolder.told('lesson:end')]).toEqual([
        0,
        [expect.objectContaining({ file: path.join(folder, 'a.md'), error: null }), expect.objectContaining({ file: prose, error: null })],
      ]);
      for (const words of [[prose], [folder, prose]]) {
        const named = await check(words);
        expect(named.status).toBe(2);
        expect(named.told('lesson:end')).toContainEqual(
          expect.objectContaining({ file: prose, error: expect.objectContaining({ code: 'no-steps' }) }),
        );
      }
    }));

  it('of nothing but such files checks nothing', () =>
    withFolder(async (folder) => {
      writeLesson(folder, 'README.md', '# Nothing to run\n');
      expect(await check([folder])).toMatchObject({ status: 2, stderr: expect.stringContaining('0 steps were checked') });
    }));

  it('is gone through in the order that people count', () =>
    withFolder(async (folder) => {
      mkdirSync(path.join(folder, '3-more'));
      for (const name of ['10-x.md', '2-x.md', '1-x.md', '3-more/11.md', '3-more/9.md']) writeLesson(folder, name, session('$ true'));
      const { told } = await check(['--jobs', '2', folder]);
      expect(told('lesson:end').map((event) => path.relative(folder, event.file!))).toEqual([
        '1-x.md',
        '2-x.md',
        '3-more/9.md',
        '3-more/11.md',
        '10-x.md',
      ]);
    }));
});

describe('learn', () => {
  const text = `# T\n\n${session('$ ip netns add <NAME>', '$ ip netns exec <NAME> ip netns identify', '$ ip netns list', 'blue')}\n`;
  const question = 'What is NAME on your side? (Enter skips the command)';

  it('asks once for what a name stands for, and runs the commands with it', () =>
    withFolder(async (folder) => {
      const person = onTerminal(['learn', writeLesson(folder, 'a.md', text)]);
      expect(await person.sees(question)).toContain('ip netns add <NAME>');
      person.types('blue\r');
      await person.sees('host$ ip netns add blue');
      await person.asks();
      person.types('\r');
      await person.sees('✓ as the lesson says');
      expect(await person.sees('host$ ip netns exec blue ip netns identify')).not.toContain(question);
      await person.asks();
      person.types('\r');
      await person.sees('blue');
      await person.sees('✓ as the lesson says');
      await person.asks();
      person.types('\r');
      await person.sees('✓ as the lesson says');
      expect(await person.finishes()).toBe(0);
    }));

  it('skips the command when nothing is given', () =>
    withFolder(async (folder) => {
      const person = onTerminal(['learn', writeLesson(folder, 'a.md', session('$ ip netns add <NAME>', '$ echo on', 'on'))]);
      await person.sees(question);
      person.types('\r');
      await person.sees('not run: <NAME> stands for something of yours: --set NAME=…');
      await person.sees('host$ echo on');
      await person.asks();
      person.types('\r');
      await person.sees('✓ as the lesson says');
      expect(await person.finishes()).toBe(0);
    }));
});
