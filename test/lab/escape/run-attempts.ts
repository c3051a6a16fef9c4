import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LessonEnd, RunEvent, StepEnd } from '../../../src/engine/events.js';
import { lessonOf, type Attempt, type Result } from './attempt.js';
import type { Planted } from './planted.js';
import { frame } from './users.js';

export interface Run {
  readonly results: ReadonlyMap<string, Result>;
  readonly events: readonly RunEvent[];
  readonly stderr: string;
  /** The exit status, or the signal by which it ended. */
  readonly end: number | NodeJS.Signals | null;
  readonly durationMs: number;
}

/** Runs attempts as lessons of one folder, each in its own lab, by the built program. */
export async function runAttempts(attempts: readonly Attempt[], planted: Planted, program: string, timeoutMs: number): Promise<Run> {
  const startedAt = performance.now();
  const lessons = path.join(planted.folder, 'lessons', attempts.length === 1 ? slug(attempts[0]!.name) : 'all');
  mkdirSync(lessons, { recursive: true });
  plantFixtures(path.join(lessons, 'fixtures'), attempts, planted);
  for (const attempt of attempts) writeFileSync(path.join(lessons, `${slug(attempt.name)}.md`), lessonOf(attempt, planted));
  const words = [process.execPath, program, 'check', '--reporter', 'ndjson', '--jobs', '2', lessons];
  const { stdout, stderr, end } = await runAsUser(planted, words, timeoutMs);
  const events = readEvents(stdout);
  const results = new Map(attempts.map((attempt) => [attempt.name, resultOf(`${slug(attempt.name)}.md`, events)]));
  return { results, events, stderr, end, durationMs: performance.now() - startedAt };
}

/** Runs a program as the user, with everything planted that a runner can have. What takes longer than it may is killed, with all that it started. */
export async function runAsUser(
  planted: Planted,
  words: readonly string[],
  timeoutMs: number,
): Promise<{ stdout: string; stderr: string; end: number | NodeJS.Signals | null }> {
  const [command, ...rest] = [...frame(planted.user, planted.folder), ...planted.keyPlanter, ...words];
  const child = spawn(command!, rest, {
    cwd: planted.folder,
    env: { ...process.env, ...planted.environment, CI: '', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe', ...planted.inherited],
    detached: true,
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout!.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr!.on('data', (chunk: Buffer) => stderr.push(chunk));
  const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), timeoutMs);
  const closed = once(child, 'close');
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  // Something that got away may hold the pipes for ever.
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 500))]);
  return { stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), end: code ?? signal };
}

/** The folder beside the lessons that their labs may see. */
function plantFixtures(fixtures: string, attempts: readonly Attempt[], planted: Planted): void {
  if (attempts.some(({ fixturesAreLink }) => fixturesAreLink)) return symlinkSync(path.dirname(planted.homeFile), fixtures);
  mkdirSync(fixtures);
  writeFileSync(path.join(fixtures, 'given'), 'given\n');
  symlinkSync(planted.openFile, path.join(fixtures, 'link'));
}

/** Whole lines only: a run that was killed may have left half of one. */
function readEvents(text: string): RunEvent[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RunEvent);
}

function resultOf(name: string, events: readonly RunEvent[]): Result {
  const own = events.filter((event): event is StepEnd | LessonEnd => 'file' in event && path.basename(event.file) === name);
  const steps = own.filter((event): event is StepEnd => event.type === 'step:end');
  const end = own.find((event): event is LessonEnd => event.type === 'lesson:end');
  return { steps, end, output: steps.map(({ output }) => output).join('\n') };
}

function slug(name: string): string {
  return name.replaceAll(/[^\w]+/g, '-').toLowerCase();
}
