import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src/engine/counts.js';
import type { RunEvent } from '../../src/engine/events.js';
import { runLessons } from '../../src/engine/run-lessons.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { createJobSummary } from '../../src/report/job-summary.js';
import { pages, printed, report, run } from './report-trial.js';

/** Each folder is a case: a lesson, and every report of its check. `npx vitest run test/report -u` records what they are now. */
const golden = path.resolve(import.meta.dirname, '../golden');

describe.each(readdirSync(golden))('%s', (name) => {
  it('is reported as recorded', async () => {
    const text = readFileSync(path.join(golden, name, 'lesson.md'), 'utf8');
    const lesson = parseLesson('lesson.md', text);
    const events: RunEvent[] = [];
    const options = { read: () => lesson, jobs: 1, policy: defaultPolicy, signal: new AbortController().signal };
    for await (const event of runLessons(['lesson.md'], options)) events.push(event);
    const timeless = events.map(withoutTime);
    const reports = {
      'report.txt': withoutTimes(report('terminal', events)),
      'report.xml': report('junit', timeless),
      'report.json': report('json', timeless),
      'report.annotations': report('github', timeless),
      'report.summary': printed(createJobSummary(), timeless),
      'report.html': withoutStyle((await pages(timeless, { ...run, lessonIn: () => lesson }))[0]?.text ?? ''),
    };
    for (const [file, content] of Object.entries(reports)) await expect(content).toMatchFileSnapshot(path.join(golden, name, file));
  });
});

/** Durations of steps and runs, the one thing here that differs from run to run. Settling takes as many looks as it takes. */
function withoutTimes(text: string): string {
  return text
    .replaceAll(/(?<= {2}|in )\d+(?:\.\d)? m?s$/gm, 'TIME')
    .replaceAll(/(?<= {2})\d+(?:\.\d)? m?s(?= \(settled| {2}known)/g, 'TIME');
}

/** A page without its style sheet, which is the same on every page and is looked at in a browser. */
function withoutStyle(page: string): string {
  return page.replace(/<style>[^]*?<\/style>/, '<style></style>').replace(/sha256-[\w+/]+=*/, 'sha256-STYLE');
}

function withoutTime(event: RunEvent): RunEvent {
  if (event.type === 'step:end') return { ...event, durationMs: 1, attempts: Math.min(2, event.attempts) };
  return 'durationMs' in event ? { ...event, durationMs: 1000 } : event;
}
