import type { Language } from '../../network/language.js';

/** What is said of a command of the person's own. */
export interface AnswerWords {
  readonly yours: (namespace: string) => string;
  readonly exitStatus: (status: number) => string;
  readonly shellEnded: string;
  readonly wasStopped: string;
  readonly right: string;
  readonly anotherWay: string;
  readonly namedOtherwise: (names: string) => string;
  /** One of the names. */
  readonly inPlaceOf: (own: string, lesson: string) => string;
  readonly alsoDone: (steps: string) => string;
  readonly beside: string;
  readonly notYet: (why: string) => string;
  /** The step is done, or only looks, and something else is not so any more. */
  readonly broken: string;
  readonly missing: string;
  readonly failed: string;
  readonly hint: string;
  readonly moreHints: string;
  readonly moreHintsInLab: string;
  readonly byStep: (step: number) => string;
  readonly byYours: (command: string) => string;
  /** @param what was so */
  readonly wasTrue: (maker: string, what: string) => string;
  readonly wasTrueFromTheBeginning: (what: string) => string;
  readonly takeBack: string;
  readonly takeBackInLab: string;
  readonly couldNotCheck: string;
  readonly referenceFailed: (step: number) => string;
  readonly noCopy: string;
  readonly notSeen: string;
  readonly goOnAllTheSame: string;
  readonly justALook: string;
}

export const answerWords: Readonly<Record<Language, AnswerWords>> = {
  en: {
    yours: (namespace) => `(yours, in ${namespace}; u takes it back)`,
    exitStatus: (status) => `exit status ${status}`,
    shellEnded: 'The shell of this terminal has ended; u brings it back.',
    wasStopped: 'It was stopped.',
    right: 'Right.',
    anotherWay: 'Right: another way to the same.',
    namedOtherwise: (names) => `You call it otherwise, which is fine: ${names}. From here on the lesson's commands do too.`,
    inPlaceOf: (own, lesson) => `${own} for ${lesson}`,
    alsoDone: (steps) => `With it you have done more: step ${steps}.`,
    beside: 'Beside, you have changed this, which does no harm:',
    notYet: (why) => `Not yet: ${why}`,
    broken: 'Something that was so is no more:',
    missing: 'Still missing:',
    failed: 'the command failed. What it says stands above.',
    hint: 'Hint:',
    moreHints: '(h: another hint)',
    moreHintsInLab: '(nslab hint: another one)',
    byStep: (step) => `step ${step}`,
    byYours: (command) => `your \`${command}\``,
    wasTrue: (maker, what) => `${what}: true since ${maker}, and now broken`,
    wasTrueFromTheBeginning: (what) => `${what}: true from the beginning, and now broken`,
    takeBack: 'u takes it back.',
    takeBackInLab: 'nslab undo takes it back.',
    couldNotCheck: 'This could not be checked, which is no fault of yours:',
    referenceFailed: (step) => `the lesson's own command for step ${step} does not work in a copy of your lab.`,
    noCopy: 'a copy of your lab could not be made.',
    notSeen: 'the lab could not be looked at.',
    goOnAllTheSame: 'Enter runs the command of the lesson, u takes yours back.',
    justALook: 'The step is still open.',
  },
  zh: {
    yours: (namespace) => `（你的命令，在 ${namespace} 中；u 撤销它）`,
    exitStatus: (status) => `退出状态 ${status}`,
    shellEnded: '这个终端的 shell 已经结束；u 可以恢复它。',
    wasStopped: '它被停止了。',
    right: '正确。',
    anotherWay: '正确：用另一种方法做到了同样的事。',
    namedOtherwise: (names) => `你用了别的名字，没有问题：${names}。从现在起，课程的命令也用你的名字。`,
    inPlaceOf: (own, lesson) => `用 ${own} 代替 ${lesson}`,
    alsoDone: (steps) => `同时也完成了第 ${steps} 步。`,
    beside: '另外，你还改变了下面这些，没有妨碍：',
    notYet: (why) => `还没有完成：${why}`,
    broken: '原来成立的，现在不成立了：',
    missing: '还缺少：',
    failed: '命令失败了，它的说明在上面。',
    hint: '提示：',
    moreHints: '（h：再给一个提示）',
    moreHintsInLab: '（nslab hint：再给一个提示）',
    byStep: (step) => `第 ${step} 步`,
    byYours: (command) => `你的 \`${command}\``,
    wasTrue: (maker, what) => `${what}：${maker}起成立，现在被破坏了`,
    wasTrueFromTheBeginning: (what) => `${what}：一开始就成立，现在被破坏了`,
    takeBack: '按 u 可以撤销。',
    takeBackInLab: 'nslab undo 可以撤销。',
    couldNotCheck: '这一次无法检查，但不是你的错：',
    referenceFailed: (step) => `第 ${step} 步的课程命令在你的实验环境的副本里无法运行。`,
    noCopy: '无法为你的实验环境制作副本。',
    notSeen: '无法查看实验环境。',
    goOnAllTheSame: '回车运行课程的命令，u 撤销你的命令。',
    justALook: '这一步还没有完成。',
  },
};
