import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defaultPolicy, type FailurePolicy } from '../engine/counts.js';
import type { RunEnd, StepEnd } from '../engine/events.js';
import { whyNoDocker } from '../engine/privileged-lab.js';
import { readChain, type ReadLesson } from '../engine/run-lesson.js';
import { runLessons } from '../engine/run-lessons.js';
import { isSelective, type Selection } from '../engine/selection.js';
import type { Session } from '../engine/session/session.js';
import { NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import type { ParseOptions } from '../lesson/parse-lesson.js';
import { oneLine } from '../report/shown-text.js';
import { chooseLessons } from './choose-lessons.js';
import { failureWords } from './config-settings.js';
import { configured, lessonDefaults } from './configured.js';
import { chosenLanguage } from './language.js';
import { findLessons, lessonAsItIs, readLesson } from './lesson-files.js';
import { isPlainMode } from './plain-mode.js';
import { reportContext } from './printer.js';
import { openReports } from './report-outputs.js';
import { readShard } from './shards.js';
import { createStopSignal } from './stop-signal.js';
import { StoppedAt } from './stopped-at.js';
import { Upkeep, type UpkeepOptions } from './upkeep.js';
import { isInCi, readValues, usage } from './values.js';
import type { RunHow } from './watch.js';
import { runWords } from './run-words.js';

export interface CheckOptions extends UpkeepOptions {
  readonly reporter?: readonly string[];
  readonly jobs?: string;
  readonly keep?: boolean;
  readonly allowPrivileged?: boolean;
  readonly snapshots?: boolean;
  readonly failOn?: string;
  readonly minChecked?: string;
  readonly strict?: boolean;
  readonly set?: readonly string[];
  readonly only?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly shard?: string;
  /** A revision; `true` for the current commit. */
  readonly changed?: string | true;
  /** A configuration file; `false` for none, not even one that is found. */
  readonly config?: string | boolean;
  readonly watch?: boolean;
}

/** Runs and verifies lessons without questions; resolves to the exit status. */
export async function check(given: readonly string[], givenOptions: CheckOptions = {}): Promise<number> {
  const { paths, options, config } = configured(given, givenOptions);
  if (options.keep && !(process.stdin.isTTY && process.stdout.isTTY)) {
    throw usage(
      { en: '--keep needs a terminal', zh: '--keep 需要终端' },
      { en: 'run it at a terminal, or leave out --keep', zh: '在终端中运行，或去掉 --keep' },
    );
  }
  if (options.watch) refuseToWatch(options);
  const policy = readPolicy(options);
  const jobs = options.keep ? 1 : readCount('--jobs', options.jobs, Math.min(4, availableParallelism()));
  const values = { ...config.values, ...readValues(options.set ?? []) };
  const parse: ParseOptions = { values, defaults: lessonDefaults(config) };
  const read: ReadLesson = (file, before) => readLesson(file, { ...parse, ...(before && { before }) });
  const { from, to, only } = options;
  const selection: Selection = { ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(only && { only }) };
  const shard = options.shard === undefined ? undefined : readShard(options.shard);
  const { files, whyNone } = await chooseLessons(
    findLessons(paths),
    { selection, shard, changed: options.changed, config: config.file },
    read,
  );
  if (whyNone !== undefined) process.stderr.write(`nslab: ${whyNone[chosenLanguage()]}\n`);
  refuseToOverwrite(options.reporter ?? [], files);
  const consented = options.allowPrivileged ? undefined : await askFor(files, options, read);
  const stop = createStopSignal();
  let status = 2;
  const run = async (toRun: readonly string[], how: RunHow): Promise<void> => {
    const upkeep = new Upkeep(options, parse, policy, isSelective(selection));
    const stoppedAt = new StoppedAt();
    const reports = await openReports(options.reporter ?? [], (file) => lessonAsItIs(file, how.read));
    const onFailure = (step: StepEnd, session: Session): Promise<void> => keepLab(step, session, reports.clearStatus);
    try {
      for await (const event of runLessons(toRun, {
        read: how.read,
        jobs,
        policy,
        selection,
        allowsPrivileged: (file) => consented?.includes(file) ?? true,
        mayBeEmpty: (file) => policy.minChecked === 0 || !paths.includes(file),
        signal: how.signal,
        isFollowing: options.snapshots ?? false,
        ...(options.keep && { onFailure }),
        ...upkeep.runOptions,
      })) {
        how.onEvent(event);
        upkeep.note(event);
        stoppedAt.note(event);
        // What a change has ended is told when it is run anew.
        if (how.signal.aborted && !stop.signal.aborted) reports.clearStatus();
        else reports.print(event.type === 'run:end' ? { ...event, exitStatus: stop.exitStatus() ?? event.exitStatus } : event);
        if (event.type === 'run:end') {
          status = event.exitStatus;
          if (!how.signal.aborted) sayTooLittle(event, policy);
        }
      }
      reports.finish();
      if (stop.signal.aborted) stoppedAt.lines().forEach((line) => process.stderr.write(line));
      if (!how.signal.aborted) status = upkeep.finish(status, (file) => lessonAsItIs(file, how.read));
    } finally {
      reports.discard();
    }
  };
  if (options.watch) return (await import('./watch.js')).watchLessons({ paths, files, read, run, stop });
  await run(files, { read, signal: stop.signal, onEvent: () => {} });
  return stop.exitStatus() ?? status;
}

/** The lessons for which a person at the terminal consents to a privileged lab. */
async function askFor(files: readonly string[], { reporter = ['terminal'] }: CheckOptions, read: ReadLesson): Promise<readonly string[]> {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY && reporter.every((name) => name === 'terminal' || name.includes('='));
  if (!isTerminal || isInCi() || whyNoDocker(true)) return [];
  const { askForPrivileges } = await import('../tutor/ask-for-privileges.js');
  const chains = files.flatMap((file) => readableChain(file, read));
  return (await askForPrivileges(chains, { language: chosenLanguage(), isPlain: isPlainMode() })) ? files : [];
}

/** A lesson and those that it continues, in a list; none when it can't be read, which is told when it is to be run. */
function readableChain(file: string, read: ReadLesson): (readonly Lesson[])[] {
  try {
    const { lesson, before } = readChain(file, read);
    return [[...before, lesson]];
  } catch (error) {
    if (error instanceof NslabError) return [];
    throw error;
  }
}

/** Says why a run fails in which nothing did. */
function sayTooLittle({ counts, known, errors, exitStatus }: RunEnd, { minChecked }: FailurePolicy): void {
  const checked = counts.pass + counts.fail + counts.drift;
  if (exitStatus !== 2 || errors + counts.error > 0) return;
  process.stderr.write(`nslab: ${runWords[chosenLanguage()].tooLittle(checked, minChecked, known)}
`);
}

/** Hands the lab over at the failing step, until the person ends its shell. */
async function keepLab(step: StepEnd, session: Session, clearStatus: () => void): Promise<void> {
  clearStatus();
  const { stayInLab } = await import('../tutor/stay-in-lab.js');
  const { Screen } = await import('../tutor/screen.js');
  const { color } = reportContext(process.stdout);
  const words = runWords[chosenLanguage()];
  process.stdout.write(`${words.inLab(`${oneLine(step.file)}:${step.line}`)}
`);
  const screen = new Screen({ language: chosenLanguage(), isPlain: isPlainMode(), hasColour: color });
  await stayInLab(session, step.terminal, screen, { back: words.leaves });
}

/** A report in the place of a lesson would be the end of the lesson. */
function refuseToOverwrite(reporters: readonly string[], files: readonly string[]): void {
  const lessons = new Set(files.map((file) => path.resolve(file)));
  const word = reporters.find((other) => other.includes('=') && lessons.has(path.resolve(other.slice(other.indexOf('=') + 1))));
  if (word !== undefined)
    throw usage(
      { en: `--reporter ${word} would overwrite the lesson`, zh: `--reporter ${word} 会覆盖课程文件` },
      { en: 'name another file', zh: '换一个文件' },
    );
}

function refuseToWatch({ keep, shard }: CheckOptions): void {
  if (isInCi())
    throw usage(
      { en: '--watch never ends by itself, and CI is set', zh: '--watch 不会自己结束，而环境变量 CI 已设置' },
      { en: 'leave out --watch, or CI of the environment', zh: '去掉 --watch，或取消环境变量 CI' },
    );
  const other = keep ? '--keep' : shard === undefined ? undefined : '--shard';
  if (other !== undefined)
    throw usage(
      { en: `unexpected ${other} beside --watch`, zh: `${other} 不能与 --watch 同时使用` },
      { en: `leave one of them out`, zh: '去掉其中一个' },
    );
}

function readPolicy(options: CheckOptions): FailurePolicy {
  const failOn = options.failOn?.split(',').map((word) => word.trim()) ?? defaultPolicy.failOn;
  const unknown = failOn.find((word) => !failureWords.includes(word));
  if (unknown !== undefined)
    throw usage(
      { en: `unknown verdict ${unknown} in --fail-on`, zh: `--fail-on 中的判定 ${unknown} 未知` },
      { en: `known: ${failureWords.join(', ')}`, zh: `可用的有：${failureWords.join('、')}` },
    );
  return {
    failOn,
    isStrict: options.strict ?? false,
    minChecked: options.minChecked === '0' ? 0 : readCount('--min-checked', options.minChecked, defaultPolicy.minChecked),
  };
}

function readCount(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw usage(
    { en: `unexpected ${name} ${text}, expected a number from 1`, zh: `${name} ${text} 意外，应为不小于 1 的数` },
    { en: `for example ${name} 2`, zh: `例如 ${name} 2` },
  );
}
