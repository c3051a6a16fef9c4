import type { IgnoredCode } from '../lesson/lesson.js';
import type { Language } from '../network/language.js';

/** What a plan says. */
export interface PlanWords {
  readonly noStep: string;
  readonly head: string;
  readonly leftAlone: string;
  readonly exits: (count: number) => string;
  readonly expects: (what: string) => string;
  readonly network: (line: number, isExact: boolean) => string;
  readonly skipped: (code: string, text: string) => string;
  readonly exit: (statuses: readonly number[]) => string;
  readonly output: (lines: number) => string;
  readonly goesOn: string;
  readonly ctrlC: string;
  readonly comma: string;
  readonly colon: string;
  /** Why lines are left alone; as in the document when left out. */
  readonly ignored: Readonly<Partial<Record<IgnoredCode, string>>>;
}

export const planWords: Readonly<Record<Language, PlanWords>> = {
  en: {
    noStep: 'no step',
    head: 'line  shell       command',
    leftAlone: 'left alone:',
    exits: (count) => `(leaves ${count === 1 ? 'a shell' : `${count} shells`} first, without a written exit)`,
    expects: (what) => `expects ${what}`,
    network: (line, isExact) => `the network of the diagram in line ${line}${isExact ? ', and nothing else' : ''}`,
    skipped: (code, text) => `skipped (${code}): ${text}`,
    exit: (statuses) => `exit ${statuses.join(' or ')}`,
    output: (lines) => `output of ${lines} ${lines === 1 ? 'line' : 'lines'}`,
    goesOn: 'goes on',
    ctrlC: 'then Ctrl-C',
    comma: ', ',
    colon: ': ',
    ignored: {},
  },
  zh: {
    noStep: '没有步骤',
    head: '行号  shell       命令',
    leftAlone: '不运行的内容：',
    exits: (count) => `（先退出 ${count} 层 shell，文档没有写 exit）`,
    expects: (what) => `期望 ${what}`,
    network: (line, isExact) => `第 ${line} 行的图中的网络${isExact ? '，且没有别的' : ''}`,
    skipped: (code, text) => `跳过（${code}）：${text}`,
    exit: (statuses) => `退出状态 ${statuses.join(' 或 ')}`,
    output: (lines) => `${lines} 行输出`,
    goesOn: '继续运行',
    ctrlC: '然后 Ctrl-C',
    comma: '，',
    colon: '：',
    ignored: {
      comment: '注释',
      'config-file': '配置文件的内容',
      'empty-prompt': '没有输入内容的提示符',
      'incomplete-command': 'shell 会等待更多输入：引号、here-document 或复合命令没有结束',
      'no-prompt': '没有提示符，也不能肯定是命令',
      'not-shell': '另一种语言的代码块',
      'output-of-no-command': '不属于任何命令的输出',
      prose: '写给读者的说明',
      'script-file': '带有 #! 行的脚本是文件，不是要输入的命令',
      'unknown-command': '开头不是 nslab 认识的命令；在前面加上提示符就会当作命令',
    },
  },
};
