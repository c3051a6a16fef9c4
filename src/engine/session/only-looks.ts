import { isLooking } from '../../lesson/known/looking.js';
import { readShellInput } from '../../lesson/shell-command.js';
import { netnsExec, withoutSudo } from '../../lesson/story/shells.js';

/** Programs that send packets, and leave nothing behind but what the kernel forgets by itself. */
const asking = new Set('arping ping ping6 tracepath traceroute'.split(' '));

/**
 * Whether a command needs not be done again to come back to the same state, as far as its words tell. A step that has changed anything that nslab
 * sees is done again whatever its words are.
 */
export function onlyLooks(command: string): boolean {
  // What is read from an open file is not there any more for whoever reads it next.
  if (/<&/.test(command)) return false;
  if (isLooking(command)) return true;
  const input = readShellInput(command);
  return !input.hasEffects && input.commands.length > 0 && input.commands.every(({ words }) => asks(withoutSudo(words)));
}

function asks(words: readonly string[]): boolean {
  const exec = netnsExec(words);
  return exec ? asks(withoutSudo(exec.words)) : asking.has(words[0] ?? '');
}

/** Whether a command reads what the one before it has left in the shell: its status, its last word. */
export function readsStatus(command: string): boolean {
  return /\$[?_]|\$\{[?_]|PIPESTATUS|^\s*(?:exit|return)\s*$/.test(command);
}
