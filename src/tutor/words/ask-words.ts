import type { Language } from '../../network/language.js';

/** The words of questions that are answered with yes or no. */
export interface AskWords {
  readonly yes: string;
  readonly no: string;
  /** What may be typed, the answer of Enter in capitals. */
  readonly yesOption: string;
  readonly noOption: string;
  readonly plainYes: string;
  readonly plainNo: string;
}

export const askWords: Readonly<Record<Language, AskWords>> = {
  en: {
    yes: 'yes',
    no: 'no',
    yesOption: '(Y/n)',
    noOption: '(y/N)',
    plainYes: 'Type y or n; Enter means yes:',
    plainNo: 'Type y or n; Enter means no:',
  },
  zh: {
    yes: '是',
    no: '否',
    yesOption: '（Y 是 / n 否）',
    noOption: '（y 是 / N 否）',
    plainYes: '输入 y（是）或 n（否），直接回车表示是：',
    plainNo: '输入 y（是）或 n（否），直接回车表示否：',
  },
};
