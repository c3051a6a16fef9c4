import { closest, distance } from 'fastest-levenshtein';
import { isKnownCommand, knownCommands } from '../lesson/known/vocabulary.js';
import type { ReasonCode } from './events.js';
import type { OwnReasonWords } from './reasons/reason-words.js';

/** What a tool's own words say of why it failed. */
export interface SaidCause {
  readonly code: ReasonCode;
  /** Of what is missing or wrong. */
  readonly name: string;
  /** The sentence about it. */
  readonly says: keyof OwnReasonWords;
  /** The word that may have been meant. */
  readonly meant?: string;
}

interface Saying {
  readonly pattern: RegExp;
  readonly code: ReasonCode;
  readonly says: keyof OwnReasonWords;
}

/** Words of ip(8) and its neighbours that are easily misspelt. */
const keywords =
  `netns link address addr route rule neighbour neigh bridge veth vxlan macvlan type peer name master nomaster dev via scope global
default exec add delete set show list up down broadcast brd proto kernel table metric dummy tuntap monitor lladdr promisc mtu`.split(/\s+/);

/** Types of ip-link(8). */
const linkTypes =
  `bridge bond can dummy erspan geneve gre gretap hsr ifb ip6gre ip6gretap ip6tnl ipip ipoib ipvlan ipvtap lowpan macsec macvlan macvtap netdevsim nlmon rmnet sit tun veth
vlan vrf vti vxlan wireguard xfrm team vcan amt bareudp`.split(/\s+/);

/** The word that was nearly written. */
function meantBy(name: string): string | undefined {
  const meant = closest(name, keywords);
  return name.length > 2 && name !== meant && distance(name, meant) <= 2 ? meant : undefined;
}

/** From the sources of iproute2, net-tools, bridge-utils, util-linux, iptables and glibc; the first that fits counts. */
const sayings: readonly Saying[] = [
  { pattern: /Cannot open network namespace "([^"]+)"/, code: 'missing-namespace', says: 'no-namespace' },
  { pattern: /argument "([^"]+)" is wrong: Invalid "netns" value/, code: 'missing-namespace', says: 'no-namespace' },
  {
    pattern: /Cannot remove namespace file "\/(?:var\/)?run\/netns\/([^"]+)": No such file/,
    code: 'missing-namespace',
    says: 'no-namespace',
  },
  { pattern: /nsenter: cannot open \/(?:var\/)?run\/netns\/([^:]+): No such file/, code: 'missing-namespace', says: 'no-namespace' },
  { pattern: /Cannot find device "([^"]+)"/, code: 'missing-link', says: 'no-link' },
  { pattern: /Device "([^"]+)" does not exist/, code: 'missing-link', says: 'no-link' },
  { pattern: /argument "([^"]+)" is wrong: Device does not exist/, code: 'missing-link', says: 'no-link' },
  { pattern: /(?:^|: )(\S+): No such device exists/m, code: 'missing-link', says: 'no-link' },
  { pattern: /(?:interface|bridge) (\S+) does not exist/, code: 'missing-link', says: 'no-link' },
  { pattern: /^(\S+): ERROR while getting interface flags: No such device/m, code: 'missing-link', says: 'no-link' },
  {
    pattern: /^(\S+): error fetching interface information: Device not found/m,
    code: 'missing-link',
    says: 'no-link',
  },
  { pattern: /()(?:SIOC\w+|can't get info|Failed to \w+ \S+): No such device/, code: 'missing-link', says: 'no-link' },
  { pattern: /(?:Object|Command|command|option) "?'?([^"'\s]+)"?'? is unknown/, code: 'typo-keyword', says: 'no-word' },
  { pattern: /or "([^"]+)" is a garbage/, code: 'typo-keyword', says: 'no-word' },
  {
    pattern: /(?:unrecognized|invalid|unknown) (?:option|subcommand|command|argument)(?: --)? ?['"]?([\w-]+)/i,
    code: 'typo-keyword',
    says: 'no-word',
  },
  { pattern: /What is "([^"]+)"\?/i, code: 'typo-keyword', says: 'no-word' },
  {
    pattern: /Unable to find image '([^']+)' locally/,
    code: 'needs-internet',
    says: 'no-image',
  },
  {
    pattern: /()Cannot connect to the Docker daemon/,
    code: 'needs-tool',
    says: 'no-docker',
  },
  {
    pattern: /()database connection failed \(No such file/,
    code: 'needs-tool',
    says: 'no-daemon',
  },
  {
    pattern:
      /(?:Could not resolve host:? |unknown host |cannot resolve )?((?:[\w-]+\.)+[a-z]{2,}): (?:Temporary failure in name resolution|Name or service not known)|Could not resolve host: ((?:[\w-]+\.)+[a-z]{2,})/,
    code: 'needs-internet',
    says: 'asks-name',
  },
  {
    pattern:
      /()Unknown device type|()Operation not supported|()Protocol not supported|()missing kernel module|()do you need to insmod|()Module \S+ not found/,
    code: 'needs-kernel',
    says: 'kernel-lacks',
  },
  {
    pattern: /()Operation not permitted|()you must be root|()Read-only file system|()permission denied/i,
    code: 'needs-privilege',
    says: 'not-privileged',
  },
  {
    pattern:
      /(?<!RTNETLINK answers|Could not process rule)(?:^|[\s'"`])(?!answers|rule|open\b)([^\s'"`:]+)['"]?: No such file or directory|exec: ((?:\.{0,2}|~)?\/\S+): not found/m,
    code: 'missing-file',
    says: 'no-file',
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
    return { code: 'typo-keyword', name: type, says: 'no-type', meant: near };
  }
  for (const { pattern, code, says } of sayings) {
    const match = pattern.exec(output);
    if (!match) continue;
    const name = match.slice(1).find((group) => group !== undefined && group !== '') ?? '';
    const meant = says === 'no-word' ? meantBy(name) : undefined;
    return { code, name, says, ...(meant !== undefined && { meant }) };
  }
  const unknown = /(?:^|: )([\w.-]+): (?:command )?not found/m.exec(output)?.[1];
  if (unknown === undefined || isKnownCommand(unknown)) return undefined;
  const meant = closest(unknown, knownCommands);
  return unknown.length > 2 && distance(unknown, meant) <= (unknown.length > 4 ? 2 : 1)
    ? { code: 'typo-keyword', name: unknown, says: 'no-program', meant }
    : undefined;
}

/** Codes of what a lab, and no lesson, is to blame for: the step is skipped. */
export const causesOfSkips: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'needs-internet',
  'needs-kernel',
  'needs-privilege',
  'needs-tool',
]);
