import prompts from 'prompts';
import { oneLineAhead } from './typed-ahead.js';

/** Questions to a person at a terminal. Ctrl-C and Ctrl-D at a question mean no answer. */
export const ask = {
  /** Yes or no; no answer is no, and Enter means what stands there already. */
  async confirm(message: string, initial = true): Promise<boolean> {
    const answer: { value?: boolean } = await prompts({ type: 'confirm', name: 'value', message, initial });
    return answer.value ?? false;
  },
  /** What was typed, `undefined` for no answer. */
  async text(message: string): Promise<string | undefined> {
    const { input, stop } = oneLineAhead();
    try {
      const answer: { value?: string } = await prompts({ type: 'text', name: 'value', message, stdin: input });
      return answer.value;
    } finally {
      stop();
    }
  },
};
