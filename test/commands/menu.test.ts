import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProgress } from '../../src/commands/progress/open-progress.js';
import { readLesson } from '../../src/commands/lesson-files.js';
import { readProgress } from '../../src/commands/progress/progress-file.js';
import { session, settings, withFolder, writeLesson } from '../engine/lab-trial.js';
import { onScreen, type Screen } from './on-screen.js';
import { nslab } from './run-cli.js';

const lessons = path.resolve(import.meta.dirname, '../../lessons');

/** Calls back with a folder of three lessons and a home for what is kept: the first is done, the second begun. */
async function withLessons(callback: (folder: string, env: Record<string, string>) => Promise<void>): Promise<void> {
  const before = process.env['XDG_STATE_HOME'];
  await withFolder(async (folder) => {
    const state = path.join(folder, '.state');
    process.env['XDG_STATE_HOME'] = state;
    try {
      mkdirSync(path.join(folder, 'more'));
      const steps = session('$ echo one', 'one', '$ echo two', 'two', '$ echo three', 'three');
      writeLesson(folder, '01-first.md', `${settings('minutes: 3')}\n# The first\n\n${steps}\n`);
      writeLesson(folder, '02-second.md', `# 第二课：网桥\n\n${steps}\n`);
      writeLesson(folder, 'README.md', '# Nothing to run\n');
      writeLesson(path.join(folder, 'more'), '03-third.md', `# A title that is much too long for any menu of 60 columns\n\n${steps}\n`);
      for (const name of ['01-first.md', '02-second.md']) {
        const file = path.join(folder, name);
        const lesson = readLesson(file);
        const progress = openProgress(lesson, file);
        progress.note({ kind: 'done', key: lesson.steps[0]!.key, how: 'run' });
        if (name === '01-first.md') progress.finish();
      }
      await callback(folder, { XDG_STATE_HOME: state });
    } finally {
      if (before === undefined) delete process.env['XDG_STATE_HOME'];
      else process.env['XDG_STATE_HOME'] = before;
    }
  });
}

const hasKeys = (lines: readonly string[]): boolean => /^(?:Arrow keys|方向键)/.test(lines.at(-1) ?? '');
const isChosen = (number: number) => (lines: readonly string[]) =>
  hasKeys(lines) && lines.some((line) => line.startsWith('❯') && line.includes(` ${number}  `));
const choose = async (screen: Screen, number: number): Promise<string[]> => screen.shows(isChosen(number));

describe('on a terminal of 60 columns', () => {
  it('shows how far one is, the first lesson that is not done chosen, and leaves at q', () =>
    withLessons(async (folder, env) => {
      const screen = onScreen(['learn', folder], 60, env);
      expect(await choose(screen, 2)).toEqual([
        '? Which lesson? ›',
        '    ✓ 1  The first                       3 min  done',
        '❯   ▸ 2  第二课：网桥              about 1 min  step 2 of 3',
        '    ◦ 3  A title that is much to…  about 1 min',
        'Arrow keys or a number choose, Enter takes, q leaves',
      ]);
      screen.types('q');
      expect(await screen.leaves()).toBe(0);
      expect(await screen.shows((lines) => lines.length === 2)).toEqual([
        '✖ Which lesson? ›',
        'See you. nslab knows where you are when you come back.',
      ]);
    }));

  it.each([
    ['Escape', '\u001B'],
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('leaves at %s', (_, key) =>
    withLessons(async (folder, env) => {
      const screen = onScreen(['learn', folder], 60, env);
      await choose(screen, 2);
      screen.types(key);
      expect(await screen.leaves()).toBe(0);
      await screen.shows((lines) => lines.includes('See you. nslab knows where you are when you come back.'));
    }),
  );

  it('goes by arrow keys and numbers, and starts the lesson at Enter', () =>
    withLessons(async (folder, env) => {
      const screen = onScreen(['learn', folder], 60, env);
      await choose(screen, 2);
      screen.types('\u001B[B');
      await choose(screen, 3);
      screen.types('\u001B[B');
      await choose(screen, 1);
      screen.types('\u001B[A');
      await choose(screen, 3);
      screen.types('1');
      await choose(screen, 1);
      screen.types('9');
      await choose(screen, 1);
      screen.types('\u001B[F');
      await choose(screen, 3);
      screen.types('\u001B[1~');
      await choose(screen, 1);
      screen.types('\r');
      const lines = await screen.shows((shown) => shown.some((line) => line.includes('echo one')));
      expect(lines).toContain('✔ Which lesson? › The first');
      screen.types('q\r');
      expect(await screen.leaves()).toBe(0);
    }));

  it('comes again when a lesson was followed to its end, with the next one chosen', () =>
    withLessons(async (folder, env) => {
      const screen = onScreen(['learn', folder], 60, env);
      await choose(screen, 2);
      screen.types('\r');
      await screen.shows((shown) => shown.some((line) => line.includes('echo one')));
      const file = path.join(folder, '02-second.md');
      openProgress(readLesson(file), file).finish();
      screen.types('q\r');
      expect(await choose(screen, 3)).toContainEqual(expect.stringMatching(/^    ✓ 2 .* done$/));
      screen.types('q');
      expect(await screen.leaves()).toBe(0);
    }));

  it('speaks Chinese, and has no colour where none is wanted', () =>
    withLessons(async (folder, env) => {
      const screen = onScreen(['learn', '--lang', 'zh', folder], 60, { ...env, NO_COLOR: '1' });
      expect(await choose(screen, 2)).toEqual([
        '? 学哪一课？ ›',
        '    ✓ 1  The first                        3 分钟  已学完',
        '❯   ▸ 2  第二课：网桥                  约 1 分钟  第 2/3 步',
        '    ◦ 3  A title that is much too lo…  约 1 分钟',
        '方向键或数字选择，回车确定，q 离开',
      ]);
      screen.types('q');
      expect(await screen.leaves()).toBe(0);
      // oxlint-disable-next-line no-control-regex -- colours are escape sequences
      expect(screen.printed()).not.toMatch(/\u001B\[[\d;]*m/);
    }));

  it.each([
    ['en', 'nslab in two minutes'],
    ['zh', '两分钟学会用 nslab'],
  ])('has the lessons that come with nslab, in %s', (language, title) =>
    withLessons(async (_, env) => {
      const screen = onScreen(['--lang', language], 60, env);
      const lines = await choose(screen, 0);
      expect(lines[1]).toContain(title);
      expect(lines).toHaveLength(readdirSync(path.join(lessons, language)).length + 2);
      screen.types('q');
      expect(await screen.leaves()).toBe(0);
    }),
  );
});

describe('plain', () => {
  it.each([
    ['--plain', ['--plain'], {}],
    ['NSLAB_PLAIN', [], { NSLAB_PLAIN: '1' }],
    ['a dumb terminal', [], { TERM: 'dumb' }],
  ])('lists sentences, takes a line, and prints no control sequence: %s', (_, words, more) =>
    withLessons(async (folder, env) => {
      const screen = onScreen(['learn', ...words, folder], 100, { ...env, ...more });
      expect(await screen.shows((lines) => lines.at(-1)?.startsWith('Number or name') ?? false)).toEqual([
        'Which lesson?',
        '1. The first: 3 minutes, done.',
        '2. 第二课：网桥: about 1 minute, step 2 of 3.',
        '3. A title that is much too long for any menu of 60 columns: about 1 minute.',
        'Number or name (Enter takes 2, q leaves):',
      ]);
      screen.types('7\r');
      await screen.shows((lines) => lines.includes('There is no lesson 7 here. Type one of the numbers above.'));
      screen.types('q\r');
      expect(await screen.leaves()).toBe(0);
      expect(screen.printed()).not.toContain('\u001B');
    }),
  );

  it.each([
    ['a number', '3\r', 'A title that'],
    ['a piece of a name', 'first\r', 'The first'],
    ['nothing', '\r', '第二课'],
  ])('takes %s', (_, keys, title) =>
    withLessons(async (folder, env) => {
      const screen = onScreen(['learn', '--plain', folder], 100, env);
      await screen.shows((lines) => lines.at(-1)?.startsWith('Number or name') ?? false);
      screen.types(keys);
      const lines = await screen.shows((shown) => shown.some((line) => line.includes('echo one')));
      expect(lines.slice(5).join('\n')).toContain(title);
      screen.types('q\r');
      await screen.leaves();
    }),
  );

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('leaves at %s', (_, key) =>
    withLessons(async (folder, env) => {
      const screen = onScreen(['learn', '--plain', '--lang', 'zh', folder], 60, env);
      await screen.shows((lines) => lines.at(-1)?.startsWith('输入编号') ?? false);
      screen.types(key);
      expect(await screen.leaves()).toBe(0);
      await screen.shows((lines) => lines.includes('下次见。再运行 nslab 时，它记得你学到了哪里。'));
    }),
  );
});

describe('--reset', () => {
  it('forgets one lesson, once the person has said yes', () =>
    withLessons(async (folder, env) => {
      const file = path.join(folder, '01-first.md');
      const no = onScreen(['learn', '--reset', file], 80, env);
      await no.shows((lines) => lines.some((line) => line.includes('Forget how far you are in The first')));
      no.types('\r');
      expect(await no.leaves()).toBe(0);
      await no.shows((lines) => lines.includes('Nothing was forgotten.'));
      expect(readProgress(file)).toBeDefined();
      const yes = onScreen(['learn', '--reset', folder], 80, env);
      await choose(yes, 2);
      yes.types('1\r');
      await yes.shows((lines) => lines.some((line) => line.includes('Forget how far you are in The first')));
      yes.types('y');
      expect(await yes.leaves()).toBe(0);
      await yes.shows((lines) => lines.includes('Forgotten: The first. It is new again.'));
      expect(readProgress(file)).toBeUndefined();
      expect(readProgress(path.join(folder, '02-second.md'))).toBeDefined();
    }));

  it('refuses without a terminal, unless --yes says it', () =>
    withLessons(async (folder, env) => {
      const file = path.join(folder, '02-second.md');
      const refused = await nslab(['learn', '--reset', file], { env });
      expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('unexpected --reset without a terminal to ask at')]);
      expect((await nslab(['learn', '--reset', '--yes'], { env })).status).toBe(2);
      expect(readProgress(file)).toBeDefined();
      expect(await nslab(['learn', '--reset', '--yes', file], { env })).toMatchObject({ status: 0, stderr: '' });
      expect(readProgress(file)).toBeUndefined();
      expect(readdirSync(path.join(folder, '.state/nslab/journals'))).toEqual([]);
    }));

  it('forgets every language of a lesson that comes with nslab', () =>
    withLessons(async (_, env) => {
      const file = (language: string): string => path.join(lessons, language, '00-nslab-in-two-minutes.md');
      openProgress(readLesson(file('en')), file('en')).finish();
      expect(readProgress(file('zh'))!.timesFinished).toBe(1);
      expect((await nslab(['learn', '--reset', '--yes', file('zh')], { env })).status).toBe(0);
      expect([readProgress(file('en')), existsSync(file('en'))]).toEqual([undefined, true]);
    }));
});

it('shows a lesson that can not be read, and says why when it is chosen', () =>
  withLessons(async (folder, env) => {
    writeLesson(folder, '04-broken.md', '---\nnslab: [\n---\n');
    const screen = onScreen(['learn', folder], 80, env);
    expect(await choose(screen, 2)).toContainEqual(expect.stringMatching(/◦ 3  04-broken\.md .* can't be read$/));
    screen.types('3\r');
    expect(await screen.leaves()).toBe(2);
    await screen.shows((lines) => lines.some((line) => line.includes('04-broken.md:2:9: invalid front matter')));
  }));

it('says that a folder has no lesson', () =>
  withFolder(async (folder) => {
    writeLesson(folder, 'README.md', '# Nothing\n');
    const screen = onScreen(['learn', folder], 100, {});
    expect(await screen.leaves()).toBe(2);
    await screen.shows((lines) => lines.some((line) => line.includes('(no-lessons)')));
  }));
