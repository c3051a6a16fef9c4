import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/engine/events.js';
import { session, withFolder, writeLesson } from '../engine/lab-trial.js';
import { obeyed } from '../report/actions-runner.js';
import { junitProblems } from '../report/junit-schema.js';
import { asOrdinaryUser, installInto, nslab } from './run-cli.js';

const good = `# Good\n\n${session('$ echo a', 'a')}\n`;
const bad = `# Bad\n\nSome *prose*.\n\n${session('$ echo "::error::forged"', 'b')}\n`;

function read(...parts: readonly string[]): string {
  return readFileSync(path.join(...parts), 'utf8');
}

function eventsIn(text: string): RunEvent[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
}

describe('check --reporter', () => {
  it('writes several reports at once, and the terminal’s to standard output', () =>
    withFolder(async (folder) => {
      const at = (name: string): string => path.join(folder, 'made', name);
      const words = [
        `junit=${at('a.xml')}`,
        `json=${at('a.json')}`,
        `ndjson=${at('a.ndjson')}`,
        `github=${at('a.txt')}`,
        `html=${at('pages')}`,
      ];
      const files = [writeLesson(folder, '1.md', good), writeLesson(folder, '2.md', bad)];
      const { status, stdout, stderr } = await nslab(['check', ...words.flatMap((word) => ['--reporter', word]), ...files]);
      expect([status, stderr]).toEqual([1, '']);
      expect(stdout).toContain('2 lessons: 1 passed, 1 drifted');
      expect(await junitProblems(read(at('a.xml')))).toEqual([]);
      expect(JSON.parse(read(at('a.json')))).toMatchObject({ schema: 1, counts: { pass: 1, drift: 1 }, exitStatus: 1 });
      expect(eventsIn(read(at('a.ndjson'))).at(-1)).toMatchObject({ type: 'run:end', exitStatus: 1 });
      expect(obeyed(read(at('a.txt')))).toHaveLength(1);
      expect(readdirSync(at('pages')).toSorted()).toEqual([
        'index.html',
        expect.stringMatching(/-1\.html$/),
        expect.stringMatching(/-2\.html$/),
      ]);
      expect(readdirSync(at('')).toSorted()).toEqual(['a.json', 'a.ndjson', 'a.txt', 'a.xml', 'pages']);
    }));

  it.each([
    [['nope'], 'unknown reporter nope', 'known: terminal, ndjson, json, junit, github, html'],
    [['json', 'junit'], 'two reports for standard output: json and junit', '--reporter junit=FILE'],
    [['html'], '--reporter html writes several files and needs a folder', '--reporter html=report/'],
    [['junit='], '--reporter junit= names no place after =', '--reporter junit=report.xml'],
    [['junit=a', 'json=a'], 'two reports for a', 'a place of its own'],
    [['junit=src'], 'src: a folder (unwritable)', 'name a file in it'],
    [['junit=package.json/a.xml'], 'package.json/a.xml: a file stands where a folder is needed', 'name another place'],
    [['html=package.json'], 'package.json: a file stands where a folder is needed', 'name another place'],
    [['junit=/proc/a.xml'], "/proc/a.xml: can't be written", 'name another place'],
  ])('%j is refused before anything is run', async (words, message, hint) => {
    const { status, stdout, stderr } = await nslab(['check', ...words.flatMap((word) => ['--reporter', word]), 'lessons']);
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
    expect(stderr).toContain(hint);
  });

  it.skipIf(!asOrdinaryUser)('says when a place may not be written, and leaves what is there', () =>
    withFolder(async (folder) => {
      chmodSync(folder, 0o755);
      const file = installInto(folder);
      mkdirSync(path.join(folder, 'closed'), { mode: 0o755 });
      writeFileSync(path.join(folder, 'closed/a.xml'), 'old');
      const lesson = writeLesson(folder, 'a.md', good);
      const result = await nslab(['check', '--reporter', 'junit=closed/a.xml', lesson], { prefix: asOrdinaryUser!, file, cwd: folder });
      expect(result).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringContaining("closed/a.xml: can't be written (EACCES) (unwritable)"),
      });
      expect(read(folder, 'closed/a.xml')).toBe('old');
    }),
  );

  it.skipIf(!asOrdinaryUser)('replaces what a link points to, and writes to a device or a pipe without replacing it', () =>
    withFolder(async (folder) => {
      const lesson = writeLesson(folder, 'a.md', good);
      writeFileSync(path.join(folder, 'old.xml'), 'old');
      symlinkSync('old.xml', path.join(folder, 'link.xml'));
      execFileSync('mknod', [path.join(folder, 'null'), 'c', '1', '3']);
      const words = ['--reporter', `junit=${path.join(folder, 'link.xml')}`, '--reporter', `json=${path.join(folder, 'null')}`];
      expect(await nslab(['check', ...words, lesson])).toMatchObject({ status: 0, stderr: '' });
      expect(read(folder, 'old.xml')).toContain('<testsuites>');
      expect(lstatSync(path.join(folder, 'link.xml')).isSymbolicLink()).toBe(true);
      expect(lstatSync(path.join(folder, 'null')).isCharacterDevice()).toBe(true);
    }),
  );

  it('goes on with the others when one can’t be written any more, and ends with 2', () =>
    withFolder(async (folder) => {
      const words = ['--reporter', 'ndjson=/dev/full', '--reporter', `json=${path.join(folder, 'a.json')}`];
      const { status, stdout, stderr } = await nslab(['check', ...words, writeLesson(folder, 'a.md', good)]);
      expect([status, stderr]).toEqual([2, expect.stringContaining("/dev/full: can't be written (ENOSPC) (unwritable)")]);
      expect(stdout).toContain('1 passed');
      expect(JSON.parse(read(folder, 'a.json'))).toMatchObject({ counts: { pass: 1 } });
    }));

  it('writes what has been told when it is interrupted', () =>
    withFolder(async (folder) => {
      const at = (name: string): string => path.join(folder, name);
      const words = ['junit=a.xml', 'json=a.json', 'ndjson=a.ndjson', 'html=pages'].flatMap((word) => [
        '--reporter',
        word.replace('=', `=${folder}/`),
      ]);
      const file = writeLesson(folder, 'a.md', session('$ echo a', '$ sleep 30'));
      const { status } = await nslab(['check', ...words, file], { timeout: 1500, killSignal: 'SIGINT' });
      expect(status).toBe(130);
      expect(await junitProblems(read(at('a.xml')))).toEqual([]);
      expect(JSON.parse(read(at('a.json')))).toMatchObject({ counts: { pass: 1 }, exitStatus: 130 });
      expect(eventsIn(read(at('a.ndjson'))).at(-1)).toMatchObject({ type: 'run:end', exitStatus: 130 });
      expect(read(at('pages/index.html'))).toContain('echo a');
      expect(readdirSync(folder).filter((name) => name.includes('tmp'))).toEqual([]);
    }));
});

describe('in GitHub Actions', () => {
  it('annotations come by themselves, a summary is added, and nothing that a lesson prints is obeyed', () =>
    withFolder(async (folder) => {
      mkdirSync(path.join(folder, 'docs'));
      writeLesson(folder, 'docs/bad.md', bad);
      const summary = path.join(folder, 'summary.md');
      writeFileSync(summary, 'before\n');
      const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: folder };
      const { status, stdout } = await nslab(['check', 'bad.md'], { cwd: path.join(folder, 'docs'), env });
      expect(status).toBe(1);
      expect(obeyed(stdout)).toEqual([
        expect.objectContaining({
          name: 'error',
          properties: { file: 'docs/bad.md', line: '7', endLine: '7', title: expect.stringContaining('drift: echo') },
        }),
      ]);
      expect(stdout).toContain('+ ::error::forged');
      expect(read(summary)).toMatch(/^before\n### nslab\n[\s\S]*bad/);
      const json = await nslab(['check', '--reporter', 'json', 'bad.md'], { cwd: path.join(folder, 'docs'), env });
      expect([obeyed(json.stdout), JSON.parse(json.stdout)]).toEqual([[], expect.objectContaining({ exitStatus: 1 })]);
    }));
});

describe('report', () => {
  it('makes one report of several runs, as if they had been one', () =>
    withFolder(async (folder) => {
      writeLesson(folder, '10.md', good);
      writeLesson(folder, '2.md', bad);
      const shard = async (file: string): Promise<string> => {
        const target = path.join(folder, `${file}.ndjson`);
        await nslab(['check', '--reporter', `ndjson=${target}`, file], { cwd: folder });
        return target;
      };
      const shards = [await shard('10.md'), await shard('2.md')];
      const words = ['--reporter', 'json', '--reporter', 'junit=all.xml', '--reporter', 'html=pages'];
      const { status, stdout, stderr } = await nslab(['report', ...words, ...shards], { cwd: folder });
      expect([status, stderr]).toEqual([1, '']);
      const document = JSON.parse(stdout) as { lessons: { file: string }[] };
      expect(document).toMatchObject({ counts: { pass: 1, drift: 1 }, exitStatus: 1 });
      expect(document.lessons.map((lesson) => lesson.file)).toEqual(['2.md', '10.md']);
      expect(await junitProblems(read(folder, 'all.xml'))).toEqual([]);
      expect(read(folder, 'pages/2.html')).toContain('<em>prose</em>');
      // What is written there now is not what was run.
      writeLesson(folder, '2.md', bad.replace('echo', 'printf'));
      writeLesson(folder, '10.md', '');
      await nslab(['report', ...words, ...shards], { cwd: folder });
      expect(read(folder, 'pages/2.html')).not.toContain('<em>');
      expect(read(folder, 'pages/2.html')).toContain('not the ones that were run any more');
    }));

  it('takes a run apart and puts it together again', () =>
    withFolder(async (folder) => {
      const target = path.join(folder, 'a.ndjson');
      const direct = await nslab(['check', '--reporter', 'json', '--reporter', `ndjson=${target}`, 'test/golden']);
      const again = await nslab(['report', '--reporter', 'json', target]);
      expect([again.stderr, JSON.parse(again.stdout)]).toEqual(['', JSON.parse(direct.stdout)]);
      expect(again.status).toBe(direct.status);
    }));

  it.each([
    [
      'a line that ends too early',
      (text: string) => text.slice(0, -40),
      /a\.ndjson:\d+: unexpected end or text, expected one JSON object \(not-events\)\n {2}try: .*take that line away/,
    ],
    [
      'a line of something else',
      () => '{"schema":1,"type":"run:start","files":[]}\n{"a":1}\n{}',
      /a\.ndjson:2: unexpected undefined in type, expected/,
    ],
    ['another schema', () => '{"schema":2,"type":"run:start","files":[]}', /a\.ndjson:1: unexpected 2 in schema, expected 1/],
    [
      'a field of another kind',
      (text: string) => text.replace('"attempts":1', '"attempts":"1"'),
      /a\.ndjson:4: unexpected "1" in attempts, expected number/,
    ],
  ])('refuses %s with its place', (_, change, message) =>
    withFolder(async (folder) => {
      const target = path.join(folder, 'a.ndjson');
      await nslab(['check', '--reporter', `ndjson=${target}`, writeLesson(folder, 'a.md', good)]);
      writeFileSync(target, change(read(target)));
      expect(await nslab(['report', target])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(message) });
    }),
  );

  it.each([
    ['has no end', (text: string) => text.replace(/[^\n]*run:end[^\n]*\n/, ''), 'it has no end'],
    ['was interrupted', (text: string) => text.replace('"exitStatus":0', '"exitStatus":130'), 'its run was ended by signal 2'],
  ])('ends with 2 when a run %s, and reports what there is', (_, change, message) =>
    withFolder(async (folder) => {
      const target = path.join(folder, 'a.ndjson');
      await nslab(['check', '--reporter', `ndjson=${target}`, writeLesson(folder, 'a.md', good)]);
      writeFileSync(target, change(read(target)));
      const { status, stdout, stderr } = await nslab(['report', '--reporter', 'junit', target]);
      expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
      expect(stdout).toContain('<testcase name="line 4: echo a"');
    }),
  );

  it('is never written over a lesson', () =>
    withFolder(async (folder) => {
      const file = writeLesson(folder, 'a.md', good);
      const { status, stderr } = await nslab(['check', '--reporter', `json=${folder}/./a.md`, file]);
      expect([status, stderr, read(file)]).toEqual([2, expect.stringContaining('would overwrite the lesson'), good]);
    }));

  it('says that a file is not there', async () => {
    expect(await nslab(['report', 'nowhere.ndjson'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nowhere.ndjson: no such file'),
    });
    expect(existsSync('nowhere.ndjson')).toBe(false);
  });
});
