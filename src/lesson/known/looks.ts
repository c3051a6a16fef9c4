import { readShellInput } from '../shell-command.js';
import { enteredPlace, netnsExec, withoutSudo } from '../story/shells.js';
import { withoutWrappers } from './command-forms.js';
import { readIp } from './ip-forms.js';

/** What a command shows. */
export interface Look {
  /** `address`, `route`, `firewall ip nat`, `reach 10.0.0.2`, `file /etc/hosts`. */
  readonly subject: string;
  /** The namespace; empty where that makes no difference. */
  readonly place: string;
  /** What of it, such as a link; `null` for all. */
  readonly part: string | null;
  readonly family: 4 | 6 | null;
}

/** What only changes how the output of another program looks. */
const filters = new Set(
  'grep egrep fgrep head tail less more cat sort uniq wc awk sed cut tr column tee nl jq xargs most sleep'.split(' '),
);
const showsFiles = new Set('cat less more head tail nl grep egrep fgrep bat wc stat file od xxd hexdump'.split(' '));

/** What a command shows that only looks, part by part; `undefined` when it may do something else. */
export function looksOf(command: string, shell: string): readonly Look[] | undefined {
  const input = readShellInput(command);
  if (input.hasEffects || input.commands.length === 0) return undefined;
  const looks: Look[] = [];
  for (const { words } of input.commands) {
    const found = looksOfWords(words, shell);
    if (found === undefined) return undefined;
    looks.push(...found);
  }
  return looks.length === 0 ? undefined : looks;
}

function looksOfWords(written: readonly string[], place: string): readonly Look[] | undefined {
  const words = withoutSudo(written);
  const [program = '', ...args] = words;
  const exec = netnsExec(words);
  if (exec) return looksOfWords(exec.words, exec.namespace);
  if (program === 'nsenter') {
    const inner = withoutWrappers(words);
    return inner === words ? undefined : looksOfWords(inner, enteredPlace(args) ?? place);
  }
  if (/^(?:ba|da)?sh$/.test(program) && /^-\w*c$/.test(args[0] ?? '')) return args.length === 2 ? looksOf(args[1]!, place) : undefined;
  const inner = withoutWrappers(words);
  if (inner !== words && inner.length < words.length) return looksOfWords(inner, place);
  const look = lookOfProgram(program, args, place);
  if (look === undefined) return undefined;
  return Array.isArray(look) ? look : [look as Look];
}

function lookOfProgram(program: string, args: readonly string[], place: string): Look | readonly Look[] | undefined {
  const operands = args.filter((word) => !word.startsWith('-'));
  const look = (subject: string, part: string | null = null, family: Look['family'] = null): Look => ({ subject, place, part, family });
  const has = (pattern: RegExp): boolean => args.some((word) => pattern.test(word));
  switch (program) {
    case 'ip':
      return lookOfIp(args, place);
    case 'ifconfig':
      return operands.length <= 1 ? look('address', operands[0] ?? null) : undefined;
    case 'route':
      return operands.length === 0 ? look('route main', null, has(/^-\w*6|inet6/) ? 6 : null) : undefined;
    case 'arp':
      return has(/^-[sd]/) ? undefined : look('neighbour');
    case 'bridge':
      return /^(?:sh?o?w?|li?s?t?)?$/.test(operands[1] ?? '') && operands.length > 0
        ? look(`bridge ${bridgeObject(operands[0]!)}`, wordAfter('dev', args))
        : undefined;
    case 'brctl':
      return operands[0]?.startsWith('show') ? look(operands[0] === 'showmacs' ? 'bridge fdb' : 'bridge link') : undefined;
    case 'iptables':
    case 'ip6tables':
    case 'iptables-save':
    case 'ip6tables-save':
      return lookOfIptables(program, args, place);
    case 'nft':
      return operands[0] === 'list' ? look('nft', /^ruleset$/.test(operands[1] ?? '') ? null : operands.slice(1).join(' ')) : undefined;
    case 'ping':
    case 'ping6':
      return target(args, /^-[cWwisIltSTMQpm]$/, (address) =>
        look(`reach ${address === 'localhost' ? '127.0.0.1' : address}`, wordAfter('-I', args)),
      );
    case 'traceroute':
    case 'traceroute6':
    case 'tracepath':
    case 'mtr':
      return target(args, /^-[mqwzfipst]$/, (address) => look(`trace ${address}`));
    case 'arping':
      return target(args, /^-[cwIis]$/, (address) => look(`arping ${address}`, wordAfter('-I', args) ?? wordAfter('-i', args)));
    case 'ss':
      return look('sockets');
    case 'netstat':
      if (has(/^-\w*r|^--route/)) return look('route main');
      return has(/^-\w*i(?!n)|^--interfaces/) ? look('link') : look('sockets');
    case 'sysctl':
      return has(/=|^-\w*[wp]/) ? undefined : operands.map((name) => look(`sysctl ${name.replaceAll('/', '.')}`));
    case 'ls':
    case 'dir':
    case 'find':
    case 'tree':
      return look(...listed(operands[0] ?? '.'));
    default:
      return lookOfOther(program, args, operands, place);
  }
}

function lookOfOther(
  program: string,
  args: readonly string[],
  operands: readonly string[],
  place: string,
): Look | readonly Look[] | undefined {
  const files = /^[ef]?grep$/.test(program)
    ? operands.slice(1)
    : operands.filter((_, at) => !/^-[nc]$/.test(args[args.indexOf(operands[at]!) - 1] ?? ''));
  if (showsFiles.has(program) && files.length > 0) return files.map((file) => lookOfFile(file, place));
  if (filters.has(program)) return [];
  if (
    /^(?:echo|printf|pwd|id|whoami|hostname|lsns|ps|pgrep|pidof|uname|which|type|env|printenv|jobs|history|date|readlink|true|:|dig|host|nslookup|curl|wget|nc)$/.test(
      program,
    )
  )
    return { subject: [program, ...args.filter((word) => !/^-[46vsS]$/.test(word))].join(' '), place, part: null, family: null };
  return undefined;
}

function lookOfIp(args: readonly string[], current: string): Look | undefined {
  const at = args.findIndex((word) => /^-(?:n|nets?|netns)$/.test(word));
  const place = at === -1 ? current : (args[at + 1] ?? current);
  const read = readIp(args);
  if (!read) return undefined;
  const { verb, rest } = read;
  const object = read.object === 'neighbor' ? 'neighbour' : read.object;
  const family = args.some((word) => /^-6$|^inet6$/.test(word)) ? 6 : args.some((word) => /^-4$|^inet$/.test(word)) ? 4 : null;
  if (object === 'netns') {
    if (verb === 'show' && rest.length === 0) return { subject: 'namespaces', place: '', part: null, family: null };
    return /^(?:identify|pids|list-id)$/.test(verb)
      ? { subject: `netns ${verb} ${rest.join(' ')}`, place: '', part: null, family: null }
      : undefined;
  }
  if (object === 'route' && verb === 'get')
    return {
      subject: `route get ${rest
        .filter((word) => word !== 'to')
        .join(' ')
        .replaceAll(/\/32\b/g, '')}`,
      place,
      part: null,
      family: null,
    };
  if (verb !== 'show') return undefined;
  if (object === 'route') {
    const table = wordAfter('table', rest) ?? 'main';
    const others = rest.filter((word, index) => word !== 'table' && rest[index - 1] !== 'table' && word !== 'dev');
    return { subject: `route ${table}`, place, part: others.join(' ') || null, family: family === 6 ? 6 : null };
  }
  return { subject: object, place, part: rest.filter((word) => word !== 'dev' && word !== 'up').join(' ') || null, family };
}

function lookOfIptables(program: string, args: readonly string[], place: string): Look | undefined {
  const family = program.startsWith('ip6') ? 'ip6' : 'ip';
  const table = wordAfter('-t', args) ?? wordAfter('--table', args);
  if (program.endsWith('-save')) return { subject: `firewall ${family} ${table ?? 'all'}`, place, part: null, family: null };
  const at = args.findIndex((word) => /^-[nvx]*[LS][nvx]*$|^--list/.test(word));
  if (at === -1 || args.some((word) => /^-[ADIRFXPNZE]/.test(word))) return undefined;
  const chain = args[at + 1];
  return {
    subject: `firewall ${family} ${table ?? 'filter'}`,
    place,
    part: chain === undefined || chain.startsWith('-') ? null : chain,
    family: null,
  };
}

/** Files below /proc and /sys, and those that `ip netns exec` replaces, are others in each namespace. */
function lookOfFile(file: string, place: string): Look {
  const setting = /^\/proc\/sys\/(net\/.+)$/.exec(file)?.[1];
  if (setting !== undefined) return { subject: `sysctl ${setting.replaceAll('/', '.')}`, place, part: null, family: null };
  return { subject: `file ${file}`, place: /^\/(?:proc|sys|etc)\//.test(file) ? place : '', part: null, family: null };
}

function listed(folder: string): [subject: string] {
  const path = folder.replace(/\/+$/, '').replace(/^\/var\/run\//, '/run/');
  if (path === '/run/netns') return ['namespaces'];
  return [path === '/sys/class/net' ? 'link names' : `folder ${path}`];
}

function target(args: readonly string[], takesValue: RegExp, look: (address: string) => Look): Look | undefined {
  const address = args.findLast((word, at) => !word.startsWith('-') && !takesValue.test(args[at - 1] ?? ''));
  return address === undefined ? undefined : look(address);
}

function bridgeObject(word: string): string {
  return ['link', 'fdb', 'mdb', 'vlan'].find((object) => object.startsWith(word)) ?? word;
}

function wordAfter(word: string, words: readonly string[]): string | null {
  const at = words.indexOf(word);
  return at === -1 ? null : (words[at + 1] ?? null);
}
