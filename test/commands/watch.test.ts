import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { session, settings, withFolder, writeLesson } from '../engine/lab-trial.js';
import { commitAll, git } from './git-repository.js';
import { onTerminal, type Person } from './on-terminal.js';
import { nslab } from './run-cli.js';

const watching = 'Enter or a runs all, q or Ctrl-C ends';

/** A lesson that prints a word, which stands in its output too. */
function saying(word: string): string {
  return session(`$ echo ${word}`, word);
}

/** Watches a folder of these lessons, and waits until they have been run. */
function watched(
  lessons: Readonly<Record<string, string>>,
  callback: (person: Person, folder: string) => Promise<void>,
  ...paths: readonly string[]
): Promise<void> {
  return withFolder(async (folder) => {
    for (const [name, text] of Object.entries(lessons)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeLesson(folder, name, text);
    }
    const given = paths.length === 0 ? [folder] : paths.map((name) => path.join(folder, name));
    const person = onTerminal(['check', '--no-config', '--watch', ...given], 200);
    expect(await person.sees(watching)).toContain(`watching ${Object.keys(lessons).length} lesson`);
    // Until its first look is over, a change could be taken for part of what it starts from.
    await wait(300);
    try {
      await callback(person, folder);
    } finally {
      person.types('q');
      expect(await person.leaves()).toBe(0);
    }
  });
}

function isRunning(words: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(words);
      } catch {
        return false;
      }
    });
}

describe('--watch runs again', () => {
  it('only what was edited', () =>
    watched({ 'a.md': saying('one'), 'b.md': saying('two') }, async (person, folder) => {
      writeLesson(folder, 'b.md', saying('three'));
      const seen = await person.sees(watching);
      expect(seen).toContain(`changed: ${folder}/b.md`);
      expect(seen).toContain('echo three');
      expect(seen).toContain('1 lesson: 1 passed');
      expect(seen).not.toContain('a.md');
    }));

  it('what an editor writes beside and renames', () =>
    watched(
      { 'a.md': saying('one') },
      async (person, folder) => {
        for (const word of ['two', 'three', 'four']) {
          writeFileSync(path.join(folder, '.a.md.swp'), saying(word));
          renameSync(path.join(folder, '.a.md.swp'), path.join(folder, 'a.md'));
          expect(await person.sees(watching)).toContain(`echo ${word}`);
        }
      },
      'a.md',
    ));

  it('what an editor deletes and writes again', () =>
    watched({ 'a.md': saying('one'), 'b.md': saying('other') }, async (person, folder) => {
      rmSync(path.join(folder, 'a.md'));
      await wait(20);
      writeLesson(folder, 'a.md', saying('two'));
      expect(await person.sees(watching)).toContain('echo two');
    }));

  it('a lesson that continues an edited one, and one whose fixtures changed', () =>
    watched(
      {
        'earlier/1.md': saying('one'),
        'docs/2.md': `${settings('continues: ../earlier/1.md')}${saying('two')}`,
      },
      async (person, folder) => {
        writeLesson(folder, 'earlier/1.md', saying('three'));
        const seen = await person.sees(watching);
        expect(seen).toContain('2 lessons: 2 passed');
        mkdirSync(path.join(folder, 'docs/fixtures'));
        writeLesson(folder, 'docs/fixtures/hosts', 'a');
        expect(await person.sees(watching)).toContain(`changed: ${folder}/docs/2.md`);
        writeLesson(folder, 'docs/fixtures/hosts', 'ab');
        expect(await person.sees(watching)).toContain(`changed: ${folder}/docs/2.md`);
      },
    ));

  it('an ancestor that no path names', () =>
    withFolder(async (folder) => {
      mkdirSync(path.join(folder, 'docs'));
      writeLesson(folder, '1.md', saying('one'));
      writeLesson(folder, 'docs/2.md', `${settings('continues: ../1.md')}${saying('two')}`);
      const person = onTerminal(['check', '--no-config', '--watch', path.join(folder, 'docs')], 200);
      expect(await person.sees(watching)).toContain('watching 1 lesson —');
      await wait(300);
      writeLesson(folder, '1.md', saying('three'));
      expect(await person.sees(watching)).toContain('docs/2.md');
      person.types('q');
      expect(await person.leaves()).toBe(0);
    }));

  it('new files, also in new folders, and tells of deleted ones', () =>
    watched({ 'a.md': saying('one') }, async (person, folder) => {
      mkdirSync(path.join(folder, 'new/deep'), { recursive: true });
      writeLesson(folder, 'new/deep/b.md', saying('two'));
      const seen = await person.sees(watching);
      expect(seen).toContain('echo two');
      expect(seen).toContain('watching 2 lessons');
      rmSync(path.join(folder, 'a.md'));
      const after = await person.sees(watching);
      expect(after).toContain(`gone: ${folder}/a.md`);
      expect(after).toContain('watching 1 lesson');
    }));

  it('a folder that was gone for a while', () =>
    watched(
      { 'docs/a.md': saying('one') },
      async (person, folder) => {
        rmSync(path.join(folder, 'docs'), { recursive: true });
        expect(await person.sees(watching)).toContain('watching 0 lessons');
        mkdirSync(path.join(folder, 'docs'));
        writeLesson(folder, 'docs/a.md', saying('two'));
        expect(await person.sees(watching)).toContain('echo two');
        writeLesson(folder, 'docs/a.md', saying('three'));
        expect(await person.sees(watching)).toContain('echo three');
      },
      'docs',
    ));

  it('what another branch has, at one go', () =>
    withFolder(async (folder) => {
      await git(folder, 'init', '--quiet', '--initial-branch', 'main');
      const names = Array.from({ length: 30 }, (_, index) => `${index}.md`);
      for (const name of names) writeLesson(folder, name, saying('one'));
      await commitAll(folder);
      await git(folder, 'switch', '--quiet', '--create', 'topic');
      for (const name of names) writeLesson(folder, name, saying('two'));
      await commitAll(folder);
      const person = onTerminal(['check', '--no-config', '--watch', folder], 200);
      await person.sees(watching);
      await wait(300);
      await git(folder, 'switch', '--quiet', 'main');
      const seen = await person.sees(watching);
      expect(seen.match(/changed: 30 lessons/g)).toHaveLength(1);
      expect(seen).toContain('30 lessons: 30 passed');
      person.types('q');
      await person.leaves();
    }));

  it('nothing that is only touched, is no lesson, or is hidden', () =>
    watched({ 'a.md': saying('one') }, async (person, folder) => {
      utimesSync(path.join(folder, 'a.md'), new Date(), new Date());
      writeLesson(folder, 'notes.txt', 'a');
      mkdirSync(path.join(folder, 'node_modules'));
      writeLesson(folder, 'node_modules/b.md', saying('hidden'));
      writeLesson(folder, '.c.md', saying('hidden'));
      await wait(700);
      writeLesson(folder, 'a.md', saying('two'));
      const seen = await person.sees(watching);
      expect(seen.match(/changed: /g)).toHaveLength(1);
      expect(seen).not.toContain('hidden');
    }));
});

describe('a run that goes on', () => {
  it('is ended when its lesson changes, and started anew', () =>
    watched({ 'a.md': saying('one'), 'b.md': saying('two') }, async (person, folder) => {
      writeLesson(folder, 'a.md', session('$ sleep 31.25'));
      await person.sees('… step 1 of 1');
      writeLesson(folder, 'a.md', saying('three'));
      const seen = await person.sees(watching);
      expect(seen).toContain('echo three');
      expect(seen.match(/1 lesson: 1 passed/g)).toHaveLength(1);
      expect(seen).not.toContain('b.md');
      expect(isRunning('sleep 31.25')).toBe(false);
    }));

  it('goes on when another lesson changes, which is run next', () =>
    watched({ 'a.md': saying('one'), 'b.md': saying('two') }, async (person, folder) => {
      writeLesson(folder, 'a.md', session('$ sleep 1.5; echo slept', 'slept'));
      await person.sees('… step 1 of 1');
      writeLesson(folder, 'b.md', saying('three'));
      const seen = await person.sees(watching);
      expect(seen.indexOf('sleep 1.5')).toBeLessThan(seen.indexOf('echo three'));
      expect(seen.match(/1 lesson: 1 passed/g)).toHaveLength(2);
    }));

  it('is ended by Ctrl-C, and leaves no lab', () =>
    withFolder(async (folder) => {
      const file = writeLesson(folder, 'a.md', session('$ sleep 32.25'));
      const person = onTerminal(['check', '--no-config', '--watch', file]);
      await person.sees('… step 1 of 1');
      person.types('\u0003');
      await person.sees('SIGINT: stopping and cleaning up');
      expect(await person.leaves()).toBe(130);
      expect(isRunning('sleep 32.25')).toBe(false);
    }));
});

describe('keys', () => {
  it.each(['a', '\r'])('%j runs everything', (key) =>
    watched({ 'a.md': saying('one'), 'b.md': saying('two') }, async (person) => {
      person.types(key);
      expect(await person.sees(watching)).toContain('2 lessons: 2 passed');
    }),
  );

  it('Ctrl-C ends with 130', () =>
    withFolder(async (folder) => {
      const person = onTerminal(['check', '--no-config', '--watch', writeLesson(folder, 'a.md', saying('one'))]);
      await person.sees(watching);
      person.types('x\u0003');
      expect(await person.leaves()).toBe(130);
    }));
});

describe('without a terminal', () => {
  it('watches until a signal comes, and leaves standard output to the reporter', () =>
    withFolder(async (folder) => {
      const file = writeLesson(folder, 'a.md', saying('one'));
      const edit = wait(1500).then(() => writeLesson(folder, 'a.md', saying('two')));
      const words = ['check', '--no-config', '--reporter', 'ndjson', '--watch', file];
      const result = await nslab(words, { timeout: 4000, killSignal: 'SIGINT' });
      await edit;
      expect(result.status).toBe(130);
      expect(result.stderr).toBe(
        `watching 1 lesson — Ctrl-C ends\nchanged: ${file}\nwatching 1 lesson — Ctrl-C ends\n\nnslab: SIGINT: stopping and cleaning up\n`,
      );
      const types = result.stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type);
      expect(types.filter((type) => type === 'run:start' || type === 'run:end')).toEqual(['run:start', 'run:end', 'run:start', 'run:end']);
    }));

  it.each([
    [[], { CI: 'true' }, '--watch never ends by itself, and CI is set'],
    [['--shard', '1/2'], {}, 'unexpected --shard beside --watch'],
  ])('refuses %j %j', async (words, env, message) => {
    const { status, stderr } = await nslab(['check', '--watch', ...words, 'lessons'], { env });
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
