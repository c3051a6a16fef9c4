import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { defaultPolicy } from '../../src/engine/counts.js';
import { runLessons } from '../../src/engine/run-lessons.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { createTerminalReporter } from '../../src/report/terminal.js';

/** Each folder is a case: a lesson, and what its check prints. `npx vitest run -u test/report` records what it prints now. */
const golden = path.resolve(import.meta.dirname, '../golden');

it.each(readdirSync(golden))('prints %s as recorded', async (name) => {
  const text = readFileSync(path.join(golden, name, 'lesson.md'), 'utf8');
  const reporter = createTerminalReporter({ isTerminal: false, columns: 80, color: false });
  let printed = '';
  const options = { read: () => parseLesson('lesson.md', text), jobs: 1, policy: defaultPolicy, signal: new AbortController().signal };
  for await (const event of runLessons(['lesson.md'], options)) printed += reporter.print(event);
  await expect(withoutTimes(printed)).toMatchFileSnapshot(path.join(golden, name, 'report.txt'));
});

/** Durations of steps and runs, the one thing here that differs from run to run. Settling takes as many looks as it takes. */
function withoutTimes(text: string): string {
  return text.replaceAll(/(?<= {2}|in )\d+(?:\.\d)? m?s$/gm, 'TIME').replaceAll(/(?<= {2})\d+(?:\.\d)? m?s(?= \(settled)/g, 'TIME');
}
