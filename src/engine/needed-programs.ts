import { readShellInput } from '../lesson/shell-command.js';
import { netnsExec, withoutSudo } from '../lesson/shells.js';
import { networkTools } from '../lesson/vocabulary.js';

/** The network tools that a command runs, those behind `sudo` and `ip netns exec NAME` included. */
export function neededPrograms(command: string, required: readonly string[]): string[] {
  const programs = readShellInput(command).commands.flatMap(({ words }) => programsOf(words));
  return [...new Set(programs)].filter((program) => Object.hasOwn(networkTools, program) || required.includes(program));
}

function programsOf(words: readonly string[]): string[] {
  const bare = withoutSudo(words);
  const exec = netnsExec(bare);
  return [bare[0], ...(exec ? programsOf(exec.words) : [])].filter((program) => program !== undefined);
}
