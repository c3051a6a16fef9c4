import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { session, settings, withFolder, writeLesson } from '../engine/lab-trial.js';
import { commitAll, git } from './git-repository.js';
import { nslab, type CliResult } from './run-cli.js';

const lesson = session('$ true');

/** A repository with one commit of these lessons, on `main`. */
function withRepository(files: Readonly<Record<string, string>>, callback: (folder: string) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    await git(folder, 'init', '--quiet', '--initial-branch', 'main');
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeLesson(folder, name, text);
    }
    await commitAll(folder);
    await callback(folder);
  });
}

function check(folder: string, ...words: readonly string[]): Promise<CliResult> {
  return nslab(['check', '--reporter', 'ndjson', ...words], { cwd: folder });
}

function filesOf({ stdout }: CliResult): readonly string[] {
  return (JSON.parse(stdout.split('\n')[0]!) as { files: string[] }).files;
}

describe('--changed', () => {
  it('says that nothing has changed', () =>
    withRepository({ 'a.md': lesson, 'b.md': lesson }, async (folder) => {
      const result = await check(folder, '.', '--changed');
      expect([result.status, filesOf(result)]).toEqual([0, []]);
      expect(result.stderr).toBe('nslab: none of 2 lessons has changed since the last commit\n');
    }));

  it('runs what was edited, staged or added, and what is ignored only when it is tracked', () =>
    withRepository({ 'a.md': lesson, 'b.md': lesson, 'c.md': lesson, '.gitignore': 'd.md\n' }, async (folder) => {
      writeLesson(folder, 'a.md', `${lesson}\n`);
      writeLesson(folder, 'b.md', `${lesson}\n`);
      await git(folder, 'add', 'b.md');
      writeLesson(folder, 'd.md', lesson);
      writeLesson(folder, 'e.md', lesson);
      expect(filesOf(await check(folder, '.', '--changed'))).toEqual(['a.md', 'b.md', 'e.md']);
    }));

  it('runs a lesson when one that it continues has changed, or its fixtures', () =>
    withRepository(
      {
        '1.md': lesson,
        '2.md': `${settings('continues: 1.md')}${lesson}`,
        '3.md': `${settings('continues: 2.md')}${lesson}`,
        'other/4.md': lesson,
        'other/fixtures/deep/hosts': 'a',
      },
      async (folder) => {
        writeLesson(folder, '1.md', `${lesson}\n`);
        expect(filesOf(await check(folder, '.', '--changed'))).toEqual(['1.md', '2.md', '3.md']);
        await commitAll(folder);
        writeLesson(folder, 'other/fixtures/deep/hosts', 'b');
        expect(filesOf(await check(folder, '.', '--changed'))).toEqual(['other/4.md']);
        await commitAll(folder);
        rmSync(path.join(folder, '2.md'));
        expect(filesOf(await check(folder, '.', '--changed'))).toEqual(['3.md']);
      },
    ));

  it('counts from where a branch began, also in a folder below, with what is not committed', () =>
    withRepository({ 'docs/a.md': lesson, 'docs/b.md': lesson, 'docs/c.md': lesson, 'd.md': lesson }, async (folder) => {
      await git(folder, 'switch', '--quiet', '--create', 'topic');
      writeLesson(folder, 'docs/a.md', `${lesson}\n`);
      await commitAll(folder);
      await git(folder, 'switch', '--quiet', 'main');
      writeLesson(folder, 'docs/c.md', `${lesson}\n`);
      await commitAll(folder);
      await git(folder, 'switch', '--quiet', 'topic');
      writeLesson(folder, 'docs/b.md', `${lesson}\n`);
      const docs = path.join(folder, 'docs');
      expect(filesOf(await check(docs, '--changed=main', '.'))).toEqual(['a.md', 'b.md']);
      expect(filesOf(await check(docs, '../d.md', 'b.md', '--changed', 'main'))).toEqual(['b.md']);
    }));

  it('knows names of any letters, renames, links and repositories inside', () =>
    withRepository({ 'plain.md': lesson, 'to.md': lesson }, async (folder) => {
      const names = ['"quoted".md', '-dash.md', 'line\nend.md', '网络.md', ' space .md'];
      for (const name of names) writeLesson(folder, name, lesson);
      renameSync(path.join(folder, 'plain.md'), path.join(folder, 'renamed.md'));
      symlinkSync('to.md', path.join(folder, 'link.md'));
      await git(folder, 'add', 'link.md');
      mkdirSync(path.join(folder, 'inner'));
      await git(path.join(folder, 'inner'), 'init', '--quiet');
      writeLesson(folder, 'inner/i.md', lesson);
      const expected = [...names, 'renamed.md', 'inner/i.md'];
      expect(filesOf(await check(folder, '.', '--changed')).toSorted()).toEqual(expected.toSorted());
      rmSync(path.join(folder, 'inner'), { recursive: true });
      await commitAll(folder);
      writeLesson(folder, 'to.md', `${lesson}\n`);
      expect(filesOf(await check(folder, './link.md', './to.md', '--changed'))).toEqual(['./link.md', './to.md']);
    }));

  it('takes everything where nothing is committed yet', () =>
    withFolder(async (folder) => {
      await git(folder, 'init', '--quiet');
      writeLesson(folder, 'a.md', lesson);
      await git(folder, 'add', 'a.md');
      writeLesson(folder, 'b.md', lesson);
      expect(filesOf(await check(folder, '.', '--changed'))).toEqual(['a.md', 'b.md']);
    }));
});

describe('what git cannot tell', () => {
  it('outside of a repository', () =>
    withFolder(async (folder) => {
      writeLesson(folder, 'a.md', lesson);
      const { status, stderr } = await check(folder, '.', '--changed');
      expect([status, stderr]).toEqual([
        2,
        'nslab: not in a git repository (git-failed)\n  try: run it in the folder of a clone, or leave out --changed\n',
      ]);
    }));

  it.each([
    ['nowhere', 'git knows no revision nowhere (unknown-revision)', 'git branch --all'],
    ['origin/main', 'git knows no revision origin/main (unknown-revision)', 'git fetch origin main'],
    ['--output=made.txt', 'git knows no revision --output=made.txt (unknown-revision)', 'git branch --all'],
    ['HEAD:a.md', 'git knows no revision HEAD:a.md (unknown-revision)', 'git branch --all'],
    ['a.md', 'a.md is a path, --changed expected a revision (usage)', '--changed=HEAD a.md'],
  ])('--changed=%s', (revision, message, hint) =>
    withRepository({ 'a.md': lesson }, async (folder) => {
      const { status, stderr } = await check(folder, '.', `--changed=${revision}`);
      expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
      expect(stderr).toContain(hint);
      expect(await git(folder, 'status', '--short')).toBe('');
    }),
  );

  it('in a shallow clone', () =>
    withRepository({ 'a.md': lesson }, async (folder) => {
      await git(folder, 'branch', 'old');
      await commitAll(folder);
      const clone = path.join(folder, 'clone');
      await git(folder, 'clone', '--quiet', '--depth', '1', `file://${folder}`, clone);
      expect((await check(clone, '.', '--changed', 'origin/old')).stderr).toContain(
        'git knows no revision origin/old in this shallow clone (unknown-revision)\n  try: fetch the history with `git fetch --unshallow`',
      );
      await git(clone, 'fetch', '--quiet', '--depth', '1', 'origin', 'old');
      const { status, stderr } = await check(clone, '.', '--changed', 'FETCH_HEAD');
      expect([status, stderr]).toEqual([2, expect.stringContaining('no commit in common in this shallow clone')]);
    }));

  it('without git', () =>
    withRepository({ 'a.md': lesson }, async (folder) => {
      const { status, stderr } = await nslab(['check', '.', '--changed'], { cwd: folder, env: { PATH: '/nowhere' } });
      expect([status, stderr]).toEqual([2, expect.stringContaining('git is not on this machine (missing-program)')]);
    }));
});
