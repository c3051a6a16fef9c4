import { readShellInput } from './shell-command.js';

/** The shells that are open in one terminal, outermost first, as the document reads: `host` or the name of a namespace. */
export type OpenShells = readonly string[];

const shellPrograms = new Set(['bash', 'sh', 'dash', 'ash', 'zsh', 'ksh', '/bin/bash', '/bin/sh', '/usr/bin/bash']);

/** The shells that are open after a command: `ip netns exec NAME bash` opens one, `exit` leaves one. */
export function shellsAfter(command: string, shells: OpenShells): OpenShells {
  const { commands } = readShellInput(command);
  const words = withoutSudo(commands[0]?.words ?? []);
  if (commands.length !== 1) return shells;
  if (words[0] === 'exit' || words[0] === 'logout') return shells.length > 1 ? shells.slice(0, -1) : shells;
  const opened = openedShell(words, shells.at(-1)!);
  return opened === undefined ? shells : [...shells, opened];
}

/** A command's words without the `sudo` (and its options) before them. */
export function withoutSudo(words: readonly string[]): readonly string[] {
  if (words[0] !== 'sudo') return words;
  const start = words.findIndex((word, index) => index > 0 && !word.startsWith('-'));
  return start === -1 ? ['bash'] : words.slice(start);
}

/** The namespace and the command of `ip netns exec NAME COMMAND…` (ip-netns(8)). */
export function netnsExec(words: readonly string[]): { namespace: string; words: readonly string[] } | undefined {
  const [ip, object, verb, namespace, ...rest] = words;
  const isExec =
    ip === 'ip' && /^net(?:n(?:s)?)?$/.test(object ?? '') && /^e(?:x(?:e(?:c)?)?)?$/.test(verb ?? '') && namespace !== undefined;
  return isExec ? { namespace, words: rest } : undefined;
}

function openedShell(words: readonly string[], current: string): string | undefined {
  const exec = netnsExec(words);
  if (exec) return openedShell(withoutSudo(exec.words), exec.namespace);
  if (words[0] === 'su') return words.includes('-c') ? undefined : current;
  const isShell = words[0] !== undefined && shellPrograms.has(words[0]);
  const isInteractive = words.slice(1).every((word) => word.startsWith('-') && !/^-\w*c/.test(word));
  return isShell && isInteractive ? current : undefined;
}
