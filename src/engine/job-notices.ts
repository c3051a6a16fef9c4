import { readShellInput } from '../lesson/shell-command.js';

/** How bash tells that a background job has changed its state (bash(1), "Job Control"): `[1]+  Done                    sleep 1`. */
const notice = /^\[\d+\][-+ ] +\S.*$/;
const aboutJobs = new Set(['bg', 'fg', 'jobs', 'wait']);

/**
 * Output without what the shell says of background jobs before its next prompt, which stands at the end of whatever step happened to run
 * then; unless the step is about jobs, or the lesson shows such a line.
 */
export function withoutJobNotices(output: string, command: string, documented: readonly string[]): string {
  if (!output.includes('[') || documented.some((line) => notice.test(line))) return output;
  if (readShellInput(command).commands.some(({ words }) => aboutJobs.has(words[0] ?? ''))) return output;
  const lines = output.split('\n');
  while (lines.length > 0 && notice.test(lines[0]!)) lines.shift();
  let end = lines.length - (lines.at(-1) === '' ? 1 : 0);
  while (end > 0 && notice.test(lines[end - 1]!)) end -= 1;
  return [...lines.slice(0, end), ...(lines.at(-1) === '' ? [''] : [])].join('\n');
}

/** Documented lines without notices of jobs that the shell gives only before a later prompt: when a job has ended is a matter of moments. */
export function withoutLateNotices(documented: readonly string[], output: string, command: string): readonly string[] {
  if (readShellInput(command).commands.some(({ words }) => aboutJobs.has(words[0] ?? ''))) return documented;
  const hasNotice = output.split('\n').some((line) => notice.test(line));
  return hasNotice ? documented : documented.filter((line) => !notice.test(line));
}
