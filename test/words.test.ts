import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonCodes, type Reason } from '../src/engine/events.js';
import { diagnosisIn } from '../src/engine/diagnosis/diagnose.js';
import { sentences, fillSentence } from '../src/engine/diagnosis/sentences.js';
import { reasonOf, reasonText, reasonWords } from '../src/engine/reasons/reason-text.js';
import { errorCodes } from '../src/errors.js';
import { correspondenceWords } from '../src/report/correspondence-text.js';
import { failureWords } from '../src/report/failure-words.js';
import { nslab } from './commands/run-cli.js';
import { withFolder, writeLesson } from './engine/lab-trial.js';

const source = path.resolve(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && file !== 'cli.ts');
const han = /\p{Script=Han}/u;

/** Names and signs, which may be the same in every language, by the last part of their path. */
const sameInBoth = new Set(['up', 'down', 'trap', 'shell', 'and', 'colon', 'comma', 'because']);

type Tree = { readonly [key: string]: unknown };

interface Pair {
  readonly where: string;
  readonly en: unknown;
  readonly zh: unknown;
}

/** Everything that is said in both languages, wherever in what a module exports. */
function pairsIn(value: unknown, where: string, seen = new Set<unknown>()): Pair[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const tree = value as Tree;
  if ('en' in tree && 'zh' in tree) return [{ where, en: tree['en'], zh: tree['zh'] }];
  return Object.entries(tree).flatMap(([key, part]) => pairsIn(part, `${where}.${key}`, seen));
}

/** Its texts and functions, by their paths. */
function leaves(value: unknown, where: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[where, value]];
  return Object.entries(value as Tree).flatMap(([key, part]) => leaves(part, `${where}.${key}`));
}

const pairs = (
  await Promise.all(
    files.map(async (file) =>
      Object.entries((await import(path.join(source, file))) as Tree).flatMap(([name, value]) => pairsIn(value, `${file} ${name}`)),
    ),
  )
).flat();

/** What a text has in curly braces, or a function takes by name. */
function paramsOf(leaf: unknown): string[] {
  const written = typeof leaf === 'function' ? (/^\(?\{([^}]*)\}\)? =>/.exec(String(leaf))?.[1] ?? '') : String(leaf);
  const found =
    typeof leaf === 'function' ? written.split(',').map((name) => name.trim()) : [...written.matchAll(/\{\w+\}/g)].map(([name]) => name);
  return [...new Set(found)].toSorted();
}

describe('what is exported in both languages', () => {
  it('is found', () => {
    expect(pairs.length).toBeGreaterThan(80);
    expect(pairs.map(({ zh }) => zh)).toEqual(expect.arrayContaining([reasonWords.zh, correspondenceWords.zh, failureWords.zh]));
  });

  it('has the same texts in both', () => {
    for (const { where, en, zh } of pairs) {
      const keys = (value: unknown): string[] => leaves(value, '').map(([key]) => key);
      // A plan tells in English what the document says itself.
      if (where.startsWith('commands/plan-words.ts')) continue;
      expect([where, keys(zh).toSorted()]).toEqual([where, keys(en).toSorted()]);
    }
  });

  it('is Chinese in Chinese', () => {
    const wrong = pairs.flatMap(({ where, en, zh }) => {
      const english = new Map(leaves(en, ''));
      return leaves(zh, '')
        .filter(([key, leaf]) => {
          const isSame = leaf === english.get(key) || sameInBoth.has(key.split('.').at(-1)!) || leaf instanceof RegExp;
          // What only puts parts together has no letters of its own.
          const text = String(leaf);
          const hasWords = typeof leaf === 'string' || /[A-Za-z]{3,} [a-z]{2,}/.test(text.replaceAll(/\$\{[^}]*\}/g, ''));
          return !isSame && hasWords && !/[\p{Script=Han}：，。；、（）]/u.test(text) && !text.includes('chinese');
        })
        .map(([key]) => `${where}${key}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has the same params in both', () => {
    for (const { where, en, zh } of pairs) {
      const english = new Map(leaves(en, ''));
      for (const [key, leaf] of leaves(zh, '')) {
        // Chinese has no plural.
        const params = (said: unknown): string[] => paramsOf(said).filter((name) => name !== 'count');
        expect([where, key, params(leaf)]).toEqual([where, key, params(english.has(key) ? english.get(key) : leaf)]);
      }
    }
  });
});

describe('an error', () => {
  const texts = files.map((file) => readFileSync(path.join(source, file), 'utf8')).join('\n');

  it.each(errorCodes)('%s is thrown somewhere, and words in both languages are demanded by the compiler', (code) => {
    expect(texts).toContain(`'${code}'`);
  });

  it('has Chinese in each of its words, as they stand in the sources', () => {
    const found = [
      ...texts.matchAll(
        /\{\s*en:\s*(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"),\s*zh:\s*(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"),?\s*\}/g,
      ),
    ];
    expect(found.length).toBeGreaterThan(200);
    const names = (text: string): string[] => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!);
    // What is Chinese by a table of its own, or a word that no sentence has.
    const isKnown = (text: string): boolean => /kindsInChinese|'front matter'/.test(text);
    const lacking = found.filter(([, en, zh]) => {
      const isChinese = han.test(zh!) || !/[A-Za-z]{3,} [a-z]{2,}/.test(en!);
      return !isChinese || [...new Set(names(en!))].some((name) => !names(zh!).includes(name));
    });
    expect(lacking.map(([whole]) => whole).filter((whole) => !isKnown(whole))).toEqual([]);
  });
});

describe('a reason', () => {
  const params: Reason['params'] = {
    actual: 1,
    expected: '0',
    name: 'veth-a',
    tool: 'tc',
    seconds: 3,
    terminal: 'B',
    line: 7,
    form: '',
    package: 'iproute2',
    names: '<NAME>',
    set: '--set NAME=…',
    blamed: 4,
    known: 'bug',
    from: 'setting',
  };
  /** Those whose sentence depends on what else is known of them. */
  const several: Readonly<Partial<Record<string, string>>> = {
    'typo-keyword': 'no-word',
    'missing-namespace': 'no-namespace',
    'missing-link': 'no-link',
    'missing-file': 'no-file',
    'host-specific': 'foreign-link',
    'needs-kernel': 'kernel-lacks',
    'needs-privilege': 'not-privileged',
    'needs-internet': 'asks-name',
    'depends-on': 'needs-line',
  };

  it.each(reasonCodes.filter((code) => code !== 'setting'))('%s has words in both languages', (code) => {
    const { actual: _actual, blamed: _blamed, ...rest } = params;
    const says = several[code];
    const reason = reasonOf(
      code,
      code === 'exit-status' || code === 'lost-address' ? params : { ...rest, ...(says !== undefined && { says }) },
    );
    expect(reason.text).toMatch(/\w{3} \w/);
    expect(reasonText(reason, 'zh')).toMatch(han);
    expect(reasonText(reason, 'zh')).not.toMatch(/undefined/);
  });

  it('tells what the tool says of it and what an earlier step did', () => {
    const reason = reasonOf('missing-link', { actual: 1, expected: '0 or 130', says: 'no-link', name: 'veth-a', blamed: 4 });
    expect(reason.text).toBe('unexpected exit status 1, expected 0 or 130: there is no link veth-a here; this follows from line 4');
    expect(reasonText(reason, 'zh')).toBe('退出状态是 1，应为 0 或 130：这里没有接口 veth-a；这是由第 4 行引起的');
  });

  it('that is withheld stays so, and one that is not known stays as it is', () => {
    expect(reasonText({ code: 'timeout', params: {}, text: '' }, 'zh')).toBe('');
    expect(reasonText({ code: 'setting', params: {}, text: 'later' }, 'zh')).toBe('later');
  });
});

it('says every diagnosis in Chinese from its code and params', () => {
  const params = new Proxy({}, { get: (_, name) => String(name) }) as Record<string, string>;
  for (const code of Object.keys(sentences) as (keyof typeof sentences)[]) {
    const told = diagnosisIn({ code, isCertain: true, params, text: fillSentence(sentences[code].en, params, 'en'), advice: 'x' }, 'zh');
    expect([code, han.test(told.text), han.test(told.advice)]).toEqual([code, true, true]);
  }
});

describe('nslab in Chinese', () => {
  const chinese = { LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8' };
  const provoked: readonly (readonly [string, readonly string[]])[] = [
    ['a file that is not there', ['plan', 'nowhere.md']],
    ['an unknown option', ['plan', '--jsno', 'a.md']],
    ['a missing argument', ['plan']],
    ['an option without its argument', ['check', '--jobs']],
    ['too many arguments', ['learn', 'a.md', 'b.md']],
    ['an unknown reporter', ['check', '--reporter', 'tap', 'lessons']],
    ['a wrong number', ['check', '--jobs', 'many', 'lessons']],
    ['an unknown verdict', ['check', '--fail-on', 'sadness', 'lessons']],
    ['a wrong shard', ['check', '--shard', '3/2', 'lessons']],
    ['a value without a name', ['plan', '--set', 'x', 'lessons']],
    ['two forms of a picture', ['draw', '--svg', '--json']],
    ['a step without a lesson', ['draw', '--step', '3']],
    ['a step that is not there', ['check', '--only', 'nowhere', 'lessons/en/01-two-namespaces.md']],
    ['a configuration that is not there', ['check', '--config', 'nowhere.yaml', 'lessons']],
  ];

  it.each(provoked)('tells of %s', async (_, words) => {
    const { status, stderr, stdout } = await nslab(words, { env: chinese });
    expect([status, stdout]).toEqual([2, '']);
    for (const line of stderr.trimEnd().split('\n')) expect(line).toMatch(han);
    expect(stderr).not.toMatch(/\b(?:error|unexpected|expected|unknown|try):? /);
  });

  it.each(['', 'learn', 'check', 'report', 'plan', 'draw', 'doctor'])('has the help of %s', async (command) => {
    const { status, stdout } = await nslab([...(command === '' ? [] : [command]), '--help'], { env: chinese });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^用法：/);
    expect(stdout).not.toMatch(/Usage|Options|Commands|Arguments|display help/);
  });

  it('reads what a lesson does wrong', async () => {
    const wrong: readonly string[] = [
      '---\nnslab: 3\n---\n',
      '---\nnslab:\n  timeout: soon\n---\n',
      '```sh\n$ true\n',
      '<!-- nslab: exit=x -->\n```sh\n$ true\n```\n',
      '```sh\n$ true\n```\n<!-- nslab: expect link ns1 -->\n',
      '<!-- nslab: skp="x" -->\n```sh\n$ true\n```\n',
    ];
    await withFolder(async (folder) => {
      for (const [index, text] of wrong.entries()) {
        const { status, stderr } = await nslab(['plan', writeLesson(folder, `${index}.md`, text)], { env: chinese });
        expect([
          status,
          ...stderr
            .trimEnd()
            .split('\n')
            .map((line) => han.test(line)),
        ]).toEqual([2, true, true]);
      }
    });
  });

  it('puts --lang before the locale, wherever it stands', async () => {
    for (const words of [
      ['--lang', 'zh', 'plan', 'nowhere.md'],
      ['plan', '--lang=zh', 'nowhere.md'],
      ['plan', 'nowhere.md', '--lang', 'zh'],
    ])
      expect((await nslab(words, { env: { LC_ALL: 'C' } })).stderr).toMatch(han);
    expect((await nslab(['--lang', 'en', 'plan', 'nowhere.md'], { env: chinese })).stderr).toBe(
      'nslab: nowhere.md: no such file or folder (not-found)\n  try: check the path; it counts from the current folder\n',
    );
  });

  it('knows no other language', async () => {
    expect(await nslab(['plan', '--lang', 'xx', 'a.md'], { env: { LC_ALL: 'C' } })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'nslab: unknown language xx (usage)\n  try: known: en, zh\n',
    });
    expect((await nslab(['--lang', 'xx', 'plan', 'a.md'], { env: chinese })).stderr).toContain('可用的有：en、zh');
  });

  it('reports a run to the terminal, and documents stay English', async () => {
    const text = '# A\n```sh\n$ cat nowhere.txt\n$ echo a\nb\n$ exit 3\n```\n';
    await withFolder(async (folder) => {
      const file = writeLesson(folder, 'a.md', text);
      const [seen, told] = [
        await nslab(['check', file], { env: chinese }),
        await nslab(['check', '--reporter', 'ndjson', file], { env: chinese }),
      ];
      expect(seen.stdout).toContain('退出状态是 1，应为 0：没有文件 nowhere.txt');
      expect(seen.stdout).toContain('输出与文档中的不同');
      expect(seen.stdout).toMatch(/1 个课程：.*用时/);
      expect(seen.stdout).not.toMatch(/unexpected|try:|documented/);
      expect(told.stdout).not.toMatch(han);
    });
  });
});
