import { labJson, labText } from './lab-text.js';
import { firewallOf } from './parse-firewall.js';
import { heldBy } from './parse-holders.js';
import { objects, readLink, type Json, type OtherEnd } from './parse-links.js';
import { forwardingEntryOf, neighbourOf, routeOf, ruleOf } from './parse-routes.js';
import { sysctlsOf } from './parse-sysctls.js';
import type { NamespaceText } from './reader.js';
import type { Namespace, Rule } from './snapshot.js';

/** A namespace before it has a label, and before the other ends of its links are found. */
export interface ReadNamespace {
  readonly namespace: Namespace;
  /** Where each link leads, by its index. */
  readonly others: ReadonlyMap<number, OtherEnd>;
  /** The inodes of the namespaces that this one has numbered. */
  readonly numbered: ReadonlyMap<number, number>;
  /** The processes in it, as the runner numbers them. */
  readonly pids: readonly number[];
  /** What a fresh namespace has otherwise than the kernel by itself. */
  readonly inherited: Readonly<Record<string, string>>;
}

/** What is read of a namespace, typed; `undefined` for one that vanished meanwhile. */
export function namespaceOf(read: NamespaceText, host: number): ReadNamespace | undefined {
  const section = (name: string): string => labText(read.sections.get(name) ?? Buffer.alloc(0));
  const items = labJson(read.sections.get('ip') ?? Buffer.alloc(0)).flatMap(objects);
  const links = items.filter((item) => typeof item['ifindex'] === 'number' && typeof item['ifname'] === 'string');
  if (links.length === 0) return undefined;
  const chosen = new Set(section('typed').split(' ').map(Number));
  const readLinks = links.map((link) => readLink(link, (index) => chosen.has(index)));
  const isHost = read.inode === host;
  const { names, holders, pids } = heldBy(read.holders);
  const kinds = new Map(readLinks.map(({ link }) => [link.name, link.kind]));
  const cookie = section('cookie');
  return {
    namespace: {
      id: cookie === '' ? `inode:${read.inode}` : cookie,
      inode: read.inode,
      isHost,
      label: '',
      names,
      container: null,
      holders,
      links: readLinks.map(({ link }) => link),
      routes: items.filter(isRoute).map(routeOf),
      rules: [...items.filter(isRule).map((rule) => ruleOf(rule, 4)), ...rulesOf6(read)],
      neighbours: items.filter(isNeighbour).map(neighbourOf),
      forwardingEntries: labJson(read.sections.get('fdb') ?? Buffer.alloc(0))
        .flatMap(objects)
        .flatMap((entry) => forwardingEntryOf(entry, (link) => kinds.get(link))),
      firewall: firewallOf(section),
      sysctls: sysctlsOf(isHost ? section('sysctl').replace(/^ipv4\/ping_group_range=0\t.*\n/m, '') : section('sysctl')),
    },
    others: new Map(readLinks.flatMap(({ link, other }) => (other ? [[link.index, other] as const] : []))),
    numbered: new Map(
      section('other')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ').map(Number) as [number, number]),
    ),
    pids,
    inherited: sysctlsOf(section('inherited')),
  };
}

// What is what is told by its fields: a command that fails prints no line.
function isRule(item: Json): boolean {
  return typeof item['priority'] === 'number' && item['ifindex'] === undefined;
}

function isNeighbour(item: Json): boolean {
  return item['ifindex'] === undefined && item['dst'] !== undefined && (Array.isArray(item['state']) || Object.hasOwn(item, 'proxy'));
}

function isRoute(item: Json): boolean {
  return item['ifindex'] === undefined && item['dst'] !== undefined && !isRule(item) && !isNeighbour(item);
}

function rulesOf6(read: NamespaceText): Rule[] {
  return labJson(read.sections.get('rules6') ?? Buffer.alloc(0))
    .flatMap(objects)
    .map((rule) => ruleOf(rule, 6));
}
