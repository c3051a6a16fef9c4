import type { Language } from '../network/language.js';

/** What commands tell of a run beside its reports. */
export interface RunWords {
  readonly tooLittle: (checked: number, least: number, known: number) => string;
  readonly inLab: (place: string) => string;
  readonly leaves: string;
  readonly stoppedAt: (step: string, left: number) => string;
  readonly left: (what: 'output' | 'diagram', why: string) => string;
  readonly outputUnreadable: string;
  readonly diagramUnreadable: string;
  readonly changed: (outputs: number, diagrams: number, left: number) => string;
  readonly cannotWatch: (why: string) => string;
  readonly watching: (lessons: number, hasKeys: boolean) => string;
  readonly news: (what: 'changed' | 'gone', files: readonly string[]) => string;
  readonly bySignal: (signal: number) => string;
  readonly noEnd: string;
  readonly statusIsTwo: (why: string) => string;
}

const english = {
  lessons: (count: number): string => `${count} ${count === 1 ? 'lesson' : 'lessons'}`,
  counted: (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`,
};

export const runWords: Readonly<Record<Language, RunWords>> = {
  en: {
    tooLittle: (checked, least, known) =>
      `${checked} ${checked === 1 ? 'step was' : 'steps were'} checked, at least ${least} had to be, and one to pass${known === 0 ? '' : `; ${known} known not to pass. \`--min-checked 0\` lets that be`}`,
    inLab: (place) =>
      `You are in the lab at ${place}, in the shell that the step was typed into. Leave it with exit or Ctrl-D.
nslab undo takes back the last command, nslab goto 3 goes to right after step 3, nslab help says more.`,
    leaves: 'leaves the lab',
    stoppedAt: (step, left) => `stopped at ${step}${left > 1 ? `, and ${left - 1} after it not run` : ''}`,
    left: (what, why) => `its ${what} was left, for ${why}`,
    outputUnreadable: 'its output was left, for it would not be read as an output again; try: `<!-- nslab: read=session -->`',
    diagramUnreadable: 'its diagram was left, for the lesson would be read in another way',
    changed: (outputs, diagrams, left) => {
      const parts = [
        ...(outputs > 0 || diagrams === 0 ? [english.counted(outputs, 'output')] : []),
        ...(diagrams > 0 ? [english.counted(diagrams, 'diagram')] : []),
      ];
      const open = left === 0 ? '' : `, ${left} ${left === 1 ? 'failure is' : 'failures are'} left`;
      return `${parts.join(' and ')} ${outputs + diagrams === 1 ? 'was' : 'were'} changed${open}`;
    },
    cannotWatch: (why) => `can't watch everything: ${why}`,
    watching: (lessons, hasKeys) =>
      `watching ${english.lessons(lessons)} — ${hasKeys ? 'Enter or a runs all, q or Ctrl-C ends' : 'Ctrl-C ends'}`,
    news: (what, files) => `${what}: ${files.length > 5 ? english.lessons(files.length) : files.join(', ')}`,
    bySignal: (signal) => `its run was ended by signal ${signal}`,
    noEnd: 'it has no end: its run was killed, or it was not copied whole',
    statusIsTwo: (why) => `${why}, so the exit status is 2\n  try: run that part again`,
  },
  zh: {
    tooLittle: (checked, least, known) =>
      `检查了 ${checked} 步，至少要检查 ${least} 步，且至少有一步通过${known === 0 ? '' : `；${known} 步已知不会通过。\`--min-checked 0\` 可以不计较`}`,
    inLab: (place) =>
      `你现在在 ${place} 处的实验环境中，就在输入该步骤的 shell 里。用 exit 或 Ctrl-D 离开。
nslab undo 撤销上一条命令，nslab goto 3 回到第 3 步刚做完的时候，nslab help 显示更多说明。`,
    leaves: '离开实验环境',
    stoppedAt: (step, left) => `停在 ${step}${left > 1 ? `，之后的 ${left - 1} 步没有运行` : ''}`,
    left: (what, why) => `${what === 'output' ? '输出' : '图'}没有改动，因为${chineseWhy(why)}`,
    outputUnreadable: '输出没有改动，因为写入后不会再被读作输出；可以试试：`<!-- nslab: read=session -->`',
    diagramUnreadable: '图没有改动，因为写入后课程会被读成另一种样子',
    changed: (outputs, diagrams, left) => {
      const parts = [...(outputs > 0 || diagrams === 0 ? [`${outputs} 处输出`] : []), ...(diagrams > 0 ? [`${diagrams} 张图`] : [])];
      return `改动了 ${parts.join('和 ')}${left === 0 ? '' : `，还有 ${left} 处失败`}`;
    },
    cannotWatch: (why) => `无法监视全部内容：${why}`,
    watching: (lessons, hasKeys) =>
      `正在监视 ${lessons} 个课程——${hasKeys ? '按 Enter 或 a 全部运行，按 q 或 Ctrl-C 结束' : '按 Ctrl-C 结束'}`,
    news: (what, files) => `${what === 'changed' ? '有改动' : '已删除'}：${files.length > 5 ? `${files.length} 个课程` : files.join('、')}`,
    bySignal: (signal) => `这次运行被信号 ${signal} 终止`,
    noEnd: '它没有结尾：运行被强行终止，或文件没有复制完整',
    statusIsTwo: (why) => `${why}，因此退出状态为 2\n  可以试试：重新运行这一部分`,
  },
};

/** Why something was left stands in English in what the engine tells of changes. */
function chineseWhy(why: string): string {
  const doubt = /^line (\d+) before it has not done what it should; mend that first$/.exec(why);
  if (doubt) return `前面第 ${doubt[1]} 行没有达到应有的效果；请先修正那里`;
  const command = /^a line of it may be a command: (.*)$/s.exec(why);
  if (command) return `其中一行可能是命令：${command[1]}`;
  return whys[why] ?? why;
}

const whys: Readonly<Record<string, string>> = {
  'nothing of what it is about is there': '它所说的东西都不存在',
  'it contradicts itself': '它自相矛盾',
  'what it captures is not in it any more': '其中已没有要捕获的内容',
};
