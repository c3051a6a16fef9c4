import { same } from '../../src/words.js';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesOfShard, readShard } from '../../src/commands/shards.js';
import { NslabError } from '../../src/errors.js';
import type { ReadLesson } from '../../src/engine/run-lesson.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { session, settings, withFolder, writeLesson } from '../engine/lab-trial.js';
import { nslab } from './run-cli.js';

/** Lessons of so many steps, `0.md` and on; what a name continues stands in `continues`. */
function lessonsOf(sizes: readonly number[], continues: Readonly<Record<string, string>> = {}): { files: string[]; read: ReadLesson } {
  const files = sizes.map((_, index) => `${index}.md`);
  const read: ReadLesson = (file, before) => {
    const steps = sizes[files.indexOf(file)];
    if (steps === undefined) throw new NslabError('not-found', same('no such file or folder'));
    const matter = continues[file] === undefined ? '' : settings(`continues: ${continues[file]}`);
    const text = steps === 0 ? 'prose\n' : session(...Array.from({ length: steps }, () => '$ true'));
    return parseLesson(file, `${matter}${text}`, before ? { before } : {});
  };
  return { files, read };
}

function split(sizes: readonly number[], count: number, continues: Readonly<Record<string, string>> = {}): string[][] {
  const { files, read } = lessonsOf(sizes, continues);
  return Array.from({ length: count }, (_, index) => filesOfShard(files, { index: index + 1, count }, read));
}

describe('a split', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });
  const count = fc.integer({ min: 1, max: 8 });

  it('has every lesson once, in its order, the same each time', () => {
    fc.assert(
      fc.property(sizes, count, (lessons, shards) => {
        const parts = split(lessons, shards);
        const { files } = lessonsOf(lessons);
        expect(parts.flat().toSorted()).toEqual(files.toSorted());
        for (const part of parts) expect(part).toEqual(files.filter((file) => part.includes(file)));
        expect(split(lessons, shards)).toEqual(parts);
      }),
      { numRuns: 50 },
    );
  });

  it('has no shard of documents without steps beside one with steps', () => {
    fc.assert(
      fc.property(sizes, count, (lessons, shards) => {
        const idle = split(lessons, shards).filter((part) => part.length > 0 && part.every((file) => lessons[Number.parseInt(file)] === 0));
        if (lessons.some((steps) => steps > 0)) expect(idle).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('gives long lessons to shards of their own', () => {
    expect(split([1, 60, 2, 50, 3], 3)).toEqual([['1.md'], ['3.md'], ['0.md', '2.md', '4.md']]);
  });

  it('counts what a lesson continues for its length, for it is run in the same shard', () => {
    expect(split([40, 1, 40, 40], 2, { '1.md': '0.md' })).toEqual([
      ['1.md', '3.md'],
      ['0.md', '2.md'],
    ]);
  });

  it('keeps a lesson that cannot be read, so that its shard tells', () => {
    expect(split([40, 1], 2, { '1.md': 'gone.md' })).toEqual([['0.md'], ['1.md']]);
  });
});

it.each([
  ['1/1', { index: 1, count: 1 }],
  ['2/12', { index: 2, count: 12 }],
])('reads %s', (text, shard) => expect(readShard(text)).toEqual(shard));

it.each(['0/3', '4/3', '1', '1/', '/3', '1/0', '01/3', '1/3x', '-1/3', '1/99999', ''])('refuses %j', (text) => {
  expect(() => readShard(text)).toThrow(/expected a (?:shard|number)/);
});

it('runs each part, and an empty one is a success that says so', () =>
  withFolder(async (folder) => {
    mkdirSync(path.join(folder, 'docs'));
    for (const name of ['a.md', 'b.md']) writeLesson(folder, `docs/${name}`, session(`$ echo ${name}`, name));
    const runs = [];
    for (const shard of ['1/3', '2/3', '3/3']) runs.push(await nslab(['check', '--shard', shard, 'docs'], { cwd: folder }));
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(runs.map(({ stdout }) => stdout.match(/docs\/\w\.md/g))).toEqual([['docs/a.md'], ['docs/b.md'], null]);
    expect(runs[2]!.stderr).toBe('nslab: shard 3/3 is empty: there are only 2 lessons\n');
    const events = await nslab(['check', '--shard', '3/3', '--reporter', 'ndjson', 'docs'], { cwd: folder });
    expect(
      events.stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type),
    ).toEqual(['run:start', 'run:end']);
  }));

it('says what is wrong with --shard', async () => {
  expect(await nslab(['check', '--shard', '4/3', 'lessons'])).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'nslab: unexpected --shard 4/3, expected a shard from 1 to 3 (usage)\n  try: for example --shard 1/3, --shard 2/3 and --shard 3/3\n',
  });
});
