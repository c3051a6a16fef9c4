import type { Verdict } from '../engine/events.js';
import type { Language } from '../network/language.js';

/** What the report for people says of a run, beside what went wrong. */
export interface TerminalWords {
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly counted: Readonly<Record<Verdict, string>>;
  readonly step: (step: number, steps: number, line: number) => string;
  readonly settled: (looks: number) => string;
  readonly exits: (exits: number) => string;
  readonly known: (reason: string, from: string) => string;
  readonly error: string;
  readonly lessons: (count: number) => string;
  readonly notRun: (count: number) => string;
  readonly because: (count: number) => string;
  readonly ofThemKnown: (count: number) => string;
  readonly nothing: string;
  readonly count: (count: number, verdict: string) => string;
  readonly comma: string;
  readonly total: (lessons: string, counts: string, time: string) => string;
}

export const terminalWords: Readonly<Record<Language, TerminalWords>> = {
  en: {
    verdicts: { pass: 'pass ', fail: 'fail ', drift: 'drift', skip: 'skip ', unreachable: 'unreachable', error: 'error' },
    counted: { pass: 'passed', fail: 'failed', drift: 'drifted', skip: 'skipped', unreachable: 'unreachable', error: 'in error' },
    step: (step, steps, line) => `step ${step} of ${steps}, line ${line}: `,
    settled: (looks) => ` (settled after ${looks} looks)`,
    exits: (exits) => `  (after ${exits === 1 ? 'an exit' : `${exits} exits`} that the document leaves out)`,
    known: (reason, from) => `  known: ${reason} (${from})`,
    error: 'error',
    lessons: (count) => `${count} ${count === 1 ? 'lesson' : 'lessons'}`,
    notRun: (count) => `${count} could not be run`,
    because: (count) => ` (${count} of them because of an earlier step)`,
    ofThemKnown: (count) => ` (${count} known)`,
    nothing: 'nothing was run',
    count: (count, verdict) => `${count} ${verdict}`,
    comma: ', ',
    total: (lessons, counts, time) => `${lessons}: ${counts} in ${time}`,
  },
  zh: {
    verdicts: { pass: '通过', fail: '失败', drift: '不符', skip: '跳过', unreachable: '未到', error: '出错' },
    counted: { pass: '通过', fail: '失败', drift: '输出不符', skip: '跳过', unreachable: '未能到达', error: '出错' },
    step: (step, steps, line) => `第 ${step} 步，共 ${steps} 步，第 ${line} 行：`,
    settled: (looks) => `（看了 ${looks} 次后一致）`,
    exits: (exits) => `  （之前有文档未写的 ${exits} 次 exit）`,
    known: (reason, from) => `  已知：${chineseKnown(reason)}（${from === 'setting' ? '课程的设置' : from}）`,
    error: '错误',
    lessons: (count) => `${count} 个课程`,
    notRun: (count) => `${count} 个无法运行`,
    because: (count) => `（其中 ${count} 个由前面的步骤引起）`,
    ofThemKnown: (count) => `（${count} 个已知）`,
    nothing: '没有运行任何步骤',
    count: (count, verdict) => `${count} 个${verdict}`,
    comma: '，',
    total: (lessons, counts, time) => `${lessons}：${counts}，用时 ${time}`,
  },
};

/** The reason is somebody's own; what nslab puts before it is told in English in the event. */
function chineseKnown(reason: string): string {
  return reason.replace(/^it follows from line (\d+): /, '由第 $1 行引起：');
}
