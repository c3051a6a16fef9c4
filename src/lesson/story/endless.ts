import { withoutWrappers } from '../known/command-forms.js';
import { readShellInput } from '../shell-command.js';
import { netnsExec } from './shells.js';

/**
 * How a command that does not end by itself goes on: `replies` come one after another (ping), a `screen` is drawn again (top), something is
 * `watched` (tcpdump), a `server` waits for others.
 */
export type Endless = 'replies' | 'screen' | 'watched' | 'server';

/** Whether and how a command goes on until Ctrl-C; `undefined` for one that ends. */
export function endlessKind(command: string): Endless | undefined {
  const { commands, isBackground } = readShellInput(command);
  if (isBackground || commands.length === 0) return undefined;
  if (/^\s*while\s+(?:true|:|sleep\b.*)\s*;?\s*do\b/.test(command) && /\bsleep\b/.test(command)) return 'replies';
  if (commands.some(({ words }) => words[0] === 'head' || words[0] === 'timeout' || words.some((word) => word === 'timeout')))
    return undefined;
  for (const { words } of commands) {
    const kind = kindOf(inner(words));
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function inner(words: readonly string[]): readonly string[] {
  if (words.includes('watch')) return words.slice(words.indexOf('watch'));
  const bare = withoutWrappers(words);
  const exec = netnsExec(bare);
  return exec ? inner(exec.words) : bare;
}

function kindOf([program = '', ...args]: readonly string[]): Endless | undefined {
  const has = (pattern: RegExp): boolean => args.some((word) => pattern.test(word));
  switch (program) {
    case 'ping':
    case 'ping6':
      return has(/^-[a-zA-Z]*[cwV]\d*$|^-h/) || args.length === 0 ? undefined : 'replies';
    case 'arping':
      return has(/^-[a-zA-Z]*[cw]\d*$/) ? undefined : 'replies';
    case 'top':
      return has(/^-\w*n|^-[hv]/) ? undefined : 'screen';
    case 'htop':
    case 'watch':
    case 'iftop':
    case 'nload':
      return 'screen';
    case 'mtr':
      return has(/^-\w*[rc]|--report/) ? undefined : 'screen';
    case 'tcpdump':
    case 'tshark':
      return has(/^-\w*[crDh]\d*$|--version/) ? undefined : 'watched';
    case 'tail':
    case 'journalctl':
      return has(/^-\w*[fF]|--follow/) ? 'watched' : undefined;
    case 'dmesg':
      return has(/^-\w*w/) ? 'watched' : undefined;
    case 'ip':
    case 'bridge':
      return args.find((word) => !word.startsWith('-'))?.startsWith('mo') ? 'watched' : undefined;
    case 'nc':
    case 'ncat':
    case 'netcat':
      return has(/^-\w*l|^--listen/) ? 'server' : undefined;
    case 'iperf':
    case 'iperf3':
      return has(/^-s$|^--server/) && !has(/^-\w*D/) ? 'server' : undefined;
    case 'socat':
      return has(/LISTEN|RECV/i) ? 'server' : undefined;
    case 'dockerd':
    case 'netserver':
      return 'server';
    case 'dnsmasq':
      return has(/^-\w*[dk]|--no-daemon|--keep-in-foreground/) ? 'server' : undefined;
    case 'sleep':
      return args[0] === 'infinity' ? 'server' : undefined;
    default:
      return program.startsWith('python') && has(/^(?:http\.server|SimpleHTTPServer)$|server\w*\.py$/) ? 'server' : undefined;
  }
}

/** Whether a command starts a server in the background, to which others connect next. */
export function startsServer(command: string): boolean {
  return readShellInput(command).isBackground && endlessKind(command.trim().replace(/&$/, '')) === 'server';
}

/** Whether a command ends by itself, but only when others have sent it something: `tcpdump -c 2`. */
export function waitsForOthers(command: string): boolean {
  const { commands, isBackground } = readShellInput(command);
  return !isBackground && commands.some(({ words }) => /^(?:tcpdump|tshark)$/.test(inner(words)[0] ?? ''));
}

const second = 1000;

/** How long a command may take that nobody has given a time, in milliseconds. */
export function defaultTimeoutMs(command: string): number {
  const { commands } = readShellInput(command);
  const times = commands.map(({ words }) => timeOf(inner(words)));
  return Math.max(10 * second, ...times);
}

function timeOf([program = '', ...args]: readonly string[]): number {
  const number = (pattern: RegExp): number => {
    const at = args.findIndex((word) => pattern.test(word));
    return at === -1 ? 0 : Number(/\d+(?:\.\d+)?$/.exec(args[at]!)?.[0] ?? args[at + 1] ?? 0) || 0;
  };
  switch (program) {
    case 'ping':
    case 'ping6':
    case 'arping':
      return number(/^-\w*[cw]\d*$/) * second + 8 * second;
    case 'sleep':
      return (Number(args[0]) || 0) * second + 5 * second;
    case 'traceroute':
    case 'tracepath':
    case 'mtr':
    case 'nmap':
    case 'curl':
    case 'wget':
      return 30 * second;
    case 'iperf':
    case 'iperf3':
    case 'make':
    case 'gcc':
      return 60 * second;
    case 'apt':
    case 'apt-get':
    case 'docker':
    case 'podman':
    case 'git':
    case 'debootstrap':
      return 120 * second;
    default:
      return 0;
  }
}

/** How long something is waited for in a command that goes on for ever before Ctrl-C ends it, in milliseconds. */
export function patienceMs(kind: Endless): number {
  return kind === 'replies' ? 4 * second : 5 * second;
}
