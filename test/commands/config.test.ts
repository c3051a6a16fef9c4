import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { session, settings, withFolder, writeLesson } from '../engine/lab-trial.js';
import { commitAll, git } from './git-repository.js';
import { nslab, type CliResult } from './run-cli.js';

const good = session('$ true');
const bad = session('$ echo a', 'b');

/** A folder with this configuration and `docs/a.md`. */
function withConfig(lines: readonly string[], lesson: string, callback: (folder: string) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    mkdirSync(path.join(folder, 'docs/deep'), { recursive: true });
    writeLesson(folder, 'docs/a.md', lesson);
    writeFileSync(path.join(folder, 'nslab.config.yaml'), lines.map((line) => `${line}\n`).join(''));
    await callback(folder);
  });
}

function check(folder: string, ...words: readonly string[]): Promise<CliResult> {
  return nslab(['check', ...words], { cwd: folder });
}

describe('a configuration', () => {
  it('names the lessons, from its own folder', () =>
    withConfig(['paths: [docs/a.md]'], good, async (folder) => {
      expect((await check(folder)).stdout).toContain('docs/a.md\n');
      expect((await check(path.join(folder, 'docs/deep'))).stdout).toContain('../a.md\n');
      const elsewhere = await check(path.dirname(folder), '--config', `${path.basename(folder)}/nslab.config.yaml`);
      expect([elsewhere.status, elsewhere.stdout]).toEqual([0, expect.stringContaining(`${path.basename(folder)}/docs/a.md\n`)]);
    }));

  it('is looked for up to the top of the repository', () =>
    withConfig(['paths: [docs/a.md]'], good, async (folder) => {
      const inner = path.join(folder, 'docs/deep');
      await git(inner, 'init', '--quiet');
      expect((await check(inner)).stderr).toContain('nothing to check: no path is given');
      await git(folder, 'init', '--quiet');
      expect((await check(path.join(folder, 'docs'))).status).toBe(0);
    }));

  it.skipIf(process.getuid?.() !== 0)('is not taken from somebody else in a folder that is open to all', () =>
    withConfig(['paths: [docs]'], good, async (folder) => {
      chmodSync(folder, 0o1777);
      expect((await check(path.join(folder, 'docs'))).status).toBe(0);
      chownSync(path.join(folder, 'nslab.config.yaml'), 54321, 54321);
      expect((await check(path.join(folder, 'docs'))).stderr).toContain('no path is given');
      expect((await check(folder, '--config', 'nslab.config.yaml')).status).toBe(0);
    }),
  );

  it.each([
    ['fail-on: [fail]', `${good}\n\n${bad}`, [], 0],
    ['fail-on: [fail]', bad, ['--fail-on', 'drift'], 1],
    ['fail-on: [fail]', bad, ['--no-config'], 1],
    ['min-checked: 2', good, [], 2],
    ['min-checked: 2', good, ['--min-checked', '1'], 0],
    ['min-checked: 0', 'prose\n', [], 0],
    ['strict: true', session('$ true', '$ echo <NAME>'), [], 1],
    ['set: {NAME: ns1}', session('$ echo <NAME>', 'ns1'), [], 0],
    ['set: {NAME: ns1, OTHER: 1}', session('$ echo <NAME> <OTHER>', 'ns2 1'), ['--set', 'NAME=ns2'], 0],
    ['timeout: 200ms', session('$ sleep 5'), [], 1],
    ['timeout: 200ms', `${settings('timeout: 5s')}${session('$ sleep 0.5')}`, [], 0],
    ['lesson-timeout: 200ms', session('$ sleep 5', '$ true'), [], 1],
  ])('%s', (line, lesson, words, status) =>
    withConfig([line], lesson, async (folder) => {
      const result = await check(folder, ...words, 'docs/a.md');
      expect([result.status, result.stdout]).toEqual([status, expect.any(String)]);
    }),
  );

  it('chooses the reporter, unless the command line does', () =>
    withConfig(['reporter: [ndjson]', 'jobs: 2', '# nothing else'], good, async (folder) => {
      expect((await check(folder, 'docs')).stdout).toMatch(/^\{"schema":1/);
      expect((await check(folder, 'docs', '--reporter', 'terminal')).stdout).toContain('1 passed');
    }));

  it('that changed has all lessons checked', () =>
    withConfig(['jobs: 1'], good, async (folder) => {
      await git(folder, 'init', '--quiet');
      await commitAll(folder);
      expect((await check(folder, 'docs', '--changed')).stderr).toContain('none of 1 lesson has changed');
      writeFileSync(path.join(folder, 'nslab.config.yaml'), 'timeout: 10s\n');
      expect((await check(folder, 'docs', '--changed')).stdout).toContain('1 passed');
    }));

  it('may be empty', () => withConfig([], good, async (folder) => expect((await check(folder, 'docs')).status).toBe(0)));
});

describe('an error in it is told with its place', () => {
  it.each([
    [['jobs: 2', 'job: 3'], '2:1: unknown setting `job` (unknown-setting)', 'did you mean `jobs`?'],
    [['reportre: [ndjson]'], '1:1: unknown setting `reportre` (unknown-setting)', 'did you mean `reporter`?'],
    [['# ours', '', 'jobs: many'], '3:1: unexpected value `many` for `jobs` (setting-value)', '`jobs` takes a number from 1'],
    [['paths: docs'], '1:1: unexpected value `docs` for `paths` (setting-value)', 'a list of files and folders, such as [docs, README.md]'],
    [['set: [a]'], '1:1: unexpected value `["a"]` for `set` (setting-value)', 'such as {NAME: ns1}'],
    [['fail-on: [flaw]'], '1:1: unexpected value `["flaw"]` for `fail-on` (setting-value)', 'fail, drift, skip'],
    [['jobs: 1', 'jobs: 2'], '2:1: invalid configuration: Map keys must be unique (config)', 'quote values'],
    [['jobs: "1'], '2:1: invalid configuration: Missing closing "quote (config)', 'quote values'],
    [['- docs'], '1:1: unexpected content, expected settings (config)', 'paths: [docs]'],
    [['jobs: *a'], '1:1: invalid configuration: Unresolved alias', 'aliases'],
  ])('%j', (lines, message, hint) =>
    withConfig(lines, good, async (folder) => {
      const { status, stderr, stdout } = await check(folder, 'docs');
      expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
      expect(stderr).toContain('nslab: nslab.config.yaml:');
      expect(stderr).toContain(hint);
    }),
  );

  it('that is not there, or no file', () =>
    withConfig([], good, async (folder) => {
      expect((await check(folder, '--config', 'nowhere.yaml', 'docs')).stderr).toContain(
        'nowhere.yaml: no such file or folder (not-found)',
      );
      expect((await check(folder, '--config', 'docs', 'docs')).stderr).toContain('docs: not a file (unreadable)');
    }));
});
