/** The kinds of value that change from run to run. What they have to agree in is said by `correspondence.ts`. */
export type VolatileKind = 'ifindex' | 'mac' | 'link-local' | 'nsid' | 'pid' | 'inode' | 'duration' | 'counter' | 'date';

/** One word of output. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  /** `scope` is where the value has a meaning: the namespace of an ifindex, the kind of namespace of an inode. */
  | { readonly kind: VolatileKind; readonly text: string; readonly scope: string };

/** Where a line of output comes from, so far as the meaning of its numbers depends on it. */
export interface LineContext {
  /** The network namespace in which the command acted; `undefined` when the output mixes several. */
  readonly namespace: string | undefined;
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: VolatileKind;
  readonly scope: string;
}

type Find = (line: string, context: LineContext) => Found[];

interface Finder {
  /** What every line has in which it finds something; most lines have none of it. */
  readonly sign: string;
  readonly find: Find;
}

/** Cuts a line into words and volatile values. Blank space between words only separates: columns move when a value's width changes. */
export function tokenize(line: string, context: LineContext): Token[] {
  const found: Found[] = [];
  for (const { sign, find } of finders) {
    if (!line.includes(sign)) continue;
    for (const value of find(line, context)) {
      if (!found.some((other) => value.start < other.end && other.start < value.end)) found.push(value);
    }
  }
  found.sort((a, b) => a.start - b.start);
  const tokens: Token[] = [];
  let from = 0;
  for (const value of found) {
    tokens.push(...words(line.slice(from, value.start)));
    tokens.push({ kind: value.kind, text: line.slice(value.start, value.end), scope: value.scope });
    from = value.end;
  }
  return [...tokens, ...words(line.slice(from))];
}

function words(text: string): Token[] {
  return (text.match(/\S+/g) ?? []).map((word) => ({ kind: 'text', text: word }));
}

/** Finds what a pattern's named groups capture; a group's name is the kind of value. */
function pattern(
  regex: RegExp,
  kinds: readonly VolatileKind[],
  scope: (context: LineContext, match: RegExpMatchArray) => string = () => '',
): Find {
  return (line, context) =>
    [...line.matchAll(regex)].flatMap((match) =>
      match.indices!.slice(1).flatMap((range, index) => {
        const kind = kinds[index] ?? kinds.at(-1)!;
        return range ? [{ start: range[0], end: range[1], kind, scope: scope(context, match) }] : [];
      }),
    );
}

const here = (context: LineContext): string => context.namespace ?? 'several';

/** Addresses that mean the same on every machine: unspecified, broadcast, multicast. */
const constantMac = /^(?:00:00:00:00:00:00|ff:ff:ff:ff:ff:ff|01:00:5e:.*|33:33:.*|01:80:c2:.*)$/i;

/**
 * Where the number behind `@if` counts (ip-link(8)): in the namespace of the link's other end. Where the line does not tell which that
 * is, the number is compared with that of the same link only.
 */
function peerNamespace(context: LineContext, line: string): string {
  const name = /\blink-netns (\S+)/.exec(line)?.[1];
  const id = /\blink-netnsid (\d+)/.exec(line)?.[1];
  const link = /([^\s@:]+)@if/.exec(line)?.[1];
  return name ?? `${here(context)}/${id === undefined ? `other end of ${link}` : `nsid ${id}`}`;
}

const finders: readonly Finder[] = [
  // `3: veth-a@if2: <…>`, also with `-o` and of `bridge link`; lo is always 1.
  { sign: ': ', find: pattern(/^\s*(\d+): (?!lo[:@\s])\S+ +(?:<|mtu |inet6? )/dg, ['ifindex'], here) },
  {
    sign: '@if',
    find: (line, context) =>
      pattern(/^\s*(?:\d+: )?[^\s@:]+@if(\d+)(?=[:\s])/dg, ['ifindex'], () => peerNamespace(context, line))(line, context),
  },
  { sign: ':', find: findMacs },
  { sign: 'fe80:', find: pattern(/(?<![\w:])(fe80:(?::|(?:[0-9a-f]{1,4}:)+:?)[0-9a-f:]*[0-9a-f])/dgi, ['link-local']) },
  { sign: 'id', find: pattern(/(?:\blink-netnsid|\bnsid|\(id:) (\d+)\b/dg, ['nsid'], here) },
  {
    sign: ':[',
    find: pattern(
      /\b(?:net|mnt|pid|user|uts|ipc|cgroup|time)(?:_for_children)?:\[(\d+)\]/dg,
      ['inode'],
      (_, match) => match[0].split(':')[0]!,
    ),
  },
  { sign: '[', find: pattern(/^\[\d+\][+-]?\s+(\d+)\s*$/dg, ['pid']) },
  // ping(8); `pipe` is how many packets were on their way at once, so it goes with the times.
  { sign: 'time', find: pattern(/\btime[=<](\d+(?:\.\d+)?) ?ms\b/dg, ['duration']) },
  { sign: 'time ', find: pattern(/\btime (\d+)ms\b/dg, ['duration']) },
  {
    sign: ' = ',
    find: pattern(/\b(?:rtt|round-trip) [a-z/]+ = ([\d.]+)\/([\d.]+)\/([\d.]+)(?:\/([\d.]+))? (ms(?:, pipe \d+)?)/dg, ['duration']),
  },
  { sign: '_lft ', find: pattern(/\b(?:valid_lft|preferred_lft) (\d+)sec\b/dg, ['duration']) },
  // ifconfig(8), new and old
  { sign: 'X packets', find: pattern(/\b[RT]X packets[ :](\d+)(?: +bytes (\d+) \(([\d.]+ \w+)\))?/dg, ['counter']) },
  { sign: 'X bytes', find: pattern(/\b[RT]X bytes:(\d+) \(([\d.]+ \w+)\)/dg, ['counter']) },
  // What tells the packets of one ping(8) from those of another, in tcpdump(8)
  { sign: 'ICMP', find: pattern(/\bICMP6?,? echo (?:request|reply), id (\d+)\b/dg, ['pid'], () => 'icmp') },
  // ls(1) and tcpdump(8)
  { sign: ' ', find: pattern(/\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} +(?:\d{2}:\d{2}|\d{4}))\b/dg, ['date']) },
  { sign: '.', find: pattern(/^(\d{2}:\d{2}:\d{2}\.\d{6})\b/dg, ['date']) },
];

function findMacs(line: string, context: LineContext): Found[] {
  const find = pattern(/(?<![\w:.-])((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?![\w:])/dgi, ['mac']);
  return find(line, context).filter((value) => !constantMac.test(line.slice(value.start, value.end)));
}
