import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '../src');

/** What each folder of the pipeline may import, beside itself, `errors.ts`, `words.ts` and packages. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  lesson: ['network'],
  lab: [],
  network: ['lab'],
  verify: ['network'],
  engine: ['lesson', 'lab', 'network', 'verify'],
  report: ['lesson', 'engine', 'network', 'verify'],
  tutor: ['lesson', 'lab', 'network', 'verify', 'engine', 'report'],
  commands: ['lesson', 'lab', 'network', 'verify', 'engine', 'report', 'tutor'],
  '': ['commands'],
};

/** Modules of Node that touch the system, and the folders that may. */
const system = /^(?:node:(?:fs|child_process|net|http|dgram|cluster|worker_threads).*|execa)$/;
const mayTouchTheSystem = new Set(['lab', 'network', 'commands']);

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(source, file), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1]!);
}

function folderOf(file: string): string {
  return file.includes('/') ? file.split('/')[0]! : '';
}

it('knows every folder', () => {
  expect([...new Set(files.map(folderOf))].toSorted()).toEqual(Object.keys(allowed).toSorted());
});

it.each(files)('%s imports only what its place in the pipeline allows', (file) => {
  const folder = folderOf(file);
  const foreign = importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => path.join(path.dirname(file), name))
    .filter((target) => !target.startsWith('..') && target !== 'errors.js' && target !== 'version.js' && target !== 'words.js')
    .map(folderOf)
    .filter((target) => target !== folder && !allowed[folder]!.includes(target));
  expect(foreign).toEqual([]);
  if (!mayTouchTheSystem.has(folder)) expect(importsOf(file).filter((name) => system.test(name))).toEqual([]);
});

it('starts processes in labs, what reads networks, and git', () => {
  const starters = files.filter((file) => importsOf(file).some((name) => /^(?:node:child_process|execa)$/.test(name)));
  expect(starters.filter((file) => folderOf(file) !== 'lab')).toEqual(['commands/git.ts', 'network/reader.ts']);
});

it('keeps files short', () => {
  const long = files.filter((file) => readFileSync(path.join(source, file), 'utf8').split('\n').length > 400);
  expect(long).toEqual([]);
});
