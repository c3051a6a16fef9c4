import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configSettings } from '../src/commands/config-settings.js';
import { sentences } from '../src/engine/diagnosis/sentences.js';
import { reasonCodes } from '../src/engine/events.js';
import { errorCodes } from '../src/errors.js';
import { ignoredCodes } from '../src/lesson/lesson.js';
import { withFolder } from './engine/lab-trial.js';
import { nslab } from './commands/run-cli.js';
import { factKinds } from '../src/lesson/state/fact-kinds.js';
import { lessonSettings, stepSettings } from '../src/lesson/settings.js';

const root = path.resolve(import.meta.dirname, '..');

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** The codes in the first column of the tables under a heading. */
function documented(file: string, heading: RegExp): string[] {
  const section = read(file)
    .split(/^#+ /m)
    .find((part) => heading.test(part.split('\n')[0]!));
  return [...(section ?? '').matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]!);
}

it('documents every cause with its params, and no other', () => {
  const rows = [...read('docs/diagnosis.md').matchAll(/^\| `([^`]+)` \| .* \| (.*) \|$/gm)];
  const written = rows.map(([, code, params]) => [code, new Set([...params!.matchAll(/`(\w+)`/g)].map((match) => match[1]!))] as const);
  const real = Object.entries(sentences).map(([code, { en, zh, try: advice }]) => {
    const names = [...`${en} ${advice.en}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const chinese = [...`${zh} ${advice.zh}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    expect([code, new Set(chinese)]).toEqual([code, new Set(names)]);
    return [code, new Set(names)] as const;
  });
  expect(written).toHaveLength(real.length);
  expect(new Map(written)).toEqual(new Map(real));
});

describe('every code is documented, and every documented code exists', () => {
  it.each([
    ['errors', 'docs/errors.md', /error/i, errorCodes],
    ['reasons', 'docs/checking.md', /reason/i, reasonCodes],
    ['ignored lines', 'docs/lesson-format.md', /left alone/i, ignoredCodes],
    ['settings of steps', 'docs/lesson-format.md', /settings of a block/i, Object.keys(stepSettings)],
    ['settings of the configuration', 'docs/ci.md', /configuration/i, Object.keys(configSettings)],
    ['settings of lessons', 'docs/lesson-format.md', /front matter/i, Object.keys(lessonSettings)],
  ] as const)('%s', (_, file, heading, codes) => {
    expect(documented(file, heading).toSorted()).toEqual([...codes].toSorted());
  });
});

it('has every kind of fact with its form and an example', () => {
  const rows = [...read('docs/state.md').matchAll(/^\| `(\w+)` \| `((?:\\\||[^|])+)` \| `((?:\\\||[^|])+)` \|/gm)];
  const documentedKinds = rows.map(([, kind, form, example]) => [kind, { form: form!.replaceAll('\\|', '|'), example }]);
  expect(documentedKinds).toEqual(Object.entries(factKinds).map(([kind, { form, example }]) => [kind, { form, example }]));
});

it('has no link to a file that is not there', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file}`),
  ];
  const broken = pages
    .filter((page) => page.endsWith('.md'))
    .flatMap((page) => [...read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => path.join(path.dirname(page), match[1]!)))
    .filter((target) => {
      try {
        readdirSync(path.join(root, target));
        return false;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ENOENT';
      }
    });
  expect(broken).toEqual([]);
});

describe.each(['docs/lesson-format.md', 'docs/checking-docs.md', 'docs/state.md'])('%s', (page) => {
  it('is a lesson, and passes', async () => {
    const { status, stdout } = await nslab(['check', page]);
    expect([status, stdout]).toEqual([0, expect.stringContaining('passed')]);
  });

  it('has examples that are lessons, with the reports that they get', () =>
    withFolder(async (folder) => {
      const examples = [...read(page).matchAll(/^````markdown\n([^]*?)^````\n(?:\n(?:<!--.*-->\n)?```text\n([^]*?)^```)?/gm)];
      expect(examples.length).toBeGreaterThan(0);
      for (const [, lesson, report] of examples) {
        const name = report === undefined ? 'example.md' : /\S+\.md/.exec(report)![0];
        writeFileSync(path.join(folder, name), lesson!);
        const { status, stdout } = await nslab(['check', name], { cwd: folder });
        if (report === undefined) expect([lesson, status, stdout]).toEqual([lesson, 0, expect.stringContaining('passed')]);
        else expect(withoutChance(stdout)).toBe(withoutChance(report));
      }
    }));
});

/** A report without what is another in every run. */
function withoutChance(report: string): string {
  return report
    .replaceAll(/(?<= )\d+(?:\.\d)? m?s$/gm, 'TIME')
    .replaceAll(/(?:[0-9a-f]{2}:){5}[0-9a-f]{2}/g, 'MAC')
    .replaceAll(/^( +\+ )\d+: /gm, '$1N: ')
    .trimEnd();
}

it('names no registry in the lock file, so that every user gets packages from their own', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"');
});
