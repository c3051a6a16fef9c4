import type { Step } from '../lesson/lesson.js';
import { oneLine } from '../report/shown-text.js';
import { cleanOutput } from '../verify/clean-output.js';
import type { CommandLine } from './command-line.js';
import { keyBar } from './key-bar.js';
import { readWish, type Wish } from './read-wish.js';
import type { Screen } from './screen.js';
import { helpWords } from './words/help-words.js';
import { lessonWords } from './words/lesson-words.js';
import { stepWords } from './words/step-words.js';

/** A step as the lesson has it, where it stands, and the shell that it is meant for. @param elsewhere the namespace that the person's shell is in instead */
export function showStepAhead(step: Step, of: number, elsewhere: string | undefined, screen: Screen): void {
  const words = stepWords[screen.language];
  const { paint, isPlain } = screen;
  const place = isPlain ? words.place(step.id, of) : `[${step.id}/${of}] `;
  const note = elsewhere === undefined ? '' : ` ${paint.yellow(words.elsewhere(oneLine(elsewhere)))}`;
  screen.say(`\n${paint.dim(place)}${paint.bold.cyan(`${oneLine(step.shell)}$ ${cleanOutput(step.command)}`)}${note}`);
}

/** Where a line is asked for. */
export interface Asking {
  readonly line: CommandLine;
  readonly screen: Screen;
  /** Of the person's shell. */
  readonly namespace: string;
  readonly isAtEnd: boolean;
  /** What the line may be completed to. */
  readonly command?: string;
  /** Called when they begin to type something of their own. */
  readonly onTyping?: () => void;
}

/** Shows the keys, and asks what shall be done. No answer at all, and Ctrl-C twice, mean to leave. */
export async function askForWish({
  line,
  screen,
  namespace,
  isAtEnd,
  command,
  onTyping,
}: Asking): Promise<Exclude<Wish, { kind: 'help' }>> {
  const words = stepWords[screen.language];
  const { paint } = screen;
  const showKeys = (): void => {
    if (screen.isPlain) screen.say(isAtEnd ? words.keysAtEndInShort : words.keysInShort);
    else screen.say(keyBar(isAtEnd ? words.keysAtEnd : words.keys, screen.columns, paint));
  };
  const prompt = paint.bold(`${oneLine(namespace)}$ `);
  showKeys();
  for (let isInterrupted = false; ;) {
    const answer = await line.read(prompt, (typed) => (command?.startsWith(typed) ? [command] : []), onTyping);
    if (answer.kind === 'end') {
      process.stdout.write('\n');
      return { kind: 'quit' };
    }
    if (answer.kind === 'interrupt') {
      if (isInterrupted) return { kind: 'quit' };
      isInterrupted = true;
      screen.tell(lessonWords[screen.language].onceMore);
      continue;
    }
    isInterrupted = false;
    if (/^\s*#/.test(answer.text)) continue;
    const wish = readWish(answer.text);
    // What Enter runs stands where it would stand if it had been typed.
    if (wish.kind === 'run' && !isAtEnd && command !== undefined && !screen.isPlain && answer.text === '')
      process.stdout.write(`\u001B[1A\r\u001B[K${prompt}${cleanOutput(command)}\n`);
    if (wish.kind !== 'help') return wish;
    screen.say(helpWords[screen.language].help);
  }
}
