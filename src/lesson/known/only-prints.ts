import { readShellInput } from '../shell-command.js';

const printing = new Set(
  'alias date declare dirs echo env hash help history id info jobs man printenv printf pwd type umask uname which whoami'.split(' '),
);

const filters = new Set('cat cut grep head less more sort tail uniq wc'.split(' '));

/** Whether a command does no more than to print something, or to ask for help, so far as its words tell: nobody means to do a step by it. */
export function onlyPrints(command: string): boolean {
  const { commands, hasEffects } = readShellInput(command);
  if (hasEffects || commands.length === 0) return false;
  return commands.every(
    ({ words }, at) =>
      printing.has(words[0] ?? '') ||
      (at > 0 && filters.has(words[0] ?? '')) ||
      words.slice(1).some((word) => /^(?:help|--help|-h|--version|-V)$/.test(word)),
  );
}
