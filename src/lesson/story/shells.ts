import { withoutWrappers } from '../known/command-forms.js';
import { readShellInput } from '../shell-command.js';

const shellPrograms = /^(?:\/(?:usr\/)?bin\/)?(?:bash|sh|dash|ash|zsh|ksh|fish)$|^"?\$SHELL"?$/;

/** A shell that a command opens inside the one that it is typed into. */
export interface OpenedShell {
  /** Where its commands act, as the document reads: the name of a namespace, `unshare`, `nsenter:pid1`, `container:web`; that of the shell around it when it stays there. */
  readonly name: string;
  /** Whether it was opened as root from a user's shell: by `sudo`. */
  readonly isRoot: boolean;
}

/** What a command does to the shells: opens one inside, leaves one, or neither. */
export function shellEffect(command: string, current: string): OpenedShell | 'leaves' | undefined {
  const { commands, isCompound } = readShellInput(command);
  if (commands.length !== 1 || isCompound) return undefined;
  const { words } = commands[0]!;
  if (words[0] === 'exit' || words[0] === 'logout') return 'leaves';
  const name = openedShell(words, current);
  return name === undefined ? undefined : { name, isRoot: words[0] === 'sudo' };
}

/** A command's words without the `sudo` (and its options) before them. */
export function withoutSudo(words: readonly string[]): readonly string[] {
  if (words[0] !== 'sudo') return words;
  const start = words.findIndex((word, index) => index > 0 && !word.startsWith('-') && !/^-[ugpCDhRT]$/.test(words[index - 1]!));
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
  const [program = '', ...args] = words;
  const exec = netnsExec(words);
  if (exec) return openedShell(exec.words, exec.namespace);
  switch (program) {
    case 'sudo': {
      const rest = withoutSudo(words);
      return /^-(?:i|s|-login|-shell)$/.test(args[0] ?? '') && args.length === 1 ? current : openedShell(rest, current);
    }
    case 'su':
      return args.includes('-c') ? undefined : current;
    case 'nsenter':
      return shellIn(words, enteredPlace(args) ?? current);
    case 'unshare':
      return shellIn(words, args.some((word) => /^-\w*n|^--net/.test(word)) ? 'unshare' : current);
    case 'chroot':
      return args.length === 1 ? current : shellIn(words, current);
    case 'env':
    case 'exec':
    case 'setsid':
    case 'setpriv':
    case 'capsh':
      return program === 'exec' ? undefined : shellIn(words, current);
    case 'docker':
    case 'podman':
      return containerShell(args);
    case 'kubectl':
      return args[0] === 'exec' && args.some((word) => /^-\w*t/.test(word))
        ? `container:${args.find((word, at) => at > 0 && !word.startsWith('-'))}`
        : undefined;
    case 'ssh': {
      const operands = args.filter((word, at) => !word.startsWith('-') && !/^-[ipFlJLRDbcmoW]$/.test(args[at - 1] ?? ''));
      return operands.length === 1 ? `ssh:${operands[0]!.split('@').at(-1)}` : undefined;
    }
    default:
      return shellPrograms.test(program) && args.every((word) => word.startsWith('-') && !/^-\w*c/.test(word)) ? current : undefined;
  }
}

/** Where a program puts the shell behind its options; without a command nsenter(1) and unshare(1) start one themselves. */
function shellIn(words: readonly string[], place: string): string | undefined {
  const inner = withoutWrappers(words);
  return inner === words || inner.length === words.length ? place : openedShell(inner, place);
}

/** The network namespace that nsenter(1) enters; `undefined` when it enters none. */
export function enteredPlace(args: readonly string[]): string | undefined {
  const file = args
    .map(
      (word, at) =>
        /^(?:--net=|-n=?)(\/\S+)$/.exec(word)?.[1] ??
        (/^-n$|^--net$/.test(word) && args[at + 1]?.startsWith('/') ? args[at + 1] : undefined),
    )
    .find(Boolean);
  if (file !== undefined)
    return /^\/(?:var\/)?run\/netns\/(.+)$/.exec(file)?.[1] ?? `nsenter:pid${/\/proc\/([^/]+)/.exec(file)?.[1] ?? file}`;
  if (!args.some((word) => /^-[a-zA-Z]*[na]|^--(?:net|all)/.test(word))) return undefined;
  const at = args.findIndex((word) => /^(?:-t|--target)$/.test(word));
  const target = at === -1 ? args.map((word) => /^(?:-t|--target=)(.+)$/.exec(word)?.[1]).find(Boolean) : args[at + 1];
  return `nsenter:pid${(target ?? '').replaceAll(/["${}]/g, '')}`;
}

function containerShell(args: readonly string[]): string | undefined {
  if (args[0] !== 'exec' && args[0] !== 'run') return undefined;
  const isInteractive =
    args.some((word) => /^-\w*i|^--interactive|^-\w*t/.test(word)) &&
    !args.some((word) => /^-\w*d|^--detach$/.test(word) && !word.startsWith('--d'));
  if (!isInteractive) return undefined;
  const values =
    /^(?:-[eupvwlhm]|--(?:name|network|net|env|user|publish|volume|workdir|hostname|ip|cap-add|cap-drop|pid|device|sysctl|entrypoint))$/;
  const operands = args.slice(1).filter((word, at, rest) => !word.startsWith('-') && !values.test(rest[at - 1] ?? ''));
  const [target, program] = operands;
  if (target === undefined || (program !== undefined && !shellPrograms.test(program)) || (program === undefined && args[0] === 'exec'))
    return undefined;
  const named = args[args.indexOf('--name') + 1];
  return `container:${args.includes('--name') ? named : target}`;
}
