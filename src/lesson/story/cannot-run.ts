import { withoutWrappers } from '../known/command-forms.js';
import { readShellInput } from '../shell-command.js';
import { effectsOf } from './effects.js';
import { netnsExec } from './shells.js';
import { toSkip, type Skip } from './skip.js';

export type CannotRunCode = 'placeholder' | 'host-specific' | 'needs-internet' | 'needs-kernel' | 'needs-privilege';

/** Why a command can't be run anywhere but on its author's machine, so far as the text tells. */
export type CannotRun = Skip & { readonly code: CannotRunCode };

/** What the document has told up to a command. */
export interface Told {
  /** Names of links that it has made, in whatever namespace. */
  readonly links: ReadonlySet<string>;
  /** Addresses that it has given, without prefix length. */
  readonly addresses: readonly string[];
  /** The commands in which it gives names to addresses. */
  readonly hostNames: string;
  /** Numbers that documented outputs have shown. */
  readonly numbers: ReadonlySet<string>;
}

/** Links that a machine has of itself, or that other software makes. */
const machineLink =
  /^(?:eth|wlan|wlp?|ens|enp|eno|enx|em|p\dp|bond|team|usb|ppp|wwan|ib|docker|virbr|vmnet|vboxnet|lxcbr|lxdbr|cni|flannel\.?|cali|weave|ovs-system|tailscale|zt)[\da-z.]*$|^br-[\da-f]{12}$/;

/** @param output the documented output: that of a command that is meant to fail without the internet says so */
export function whyNotHere(command: string, shell: string, told: Told, output: readonly string[] = []): CannotRun | undefined {
  const { commands } = readShellInput(command);
  const pid = foreignPidsOf(command).find((number) => !told.numbers.has(number));
  if (pid !== undefined) return toSkip('placeholder', 'foreign-process', { pid });
  if (/^(?:ssh|mininet|outside)/.test(shell)) return toSkip('host-specific', 'foreign-shell', { machine: shell.replace(/^ssh:/, '') });
  const isMeantToFail = output.some((line) =>
    /unreachable|不可达|100% packet loss|failure in name resolution|Name or service not known|timed out/i.test(line),
  );
  for (const { words } of commands) {
    const found =
      (isMeantToFail ? undefined : internet(withoutWrappers(words), told)) ??
      otherMachine(withoutWrappers(words)) ??
      service(withoutWrappers(words));
    if (found) return found;
  }
  const link = effectsOf(command, shell)
    .needs.filter((name) => name.startsWith('link:'))
    .map((name) => name.slice('link:'.length, name.lastIndexOf('@')))
    .find((name) => machineLink.test(name) && !told.links.has(name));
  const searched = commands
    .flatMap(({ words }) => (words[0] === 'grep' ? words.slice(1) : []))
    .find((word) => machineLink.test(word) && !told.links.has(word));
  if (searched !== undefined) return toSkip('host-specific', 'foreign-link', { name: searched });
  return link === undefined ? undefined : toSkip('host-specific', 'foreign-link', { name: link });
}

/** The process ids that a command names as numbers, each once. */
export function foreignPidsOf(command: string): string[] {
  // Also behind `<`, where it is no word of a command
  const files = [...command.matchAll(/<\s*\/proc\/(\d+)\//g)].map((match) => match[1]!).filter((pid) => pid !== '1');
  return [...new Set([...readShellInput(command).commands.flatMap(({ words }) => foreignPids(words)), ...files])];
}

/** Process ids that are written as numbers. Process 1 is there in every lab. */
function foreignPids(words: readonly string[]): string[] {
  const bare = withoutWrappers(words);
  const found = words.flatMap((word) => [...word.matchAll(/\/proc\/(\d+)\//g)].map((match) => match[1]!));
  const after = (list: readonly string[], option: RegExp): string[] =>
    list.filter((word, at) => /^\d+$/.test(word) && option.test(list[at - 1] ?? ''));
  const nsenter = words.indexOf('nsenter');
  if (nsenter !== -1) {
    found.push(
      ...after(words.slice(nsenter), /^(?:-t|--target)$/),
      ...words.map((word) => /^(?:--target=|-t)(\d+)$/.exec(word)?.[1]).filter((pid) => pid !== undefined),
    );
  }
  if (bare[0] === 'kill') found.push(...bare.slice(1).filter((word) => /^\d+$/.test(word)));
  if (/^(?:ps|lsns|pstree|strace|top)$/.test(bare[0] ?? '')) {
    const list = bare.filter((word, at) => /^\d+(?:,\d+)+$/.test(word) && /^(?:-p|--pid)$/.test(bare[at - 1] ?? ''));
    found.push(...after(bare, /^(?:-p|--pid)$/), ...list.flatMap((word) => word.split(',')));
  }
  const exec = netnsExec(bare);
  const ip = exec ? exec.words : bare;
  if (ip[0] === 'ip') {
    found.push(...after(ip, /^netns$/));
    if (ip[1] === 'netns' && /^attach$/.test(ip[2] ?? '')) found.push(...ip.slice(4).filter((word) => /^\d+$/.test(word)));
    if (ip[1] === 'netns' && /^identify$/.test(ip[2] ?? '')) found.push(...ip.slice(3).filter((word) => /^\d+$/.test(word)));
  }
  return found.filter((pid) => pid !== '1' && pid !== '0');
}

function internet(words: readonly string[], told: Told): CannotRun | undefined {
  const exec = netnsExec(words);
  if (exec) return internet(withoutWrappers(exec.words), told);
  const [program = '', ...args] = words;
  const first = args.find((word) => !word.startsWith('-')) ?? '';
  const needs = (says: 'installs' | 'fetches' | 'registry' | 'asks-outside', name = ''): CannotRun =>
    toSkip('needs-internet', says, name === '' ? {} : { name });
  switch (program) {
    case 'apt':
    case 'apt-get':
    case 'yum':
    case 'dnf':
    case 'apk':
    case 'pacman':
    case 'zypper':
    case 'brew':
    case 'snap':
    case 'pip':
    case 'pip3':
    case 'npm':
    case 'go':
      return /^(?:install|update|upgrade|add|get|-S\w*|dist-upgrade|reinstall|download)$/.test(first) || args[0]?.startsWith('-S')
        ? needs('installs')
        : undefined;
    case 'git':
      return /^(?:clone|pull|fetch)$/.test(first) && args.some((word) => /:\/\/|@.*:/.test(word)) ? needs('fetches') : undefined;
    case 'docker':
    case 'podman':
      return /^(?:pull|push|login|search|build)$/.test(first) ? needs('registry') : undefined;
    case 'ping':
    case 'ping6':
    case 'traceroute':
    case 'tracepath':
    case 'mtr':
    case 'curl':
    case 'wget':
    case 'nc':
    case 'telnet':
    case 'dig':
    case 'nslookup':
    case 'host':
    case 'whois': {
      const outside = args.map(hostOf).find((host) => host !== undefined && isOutside(host, told));
      return outside === undefined ? undefined : needs('asks-outside', outside);
    }
    default:
      return undefined;
  }
}

function hostOf(word: string): string | undefined {
  if (word.startsWith('-')) return undefined;
  return /^(?:[a-z]+:\/\/)?(?:[^/@\s]*@)?((?:\d{1,3}\.){3}\d{1,3}|(?:[a-z\d-]+\.)+[a-z]{2,})(?:[:/?].*)?$/i
    .exec(word.replace(/^@/, ''))?.[1]
    ?.toLowerCase();
}

/** Not on this machine, in a private network (RFC 1918, 6598), or in one for documentation (RFC 5737), and not given by the document itself. */
function isOutside(host: string, told: Told): boolean {
  if (!/^[\d.]+$/.test(host)) {
    if (
      /\.(?:local|localdomain|lan|internal|test|example|invalid|home|lab|html?|txt|sh|py|log|json|md|conf|pcap|tar|gz|img|go|c)$/.test(
        host,
      ) ||
      told.hostNames.includes(host)
    )
      return false;
    return true;
  }
  const [a = 0, b = 0, c = 0] = host.split('.').map(Number);
  const isPrivate =
    a === 10 ||
    a === 127 ||
    a === 0 ||
    a >= 224 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128);
  const isDocumentation =
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113) ||
    (a === 198 && (b === 18 || b === 19));
  const network = host.slice(0, host.lastIndexOf('.') + 1);
  return !isPrivate && !isDocumentation && !told.addresses.some((address) => address.startsWith(network));
}

function otherMachine(words: readonly string[]): CannotRun | undefined {
  const isOther =
    /^(?:ssh|scp|sftp|rsync|vagrant|minikube|kind|gcloud|aws|virsh|multipass)$/.test(words[0] ?? '') &&
    words.length > 1 &&
    !/localhost|127\.0\.0\.1/.test(words.join(' '));
  return isOther && !(words[0] === 'rsync' && !words.some((word) => word.includes(':')))
    ? toSkip('host-specific', 'foreign-machine')
    : undefined;
}

function service(words: readonly string[]): CannotRun | undefined {
  const [program = ''] = words;
  if (/^(?:systemctl|service|reboot|shutdown|poweroff|networkctl|netplan|timedatectl|hostnamectl|nmcli)$/.test(program)) {
    return toSkip('needs-privilege', 'services', { program });
  }
  if (/^(?:modprobe|rmmod|insmod)$/.test(program)) return toSkip('needs-kernel', 'modules', { program });
  return undefined;
}
