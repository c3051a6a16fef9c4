import type { Language } from '../../network/language.js';

/** What is said to a person in the lab's own shell. */
export interface LabWords {
  readonly shellEnded: string;
  readonly nothingToAccept: string;
  readonly nothingToAcceptAnyMore: string;
  readonly notTheSame: string;
  readonly atTheBeginning: string;
  readonly afterStep: (step: number, of: number) => string;
}

export const labWords: Readonly<Record<Language, LabWords>> = {
  en: {
    shellEnded: 'The shell of this terminal has ended.',
    nothingToAccept: 'There is nothing to accept.',
    nothingToAcceptAnyMore: 'There is nothing to accept any more: something else was done since.',
    notTheSame: 'Done again in a fresh lab it is not the same. nslab accept goes there all the same; nothing has changed yet.',
    atTheBeginning: 'You are at the beginning.',
    afterStep: (step, of) => `You are after step ${step} of ${of}.`,
  },
  zh: {
    shellEnded: '这个终端的 shell 已经结束。',
    nothingToAccept: '没有需要接受的内容。',
    nothingToAcceptAnyMore: '没有需要接受的内容了：这之后又做了别的事。',
    notTheSame: '在全新的实验环境里重做之后并不一样。nslab accept 仍然去那里；目前还什么都没有改变。',
    atTheBeginning: '你在开头。',
    afterStep: (step, of) => `你在第 ${step} 步（共 ${of} 步）之后。`,
  },
};
