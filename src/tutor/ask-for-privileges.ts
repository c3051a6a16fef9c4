import type { Lesson } from '../lesson/lesson.js';
import { asksForDocker, whyNoDocker } from '../engine/privileged-lab.js';
import { cleanOutput } from '../verify/clean-output.js';
import { ask } from './ask.js';

/**
 * Asks the person at the terminal whether these lessons may have the privileged lab that they ask for; resolves to false, without a question, when
 * none asks for one or there can be none here.
 * @param lessons each with those that it continues
 */
export async function askForPrivileges(lessons: readonly (readonly Lesson[])[]): Promise<boolean> {
  const asking = lessons.filter(asksForDocker).map((chain) => cleanOutput(chain.at(-1)!.file));
  if (asking.length === 0 || whyNoDocker(true)) return false;
  const who =
    asking.length <= mostNames ? asking.join(', ') : `${asking.slice(0, mostNames).join(', ')} and ${asking.length - mostNames} more`;
  process.stdout.write(
    `${who}: needs Docker.
In a lab with Docker every command runs as the real root of this machine, and the lab is no boundary to a lesson that means harm.
Say yes only to what you would run as root without nslab.
`,
  );
  return ask.confirm('Run it with Docker?', false);
}

const mostNames = 3;
