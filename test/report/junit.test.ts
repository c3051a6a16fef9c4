import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { junitProblems } from './junit-schema.js';
import { madeRun } from './made-events.js';
import { report } from './report-trial.js';

const golden = path.resolve(import.meta.dirname, '../golden');

it.each(readdirSync(golden))('the report of %s is as the schema wants it', async (name) => {
  expect(await junitProblems(readFileSync(path.join(golden, name, 'report.xml'), 'utf8'))).toEqual([]);
});

it.each([
  ['no lesson', madeRun()],
  ['a lesson without steps', madeRun({})],
  [
    'a lesson that could not be read',
    madeRun({ file: '../a.b/no.md', error: { code: 'not-found', text: 'no such file', position: '', hint: 'look' } }),
  ],
  ['a run that was stopped', madeRun({ steps: [{}] }).filter((event) => event.type !== 'lesson:end')],
])('so is that of %s', async (_, events) => {
  expect(await junitProblems(report('junit', events))).toEqual([]);
});

it('is noticed when it is not', async () => {
  expect(await junitProblems('<testsuites><testsuite/></testsuites>')).not.toEqual([]);
});

it('tells the kinds of verdicts apart', () => {
  const reason = { code: 'needs-tool', params: {}, text: 'why' } as const;
  const verdicts = ['pass', 'fail', 'drift', 'skip', 'unreachable', 'error'] as const;
  const text = report(
    'junit',
    madeRun({ file: 'docs/a.b.md', steps: verdicts.map((verdict) => ({ verdict, reason: verdict === 'pass' ? null : reason })) }),
  );
  expect([...text.matchAll(/<(failure|error|skipped) /g)].map((match) => match[1])).toEqual([
    'failure',
    'failure',
    'skipped',
    'failure',
    'error',
  ]);
  expect(text).toContain('tests="6" failures="3" errors="1" skipped="1"');
  expect(text).toContain('package="docs"');
  expect(text).toContain('classname="docs.a_b"');
});
