import type { Language } from '../network/language.js';

/** What is said when a lesson is forgotten. */
interface ForgetWords {
  readonly question: (title: string) => string;
  readonly kept: string;
  readonly forgotten: (title: string) => string;
  readonly noTerminal: string;
  readonly addYes: string;
}

export const forgetWords: Readonly<Record<Language, ForgetWords>> = {
  en: {
    question: (title) => `Forget how far you are in ${title}, and its journal?`,
    kept: 'Nothing was forgotten.',
    forgotten: (title) => `Forgotten: ${title}. It is new again.`,
    noTerminal: 'unexpected --reset without a terminal to ask at',
    addYes: 'name the lesson and add --yes: nslab learn --reset --yes LESSON',
  },
  zh: {
    question: (title) => `要清除《${title}》的学习进度和所有操作记录吗？`,
    kept: '什么都没有清除。',
    forgotten: (title) => `《${title}》的记录已清除，可以从头学起。`,
    noTerminal: '没有终端可供确认，不能使用 --reset',
    addYes: '请写明课程并加上 --yes：nslab learn --reset --yes LESSON',
  },
};
