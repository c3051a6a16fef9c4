import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../src/engine/counts.js';
import type { RunEnd, StepEnd } from '../src/engine/events.js';
import { runLessons } from '../src/engine/run-lessons.js';
import { isInLab } from '../src/lab/programs.js';
import type { Lesson, Step } from '../src/lesson/lesson.js';
import { parseLesson } from '../src/lesson/parse-lesson.js';

const folder = path.resolve(import.meta.dirname, '../lessons');
const names = readdirSync(path.join(folder, 'en')).filter((name) => name.endsWith('.md'));

function textOf(language: string, name: string): string {
  return readFileSync(path.join(folder, language, name), 'utf8');
}

async function run(file: string, text: string, stopAtFailure = false): Promise<{ steps: StepEnd[]; end: RunEnd }> {
  const steps: StepEnd[] = [];
  let end: RunEnd | undefined;
  const read = (): Lesson => parseLesson(file, text);
  const options = { read, jobs: 1, policy: defaultPolicy, signal: new AbortController().signal };
  const onFailure = async (): Promise<void> => {};
  for await (const event of runLessons([file], stopAtFailure ? { ...options, onFailure } : options)) {
    if (event.type === 'step:end') steps.push(event);
    if (event.type === 'run:end') end = event;
  }
  return { steps, end: end! };
}

it('has the same lessons in both languages', () => {
  expect(readdirSync(path.join(folder, 'zh')).filter((name) => name.endsWith('.md'))).toEqual(names);
});

describe.each(names)('%s', (name) => {
  const comparable = (language: string): unknown[] =>
    parseLesson(name, textOf(language, name)).steps.map(({ key, command, terminal, timeoutMs, skip, expect: { exit, stop, output } }) => {
      return { key, command, terminal, timeoutMs, skip, exit, stop, output: output?.lines };
    });

  it('has the same commands, keys and outputs in both languages', () => {
    expect(comparable('zh')).toEqual(comparable('en'));
  });

  const missing = parseLesson(name, textOf('en', name)).requires.filter((program) => !isInLab(program));
  const wants = missing.length === 0 ? '' : ` (needs ${missing.join(', ')})`;

  it.skipIf(missing.length > 0).each(['en', 'zh'])(`passes in %s${wants}`, async (language) => {
    const { steps, end } = await run(name, textOf(language, name));
    expect(steps.filter((step) => step.verdict !== 'pass')).toEqual([]);
    expect(end.exitStatus).toBe(0);
  });

  const text = textOf('en', name);
  const { steps } = parseLesson(name, text);
  const mutants = steps.flatMap((step) => mutantsOf(step).map((command) => ({ step, command, line: step.line })));

  it.skipIf(missing.length > 0).concurrent.each(mutants)(
    `fails when line $line is $command${wants}`,
    { timeout: 120_000 },
    async ({ step, command }) => {
      const lines = text.split('\n');
      lines.splice(step.line - 1, step.endLine - step.line + 1, `$ ${command}`);
      const { steps: ended, end } = await run(name, lines.join('\n'), true);
      const failed = ended.find((other) => other.verdict === 'fail' || other.verdict === 'drift');
      expect(end.exitStatus).toBe(1);
      // The wrong command itself, or the look that comes right after it.
      const next = steps.slice(step.id).find((other) => other.expect.output !== null);
      expect(failed!.line).toBeGreaterThanOrEqual(step.line);
      expect(failed!.line).toBeLessThanOrEqual(next?.line ?? step.line);
    },
  );
});

/** The command left out, in the other namespace, and with another address. */
function mutantsOf(step: Step): string[] {
  const { command } = step;
  const otherNamespace = command.replace(/\bns([12])\b(?!.*\bns[12]\b)/, (_, digit: string) => `ns${3 - Number(digit)}`);
  const firstNamespace = command.replace(/\bns([12])\b/, (_, digit: string) => `ns${3 - Number(digit)}`);
  const otherAddress = command.replace(/192\.0\.2\.[12]/, '192.0.2.77').replace('127.0.0.1', '127.0.1.1');
  return [...new Set(['true', otherNamespace, firstNamespace, otherAddress])].filter((mutant) => mutant !== command);
}
