import { LessonLab } from '../engine/lesson-lab.js';
import { noSteps, readChain } from '../engine/run-lesson.js';
import { selectSteps, unknownWords } from '../engine/selection.js';
import { Session } from '../engine/session/session.js';
import type { Change } from '../network/change.js';
import { topologyOf } from '../network/drawing/topology-of.js';
import { Reader } from '../network/reader.js';
import { runningLabs } from '../network/running-labs.js';
import type { Snapshot } from '../network/snapshot.js';
import { takeSnapshot } from '../network/take-snapshot.js';
import type { Topology } from '../network/topology.js';
import { reasonOfStep } from '../report/reason-of-step.js';
import { firstLine } from '../report/shown-text.js';
import { readLesson } from './lesson-files.js';
import { createStopSignal } from './stop-signal.js';
import { readValues, usage } from './values.js';
import { chosenLanguage } from './language.js';

/** What is to be drawn, and the exit status that it leaves. */
export interface DrawnNetwork {
  readonly topology: Topology;
  readonly status: number;
}

export async function networkOfMachine(): Promise<DrawnNetwork> {
  return { topology: topologyOf(await readOnce(1)), status: 0 };
}

/**
 * @param which the pid of the lab's first process; `true` when there is but one
 * @throws {NslabError} `usage`, with the labs to choose from
 */
export async function networkOfLab(which: string | true): Promise<DrawnNetwork> {
  const labs = runningLabs();
  const chosen = which === true ? (labs.length === 1 ? labs[0] : undefined) : labs.find(({ pid }) => `${pid}` === which);
  if (chosen) return { topology: topologyOf(await readOnce(chosen.pid)), status: 0 };
  const known = labs.map(({ pid }) => `--lab ${pid}`).join(', ');
  throw usage(
    labs.length === 0 && which === true
      ? { en: 'no lab runs now', zh: '现在没有实验环境在运行' }
      : which === true
        ? { en: `${labs.length} labs run now`, zh: `现在有 ${labs.length} 个实验环境在运行` }
        : { en: `no lab ${which} runs now`, zh: `现在没有实验环境 ${which} 在运行` },
    labs.length === 0
      ? { en: 'start one: nslab learn, in another terminal', zh: '在另一个终端中启动一个：nslab learn' }
      : { en: `choose one: ${known}`, zh: `选择一个：${known}` },
  );
}

/** Runs a lesson up to a step, and reads its network as it is then, with what that step has changed. */
export async function networkOfLesson(
  file: string,
  options: { readonly step?: string; readonly allowPrivileged?: boolean; readonly set?: readonly string[] },
): Promise<DrawnNetwork> {
  const values = readValues(options.set ?? []);
  const { lesson, before } = readChain(file, (other, earlier) => readLesson(other, { values, ...(earlier && { before: earlier }) }));
  if (lesson.steps.length === 0) throw noSteps(lesson);
  const selection = options.step === undefined ? {} : { to: options.step };
  if (unknownWords(lesson, selection).length > 0)
    throw usage(
      { en: `no step ${options.step} in ${file}`, zh: `${file} 中没有步骤 ${options.step}` },
      { en: `nslab plan --keys ${file} shows the steps`, zh: `nslab plan --keys ${file} 会列出各个步骤` },
    );
  const { lastId } = selectSteps(lesson, selection);
  const stop = createStopSignal();
  const lab = new LessonLab(file, { signal: stop.signal, isFollowing: true });
  stop.signal.addEventListener('abort', () => void lab.destroy());
  try {
    const run = await Session.start(lesson, before, {
      labs: lab,
      isAllowed: options.allowPrivileged ?? false,
      signal: stop.signal,
      isFollowing: true,
    });
    let changes: readonly Change[] = [];
    let hasFailed = false;
    for (const step of lesson.steps.slice(0, lastId)) {
      const ended = await run.run(step);
      if (stop.signal.aborted) return { topology: topologyOf(run.network!), status: stop.exitStatus()! };
      if (ended?.changes) ({ changes } = ended);
      if (!ended || ended.verdict === 'pass' || ended.verdict === 'drift' || ended.verdict === 'skip') continue;
      if (!hasFailed)
        process.stderr.write(
          `nslab: ${file}:${step.line}: ${firstLine(step.command)}: ${ended.reason === null ? ended.verdict : reasonOfStep(ended, chosenLanguage())}\n`,
        );
      hasFailed = true;
    }
    return { topology: topologyOf(await run.lookAtNetwork(), changes), status: hasFailed ? 1 : 0 };
  } finally {
    await lab.destroy();
  }
}

async function readOnce(first: number): Promise<Snapshot> {
  const reader = new Reader(first);
  try {
    return await takeSnapshot(reader);
  } finally {
    await reader.end();
  }
}
