import prompts from 'prompts';
import { fillPainted } from './fill-painted.js';
import { withPlainLines } from './plain-lines.js';
import type { Manner } from './screen.js';
import { oneLineAhead } from './typed-ahead.js';
import { askWords } from './words/ask-words.js';

/** What stands before and behind a question. */
const answerColumns = 12;

const usual = { language: 'en', isPlain: false } as const;

/** Questions to a person at a terminal. Ctrl-C and Ctrl-D at a question mean no answer. */
export const ask = {
  /** Yes or no; no answer is no, and Enter means what stands there already. */
  async confirm(message: string, manner: Pick<Manner, 'language' | 'isPlain'> = usual, initial = true): Promise<boolean> {
    const words = askWords[manner.language];
    if (manner.isPlain) {
      const text = await typed(`${message} ${initial ? words.plainYes : words.plainNo} `);
      if (text === undefined) return false;
      return text === '' ? initial : /^(?:y|yes|是|好)/i.test(text);
    }
    const { yes, no, yesOption, noOption } = words;
    const answer: { value?: boolean } = await prompts({
      type: 'confirm',
      name: 'value',
      // The library itself breaks lines wherever they end.
      message: fillPainted(message, (process.stdout.columns || 80) - answerColumns).join('\n'),
      initial,
      ...({ yes, no, yesOption, noOption } as object),
    });
    return answer.value ?? false;
  },
  /** One of some answers, by its place, the first being meant by Enter alone; `undefined` for no answer. No letter that is typed by chance decides. */
  async choice(message: string, answers: readonly string[], { isPlain }: Pick<Manner, 'isPlain'>): Promise<number | undefined> {
    if (isPlain) {
      const text = await typed([message, ...answers.map((answer, at) => `${at + 1}. ${answer}`), ''].join('\n'));
      if (text === undefined) return undefined;
      return text === '' ? 0 : Math.max(0, Math.min(answers.length, Number.parseInt(text, 10) || 1) - 1);
    }
    const choices = answers.map((title, value) => ({ title, value }));
    const answer: { value?: number } = await prompts({ type: 'select', name: 'value', message, choices, initial: 0, hint: ' ' });
    return answer.value;
  },
  /** What was typed, `undefined` for no answer. */
  async text(message: string, { isPlain }: Pick<Manner, 'isPlain'>): Promise<string | undefined> {
    if (isPlain) return typed(`${message} `);
    const { input, stop } = oneLineAhead();
    try {
      const answer: { value?: string } = await prompts({ type: 'text', name: 'value', message, stdin: input });
      return answer.value;
    } finally {
      stop();
    }
  },
  /** A whole number from 0 on; `undefined` for no answer, or another one. */
  async number(message: string, manner: Pick<Manner, 'isPlain'>): Promise<number | undefined> {
    const text = (await ask.text(message, manner))?.trim();
    return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
  },
};

function typed(message: string): Promise<string | undefined> {
  return withPlainLines((askFor) => askFor(message));
}
