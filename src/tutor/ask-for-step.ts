import type { ChalkInstance } from 'chalk';
import type { Step } from '../lesson/lesson.js';
import { cleanOutput } from '../verify/clean-output.js';
import { ask } from './ask.js';
import { readWish, type Wish } from './read-wish.js';

const question = 'Enter runs it, p draws, u undoes, q quits, ? for more';

const lastQuestion = 'Enter leaves the lab, u undoes, ? for more';

const help = `Enter        runs the lesson's command; at the end it leaves
any command  runs in the lab in its place: look, try, break
t, type      the lab's own shell, until nslab back
u, undo      takes back what was done last
redo         does again what was taken back last
g 3, goto 3  goes to right after step 3; g 0: the beginning
r, reset     starts the lesson anew
w, where     says what has been done so far
p, picture   draws the network
s, skip      leaves the command out
q, quit      leaves; the lesson goes on here next time
\\w           runs w, and does not mean the w above`;

/**
 * Shows a command and asks what shall be done with it.
 * @param place where it stands in the lesson
 * @param elsewhere a remark, where the person's shell is not the one that the lesson means
 */
export function askForStep(step: Step, place: string, elsewhere: string, paint: ChalkInstance): Promise<Exclude<Wish, { kind: 'help' }>> {
  const command = paint.bold.cyan(`${step.shell}$ ${cleanOutput(step.command)}`);
  process.stdout.write(`\n${paint.dim(place)} ${command}${paint.yellow(elsewhere)}\n`);
  return askFor(question);
}

/** Asks what shall be done when the lesson is over and its lab still there. */
export function askAtEnd(): Promise<Exclude<Wish, { kind: 'help' }>> {
  return askFor(lastQuestion);
}

async function askFor(text: string): Promise<Exclude<Wish, { kind: 'help' }>> {
  for (;;) {
    const wish = readWish(await ask.text(text));
    if (wish.kind !== 'help') return wish;
    process.stdout.write(`${help}\n`);
  }
}
