import type { Language } from '../network/language.js';

/** What the menu of lessons is for. */
export type MenuPurpose = 'follow' | 'forget';

/** The words of the menu of lessons. */
export interface MenuWords {
  readonly question: Readonly<Record<MenuPurpose, string>>;
  readonly keys: string;
  readonly minutes: (count: number, isEstimated: boolean) => string;
  readonly step: (step: number, steps: number) => string;
  readonly done: string;
  readonly unreadable: string;
  /** A lesson in a sentence or more, for the ear. */
  readonly sentences: (number: number, title: string, facts: readonly string[]) => string;
  readonly longMinutes: (count: number, isEstimated: boolean) => string;
  /** What stands before the answer is typed. */
  readonly typed: (preselected: number) => string;
  readonly unknown: (answer: string) => string;
  readonly goodbye: Readonly<Record<MenuPurpose, string>>;
}

export const menuWords: Readonly<Record<Language, MenuWords>> = {
  en: {
    question: { follow: 'Which lesson?', forget: 'Which lesson shall be forgotten?' },
    keys: 'Arrow keys or a number choose, Enter takes, q leaves',
    minutes: (count, isEstimated) => `${isEstimated ? 'about ' : ''}${count} min`,
    step: (step, steps) => `step ${step} of ${steps}`,
    done: 'done',
    unreadable: "can't be read",
    sentences: (number, title, facts) => `${number}. ${title}: ${facts.join(', ')}.`,
    longMinutes: (count, isEstimated) => `${isEstimated ? 'about ' : ''}${count} ${count === 1 ? 'minute' : 'minutes'}`,
    typed: (number) => `Number or name (Enter takes ${number}, q leaves): `,
    unknown: (answer) => `There is no lesson ${answer} here. Type one of the numbers above.`,
    goodbye: {
      follow: 'See you. nslab knows where you are when you come back.',
      forget: 'Nothing was forgotten.',
    },
  },
  zh: {
    question: { follow: '学哪一课？', forget: '要清除哪一课的记录？' },
    keys: '方向键或数字选择，回车确定，q 离开',
    minutes: (count, isEstimated) => `${isEstimated ? '约 ' : ''}${count} 分钟`,
    step: (step, steps) => `第 ${step}/${steps} 步`,
    done: '已学完',
    unreadable: '读不出来',
    sentences: (number, title, facts) => `${number}. ${title}：${facts.join('，')}。`,
    longMinutes: (count, isEstimated) => `${isEstimated ? '约 ' : ''}${count} 分钟`,
    typed: (number) => `输入编号或名称（回车选 ${number}，q 离开）：`,
    unknown: (answer) => `这里没有“${answer}”这一课。请输入上面的编号。`,
    goodbye: {
      follow: '下次见。再运行 nslab 时，它记得你学到了哪里。',
      forget: '什么都没有清除。',
    },
  },
};
