import type { LineContext, VolatileKind } from './tokens.js';

/** A volatile value in a line: where it stands, what it is, where it has a meaning and which object has it. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: VolatileKind;
  readonly scope: string;
  readonly owner?: string;
  /** Another scope in which it has to agree as well. */
  readonly also?: string;
}

type Find = (line: string, context: LineContext) => Found[];

interface Finder {
  /** What every line has in which it finds something; most lines have none of it. */
  readonly sign: string;
  readonly find: Find;
}

/** Finds what a pattern's groups capture; the last kind given goes for all groups that follow. */
function pattern(
  regex: RegExp,
  kinds: readonly VolatileKind[],
  scope: (context: LineContext, match: RegExpMatchArray) => string = () => '',
  owner?: (context: LineContext, match: RegExpMatchArray) => string,
): Find {
  return (line, context) =>
    [...line.matchAll(regex)].flatMap((match) =>
      match.indices!.slice(1).flatMap((range, index) => {
        const kind = kinds[index] ?? kinds.at(-1)!;
        if (!range) return [];
        return [{ start: range[0], end: range[1], kind, scope: scope(context, match), ...(owner && { owner: owner(context, match) }) }];
      }),
    );
}

const here = (context: LineContext): string => context.namespace ?? 'several';
const inNamespace = (context: LineContext): string => `netns:${here(context)}`;

/** Addresses that mean the same on every machine: unspecified, broadcast, multicast. */
const constantMac = /^(?:00:00:00:00:00:00|ff:ff:ff:ff:ff:ff|01:00:5e:.*|33:33:.*|01:80:c2:.*)$/i;

/** The other end of the link that a line tells of: it is one and the same in whatever way it is shown. */
function otherEnd(context: LineContext, line: string): string {
  return `${here(context)}/other end of ${/([^\s@:]+)@if/.exec(line)?.[1]}`;
}

/**
 * Where the number behind `@if` counts (ip-link(8)): in the namespace of the link's other end. Where the line does not tell which that
 * is, the number is compared with that of the same link only.
 */
function peerNamespace(context: LineContext, line: string): string {
  const name = /\blink-netns (\S+)/.exec(line)?.[1];
  const id = /\blink-netnsid (\d+)/.exec(line)?.[1];
  return name ?? (id === undefined ? otherEnd(context, line) : `${here(context)}/nsid ${id}`);
}

/** A port that the kernel picks for the side that calls (ip(7), ip_local_port_range). */
function isEphemeral(port: string): boolean {
  return Number(port) >= 32_768 && Number(port) <= 60_999;
}

const macs = pattern(/(?<![\w:.-])((?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})(?![\w:-])/dgi, ['mac']);
const bridgeIds = pattern(/\b[0-9a-f]{4}\.(?!0{12})([0-9a-f]{12}|(?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2})\b/dgi, ['mac']);
/** The addresses of a link's own multicast groups, whose last three bytes are those of its address (RFC 4291, 2.7.1). */
const groups = pattern(/(?<![\w:])(?:33:33:ff:([0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2})|ff02::1:(ff[0-9a-f]{2}:[0-9a-f]{1,4}))(?![\w:])/dgi, [
  'multicast',
]);
const ports = pattern(/(?:[\d\]*]:|\d\.\d+\.\d+\.\d+\.|[0-9a-f:]+:[0-9a-f]+\.|\b[sd]port=)(\d{5})(?=[\s:,)]|$)/dg, ['port']);
/** Where a number by itself counts: an index in its namespace, the number of a process everywhere, the inode asked for is that of a network namespace. */
const loneNumbers = (kind: VolatileKind): Find =>
  pattern(/(?<![\w.:/-])(\d+)(?![\w.:/-])/dg, [kind], (context) => (kind === 'ifindex' ? here(context) : kind === 'inode' ? 'net' : ''));
const addressedPorts = pattern(/(?:\b(?:from|on|with|to|local) (?:\d+\.){3}\d+(?: port)? |\bport )(\d{5})\b/dg, ['port']);
const ago = String.raw`(?:\d+ (?:second|minute|hour|day|week|month|year)s?|About an? (?:minute|hour)|Less than a second)`;

/** In the order in which they may take a piece of a line; none takes what another has. */
export const finders: readonly Finder[] = [
  // `3: veth-a@if2: <…>`, also with `-o` and of `bridge link`; lo is always 1.
  { sign: ': ', find: pattern(/^\s*(\d+): (?!lo[:@\s])\S+ +(?:<|mtu |inet6? |state |link\/)/dg, ['ifindex'], here) },
  { sign: ':\t', find: pattern(/^(\d+):\t\S+$/dg, ['ifindex'], here) },
  // /proc/net/igmp
  { sign: '\t', find: pattern(/^(?!1\t)(\d+)\t\S+ +: +\d+ +V\d/dg, ['ifindex'], here) },
  // ip -j
  { sign: '"ifindex"', find: pattern(/"ifindex": ?(?!1\b)(\d+)/dg, ['ifindex'], here) },
  { sign: '"link_index"', find: pattern(/"link_index": ?(\d+)/dg, ['ifindex'], (context) => `${here(context)}/other end`) },
  { sign: '"link_netnsid"', find: pattern(/"link_netnsid": ?(\d+)/dg, ['nsid'], here) },
  {
    sign: '@if',
    find: (line, context) =>
      pattern(/^\s*(?:\d+: )?[^\s@:]+@if(\d+)(?=[:\s]|$)/dg, ['ifindex'], () => peerNamespace(context, line))(line, context).map(
        (found) => ({
          ...found,
          also: otherEnd(context, line),
        }),
      ),
  },
  { sign: ':ff', find: groups },
  { sign: ':', find: (line, context) => macs(line, context).filter((value) => !constantMac.test(line.slice(value.start, value.end))) },
  { sign: '-', find: (line, context) => macs(line, context).filter((value) => line[value.start + 2] === '-') },
  { sign: '.', find: bridgeIds },
  {
    sign: 'fe80:',
    find: pattern(/(?<![\w:])(fe80:(?::|(?:[0-9a-f]{1,4}:)+:?)[0-9a-f:]*[0-9a-f])/dgi, ['link-local']),
  },
  { sign: 'nsid', find: pattern(/(?:\blink-netnsid|\bnsid) (\d+)\b/dg, ['nsid'], here) },
  {
    sign: '(id:',
    find: pattern(/^\s*(?:(\S+) )?\(id: (\d+)\)/dg, ['nsid'], here, (_, match) => `netns:${match[1]}`),
  },
  {
    sign: ':[',
    find: pattern(
      /\b(?:net|mnt|pid|user|uts|ipc|cgroup|time)(?:_for_children)?:\[(\d+)\]/dg,
      ['inode'],
      (_, match) => match[0].split(':')[0]!.replace('_for_children', ''),
      inNamespace,
    ),
  },
  // lsns(8)
  {
    sign: '40265',
    find: pattern(/^\s*(40265\d{5})(?= +(net|mnt|pid|user|uts|ipc|cgroup|time)?\b)/dg, ['inode'], (_, match) => match[2] ?? ''),
  },
  { sign: '40265', find: pattern(/^\s*40265\d{5} [a-z]+ +\d+ +(\d+) /dg, ['pid']) },
  // ls -i, for files of the kernel
  { sign: ' ', find: pattern(/^\s*(\d{5,})(?= +(?:[-lrwxdsbcpt.]{10}|\/(?:var\/)?run\/netns))/dg, ['inode'], () => 'file', inNamespace) },
  { sign: '40265', find: pattern(/(?<!\S)(40265\d{5})(?= +\S)/dg, ['inode'], () => 'net', inNamespace) },
  { sign: '[', find: pattern(/^\[\d+\][+-]?\s+(\d+)(?:\s*$|\s+(?:Running|Stopped|Done|Terminated|Killed|Exit))/dg, ['pid']) },
  { sign: '/proc/', find: pattern(/\/proc\/(?!1\b)(\d+)(?![\w])/dg, ['pid']) },
  // ps(1): `1234 pts/0 00:00:00 bash`
  {
    sign: ':',
    find: pattern(/^\s*(?:[\w+-]+ +)?(?!1 )(\d+)(?: +\d+)? +(?:pts\/\d+|tty\d+|\?) +(?:\S+ +)?(\d+:\d{2}(?::\d{2})?) /dg, [
      'pid',
      'duration',
    ]),
  },
  // ps(1) with `aux` and with `-ef`
  {
    sign: ':',
    find: pattern(
      /^[\w+-]+ +(?!1 )(\d+) +([\d.]+) +([\d.]+) +(\d+) +(\d+) +\S+ +[A-Z]\S* +(\d{2}:\d{2}|[A-Z][a-z]{2}\d{2}) +(\d+:\d{2}) /dg,
      ['pid', 'counter', 'counter', 'counter', 'counter', 'date', 'duration'],
    ),
  },
  {
    sign: ':',
    find: pattern(/^[\w+-]+ +(?!1 )(\d+) +(\d+) +(\d+) +(\d{2}:\d{2}|[A-Z][a-z]{2}\d{2}) +\S+ +(\d{2}:\d{2}:\d{2}) /dg, [
      'pid',
      'pid',
      'counter',
      'date',
      'duration',
    ]),
  },
  { sign: 'pid=', find: pattern(/\bpid=(\d+)\b/dg, ['pid']) },
  { sign: '/', find: pattern(/^(?:tcp|udp|raw|unix).* (\d+)\/\S+\s*$/dg, ['pid']) },
  { sign: '', find: (line, context) => (context.loneNumber ? loneNumbers(context.loneNumber)(line, context) : []) },
  // ping(8); `pipe` is how many packets were on their way at once, so it goes with the times.
  { sign: 'time', find: pattern(/\btime[=<](\d+(?:\.\d+)?) ?ms\b/dg, ['duration']) },
  { sign: 'time ', find: pattern(/\btime (\d+)ms\b/dg, ['duration']) },
  {
    sign: ' = ',
    find: pattern(
      /\b(?:rtt|round-trip) [a-z/]+ = ([\d.]+)\/([\d.]+)\/([\d.]+)(?:\/([\d.]+))? (ms(?:, pipe \d+)?(?:, ipg\/ewma [\d./]+ ms)?)/dg,
      ['duration'],
    ),
  },
  // arping(8), traceroute(8)
  { sign: 'reply from', find: pattern(/\breply from \S+ \[\S+\] +(\d+(?:\.\d+)?)ms/dg, ['duration']) },
  { sign: ' ms', find: pattern(/(?<= )(\d+\.\d+)(?= ms\b)/dg, ['duration']) },
  { sign: '_lft ', find: pattern(/\b(?:valid_lft|preferred_lft) (\d+)sec\b/dg, ['duration']) },
  { sign: ' ', find: pattern(/\b(?:expires|age|used) (\d+(?:\/\d+)*)(?:sec)?\b/dg, ['duration']) },
  { sign: 'm', find: pattern(/^(?:real|user|sys)\s+(\d+m[\d.]+s)$/dg, ['duration']) },
  // conntrack(8)
  { sign: 'src=', find: pattern(/^(?:ipv[46] +\d+ +)?(?:tcp|udp|icmp|icmpv6) +\d+ (\d+) /dg, ['duration']) },
  { sign: ' id=', find: pattern(/\bcode=\d+ id=(\d+)\b/dg, ['pid'], () => 'icmp') },
  // ip-neighbour(8): how long ago it was heard of
  { sign: ' lladdr ', find: pattern(/ lladdr \S+ (?:router )?(REACHABLE|STALE|DELAY|PROBE)\s*$/dg, ['neighbour']) },
  // docker(1)
  { sign: ' ago', find: pattern(new RegExp(String.raw`\b(${ago}) ago\b`, 'dg'), ['duration']) },
  { sign: 'Up ', find: pattern(new RegExp(String.raw`\bUp (${ago})(?! ago)`, 'dg'), ['duration']) },
  { sign: '', find: pattern(/(?<![\w:.]|(?<!\bbr)-)((?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{12}(?:[0-9a-f]{52})?)(?![\w.]|:\S)/dg, ['id']) },
  { sign: '-', find: pattern(/(?<![\w-])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])/dgi, ['id']) },
  { sign: 'veth', find: pattern(/\b(veth(?=[0-9a-f]*\d)[0-9a-f]{7,8})\b/dg, ['name'], here) },
  { sign: '_', find: pattern(/^[0-9a-f]{12} (?:.* )?([a-z]+_[a-z]+\d?)\s*$/dg, ['name'], () => 'container') },
  // ifconfig(8), new and old
  { sign: 'X packets', find: pattern(/\b[RT]X packets[ :](\d+)(?: +bytes (\d+) \(([\d.]+ \w+)\))?/dg, ['counter']) },
  { sign: 'X bytes', find: pattern(/\b[RT]X bytes:(\d+) \(([\d.]+ \w+)\)/dg, ['counter']) },
  { sign: ' ', find: pattern(/^\S+ +\d+ +(?:0 +)?(\d+) +\d+ +\d+ +\d+ +(\d+) +\d+ +\d+ +\d+ +[A-Z]+\s*$/dg, ['counter']) },
  // ss(8)
  { sign: 'Total', find: pattern(/^Total: (\d+)/dg, ['counter']) },
  { sign: '(estab', find: pattern(/^TCP: +(\d+) \(estab \d+, closed (\d+), orphaned \d+, timewait (\d+)(?:\/\d+)?\)/dg, ['counter']) },
  { sign: 'u_', find: pattern(/^u_\w+ +\S+ +\d+ +\d+ +\S+ (\d+) +\S+ ([1-9]\d*)?/dg, ['inode'], () => 'socket') },
  { sign: '_timer', find: pattern(/_timer +(\d+\.\d\d)/dg, ['duration']) },
  // brctl(8)
  { sign: 'timer', find: pattern(/\b(?:tcn|gc|hello|topology change|message age|forward delay|hold) timer\s+([\d.]+)/dg, ['duration']) },
  { sign: '.', find: pattern(/^ *\d+\t(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\t(?:yes|no)\t+ *(\d+\.\d\d)/dg, ['duration']) },
  // /proc/net/dev
  { sign: ': ', find: pattern(/^\s*[\w.-]+: +(\d+) +(\d+)(?: +\d+){6} +(\d+) +(\d+)(?: +\d+){6}\s*$/dg, ['counter']) },
  // ip -s: the numbers below `RX:` and `TX:`, of which errors and what follows count as they are
  { sign: '    ', find: pattern(/^\s+(\d+[kMG]?) +(\d+[kMG]?)(?= +\d+[kMG]? +\d+ +\d+(?: +\d+)*\s*$)/dg, ['counter']) },
  // iptables(8), iptables-save(8), nft(8)
  {
    sign: ' ',
    find: pattern(
      /^\s*(?:\d+ +)?(\d+[KMGT]?) +(\d+[KMGT]?)(?= +(?:[A-Z][\w-]+ +)?(?:all|tcp|udp|icmp|icmpv6|ipv6-icmp|sctp|esp|ah|\d+) +(?:--|!?-f) )/dg,
      ['counter'],
    ),
  },
  { sign: ' packets, ', find: pattern(/\b(\d+[KMGT]?) packets, (\d+[KMGT]?) bytes/dg, ['counter']) },
  { sign: '[', find: pattern(/\[(\d+):(\d+)\]/dg, ['counter']) },
  { sign: 'packets ', find: pattern(/\bpackets (\d+) bytes (\d+)\b/dg, ['counter']) },
  // tcpdump(8)
  { sign: 'ICMP', find: pattern(/\bICMP6?,? echo (?:request|reply), id (\d+)\b/dg, ['pid'], () => 'icmp') },
  { sign: ', id ', find: pattern(/\bttl +\d+, id (\d+), offset/dg, ['counter']) },
  { sign: 'cksum', find: pattern(/\bcksum (0x[0-9a-f]{4}) \((?:correct|incorrect -> (0x[0-9a-f]{4}))\)/dg, ['checksum']) },
  { sign: 'flowlabel', find: pattern(/\bflowlabel (0x[0-9a-f]+)\b/dg, ['checksum']) },
  { sign: 'seq ', find: pattern(/\bseq (\d{6,})(?::(\d{6,}))?\b/dg, ['sequence']) },
  { sign: 'ack ', find: pattern(/\back (\d{6,})\b/dg, ['sequence']) },
  { sign: 'TS val', find: pattern(/\bTS val (\d+) ecr ([1-9]\d*|0)\b/dg, ['counter']) },
  { sign: '', find: (line, context) => ports(line, context).filter(({ start, end }) => isEphemeral(line.slice(start, end))) },
  // nc(1), iperf3(1): the port of the other side stands behind its address
  {
    sign: '',
    find: (line, context) => addressedPorts(line, context).filter(({ start, end }) => isEphemeral(line.slice(start, end))),
  },
  // Access logs
  { sign: '[', find: pattern(/\[(\d{2}\/[A-Z][a-z]{2}\/\d{4}[ :]\d{2}:\d{2}:\d{2}(?: [+-]\d{4})?)\]/dg, ['date']) },
  { sign: ':', find: pattern(/\b([A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d{2}:\d{2}(?: [AP]M)?(?: [A-Z]{3,4})?)/dg, ['date']) },
  // ls(1), tcpdump(8), iptables-save(8), and dates by themselves
  {
    sign: ' ',
    find: pattern(
      /\b((?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} +(?:\d{2}:\d{2}(?::\d{2}(?: [A-Z]{3,4})? \d{4})?|\d{4}))\b/dg,
      ['date'],
    ),
  },
  {
    sign: '-',
    find: pattern(
      /(?<![\w-])(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[+-]\d{2}:?\d{2})?)?)(?![\w:-])/dg,
      ['date'],
      () => 'ISO 8601',
    ),
  },
  { sign: '.', find: pattern(/^(\d{2}:\d{2}:\d{2}\.\d{6})\b/dg, ['date']) },
  { sign: 'Inode: ', find: pattern(/\bInode: (\d{6,})/dg, ['inode']) },
  // ls -l in other languages: `25. Nov 02:45`, `25 nov.  02:45`, `juin   9 07:05`
  {
    sign: ':',
    find: pattern(
      /(?<=^[-dlcbps][-rwxsStT]{9}[.+]? +\d+ \S+ +\S+ +\d+ +)(\d{1,2}\.? +\p{L}{3,5}\.? +\d{2}:\d{2}|\p{Ll}{3,5}\.? +\d{1,2} +\d{2}:\d{2})(?= )/dgu,
      ['date'],
      () => 'other',
    ),
  },
  { sign: '月', find: pattern(/(?<= )(\d{1,2}月 *\d{1,2}日? +(?:\d{2}:\d{2}|\d{4}))(?= )/dg, ['date'], () => 'Chinese') },
];
