import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInLab } from '../../src/lab/programs.js';
import { commitAll, git } from '../commands/git-repository.js';
import { session, writeLesson } from '../engine/lab-trial.js';
import { copyRepository } from './repository-copy.js';

const isMissing = !isInLab('pre-commit');
const scratch = mkdtempSync(path.join(tmpdir(), 'nslab-pre-commit-'));
const hooks = path.join(scratch, 'nslab');
const repository = path.join(scratch, 'repository');

async function preCommit(...words: readonly string[]): Promise<{ status: number; said: string }> {
  const result = await execa('pre-commit', words, {
    cwd: repository,
    reject: false,
    all: true,
    stdin: 'ignore',
    env: { PRE_COMMIT_HOME: path.join(scratch, 'home'), PRE_COMMIT_COLOR: 'never', GIT_CONFIG_GLOBAL: '/dev/null', CI: '' },
  });
  return { status: result.exitCode ?? 128, said: result.all };
}

beforeAll(async () => {
  if (isMissing) return;
  copyRepository(hooks);
  await git(hooks, 'init', '--quiet');
  await commitAll(hooks);
  await git(scratch, 'init', '--quiet', repository);
  const lines = ['repos:', `  - repo: ${hooks}`, `    rev: ${await git(hooks, 'rev-parse', 'HEAD')}`, '    hooks:'];
  writeFileSync(
    path.join(repository, '.pre-commit-config.yaml'),
    [...lines, '      - id: nslab-plan', '      - id: nslab-check', ''].join('\n'),
  );
  writeLesson(repository, 'good.md', session('$ echo a', 'a'));
  writeLesson(repository, 'README.md', 'No commands.\n');
  await git(repository, 'add', '--all');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.skipIf(isMissing)(`the hooks of pre-commit${isMissing ? ' (needs pre-commit)' : ''}`, () => {
  it('are installed from a clone, and pass', { timeout: 300_000 }, async () => {
    const { status, said } = await preCommit('run');
    expect([status, said]).toEqual([0, expect.stringMatching(/nslab plan\.+Passed\nnslab check\.+Passed/)]);
  });

  it('refuse a commit that drifts, and tell where', async () => {
    await commitAll(repository);
    await preCommit('install');
    writeLesson(repository, 'with space.md', session('$ echo a', 'b'));
    await git(repository, 'add', '--all');
    const { said } = await preCommit('run');
    expect(said).toMatch(/nslab plan\.+Passed\nnslab check\.+Failed/);
    expect(said).toContain('with space.md:3: its output is not the documented one');
    // Only what is committed is looked at.
    expect(said).not.toContain('good.md');
  });

  it('refuse a setting that nslab does not know, before anything is run', async () => {
    writeLesson(repository, 'with space.md', `<!-- nslab: exti=1 -->\n${session('$ false')}`);
    await git(repository, 'add', '--all');
    const { status, said } = await preCommit('run', 'nslab-plan');
    expect([status, said]).toEqual([1, expect.stringContaining('with space.md:1:13: unknown setting `exti` (unknown-setting)')]);
  });

  it('pass over a commit without a lesson', async () => {
    await git(repository, 'reset', '--quiet', '--hard');
    writeLesson(repository, 'notes.txt', 'a');
    await git(repository, 'add', '--all');
    expect((await preCommit('run')).said).toMatch(/nslab check\.+\(no files to check\)Skipped/);
  });
});
