import type { Language } from '../network/language.js';

/** What is said of what was kept of a lesson. */
export interface KeptWords {
  readonly startsAnew: string;
  readonly goOnThere: string;
  readonly startAnew: string;
  /** @param step the one that was done last; `undefined` for none */
  readonly goOn: (step: number | undefined, of: number, hasChanged: boolean) => string;
}

export const keptWords: Readonly<Record<Language, KeptWords>> = {
  en: {
    startsAnew: 'The lesson starts anew.',
    goOnThere: 'Go on there',
    startAnew: 'Start the lesson anew',
    goOn: (step, of, hasChanged) => {
      const place = step === undefined ? 'before its first step' : `after step ${step} of ${of}`;
      return `You left this lesson ${place}${hasChanged ? ', and it has changed since' : ''}.`;
    },
  },
  zh: {
    startsAnew: '本课从头开始。',
    goOnThere: '从那里继续',
    startAnew: '从头开始本课',
    goOn: (step, of, hasChanged) => {
      const place = step === undefined ? '第一步之前' : `第 ${step} 步（共 ${of} 步）之后`;
      return `上次你在${place}离开了本课${hasChanged ? '，之后课程有了改动' : ''}。`;
    },
  },
};
