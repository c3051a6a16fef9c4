import type { FirewallChain } from '../snapshot.js';
import { isInPrefix } from './addresses.js';
import type { Packet } from './packet.js';

/** A packet in a namespace, with the links that it came in by and leaves by. */
export interface Crossing {
  readonly packet: Packet;
  readonly inDevice: string | null;
  readonly outDevice: string | null;
}

export interface RuleMatch {
  readonly text: string;
  readonly fits: boolean | 'unknown';
  readonly action: 'accept' | 'drop' | 'return' | 'jump' | 'masquerade' | 'snat' | 'dnat' | 'redirect' | 'none';
  /** The chain that it leads to. */
  readonly target?: string | undefined;
  /** What it puts in the place of an address and a port. */
  readonly address?: string | undefined;
  readonly port?: number | undefined;
}

type Fits = boolean | 'unknown';

/** Reads a rule of a chain, in the words of its tool, and says whether a packet fits. */
export function matchRule(chain: FirewallChain, text: string, crossing: Crossing): RuleMatch {
  const words = text.match(/"[^"]*"|\{[^}]*\}|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [];
  return chain.tool === 'iptables' ? readIptables(text, words, crossing) : readNft(text, words, crossing);
}

function all(found: readonly Fits[]): Fits {
  if (found.includes(false)) return false;
  return found.includes('unknown') ? 'unknown' : true;
}

function negated(fits: Fits, isNegated: boolean): Fits {
  return fits === 'unknown' ? fits : fits !== isNegated;
}

/** iptables(8): `eth+` is any link whose name begins so. */
function isDevice(pattern: string, device: string | null): boolean {
  if (device === null) return false;
  return /[+*]$/.test(pattern) ? device.startsWith(pattern.slice(0, -1)) : pattern === device;
}

function isPort(pattern: string, port: number | null): boolean {
  if (port === null) return false;
  return pattern.split(',').some((part) => {
    const [from = '', to = from] = part.trim().split(/[:-]/);
    const number = (name: string, otherwise: number): number => (name === '' ? otherwise : (services[name] ?? Number(name)));
    return port >= number(from, 0) && port <= number(to, 65_535);
  });
}

const services: Readonly<Record<string, number>> = { http: 80, 'http-alt': 8080, https: 443, ssh: 22, domain: 53, telnet: 23, smtp: 25 };
const protocols: Readonly<Record<string, Packet['protocol'] | 'all'>> = {
  icmp: 'icmp',
  icmpv6: 'icmp',
  'ipv6-icmp': 'icmp',
  tcp: 'tcp',
  udp: 'udp',
  all: 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmp',
};

function isState(list: string, { isAnswer }: Packet): boolean {
  const states = list.toLowerCase().split(/[\s,]+/);
  return states.includes(isAnswer ? 'established' : 'new');
}

function isProtocol(list: string, packet: Packet): Fits {
  return list.split(/[\s,{}]+/).some((word) => protocols[word] === 'all' || protocols[word] === packet.protocol);
}

/** Options of iptables that say nothing about which packets fit, and how many words they take. */
const silent: Readonly<Record<string, number>> = {
  '-m': 1,
  '--comment': 1,
  '-A': 1,
  '--random': 0,
  '--random-fully': 0,
  '--reject-with': 1,
  '--log-prefix': 1,
  '-c': 2,
};

function readIptables(text: string, words: readonly string[], { packet, inDevice, outDevice }: Crossing): RuleMatch {
  const fits: Fits[] = [];
  const found: { -readonly [Name in keyof RuleMatch]?: RuleMatch[Name] } = {};
  let isNegated = false;
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place]!;
    const value = words[place + 1] ?? '';
    const test = (result: Fits): void => {
      fits.push(negated(result, isNegated));
      isNegated = false;
      place += 1;
    };
    if (word === '!') isNegated = true;
    else if (word === '-s' || word === '--source') test(packet.source === null ? 'unknown' : isInPrefix(packet.source, value));
    else if (word === '-d' || word === '--destination') test(isInPrefix(packet.destination, value));
    else if (word === '-i' || word === '--in-interface') test(isDevice(value, inDevice));
    else if (word === '-o' || word === '--out-interface') test(isDevice(value, outDevice));
    else if (word === '-p' || word === '--protocol') test(isProtocol(value, packet));
    else if (word === '--dport' || word === '--dports' || word === '--destination-port') test(isPort(value, packet.port));
    else if (word === '--sport' || word === '--sports' || word === '--source-port') test(isPort(value, packet.sourcePort));
    else if (word === '--ctstate' || word === '--state') test(isState(value, packet));
    else if (word === '--icmp-type')
      test(/^(?:8|echo-request)$/.test(value) ? !packet.isAnswer : /^(?:0|echo-reply)$/.test(value) ? packet.isAnswer : 'unknown');
    else if (word === '-j' || word === '-g') {
      Object.assign(found, target(value));
      place += 1;
    } else if (word === '--to-source' || word === '--to-destination') {
      Object.assign(found, addressAndPort(value));
      place += 1;
    } else if (word === '--to-ports') {
      found.port = Number(value) || undefined;
      place += 1;
    } else if (silent[word] !== undefined) place += silent[word];
    else if (word.startsWith('-')) fits.push('unknown');
  }
  return { action: 'none', ...found, text, fits: all(fits) };
}

function target(name: string): Pick<RuleMatch, 'action' | 'target'> {
  switch (name.toUpperCase()) {
    case 'ACCEPT':
      return { action: 'accept' };
    case 'DROP':
    case 'REJECT':
      return { action: 'drop' };
    case 'RETURN':
      return { action: 'return' };
    case 'MASQUERADE':
      return { action: 'masquerade' };
    case 'SNAT':
      return { action: 'snat' };
    case 'DNAT':
      return { action: 'dnat' };
    case 'REDIRECT':
      return { action: 'redirect' };
    case 'LOG':
    case 'MARK':
    case 'CONNMARK':
    case 'NFLOG':
    case 'TRACE':
      return { action: 'none' };
    default:
      return { action: 'jump', target: name };
  }
}

function addressAndPort(text: string): Pick<RuleMatch, 'address' | 'port'> {
  const [, six, four, port] = /^(?:\[([^\]]+)\]|([\d.]+))?(?::(\d+))?/.exec(text) ?? [];
  return { address: six ?? four ?? (text.includes('::') ? text : undefined), port: port === undefined ? undefined : Number(port) };
}

const nftActions: Readonly<Record<string, RuleMatch['action']>> = {
  accept: 'accept',
  drop: 'drop',
  reject: 'drop',
  return: 'return',
  masquerade: 'masquerade',
  snat: 'snat',
  dnat: 'dnat',
  redirect: 'redirect',
  jump: 'jump',
  goto: 'jump',
};

/** Words of a rule of nft(8) that say nothing about which packets fit. */
const nftSilent =
  /^(?:counter|log|prefix|packets|bytes|\d+|random|fully-random|persistent|comment|with|icmp|icmpx|type|port-unreachable|admin-prohibited|host-unreachable|tcp|reset|level)$/;

function readNft(text: string, words: readonly string[], { packet, inDevice, outDevice }: Crossing): RuleMatch {
  const fits: Fits[] = [];
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place]!;
    const action = nftActions[word];
    if (action !== undefined) return { text, action, fits: all(fits), ...nftRest(action, words.slice(place + 1)) };
    const isPair = /^(?:ip|ip6|tcp|udp|th|ct|meta|icmp|icmpv6)$/.test(word) && !/^(?:==|!=)$/.test(words[place + 1] ?? '');
    const key = isPair ? `${word === 'meta' ? '' : `${word} `}${words[(place += 1)] ?? ''}` : word;
    const isTest = nftTests[key] !== undefined;
    if (!isTest) {
      if (!nftSilent.test(word)) fits.push('unknown');
      continue;
    }
    let value = words[(place += 1)] ?? '';
    const isNegated = value === '!=';
    if (/^(?:!=|==)$/.test(value)) value = words[(place += 1)] ?? '';
    // `ct state established,related` may be printed with or without a space.
    const values = value.replace(/^\{\s*|\s*\}$/g, '').split(/\s*,\s*/);
    fits.push(negated(nftTests[key]!(values, packet, inDevice, outDevice), isNegated));
  }
  return { text, action: 'none', fits: all(fits) };
}

type NftTest = (values: readonly string[], packet: Packet, inDevice: string | null, outDevice: string | null) => Fits;

const isFamily = (values: readonly string[], packet: Packet): boolean =>
  values.includes(packet.destination.includes(':') ? 'ipv6' : 'ipv4');
const isSource: NftTest = (values, { source }) => (source === null ? 'unknown' : values.some((value) => isInPrefix(source, value)));
const isDestination: NftTest = (values, { destination }) => values.some((value) => isInPrefix(destination, value));
const isOfProtocol: NftTest = (values, packet) => values.some((value) => isProtocol(value, packet) === true);
const isIcmpType: NftTest = (values, { protocol, isAnswer }) =>
  protocol === 'icmp' && values.some((value) => (isAnswer ? /^echo-reply$|^0$/ : /^echo-request$|^8$/).test(value));

const nftTests: Readonly<Record<string, NftTest>> = {
  'ip saddr': isSource,
  'ip6 saddr': isSource,
  'ip daddr': isDestination,
  'ip6 daddr': isDestination,
  'ip protocol': isOfProtocol,
  l4proto: isOfProtocol,
  nfproto: isFamily,
  iifname: (values, _, inDevice) => values.some((value) => isDevice(value, inDevice)),
  iif: (values, _, inDevice) => values.some((value) => isDevice(value, inDevice)),
  oifname: (values, _packet, _in, outDevice) => values.some((value) => isDevice(value, outDevice)),
  oif: (values, _packet, _in, outDevice) => values.some((value) => isDevice(value, outDevice)),
  'tcp dport': (values, { protocol, port }) => protocol === 'tcp' && values.some((value) => isPort(value, port)),
  'udp dport': (values, { protocol, port }) => protocol === 'udp' && values.some((value) => isPort(value, port)),
  'th dport': (values, { port }) => values.some((value) => isPort(value, port)),
  'tcp sport': (values, { protocol, sourcePort }) => protocol === 'tcp' && values.some((value) => isPort(value, sourcePort)),
  'ct state': (values, packet) => isState(values.join(','), packet),
  'icmp type': isIcmpType,
  'icmpv6 type': isIcmpType,
};

function nftRest(action: RuleMatch['action'], rest: readonly string[]): Pick<RuleMatch, 'target' | 'address' | 'port'> {
  if (action === 'jump') return { target: rest[0] };
  const to = rest[rest.indexOf('to') + 1];
  return rest.includes('to') && to !== undefined ? addressAndPort(to) : {};
}
