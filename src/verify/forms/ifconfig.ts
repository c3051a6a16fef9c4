import type { Piece } from '../arrange-lines.js';
import { translate } from './messages.js';
import type { FormLine } from './read-forms.js';

const oldHeader = /^(\S+)\s+Link encap:(\S.*?)(?:\s+HWaddr (\S+))?\s*$/;
const newHeader = /^(\S+): flags=\d+<([^>]*)>\s+mtu (\d+)\s*$/;
/** How large packets through lo may be, before Linux 3.7 and since. */
const oldLoopbackMtu = '16436';
const defaultLengths = /^(?:0|1|1000)$/;

/** What ifconfig(8) says of one link. */
interface Said {
  readonly line: number;
  readonly text: string;
  readonly note?: string;
  readonly isLeftOut?: string;
}

/**
 * Brings what ifconfig(8) of net-tools 1.60, of BusyBox and of net-tools 2.10 prints into one form: a line for each fact, in one order. Counters
 * are left out, other lines stay as they are.
 */
export function readIfconfig(pieces: readonly Piece[], isDocumented: boolean): FormLine[] {
  const lines = pieces.map(({ text }) => text);
  const english = lines.map((line) => translate(line.trimEnd()));
  const read: FormLine[] = [];
  for (let at = 0; at < lines.length;) {
    const isOfLink = oldHeader.test(english[at]!.trim()) || newHeader.test(english[at]!.trim());
    if (!isOfLink) {
      read.push({ ...pieces[at]!, notes: new Map() });
      at += 1;
      continue;
    }
    let end = at + 1;
    // Indentation may be lost, so a link ends where the next begins.
    while (end < lines.length && isDetail(english[end]!.trim())) end += 1;
    const isTranslated = english.slice(at, end).some((line, index) => line !== lines[at + index]!.trimEnd());
    const said = readLink(english.slice(at, end), at);
    for (const { text, line, note, isLeftOut } of said) {
      const notes = new Map<string, string>();
      if (note !== undefined) notes.set(note, '');
      if (isTranslated && line === at) notes.set('the language of messages', '');
      read.push({ text, line: pieces[line]!.line, notes, ...(isLeftOut !== undefined && !isDocumented && { isLeftOut }) });
    }
    at = end;
  }
  return read;
}

function isDetail(line: string): boolean {
  return /^(?:inet6? |ether |loop |unspec |tunnel |sit |[RT]X |collisions:|txqueuelen|(?:[A-Z]+ )*(?:UP|LOOPBACK|BROADCAST|MULTICAST|NOARP|POINTOPOINT|RUNNING) |MTU:|\[NO FLAGS\]|(?:device )?(?:interrupt|Interrupt|memory|Memory|Base))/.test(
    `${line} `,
  );
}

function readLink(lines: readonly string[], first: number): Said[] {
  const head = lines[0]!.trim();
  const old = oldHeader.exec(head);
  const recent = newHeader.exec(head);
  const name = old?.[1] ?? recent![1]!;
  const said: Said[] = [{ line: first, text: `${name}: flags=`, note: old ? 'net-tools 1.60' : 'net-tools 2' }];
  const flags: Said[] = (recent?.[2] ?? '')
    .split(',')
    .filter(Boolean)
    .map((flag) => ({ line: first, text: ` flag ${flag}` }));
  const facts: Said[] = recent ? [{ line: first, text: ` mtu ${mtuOf(name, recent[3]!)}` }] : [];
  if (old?.[3] !== undefined) facts.push({ line: first, text: ` ether ${old[3].toLowerCase()}` });
  if (old && /Local Loopback/.test(old[2]!)) facts.push({ line: first, text: ' loop' });
  for (const [index, line] of lines.slice(1).entries()) {
    const at = first + index + 1;
    const text = line.trim();
    const say = (fact: string): void => void facts.push({ line: at, text: ` ${fact}` });
    for (const [, flag] of /\bMTU:/.test(text) ? text.replace(/\s*MTU:.*/, '').matchAll(/([A-Z0-9]+)/g) : [])
      flags.push({ line: at, text: ` flag ${flag}` });
    const mtu = /\bMTU:(\d+)/.exec(text)?.[1];
    if (mtu !== undefined) say(`mtu ${mtuOf(name, mtu)}`);
    const inet = /^inet (?:addr:)?(\S+)(?:\s+P-t-P:(\S+))?/.exec(text);
    if (inet) {
      const mask = /(?:Mask:|netmask )(\S+)/.exec(text)?.[1];
      const broadcast = /(?:Bcast:|broadcast )(\S+)/.exec(text)?.[1];
      const peer = inet[2] ?? /\bdestination (\S+)/.exec(text)?.[1];
      say(
        `inet ${inet[1]} netmask ${mask}${peer === undefined ? '' : ` destination ${peer}`}${broadcast === undefined ? '' : ` broadcast ${broadcast}`}`,
      );
    }
    const inet6 = /^inet6 (?:addr: ?)?([^\s/]+)(?:\/(\d+)|\s+prefixlen (\d+))/.exec(text);
    if (inet6) {
      const scope = (/Scope:(\w+)/.exec(text)?.[1] ?? /scopeid 0x[\da-f]+<(\w+)>/.exec(text)?.[1] ?? '').toLowerCase();
      const fact = ` inet6 ${inet6[1]!.toLowerCase()} prefixlen ${inet6[2] ?? inet6[3]} scope ${scope}`;
      // The kernel gives it a second after the link is up; a listing before that has none.
      facts.push({ line: at, text: fact, ...(scope === 'link' && { isLeftOut: 'link-local address' }) });
    }
    const ether = /^ether (\S+)/.exec(text)?.[1];
    if (ether !== undefined) say(`ether ${ether.toLowerCase()}`);
    if (/^loop\b/.test(text)) say('loop');
    const length = /\btxqueuelen[: ](\d+)/.exec(text)?.[1];
    if (length !== undefined && !defaultLengths.test(length)) say(`txqueuelen ${length}`);
    for (const [, word, count] of text.matchAll(/\b(errors|dropped|overruns|frame|carrier|collisions)[: ](\d+)/g)) {
      if (count !== '0') say(`${text.startsWith('RX') ? 'RX ' : 'TX '}${word} ${count}`);
    }
  }
  const sorted = (all: readonly Said[]): Said[] =>
    all.toSorted((a, b) => rank(a.text) - rank(b.text) || (rank(a.text) < 1 ? a.text.localeCompare(b.text) : 0));
  return [...said, ...sorted(flags.filter(({ text }) => !text.includes('NO'))), ...sorted(facts)];
}

/** The order in which facts are told; addresses stay in theirs. */
function rank(text: string): number {
  return [/^ flag /, /^ mtu /, /^ (?:ether|loop)/, /^ inet /, /^ inet6 /, /./].findIndex((form) => form.test(text));
}

function mtuOf(name: string, mtu: string): string {
  return name === 'lo' && mtu === oldLoopbackMtu ? '65536' : mtu;
}
