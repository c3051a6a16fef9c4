import { familyOf } from '../../network/path/addresses.js';

/** A command that asks somebody for an answer. */
export interface Probe {
  /** The label of the namespace that it asks from. */
  readonly namespace: string;
  readonly program: string;
  /** As written: an address or a name. */
  readonly host: string;
  /** `undefined` for a name that has to be looked up. */
  readonly address: string | undefined;
  readonly protocol: 'icmp' | 'tcp' | 'udp';
  readonly port: number | null;
  readonly source: string | null;
  readonly outDevice: string | null;
  /** The length of its packets, when they may not be cut. */
  readonly wholeSize: number | null;
}

/** Options that take a word, by program. */
const withWord: Readonly<Record<string, string>> = {
  ping: 'cIiWwsMtTQpmlFS',
  ping6: 'cIiWwsMtTQpmlFS',
  traceroute: 'fgimNpqstwzM',
  tracepath: 'lmp',
  mtr: 'cimsaIf',
  arping: 'cIswWSt',
  curl: 'momHXdAuexrbcKTwFIY',
  wget: 'OoTtUe',
  nc: 'wpsiXxqTIO',
  ncat: 'wpsi',
  telnet: 'bl',
  ssh: 'pilFo',
};

/** Who a command asks (ping(8), nc(1), curl(1) …); an empty list for one that asks nobody. */
export function probesOf(words: readonly string[], namespace: string): Probe[] {
  const program = (words[0] ?? '').split('/').at(-1)!;
  const options = withWord[program];
  if (options === undefined) return socatProbe(words, namespace);
  const { operands, values, flags } = readOptions(words.slice(1), options);
  const found = probe(program, operands, values, flags);
  if (!found) return [];
  const host = found.host.replace(/^\[(.*)\]$/, '$1');
  const address = host === 'localhost' ? '127.0.0.1' : familyOf(host) === undefined ? undefined : host.split('%')[0];
  const from = values.get('I') ?? (program === 'nc' ? values.get('s') : undefined) ?? null;
  const isSource = from !== null && familyOf(from) !== undefined;
  return [
    {
      namespace,
      program,
      host,
      address,
      protocol: found.protocol ?? 'icmp',
      port: found.port ?? null,
      source: isSource ? from : null,
      outDevice: isSource || program === 'curl' ? null : (from ?? /%(\S+)$/.exec(host)?.[1] ?? null),
      wholeSize: found.wholeSize ?? null,
    },
  ];
}

interface Found {
  readonly host: string;
  readonly protocol?: Probe['protocol'];
  readonly port?: number;
  readonly wholeSize?: number;
}

function probe(program: string, operands: readonly string[], values: ReadonlyMap<string, string>, flags: string): Found | undefined {
  const [host, port] = operands;
  if (host === undefined) return undefined;
  switch (program) {
    case 'ping':
    case 'ping6': {
      const size = Number(values.get('s') ?? 56);
      // ICMP and IP headers come before the data (RFC 792, RFC 4443).
      const isWhole = values.get('M') === 'do';
      return { host: operands.at(-1)!, ...(isWhole && { wholeSize: size + (host.includes(':') ? 48 : 28) }) };
    }
    case 'traceroute':
    case 'tracepath':
    case 'mtr':
    case 'arping':
      return { host };
    case 'curl':
    case 'wget': {
      const url = operands.find((word) => word.includes('://')) ?? host;
      const [, scheme = 'http', name, own] = /^(?:([a-z]+):\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?/.exec(url) ?? [];
      return name === undefined ? undefined : { host: name, protocol: 'tcp', port: Number(own ?? (scheme === 'https' ? 443 : 80)) };
    }
    case 'nc':
    case 'ncat':
      if (flags.includes('l') || port === undefined || !/^\d+$/.test(port)) return undefined;
      return { host, protocol: flags.includes('u') ? 'udp' : 'tcp', port: Number(port) };
    case 'telnet':
      return { host, protocol: 'tcp', port: Number(port ?? 23) };
    case 'ssh':
      return { host: host.split('@').at(-1)!, protocol: 'tcp', port: Number(values.get('p') ?? 22) };
    default:
      return undefined;
  }
}

function socatProbe(words: readonly string[], namespace: string): Probe[] {
  if (words[0] !== 'socat') return [];
  return words.slice(1).flatMap((word): Probe[] => {
    const [, kind, host, port] = /^(TCP|UDP)(?:4|6|-CONNECT|4-CONNECT)?:(\[[^\]]+\]|[^:,]+):(\d+)/i.exec(word) ?? [];
    if (kind === undefined || host === undefined) return [];
    const address = host === 'localhost' ? '127.0.0.1' : familyOf(host) === undefined ? undefined : host;
    const protocol = kind.toLowerCase() as 'tcp' | 'udp';
    return [{ namespace, program: 'socat', host, address, protocol, port: Number(port), source: null, outDevice: null, wholeSize: null }];
  });
}

function readOptions(words: readonly string[], withValue: string): { operands: string[]; values: Map<string, string>; flags: string } {
  const operands: string[] = [];
  const values = new Map<string, string>();
  let flags = '';
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place]!;
    if (/^--\w/.test(word)) {
      // Long options of curl and wget that take a word of their own.
      if (/^--(?:max-time|connect-timeout|output|interface|timeout|tries|header|request)$/.test(word)) place += 1;
      continue;
    }
    if (!/^-\w/.test(word)) {
      if (!/^\d*[<>&|]/.test(word)) operands.push(word);
      continue;
    }
    const letters = word.slice(1);
    const at = letters.split('').findIndex((letter) => withValue.includes(letter));
    flags += at === -1 ? letters : letters.slice(0, at);
    if (at === -1) continue;
    const rest = letters.slice(at + 1);
    values.set(letters[at]!, rest === '' ? (words[(place += 1)] ?? '') : rest);
  }
  return { operands, values, flags };
}
