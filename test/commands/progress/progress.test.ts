import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../../src/commands/journal/journal-lock.js';
import { openProgress } from '../../../src/commands/progress/open-progress.js';
import { readProgress } from '../../../src/commands/progress/progress-file.js';
import { progressFolder, progressIdentity, progressPath } from '../../../src/commands/progress/progress-path.js';
import type { LessonProgress } from '../../../src/tutor/lesson-progress.js';
import { builtProgram } from '../journal/built-program.js';
import { withJournals } from '../journal/journal-trial.js';

const lessons = path.resolve(import.meta.dirname, '../../../lessons');
const lesson = { title: 'Two namespaces', steps: [] };

/** Calls back with a lesson whose progress is kept in a folder of its own. */
function withProgress<T>(
  callback: (trial: { lesson: string; folder: string; file: string; open: () => LessonProgress }) => T | Promise<T>,
): Promise<T> {
  return withJournals(({ lesson: file, folder }) =>
    callback({ lesson: file, folder, file: progressPath(progressIdentity(file)), open: () => openProgress(lesson, file) }),
  );
}

describe('the name of a lesson', () => {
  it('is the same in every language for the lessons that come with nslab', () => {
    const names = ['en', 'zh'].map((language) => progressIdentity(path.join(lessons, language, '01-two-namespaces.md')));
    expect(names).toEqual(['nslab:01-two-namespaces', 'nslab:01-two-namespaces']);
  });

  it('is the one path of any other', () =>
    withProgress(({ lesson: file, folder }) => {
      symlinkSync(file, path.join(folder, 'link.md'));
      expect(progressIdentity(path.join(folder, 'link.md'))).toBe(progressIdentity(file));
    }));
});

it('keeps what was done, and how, for nobody else to read', () =>
  withProgress(({ lesson: file, open, file: kept }) => {
    const progress = open();
    expect(readProgress(file)).toBeUndefined();
    progress.note({ kind: 'done', key: 'a', how: 'run' });
    progress.note({ kind: 'done', key: '__proto__', how: 'own' });
    progress.note({ kind: 'done', key: 'c', how: 'skipped' });
    progress.note({ kind: 'done', key: 'c', how: 'solution' });
    progress.note({ kind: 'hint' });
    progress.note({ kind: 'spent', seconds: 2.25 });
    progress.note({ kind: 'spent', seconds: -3 });
    progress.note({ kind: 'undone', keys: ['a', 'never'] });
    const done = [
      ['__proto__', 'own'],
      ['c', 'solution'],
    ];
    for (const each of [progress.read(), open().read(), readProgress(file)!]) {
      expect([...each.done]).toEqual(done);
      expect(each).toMatchObject({ title: 'Two namespaces', steps: 0, hints: 1, seconds: 2.3, finishedAt: null, timesFinished: 0 });
    }
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(statSync(progressFolder()).mode & 0o777).toBe(0o700);
    expect(readdirSync(progressFolder())).toEqual([path.basename(kept)]);
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ schema: 1, lesson: progressIdentity(file) });
    expect(progress.problem).toBeUndefined();
  }));

it('counts how often a lesson was finished, also when it is begun anew', () =>
  withProgress(({ lesson: file, open }) => {
    const progress = open();
    progress.note({ kind: 'done', key: 'a', how: 'run' });
    progress.finish();
    const finishedAt = progress.read().finishedAt;
    expect(Date.parse(finishedAt!)).toBeGreaterThan(Date.now() - 60_000);
    progress.note({ kind: 'begun-anew' });
    expect(readProgress(file)).toMatchObject({ finishedAt, timesFinished: 1, done: new Map() });
    progress.finish();
    expect(readProgress(file)!.timesFinished).toBe(2);
  }));

it('forgets everything, and may begin again', () =>
  withProgress(({ lesson: file, open, file: kept }) => {
    const progress = open();
    progress.finish();
    progress.reset();
    expect([existsSync(kept), progress.read().timesFinished]).toEqual([false, 0]);
    progress.note({ kind: 'done', key: 'a', how: 'run' });
    expect(readProgress(file)).toMatchObject({ timesFinished: 0, done: new Map([['a', 'run']]) });
  }));

it('loses nothing when several nslabs write at once', { timeout: 120_000 }, () =>
  withProgress(async ({ lesson: file, folder }) => {
    const program = await builtProgram('note-progress', folder, path.join(import.meta.dirname, 'programs'));
    const names = ['one', 'two', 'three', 'four', 'five', 'six'];
    const told = await Promise.all(names.map((name) => execa(process.execPath, [program, file, name, '15'])));
    expect(told.map(({ stdout }) => stdout)).toEqual(names.map(() => 'kept'));
    const { done, hints, seconds } = readProgress(file)!;
    expect([...done.keys()].toSorted()).toEqual(names.flatMap((name) => Array.from({ length: 15 }, (_, at) => `${name}-${at}`)).toSorted());
    expect([hints, seconds]).toEqual([90, 90]);
    expect(readdirSync(progressFolder())).toHaveLength(1);
  }),
);

describe('a file that can not be used', () => {
  const right = { title: 'T', steps: 1, done: [], hints: 0, seconds: 0, startedAt: '2026-01-01T00:00:00.000Z' };
  const rest = { updatedAt: '2026-01-01T00:00:00.000Z', finishedAt: null, timesFinished: 0 };
  it.each([
    ['is empty', '', 'damaged'],
    ['is cut off', '{"schema":1,"les', 'damaged'],
    ['has a wrong value', JSON.stringify({ schema: 1, ...right, ...rest, hints: -1 }), 'damaged'],
    ['is about another lesson', JSON.stringify({ schema: 1, lesson: '/other.md', ...right, ...rest }), 'damaged'],
    ['is of a newer nslab', JSON.stringify({ schema: 2, anything: true }), 'newer'],
  ])('%s: it is put aside and told', (_, text, why) =>
    withProgress(({ lesson: file, file: kept, open }) => {
      mkdirSync(path.dirname(kept), { recursive: true, mode: 0o700 });
      writeFileSync(kept, text);
      expect(readProgress(file)).toBeUndefined();
      const progress = open();
      expect(progress.problem).toContain(why === 'newer' ? 'by a newer nslab' : "can't be read");
      expect(progress.problem).toContain(`${kept}.old`);
      progress.note({ kind: 'done', key: 'a', how: 'run' });
      expect(readFileSync(`${kept}.old`, 'utf8')).toBe(text);
      expect(readProgress(file)!.done.size).toBe(1);
      // A second one does not take the place of the first.
      writeFileSync(kept, 'again');
      expect(openProgress(lesson, file, 'zh').problem).toBe(`以前的学习进度读不出来，已另存为 ${kept}.old2，进度从头记起`);
      expect(readFileSync(`${kept}.old`, 'utf8')).toBe(text);
    }),
  );

  it('is a symbolic link: what it leads to is left alone', () =>
    withProgress(({ file: kept, folder, open }) => {
      mkdirSync(path.dirname(kept), { recursive: true, mode: 0o700 });
      const target = path.join(folder, 'precious');
      writeFileSync(target, 'mine');
      symlinkSync(target, kept);
      const progress = open();
      progress.note({ kind: 'hint' });
      expect(progress.problem).toContain('put aside');
      expect([readFileSync(target, 'utf8'), progress.read().hints]).toEqual(['mine', 1]);
    }));
});

it('leaves out what it could not read again', () =>
  withProgress(({ open }) => {
    const progress = open();
    for (const key of ['a', 'x'.repeat(2000)]) progress.note({ kind: 'done', key, how: 'run' });
    expect([...open().read().done.keys()]).toEqual(['a']);
    expect(open().problem).toBeUndefined();
  }));

it('waits for another nslab that is writing, but not again and again', () =>
  withProgress(({ file: kept, open }) => {
    const progress = open();
    const lock = takeLock(`${kept}.lock`);
    const from = performance.now();
    for (let count = 0; count < 5; count += 1) progress.note({ kind: 'hint' });
    expect(performance.now() - from).toBeLessThan(4000);
    expect(progress.problem).toBe(`how far you are is not kept: ${kept} is held by process ${process.pid}`);
    expect(open().read().hints).toBe(0);
    if ('release' in lock) lock.release();
    // What could not be written then is written now.
    progress.note({ kind: 'hint' });
    expect(open().read().hints).toBe(6);
  }));

it('says once what is not kept, and goes on without', () =>
  withProgress(({ folder, open }) => {
    mkdirSync(path.join(folder, 'state'), { recursive: true });
    writeFileSync(path.join(folder, 'state', 'nslab'), 'in the way');
    chmodSync(path.join(folder, 'state', 'nslab'), 0o600);
    const progress = open();
    progress.note({ kind: 'done', key: 'a', how: 'own' });
    progress.note({ kind: 'hint' });
    expect(progress.problem).toContain('how far you are is not kept: ');
    expect([...progress.read().done]).toEqual([['a', 'own']]);
  }));
