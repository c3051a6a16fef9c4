import { ipArguments, readIp } from '../known/ip-forms.js';
import { withoutWrappers } from '../known/command-forms.js';
import { readShellInput } from '../shell-command.js';
import { netnsExec } from './shells.js';

/**
 * What a command needs to be there, brings about and takes away, as names: `netns:ns1`, `link:veth0@ns1`, `addr:10.0.0.1`, `file:/tmp/x`, `program:pipework`,
 * `container:web`, `var:PID`. Only so far as its words tell.
 */
export interface Effects {
  readonly needs: readonly string[];
  readonly provides: readonly string[];
  readonly removes: readonly string[];
}

interface Found {
  needs: string[];
  provides: string[];
  removes: string[];
}

let last: { readonly key: string; readonly effects: Effects } | undefined;

/** @param shell the place in which the command is typed: `host` or the name of a namespace */
export function effectsOf(command: string, shell: string): Effects {
  const key = `${shell}\0${command}`;
  if (last?.key !== key) last = { key, effects: readEffects(command, shell) };
  return last.effects;
}

function readEffects(command: string, shell: string): Effects {
  const input = readShellInput(command);
  const found: Found = { needs: [], provides: [], removes: [] };
  for (const { words } of input.commands) {
    const own: Found = { needs: [], provides: [], removes: [] };
    readWords(words, shell, own);
    // What an earlier part of the same line brings need not be there before.
    found.needs.push(...own.needs.filter((name) => !found.provides.includes(name)));
    found.provides.push(...own.provides);
    found.removes.push(...own.removes);
  }
  found.provides.push(...input.assigned.map((name) => `var:${name}`), ...input.written.map((file) => `file:${file}`));
  found.needs.push(...input.used.filter((name) => !input.assigned.includes(name)).map((name) => `var:${name}`));
  return found;
}

function readWords(written: readonly string[], shell: string, found: Found): void {
  const words = withoutWrappers(written);
  const exec = netnsExec(words);
  if (exec) {
    found.needs.push(`netns:${exec.namespace}`);
    return readWords(exec.words, exec.namespace, found);
  }
  const [program = '', ...args] = words;
  found.needs.push(`program:${program}`);
  const operands = args.filter((word) => !word.startsWith('-'));
  const [first, second] = operands;
  switch (program) {
    case 'ip':
      return readIpEffects(args, shell, found);
    case 'ifconfig':
      if (first !== undefined) found.needs.push(`link:${first}@${shell}`);
      if (/^[\da-f]+[.:]/i.test(second ?? '')) found.provides.push(`addr:${bare(second!)}`, `addr:${bare(second!)}%${first}@${shell}`);
      return;
    case 'brctl':
      if (first === 'addbr') found.provides.push(`link:${second}@${shell}`);
      else if (first === 'delbr') found.removes.push(`link:${second}@${shell}`);
      else if (/^(?:add|del)if$/.test(first ?? '')) found.needs.push(...operands.slice(1).map((name) => `link:${name}@${shell}`));
      return;
    case 'ethtool':
    case 'dhclient':
      if (first !== undefined) found.needs.push(`link:${operands.at(-1)}@${shell}`);
      return;
    case 'tcpdump': {
      const at = args.findIndex((word) => /^-\w*i$/.test(word));
      const name = at === -1 ? args.map((word) => /^-i(\w+)$/.exec(word)?.[1]).find(Boolean) : args[at + 1];
      if (name !== undefined && name !== 'any') found.needs.push(`link:${name}@${shell}`);
      return;
    }
    case 'ping':
    case 'ping6':
    case 'traceroute':
    case 'tracepath':
    case 'arping':
    case 'nc':
    case 'telnet':
    case 'curl':
    case 'wget': {
      for (const word of args) {
        const address = /^(?:https?:\/\/)?\[?((?:\d{1,3}\.){3}\d{1,3}|[\da-f]*:[\da-f:]+)\]?(?:[:/].*)?$/i.exec(word)?.[1];
        if (address !== undefined && !args.includes('-l')) found.needs.push(`addr:${address}`);
        const port = /^(?:\w+:\/\/)?[\w.-]+:(\d+)(?:\/|$)/.exec(word)?.[1];
        if (port !== undefined) found.needs.push(`port:${port}`);
      }
      const output = args[args.findIndex((word) => /^-[oO]$/.test(word)) + 1];
      if (args.includes('-o') && output !== undefined) found.provides.push(`file:${output}`);
      else if (program === 'wget' || args.includes('-O') || args.includes('-LO')) {
        const url = args.find((word) => word.includes('://'));
        if (url !== undefined) found.provides.push(`file:${url.split('/').at(-1)}`);
      }
      return;
    }
    case 'ln': {
      const target = operands.at(-1);
      if (operands.length < 2 || target === undefined) return;
      found.provides.push(`file:${target}`);
      const name = /^\/(?:var\/)?run\/netns\/([^/]+)$/.exec(target)?.[1];
      if (name !== undefined) found.provides.push(`netns:${name}`);
      return;
    }
    case 'git':
      if (first === 'clone' && second !== undefined)
        found.provides.push(
          `file:${
            operands[2] ??
            second
              .split('/')
              .at(-1)!
              .replace(/\.git$/, '')
          }`,
        );
      return;
    case 'cp':
    case 'mv':
    case 'install': {
      const target = operands.at(-1);
      if (operands.length < 2 || target === undefined) return;
      found.needs.push(...operands.slice(0, -1).map((file) => `file:${file}`));
      found.provides.push(`file:${target}`);
      if (/\/s?bin\/?/.test(target)) found.provides.push(...operands.slice(0, -1).map((file) => `program:${file.split('/').at(-1)}`));
      return;
    }
    case 'touch':
    case 'mknod':
    case 'mkfifo':
    case 'mkdir':
    case 'tee':
      found.provides.push(...operands.map((file) => `file:${file}`));
      return;
    case 'rm':
    case 'umount':
      for (const file of operands) {
        found.removes.push(`file:${file}`);
        const name = /^\/(?:var\/)?run\/netns\/([^/]+)$/.exec(file)?.[1];
        if (name !== undefined) found.removes.push(`netns:${name}`);
      }
      return;
    case 'bash':
    case 'sh':
    case 'source':
    case '.':
    case 'cd':
    case 'cat':
    case 'chmod':
    case 'make':
    case 'tar':
    case 'unzip':
      found.needs.push(...operands.map((file) => `file:${file}`));
      return;
    case 'docker':
    case 'podman':
      return readContainerEffects(args, operands, found);
    case 'nsenter': {
      const file = args.map((word) => /^(?:--net=|-n=?)\/(?:var\/)?run\/netns\/(.+)$/.exec(word)?.[1]).find(Boolean);
      if (file !== undefined) found.needs.push(`netns:${file}`);
      return;
    }
    case 'export':
    case 'declare':
    case 'readonly':
    case 'local':
    case 'read':
      found.provides.push(...operands.map((word) => `var:${word.split('=')[0]}`));
      return;
    default:
      if (/^(?:\.{0,2}|~)\//.test(program)) found.needs.push(`file:${program}`);
  }
}

function readContainerEffects(args: readonly string[], operands: readonly string[], found: Found): void {
  const named = args[args.indexOf('--name') + 1];
  if (args[0] === 'run' || args[0] === 'create') {
    if (args.includes('--name') && named !== undefined) found.provides.push(`container:${named}`);
    for (const [index, word] of args.entries()) {
      const published = /^(?:-p|--publish)=?(.+)?$/.exec(word);
      const port = /^(?:[\d.]+:)?(\d+):\d/.exec(published ? (published[1] ?? args[index + 1] ?? '') : '')?.[1];
      if (port !== undefined) found.provides.push(`port:${port}`);
    }
  } else if (/^(?:exec|inspect|stop|start|rm|logs|kill|top|cp)$/.test(args[0] ?? '')) {
    const target = operands.slice(1).find((word) => !/^\{\{|^['"]/.test(word));
    if (target !== undefined) found.needs.push(`container:${target}`);
    if (args[0] === 'rm' && target !== undefined) found.removes.push(`container:${target}`);
  }
}

function readIpEffects(args: readonly string[], shell: string, found: Found): void {
  const option = args.findIndex((word) => /^-(?:n|nets?|netns)$/.test(word));
  const place = option === -1 || option > 3 ? shell : (args[option + 1] ?? shell);
  if (place !== shell) found.needs.push(`netns:${place}`);
  const read = readIp(ipArguments(args));
  if (!read) return;
  const { object, verb, rest } = read;
  const after = (word: string, words: readonly string[] = rest): string | undefined =>
    words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
  const device = after('dev');
  const link = (name: string): string => `link:${name}@${place}`;
  switch (`${object} ${verb}`) {
    case 'netns add':
    case 'netns attach':
      if (rest[0] !== undefined) found.provides.push(`netns:${rest[0]}`);
      return;
    case 'netns delete':
      if (rest[0] !== undefined) found.needs.push(`netns:${rest[0]}`);
      if (rest[0] !== undefined) found.removes.push(`netns:${rest[0]}`);
      return;
    case 'netns pids':
      if (rest[0] !== undefined) found.needs.push(`netns:${rest[0]}`);
      return;
    case 'link add': {
      const typeAt = rest.indexOf('type');
      const peerAt = rest.indexOf('peer');
      const [head, options] = typeAt === -1 ? [rest, []] : [rest.slice(0, typeAt), rest.slice(typeAt + 2)];
      const peer = peerAt === -1 ? [] : rest.slice(peerAt + 1);
      const ownNetns = peerAt === -1 || rest.indexOf('netns') < peerAt ? after('netns') : undefined;
      const peerNetns = after('netns', peer);
      const name = after('name', head) ?? after('dev', head) ?? (head[0] === 'link' ? head[2] : head[0]);
      const peerName = after('name', peer) ?? peer[0];
      // Behind the kind `dev` is the link below, as that of a vxlan.
      const below = after('link', head) ?? after('dev', options);
      if (below !== undefined) found.needs.push(link(below));
      if (ownNetns !== undefined) found.needs.push(`netns:${ownNetns}`);
      if (peerNetns !== undefined) found.needs.push(`netns:${peerNetns}`);
      if (name !== undefined && typeAt !== -1) found.provides.push(`link:${name}@${ownNetns ?? place}`);
      if (peerName !== undefined) found.provides.push(`link:${peerName}@${peerNetns ?? place}`, `pair:${name}~${peerName}`);
      return;
    }
    case 'tuntap add':
    case 'tunnel add': {
      const name = device ?? rest[0];
      if (name !== undefined) found.provides.push(link(name));
      return;
    }
    case 'link set': {
      const name = device ?? rest[0];
      if (name === undefined) return;
      found.needs.push(link(name));
      // Moving to a namespace whose keyword is misspelt would have moved it there all the same.
      const at = rest.findIndex((word) => /^nets?$|^netn?s?$/.test(word));
      const target = at > 0 || (at === 0 && device !== undefined) ? rest[at + 1] : undefined;
      const renamed = after('name');
      const master = after('master');
      if (master !== undefined) found.needs.push(link(master));
      if (target !== undefined) {
        if (!/^\d+$/.test(target)) found.needs.push(`netns:${target}`);
        found.removes.push(link(name));
        found.provides.push(`link:${renamed ?? name}@${target === '1' ? 'host' : target}`);
      } else if (renamed !== undefined) {
        found.removes.push(link(name));
        found.provides.push(link(renamed));
      }
      return;
    }
    case 'link delete': {
      const name = device ?? rest[0];
      if (name !== undefined) found.needs.push(link(name));
      if (name !== undefined) found.removes.push(link(name));
      return;
    }
    case 'address add':
    case 'address replace':
    case 'address change': {
      if (device !== undefined) found.needs.push(link(device));
      const address = rest.find((word) => /^[\da-f]+[.:][\da-f.:]*(?:\/\d+)?$/i.test(word));
      if (address !== undefined) found.provides.push(`addr:${bare(address)}`, `addr:${bare(address)}%${device}@${place}`);
      return;
    }
    case 'address delete':
    case 'address flush': {
      if (device === undefined) return;
      found.needs.push(link(device));
      const address = rest.find((word) => /^[\da-f]+[.:][\da-f.:]*(?:\/\d+)?$/i.test(word));
      found.removes.push(address === undefined ? `addresses:${device}@${place}` : `addr:${bare(address)}`);
      return;
    }
    case 'link show':
    case 'address show': {
      const name =
        device ?? rest.find((word) => !/^(?:up|type|master|vrf|label|scope|permanent|dynamic|global|link|veth|bridge|to|dev)$/.test(word));
      if (name !== undefined && rest.length <= 2) found.needs.push(link(name));
      return;
    }
    default:
      if (device !== undefined) found.needs.push(link(device));
  }
}

/** An address without its prefix length. */
function bare(address: string): string {
  return address.split('/')[0]!;
}
