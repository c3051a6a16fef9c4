import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../../src/commands/journal/journal-file.js';
import { bounds } from '../../../src/commands/journal/journal-lines.js';
import { listJournals } from '../../../src/commands/journal/list-journals.js';
import { openJournal } from '../../../src/commands/journal/open-journal.js';
import { withFolder } from '../../engine/lab-trial.js';
import { builtProgram } from './built-program.js';
import { end, entry, stepOf } from './entries.js';
import { withJournals, type JournalTrial } from './journal-trial.js';

const commands = (lesson: string): string[] => readJournal(lesson)!.entries.map((each) => each.entry.command);
const mode = (file: string): number => statSync(file).mode & 0o777;
const damaged = (lesson: string): unknown => {
  try {
    return readJournal(lesson);
  } catch (error) {
    return error;
  }
};

it('is on disk before the step runs, for nobody else to read, and readable by a person', () =>
  withJournals(async ({ lesson, open, file, folder }) => {
    expect(readJournal(lesson)).toBeUndefined();
    const journal = open({ values: { NAME: 'ns1' } });
    await journal.begin(entry('ip netns add ns1'));
    expect(readJournal(lesson)).toMatchObject({ lessonHash: 'h1', values: { NAME: 'ns1' }, entries: [{ end: null, isWithheld: false }] });
    await journal.end(end({ step: stepOf, digests: { network: 'a' } }));
    expect([mode(path.dirname(file())), mode(file()), mode(path.join(folder, 'state/nslab'))]).toEqual([0o700, 0o600, 0o700]);
    expect(path.basename(file())).toMatch(/^01-two-namespaces-[0-9a-f]{16}\.ndjson$/);
    expect(readdirSync(path.dirname(file())).toSorted()).toEqual([path.basename(file()), `${path.basename(file())}.lock`]);
    const lines = readFileSync(file(), 'utf8').split('\n');
    expect(lines[0]).toMatch(
      /^\{"schema":1,"lesson":"\/.*","title":"Two namespaces","lessonHash":"h1","startedAt":"\d{4}-\d\d-\d\dT.*Z","values":/,
    );
    expect(lines[1]).toMatch(
      /^\{"type":"begin","at":"\d{4}-.*Z","kind":"step","lesson":0,"key":"k1","terminal":"main","command":"ip netns add ns1","lastPid":12\}$/,
    );
    await journal.close();
    expect(readdirSync(path.dirname(file()))).toEqual([path.basename(file())]);
    await journal.begin(entry('too late'));
    expect(commands(lesson)).toEqual(['ip netns add ns1']);
  }));

it('is found by every path of the lesson', () =>
  withJournals(async ({ lesson, open, folder }) => {
    const journal = open();
    await journal.begin(entry('true'));
    symlinkSync(lesson, path.join(folder, 'link.md'));
    expect(commands(path.join(folder, 'link.md'))).toEqual(['true']);
    expect(commands(path.relative(process.cwd(), lesson))).toEqual(['true']);
    await journal.close();
  }));

it('is gone on with, under the new hash and with more values; another one is started in its place; and it is removed', () =>
  withJournals(async ({ lesson, open, file }) => {
    const first = open({ values: { A: '1', B: '2' } });
    await first.begin(entry('one'));
    await first.giveValues({ B: '3' });
    await first.close();
    const { startedAt } = readJournal(lesson)!;
    const second = open({ isGoingOn: true, lessonHash: 'h2', values: { C: '4' } });
    await second.begin(entry('two'));
    await second.close();
    expect(readJournal(lesson)).toMatchObject({ lessonHash: 'h2', startedAt, values: { A: '1', B: '3', C: '4' } });
    expect(commands(lesson)).toEqual(['one', 'two']);
    const third = open();
    expect(readJournal(lesson)!.entries).toEqual([]);
    await third.remove();
    expect([readJournal(lesson), readdirSync(path.dirname(file()))]).toEqual([undefined, []]);
  }));

it('keeps the order of what is not waited for', () =>
  withJournals(async ({ lesson, open }) => {
    const journal = open();
    await Promise.all([...Array(20).keys()].map((number) => journal.begin(entry(`echo ${number}`))));
    expect(commands(lesson)).toEqual([...Array(20).keys()].map((number) => `echo ${number}`));
    await journal.close();
  }));

it('is of one nslab at a time, and the other goes on without', () =>
  withJournals(async ({ lesson, open, file }) => {
    const one = open();
    await one.begin(entry('one'));
    const other = open();
    expect(other.problem).toBe(`there is no journal of this session: another nslab follows this lesson: process ${process.pid}`);
    await other.begin(entry('other'));
    await other.keep(0);
    await other.close();
    expect([existsSync(`${file()}.lock`), commands(lesson)]).toEqual([true, ['one']]);
    await one.close();
    const next = open({ isGoingOn: true });
    expect(next.problem).toBeUndefined();
    await next.close();
  }));

describe('what is withheld', () => {
  it('has no word of the command, of what came of it, or of a value', () =>
    withJournals(async ({ lesson, open, file }) => {
      const journal = open({ values: { NAME: 'ns1', 'ROOT PASSWORD': 'hunter2', 密码: 'hunter2' } });
      const reason = { code: 'typo-keyword', params: { word: 'hunter2' }, text: 'hunter2?' } as const;
      for (const command of ['curl -u alice:hunter2 10.0.0.1', ' echo private', 'echo hunter2', 'TOKEN=hunter2']) {
        await journal.begin(entry(command));
        await journal.end(
          end({
            values: ['hunter2'],
            keys: 'hunter2\r',
            step: { ...stepOf, reason },
            digests: { 'shell 1 variables DB_PASSWORD': 'x', '/etc/passwd': 'y' },
          }),
        );
      }
      await journal.begin(entry('read X'));
      await journal.end(end({ keys: 'hunter2\r', step: { ...stepOf, reason } }));
      await journal.giveValues({ 'api key': 'geheim', OTHER: 'x' });
      await journal.begin(entry('echo geheim'));
      await journal.close();
      expect(readFileSync(file(), 'utf8')).not.toMatch(/hunter2|geheim|curl|private|DB_PASSWORD/);
      const { entries, values } = readJournal(lesson)!;
      expect(values).toEqual({ NAME: 'ns1', OTHER: 'x' });
      expect(entries.map((each) => [each.entry.command, each.isWithheld])).toEqual([
        ...Array.from({ length: 4 }, () => ['', true]),
        ['read X', false],
        ['', true],
      ]);
      expect(entries[0]).toMatchObject({
        entry: { key: 'k1' },
        end: { values: [], keys: null, digests: { '/etc/passwd': 'y' }, step: { verdict: 'fail', reason: { text: '', params: {} } } },
      });
      expect(entries[4]!.end).toMatchObject({ keys: null });
    }));

  it('is nothing of the environment', () =>
    withJournals(async ({ open, file }) => {
      process.env['NSLAB_TEST_SECRET'] = 'environmental';
      const journal = open();
      await journal.begin(Object.assign(entry('env'), { environment: process.env }));
      await journal.close();
      delete process.env['NSLAB_TEST_SECRET'];
      expect(readFileSync(file(), 'utf8')).not.toContain('environmental');
    }));
});

describe('bounds', () => {
  it(
    'stops at so many entries, says so, and goes on once some are undone',
    () =>
      withJournals(async ({ lesson, open }) => {
        const journal = open();
        await Promise.all([...Array(bounds.entries).keys()].map((number) => journal.begin(entry(`echo ${number}`))));
        expect(journal.problem).toBeUndefined();
        await journal.begin(entry('beyond'));
        await journal.end(end({ digests: { network: 'beyond' } }));
        expect(journal.problem).toBe(`the journal is not continued: it would have more than ${bounds.entries} entries`);
        await journal.keep(bounds.entries + 1);
        expect(journal.problem).toContain('not continued');
        expect(readJournal(lesson)!.entries.at(-1)).toMatchObject({ entry: { command: `echo ${bounds.entries - 1}` }, end: null });
        await journal.keep(bounds.entries - 1);
        await journal.begin(entry('again'));
        expect([journal.problem, commands(lesson).at(-1)]).toEqual([undefined, 'again']);
        await journal.close();
        expect(commands(lesson)).toHaveLength(bounds.entries);
      }),
    120_000,
  );

  it('has so many bytes, and none for what is undone', () =>
    withJournals(async ({ lesson, open, file }) => {
      const journal = open();
      const long = 'x'.repeat(300_000);
      for (let number = 0; number < 40; number += 1) {
        await journal.begin(entry(`echo ${number} ${long}`));
        await journal.keep(number % 10);
      }
      expect([journal.problem, statSync(file()).size < bounds.bytes]).toEqual([undefined, true]);
      await journal.keep(0);
      expect(statSync(file()).size).toBeLessThan(1000);
      for (let number = 0; number < 15; number += 1) await journal.begin(entry(`echo ${number} ${long}`));
      expect([journal.problem, commands(lesson).length]).toEqual(['the journal is not continued: it would have more than 4 MB', 13]);
      await journal.keep(2);
      await journal.begin(entry('x'.repeat(2_000_000)));
      expect([journal.problem, commands(lesson).length]).toEqual([
        'the journal is not continued: a command or what came of it is too large to be kept',
        2,
      ]);
      await journal.close();
    }));
});

describe('a file that is not as it was written', () => {
  const written = async ({ open, lesson }: JournalTrial): Promise<void> => {
    const journal = open();
    for (const command of ['one', 'two', 'three']) await journal.begin(entry(command));
    await journal.close();
    expect(commands(lesson)).toEqual(['one', 'two', 'three']);
  };
  const changed = (file: string, from: string | RegExp, to: string): void =>
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));

  it.each([
    ['a broken line', /"two"/, '"two', 'journal-damaged', 3, 'unexpected text, expected one JSON object'],
    [
      'a line of another type',
      '"type":"begin"',
      '"type":"began"',
      'journal-damaged',
      2,
      'unexpected value in type, expected a line of a journal',
    ],
    [
      'a value of another type',
      '"lastPid":12',
      '"lastPid":"12"',
      'journal-damaged',
      2,
      'unexpected value in lastPid, expected a line of a journal',
    ],
    ['no first line', '"schema":1', '"schema":0', 'journal-damaged', 1, 'unexpected value in schema, expected the first line of a journal'],
    ['a newer version', '"schema":1', '"schema":2', 'journal-version', 1, 'a journal of schema 2, this nslab knows schema 1'],
    ['another lesson', '01-two-namespaces.md', '02.md', 'journal-lesson', 1, 'a journal of another lesson'],
  ] as const)('%s: says where, and is put aside when the lesson starts anew', async (_, from, to, code, line, message) =>
    withJournals(async (trial) => {
      await written(trial);
      changed(trial.file(), from, to);
      const text = readFileSync(trial.file(), 'utf8');
      expect(damaged(trial.lesson)).toMatchObject({
        code,
        message,
        position: { file: trial.file(), line },
        hint: expect.stringContaining(`${trial.file()}.old`) as string,
      });
      expect(() => trial.open({ isGoingOn: true })).toThrow(message);
      expect(readFileSync(trial.file(), 'utf8')).toBe(text);
      const anew = trial.open();
      expect([anew.problem, readFileSync(`${trial.file()}.old`, 'utf8'), commands(trial.lesson)]).toEqual([undefined, text, []]);
      await anew.close();
    }),
  );

  it('has a torn last line, which is left out and overwritten', () =>
    withJournals(async (trial) => {
      await written(trial);
      truncateSync(trial.file(), statSync(trial.file()).size - 5);
      expect(commands(trial.lesson)).toEqual(['one', 'two']);
      const again = trial.open({ isGoingOn: true });
      await again.begin(entry('four'));
      await again.close();
      expect(commands(trial.lesson)).toEqual(['one', 'two', 'four']);
    }));

  it('is a symbolic link, a pipe or a folder', () =>
    withJournals(async (trial) => {
      await written(trial);
      const elsewhere = path.join(trial.folder, 'elsewhere');
      renameSync(trial.file(), elsewhere);
      symlinkSync(elsewhere, trial.file());
      expect(damaged(trial.lesson)).toMatchObject({ code: 'journal-damaged', message: 'a symbolic link, which nslab does not follow' });
      const before = readFileSync(elsewhere, 'utf8');
      const anew = trial.open();
      await anew.begin(entry('anew'));
      await anew.close();
      expect([readFileSync(elsewhere, 'utf8'), commands(trial.lesson)]).toEqual([before, ['anew']]);
      rmSync(trial.file());
      mkdirSync(trial.file());
      expect(damaged(trial.lesson)).toMatchObject({ code: 'journal-damaged', message: 'not a file' });
    }));

  it('is too long', () =>
    withJournals(async (trial) => {
      await written(trial);
      writeFileSync(trial.file(), 'x\n'.repeat(bounds.bytes));
      expect(damaged(trial.lesson)).toMatchObject({ code: 'journal-damaged', message: '4.0 MB, expected at most 4 MB' });
    }));
});

it('goes on without a journal where none can be made', () =>
  withJournals(async ({ open, file }) => {
    symlinkSync('/proc', path.dirname(path.dirname(path.dirname(file()))));
    const journal = open();
    expect(journal.problem).toMatch(/^there is no journal of this session: .* can't be written \(/);
    await journal.begin(entry('true'));
    await journal.end(end());
    await journal.keep(0);
    await journal.remove();
  }));

it.runIf(process.geteuid?.() === 0)('goes on without a journal when the disk is full, and what was kept before can be read', () =>
  withFolder(async (folder) => {
    const program = await builtProgram('fill-disk', folder);
    const script = `mount -t tmpfs -o size=64k none ${folder}/disk && exec ${process.execPath} ${program} ${folder}/disk`;
    mkdirSync(path.join(folder, 'disk'));
    const { stdout } = await execa('unshare', ['--mount', 'sh', '-c', script], { env: { XDG_STATE_HOME: path.join(folder, 'disk') } });
    const { problem, begun, read } = JSON.parse(stdout) as { problem: string; begun: number; read: number };
    expect(problem).toMatch(/^the journal is not continued: .* can't be written \(ENOSPC\)$/);
    expect(begun).toBeGreaterThan(10);
    expect(read).toBe(begun);
  }),
);

it('are listed with what was done, without those that can not be read', () =>
  withJournals(async ({ lesson, open, folder, file }) => {
    expect(listJournals()).toEqual([]);
    const one = open();
    for (const kind of ['setup', 'step', 'step', 'own', 'step', 'step'] as const)
      await one.begin(entry('{"type":"keep","at":"x","count":0}', { kind }));
    await one.keep(5);
    await one.close();
    const otherLesson = path.join(folder, '第二课.md');
    writeFileSync(otherLesson, '');
    const other = openJournal(otherLesson, { lessonHash: 'h', title: '路由', values: {}, isGoingOn: false });
    await other.close();
    writeFileSync(path.join(path.dirname(file()), 'broken.ndjson'), '{"schema":');
    symlinkSync(file(), path.join(path.dirname(file()), 'linked.ndjson'));
    expect(listJournals()).toMatchObject([
      { lessonFile: otherLesson, title: '路由', steps: 0 },
      { lessonFile: lesson, title: 'Two namespaces', steps: 3, startedAt: readJournal(lesson)!.startedAt },
    ]);
    chmodSync(path.dirname(file()), 0o755);
    const again = open({ isGoingOn: true });
    expect(mode(path.dirname(file()))).toBe(0o700);
    await again.close();
  }));
