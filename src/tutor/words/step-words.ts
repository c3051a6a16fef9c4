import type { Language } from '../../network/language.js';

/** What is said around a step. */
export interface StepWords {
  /** What each key does, in the order in which they are shown. */
  readonly keys: readonly (readonly [key: string, does: string])[];
  readonly keysAtEnd: readonly (readonly [key: string, does: string])[];
  /** For who hears the keys and does not see them. */
  readonly keysInShort: string;
  readonly keysAtEndInShort: string;
  readonly place: (step: number, of: number) => string;
  /** The person's shell is not the one that the lesson means. */
  readonly elsewhere: (namespace: string) => string;
  readonly asTheLessonSays: string;
  readonly doneAlready: string;
  readonly goesOnUntilCtrlC: string;
  readonly goesOnIn: (terminal: string) => string;
  readonly exitTyped: string;
  readonly notRun: (why: string) => string;
  readonly skipped: string;
  readonly solution: string;
  readonly runItNow: string;
  readonly onlyLooks: string;
  readonly wouldChange: string;
  readonly wouldChangeOther: string;
  readonly cannotTry: (why: string) => string;
  readonly changesNothing: string;
  readonly stays: string;
  readonly lettersThenEnter: string;
  readonly toChange: string;
  readonly readAbove: string;
  readonly beginsWith: (beginning: string) => string;
  readonly pictureTooTall: (lines: number) => string;
  readonly changedSince: (step: number) => string;
  readonly whatIs: (placeholder: string) => string;
}

export const stepWords: Readonly<Record<Language, StepWords>> = {
  en: {
    keys: [
      ['Enter', 'run'],
      ['t', 'type'],
      ['e', 'explain'],
      ['p', 'picture'],
      ['h', 'hint'],
      ['u', 'undo'],
      ['w', 'where'],
      ['g', 'go to'],
      ['a', 'solution'],
      ['s', 'skip'],
      ['q', 'quit'],
      ['?', 'help'],
    ],
    keysAtEnd: [
      ['Enter', 'leave the lab'],
      ['t', 'type'],
      ['p', 'picture'],
      ['u', 'undo'],
      ['w', 'where'],
      ['g', 'go to'],
      ['?', 'help'],
    ],
    keysInShort: 'Enter runs it, a command of yours runs in its place, ? lists the keys.',
    keysAtEndInShort: 'Enter leaves the lab, ? lists the keys.',
    place: (step, of) => `Step ${step} of ${of}: `,
    elsewhere: (namespace) => `(you are in ${namespace})`,
    asTheLessonSays: 'as the lesson says',
    doneAlready: 'You have done this already.',
    goesOnUntilCtrlC: 'It goes on until Ctrl-C. nslab presses that for you once the output of the lesson has come.',
    goesOnIn: (terminal) => `It goes on in ${terminal} while you go on elsewhere.`,
    exitTyped: '(exit was typed first: the lesson means the shell around)',
    notRun: (why) => `not run: ${why}`,
    skipped: 'Skipped. nslab does it for you, so that what comes later works:',
    solution: 'This is how the lesson does it:',
    runItNow: 'Run it now?',
    onlyLooks: 'It only looks and changes nothing. Whatever shows the same is as good.',
    wouldChange: 'Tried in a copy of your lab, it changes this:',
    wouldChangeOther: 'It changes nothing in the network: only files, programs or the shell.',
    cannotTry: (why) => `What it changes can't be said, because it fails in a copy of your lab: ${why}`,
    changesNothing: 'it changes nothing in the network: it is so already, or it is about files, programs or the shell.',
    stays: 'The step is still open: u takes back what was done last, and s goes on all the same.',
    lettersThenEnter: 'Keys are letters: type one, then Enter. Anything longer is a command, and runs in the lab.',
    toChange: 'this is what has to change:',
    readAbove: 'read once more what stands above the step.',
    beginsWith: (beginning) => `a command for it begins like this: ${beginning}`,
    pictureTooTall: (lines) => `(the picture has ${lines} lines: p draws it)`,
    changedSince: (step) => `You have changed more since step ${step}:`,
    whatIs: (placeholder) => `What is ${placeholder} on your side? (Enter skips the command)`,
  },
  zh: {
    keys: [
      ['回车', '运行'],
      ['t', '自己输入'],
      ['e', '解释'],
      ['p', '画图'],
      ['h', '提示'],
      ['u', '撤销'],
      ['w', '我在哪'],
      ['g', '跳到'],
      ['a', '答案'],
      ['s', '跳过'],
      ['q', '退出'],
      ['?', '帮助'],
    ],
    keysAtEnd: [
      ['回车', '离开实验环境'],
      ['t', '自己输入'],
      ['p', '画图'],
      ['u', '撤销'],
      ['w', '我在哪'],
      ['g', '跳到'],
      ['?', '帮助'],
    ],
    keysInShort: '回车运行它；输入自己的命令则运行那一条；? 列出所有按键。',
    keysAtEndInShort: '回车离开实验环境；? 列出所有按键。',
    place: (step, of) => `第 ${step} 步，共 ${of} 步：`,
    elsewhere: (namespace) => `（你现在在 ${namespace} 中）`,
    asTheLessonSays: '与课程一致',
    doneAlready: '你已经做过这一步了。',
    goesOnUntilCtrlC: '它会一直运行，直到按下 Ctrl-C。等课程里的输出出现后，nslab 会替你按。',
    goesOnIn: (terminal) => `它在 ${terminal} 中继续运行，你可以在别处接着做。`,
    exitTyped: '（先输入了 exit：课程指的是外层的 shell）',
    notRun: (why) => `没有运行：${why}`,
    skipped: '已跳过。为了让后面的步骤能继续，nslab 替你完成它：',
    solution: '课程是这样做的：',
    runItNow: '现在运行它吗？',
    onlyLooks: '它只是查看，什么也不改变。能看到同样内容的命令都可以。',
    wouldChange: '在你的实验环境的副本里试过，它会带来这些变化：',
    wouldChangeOther: '它不改变网络，只涉及文件、程序或 shell。',
    cannotTry: (why) => `无法说明它会改变什么，因为它在你的实验环境的副本里失败了：${why}`,
    changesNothing: '它不改变网络：已经是这样了，或者只涉及文件、程序或 shell。',
    stays: '这一步还没有完成：u 撤销最后做的事，s 则直接继续。',
    lettersThenEnter: '按键都是字母：输入一个，再按回车。更长的内容会当作命令，在实验环境中运行。',
    toChange: '需要发生的变化是：',
    readAbove: '再读一遍这一步上面的文字。',
    beginsWith: (beginning) => `这样的命令以此开头：${beginning}`,
    pictureTooTall: (lines) => `（图有 ${lines} 行，按 p 画出来）`,
    changedSince: (step) => `第 ${step} 步之后，你还改变了：`,
    whatIs: (placeholder) => `在你这里，${placeholder} 是什么？（直接回车则跳过这条命令）`,
  },
};
