import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { planDocument } from '../../src/commands/plan.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { nslab } from './run-cli.js';

// What a bundler does to a source can change what it says: letters of other scripts in regular expressions, for one.
it('reads documents in the built program as in the sources', async () => {
  const { stdout, status } = await nslab(['plan', '--json', 'test/lesson/wild']);
  const built = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { file: string });
  const fromSource = built.map(({ file }) => {
    const text = readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8');
    return JSON.parse(JSON.stringify(planDocument(parseLesson(file, text)))) as unknown;
  });
  expect([status, built.length]).toEqual([0, expect.any(Number)]);
  expect(built).toEqual(fromSource);
});
