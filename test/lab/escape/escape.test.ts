import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installInto } from '../../commands/run-cli.js';
import { hasEscaped, type Attempt, type Result } from './attempt.js';
import { attempts } from './attempts/index.js';
import { plant, type Planted } from './planted.js';
import { runAsUser, runAttempts, type Run } from './run-attempts.js';
import { users } from './users.js';

const mostMs = 60_000;
const mostAloneMs = 15_000;

let installed: string;
let program: string;

beforeAll(() => {
  installed = mkdtempSync(path.join(tmpdir(), 'nslab-test-'));
  chmodSync(installed, 0o755);
  program = installInto(installed);
});
afterAll(() => rmSync(installed, { recursive: true, force: true }));

describe.for(users.map((user) => [user.title, user] as const))('a lesson that %s runs', ([, user]) => {
  if (user.whyNot !== undefined) return it.skip(`could not be tried: ${user.whyNot}`, () => {});
  const possible = attempts.filter(({ only }) => only?.includes(user.kind) ?? true);
  const controlled = possible.filter(({ control }) => control === 'everyone' || (control === 'root' && user.kind === 'root'));
  let planted: Planted;
  let run: Run;

  beforeAll(async () => {
    planted = await plant(user);
    const together = possible.filter((attempt) => !attempt.isStubborn && attempt.whyNot?.() === undefined);
    run = await runAttempts(together, planted, program, mostMs);
  }, mostMs + 10_000);
  afterAll(() => planted?.remove());

  it('ends by itself, without a word of its own failure', () => {
    expect(run.end).toBeTypeOf('number');
    expect(run.events.at(-1)?.type).toBe('run:end');
    expect(run.events.filter(({ type }) => type === 'run:end')).toHaveLength(1);
    expect(run.stderr).toBe('');
  });

  it.for(named(controlled))('gets through outside a lab: %s', async ([, attempt]) => {
    const commands = attempt.commands(planted).map((given) => (typeof given === 'string' ? given : given.command));
    const { stdout } = await runAsUser(planted, ['bash', '-c', commands.join('\n')], mostAloneMs);
    expect(stdout).toSatisfy((output: string) => hasEscaped(output, planted));
  });

  it.for(named(possible))('is contained: %s', async ([, attempt], { skip }) => {
    const why = attempt.whyNot?.();
    if (why !== undefined) return skip(why);
    if (!attempt.isStubborn) return judge(attempt, run.results.get(attempt.name)!, planted);
    const alone = await runAttempts([attempt], planted, program, mostAloneMs);
    expect(alone.end, 'the run did not end by itself').toBeTypeOf('number');
    expect(alone.events.at(-1)?.type).toBe('run:end');
    await judge(attempt, alone.results.get(attempt.name)!, planted);
  });
});

function named(some: readonly Attempt[]): [string, Attempt][] {
  return some.map((attempt) => [attempt.name, attempt]);
}

/** @throws what an attempt has brought about, or why it proves nothing */
async function judge(attempt: Attempt, result: Result, planted: Planted): Promise<void> {
  expect(result.end, 'the lesson did not end').toBeDefined();
  expect(result.steps, 'no step was run').not.toEqual([]);
  if (!attempt.mayEnd) {
    expect(result.end!.error).toBeNull();
    expect(result.steps.map(({ verdict }) => verdict)).not.toContain('unreachable');
  }
  expect(result.steps.map(({ verdict }) => verdict)).not.toContain('skip');
  expect(result.steps.filter(({ verdict, reason }) => verdict === 'error' && reason?.code !== 'output-limit')).toEqual([]);
  expect(result.output).not.toContain('ESCAPED');
  expect(planted.secrets.filter((secret) => result.output.includes(secret))).toEqual([]);
  if (attempt.shows) expect(result.output).toMatch(attempt.shows);
  await attempt.after?.(result, planted);
}
