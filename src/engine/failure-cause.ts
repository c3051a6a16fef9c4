import { closest, distance } from 'fastest-levenshtein';
import { isKnownCommand, knownCommands } from '../lesson/known/vocabulary.js';
import type { ReasonCode } from './events.js';
import { noDaemon } from './privileged-lab.js';

/** What a tool's own words say of why it failed. */
export interface SaidCause {
  readonly code: ReasonCode;
  /** Of what is missing or wrong. */
  readonly name: string;
  readonly text: string;
}

interface Saying {
  readonly pattern: RegExp;
  readonly code: ReasonCode;
  /** @param name what the pattern captured */
  readonly text: (name: string) => string;
}

const noNamespace = (name: string): string => `there is no namespace ${name}`;
const noLink = (name: string): string => (name === '' ? 'there is no such link' : `there is no link ${name} here`);
/** Words of ip(8) and its neighbours that are easily misspelt. */
const keywords =
  `netns link address addr route rule neighbour neigh bridge veth vxlan macvlan type peer name master nomaster dev via scope global
default exec add delete set show list up down broadcast brd proto kernel table metric dummy tuntap monitor lladdr promisc mtu`.split(/\s+/);

/** Types of ip-link(8). */
const linkTypes =
  `bridge bond can dummy erspan geneve gre gretap hsr ifb ip6gre ip6gretap ip6tnl ipip ipoib ipvlan ipvtap lowpan macsec macvlan macvtap netdevsim nlmon rmnet sit tun veth
vlan vrf vti vxlan wireguard xfrm team vcan amt bareudp`.split(/\s+/);

const wrongWord = (name: string): string => {
  const meant = closest(name, keywords);
  const guess = name.length > 2 && name !== meant && distance(name, meant) <= 2 ? `; ${meant} may be meant` : '';
  return `${name} is no word that it knows${guess}`;
};

/** From the sources of iproute2, net-tools, bridge-utils, util-linux, iptables and glibc; the first that fits counts. */
const sayings: readonly Saying[] = [
  { pattern: /Cannot open network namespace "([^"]+)"/, code: 'missing-namespace', text: noNamespace },
  { pattern: /argument "([^"]+)" is wrong: Invalid "netns" value/, code: 'missing-namespace', text: noNamespace },
  { pattern: /Cannot remove namespace file "\/(?:var\/)?run\/netns\/([^"]+)": No such file/, code: 'missing-namespace', text: noNamespace },
  { pattern: /nsenter: cannot open \/(?:var\/)?run\/netns\/([^:]+): No such file/, code: 'missing-namespace', text: noNamespace },
  { pattern: /Cannot find device "([^"]+)"/, code: 'missing-link', text: noLink },
  { pattern: /Device "([^"]+)" does not exist/, code: 'missing-link', text: noLink },
  { pattern: /argument "([^"]+)" is wrong: Device does not exist/, code: 'missing-link', text: noLink },
  { pattern: /(?:^|: )(\S+): No such device exists/m, code: 'missing-link', text: noLink },
  { pattern: /(?:interface|bridge) (\S+) does not exist/, code: 'missing-link', text: noLink },
  { pattern: /^(\S+): ERROR while getting interface flags: No such device/m, code: 'missing-link', text: noLink },
  {
    pattern: /^(\S+): error fetching interface information: Device not found/m,
    code: 'missing-link',
    text: noLink,
  },
  { pattern: /()(?:SIOC\w+|can't get info|Failed to \w+ \S+): No such device/, code: 'missing-link', text: noLink },
  { pattern: /(?:Object|Command|command|option) "?'?([^"'\s]+)"?'? is unknown/, code: 'typo-keyword', text: wrongWord },
  { pattern: /or "([^"]+)" is a garbage/, code: 'typo-keyword', text: wrongWord },
  {
    pattern: /(?:unrecognized|invalid|unknown) (?:option|subcommand|command|argument)(?: --)? ?['"]?([\w-]+)/i,
    code: 'typo-keyword',
    text: wrongWord,
  },
  { pattern: /What is "([^"]+)"\?/i, code: 'typo-keyword', text: wrongWord },
  {
    pattern: /Unable to find image '([^']+)' locally/,
    code: 'needs-internet',
    text: (name) => `there is no image ${name} here, and a lab has no internet to pull it from`,
  },
  {
    pattern: /()Cannot connect to the Docker daemon/,
    code: 'needs-tool',
    text: () => noDaemon,
  },
  {
    pattern: /()database connection failed \(No such file/,
    code: 'needs-tool',
    text: () => 'its daemon does not run in a lab',
  },
  {
    pattern:
      /(?:Could not resolve host:? |unknown host |cannot resolve )?((?:[\w-]+\.)+[a-z]{2,}): (?:Temporary failure in name resolution|Name or service not known)|Could not resolve host: ((?:[\w-]+\.)+[a-z]{2,})/,
    code: 'needs-internet',
    text: (name) => `it asks for ${name}, and a lab has no internet`,
  },
  {
    pattern:
      /()Unknown device type|()Operation not supported|()Protocol not supported|()missing kernel module|()do you need to insmod|()Module \S+ not found/,
    code: 'needs-kernel',
    text: () => 'the kernel of this machine lacks what it needs',
  },
  {
    pattern: /()Operation not permitted|()you must be root|()Read-only file system|()permission denied/i,
    code: 'needs-privilege',
    text: () => 'a lab does not have the privilege that it needs',
  },
  {
    pattern:
      /(?<!RTNETLINK answers|Could not process rule)(?:^|[\s'"`])(?!answers|rule|open\b)([^\s'"`:]+)['"]?: No such file or directory|exec: ((?:\.{0,2}|~)?\/\S+): not found/m,
    code: 'missing-file',
    text: (name) => `there is no file ${name}`,
  },
];

/** What tools say of a failure stands in short lines; looking through one of a million letters takes minutes. */
function withoutLongLines(output: string): string {
  return output
    .split('\n')
    .filter((line) => line.length <= 2000)
    .join('\n');
}

/**
 * What the output of a failed command says of the cause; `undefined` when it says nothing that is known.
 * @param command the command, which tells a type of link that is misspelt from one that the kernel lacks
 */
export function readSaidCause(printed: string, command = ''): SaidCause | undefined {
  const output = withoutLongLines(printed);
  const type = /Unknown device type/.test(output) ? /\btype ([a-z]\w+)/.exec(command)?.[1] : undefined;
  const near = type === undefined || linkTypes.includes(type) ? undefined : closest(type, linkTypes);
  if (type !== undefined && near !== undefined && distance(type, near) <= 2) {
    return { code: 'typo-keyword', name: type, text: `${type} is no type of link; ${near} may be meant` };
  }
  for (const { pattern, code, text } of sayings) {
    const match = pattern.exec(output);
    if (!match) continue;
    const name = match.slice(1).find((group) => group !== undefined && group !== '') ?? '';
    return { code, name, text: text(name) };
  }
  const unknown = /(?:^|: )([\w.-]+): (?:command )?not found/m.exec(output)?.[1];
  if (unknown === undefined || isKnownCommand(unknown)) return undefined;
  const meant = closest(unknown, knownCommands);
  return unknown.length > 2 && distance(unknown, meant) <= (unknown.length > 4 ? 2 : 1)
    ? { code: 'typo-keyword', name: unknown, text: `there is no program ${unknown}; ${meant} may be meant` }
    : undefined;
}

/** Codes of what a lab, and no lesson, is to blame for: the step is skipped. */
export const causesOfSkips: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'needs-internet',
  'needs-kernel',
  'needs-privilege',
  'needs-tool',
]);
