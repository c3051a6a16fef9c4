import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { configSettings } from '../../src/commands/config-settings.js';
import { readSetting } from '../../src/lesson/setting.js';
import { nslab } from '../commands/run-cli.js';
import { readAction } from './composite-action.js';

const root = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/ci.md'), 'utf8');

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map((match) => match[1]!);
}

it('shows a configuration that nslab reads', () => {
  const example = blocks('yaml').find((block) => block.startsWith('paths:'))!;
  for (const [key, value] of Object.entries(parse(example) as Record<string, unknown>)) {
    expect(() => readSetting(configSettings, key, value, { file: 'docs/ci.md' })).not.toThrow();
  }
});

it('shows only inputs that the action has, and names each', () => {
  const inputs = Object.keys(readAction(path.join(root, '.github/actions/check')).inputs);
  const given = blocks('yaml').flatMap((block) => {
    const steps = /^( *)- uses: OWNER\/nslab[^]*?\n\1  with:\n((?:\1    .*\n)*)/gm;
    return [...block.matchAll(steps)].flatMap((match) => Object.keys(parse(match[2]!) as object));
  });
  expect(given.filter((name) => !inputs.includes(name))).toEqual([]);
  expect([...page.matchAll(/^\| `([a-z-]+)` \| [^|]*\| [^|]* \|$/gm)].map((match) => match[1])).toEqual(expect.arrayContaining(inputs));
});

it('shows every hook that there is, with what it runs', () => {
  const hooks = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; entry: string }[];
  const shown = parse(blocks('yaml').find((block) => block.includes('.pre-commit-config.yaml'))!) as {
    repos: { hooks: { id: string }[] }[];
  };
  expect(shown.repos[0]!.hooks.map(({ id }) => id).toSorted()).toEqual(hooks.map(({ id }) => id).toSorted());
  for (const { id, entry } of hooks) expect(page).toContain(`| \`${id}\` | \`${entry}\``);
});

it('names only options that check has', async () => {
  const { stdout: help } = await nslab(['check', '--help']);
  const known = new Set(help.match(/--[a-z-]+/g));
  const named = [...blocks('sh'), ...blocks('yaml').filter((block) => block.includes('args:')), page].flatMap(
    (text) => text.match(/(?<=[\s`[])--[a-z][a-z-]+/g) ?? [],
  );
  // Being built: see the table of keys.
  expect([...new Set(named)].filter((option) => !known.has(option))).toEqual([]);
});
