import { readShellInput } from '../lesson/shell-command.js';
import { netnsExec, withoutSudo } from '../lesson/story/shells.js';
import { isBuiltin, isKnownCommand } from '../lesson/known/vocabulary.js';

/** Known by name, and still no program that is looked for: the lab's own, and what people define themselves. */
const notPrograms = new Set(['sudo', 'll', 'look']);

/** The programs known by name that a command runs, those behind `sudo` and `ip netns exec NAME` included; builtins are always there. */
export function neededPrograms(command: string, required: readonly string[]): string[] {
  const programs = readShellInput(command).commands.flatMap(({ words }) => programsOf(words));
  return [...new Set(programs)].filter(
    (program) =>
      (isKnownCommand(program) && !program.includes('/') && !isBuiltin(program) && !notPrograms.has(program)) || required.includes(program),
  );
}

function programsOf(words: readonly string[]): string[] {
  const bare = withoutWrappers(withoutSudo(words));
  const exec = netnsExec(bare);
  return [bare[0], ...(exec ? programsOf(exec.words) : [])].filter((program) => program !== undefined);
}

/** A command's words without programs before it that only run it: `timeout 3 ping …`, `nohup tcpdump`. */
function withoutWrappers(words: readonly string[]): readonly string[] {
  if (words[0] === 'nohup' || words[0] === 'env' || words[0] === 'exec' || words[0] === 'command') return withoutWrappers(words.slice(1));
  if (words[0] !== 'timeout') return words;
  const duration = words.findIndex((word, index) => index > 0 && /^[\d.]+[smhd]?$/.test(word));
  return duration === -1 ? words : withoutWrappers(words.slice(duration + 1));
}
