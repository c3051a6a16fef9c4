import type { Family, Namespace, NextHop, Route } from '../snapshot.js';
import { familyOf, isInPrefix, isSameAddress, prefixLength } from './addresses.js';

/** What decides about the way of a packet. */
export interface Asked {
  readonly destination: string;
  readonly source: string | null;
  /** The link that it came in by; `null` for one that is sent from here. */
  readonly inDevice: string | null;
  /** The link that it is told to leave by (`ping -I veth0`). */
  readonly outDevice: string | null;
}

/** What the rules and tables of a namespace say to it (ip-rule(8), ip-route(8)). */
export type RouteChoice =
  | { readonly kind: 'local' }
  | { readonly kind: 'unicast'; readonly route: Route; readonly hop: NextHop }
  | { readonly kind: 'rejected'; readonly type: string; readonly by: string }
  /** Nothing fits; `table` is one that a rule of somebody's own has led to, with the rule. */
  | { readonly kind: 'none'; readonly table: string | null; readonly rule: string | null };

interface ReadRule {
  readonly priority: number;
  readonly text: string;
  readonly action: string;
  readonly table: string | null;
  readonly fits: (asked: Asked) => boolean;
}

const usual: readonly string[] = ['from all lookup local', 'from all lookup main', 'from all lookup default'];
const refusing: ReadonlySet<string> = new Set(['blackhole', 'unreachable', 'prohibit']);

/** @see https://man7.org/linux/man-pages/man8/ip-rule.8.html */
export function chooseRoute(namespace: Namespace, asked: Asked): RouteChoice {
  const family = familyOf(asked.destination) ?? 4;
  let led: { table: string; rule: string } | undefined;
  for (const rule of rulesOf(namespace, family)) {
    if (!rule.fits(asked)) continue;
    if (refusing.has(rule.action)) return { kind: 'rejected', type: rule.action, by: rule.text };
    if (rule.table === null) continue;
    const found = lookUp(namespace, family, rule.table, asked);
    if (!found) {
      if (!usual.includes(rule.text)) led = { table: rule.table, rule: rule.text };
      continue;
    }
    const { route, hop } = found;
    if (route.type === 'local') return { kind: 'local' };
    if (refusing.has(route.type)) return { kind: 'rejected', type: route.type, by: `${route.type} ${route.destination}` };
    if (route.type === 'throw') continue;
    if (route.type === 'unicast' && hop) return { kind: 'unicast', route, hop };
  }
  return { kind: 'none', table: led?.table ?? null, rule: led?.rule ?? null };
}

function rulesOf(namespace: Namespace, family: Family): ReadRule[] {
  const own = namespace.rules.filter((rule) => rule.family === family);
  const all = own.length > 0 ? own : usual.map((text, at) => ({ family, text, priority: [0, 32_766, 32_767][at]! }));
  return all.toSorted((a, b) => a.priority - b.priority).map(({ priority, text }) => readRule(priority, text));
}

function readRule(priority: number, text: string): ReadRule {
  const words = text.trim().split(/\s+/);
  const after = (...names: string[]): string | undefined => {
    const at = words.findIndex((word) => names.includes(word));
    return at === -1 ? undefined : words[at + 1];
  };
  const from = after('from');
  const to = after('to');
  const iif = after('iif', 'dev');
  const oif = after('oif');
  // No mark is on what nobody marks; the rest can't be told from a snapshot.
  const isOther = words.some((word) => /^(?:fwmark|uidrange|tos|dsfield|ipproto|sport|dport|l3mdev|tun_id)$/.test(word));
  const isNegated = words.includes('not');
  const fitsPlainly = (asked: Asked): boolean =>
    !isOther &&
    (from === undefined || from === 'all' || (asked.source !== null && isInPrefix(asked.source, from))) &&
    (to === undefined || isInPrefix(asked.destination, to)) &&
    (iif === undefined || asked.inDevice === iif || (iif === 'lo' && asked.inDevice === null)) &&
    (oif === undefined || asked.outDevice === oif);
  return {
    priority,
    text,
    action: words.find((word) => refusing.has(word)) ?? 'lookup',
    table: after('lookup', 'table') ?? null,
    fits: (asked) => fitsPlainly(asked) !== isNegated,
  };
}

/** The longest prefix that fits, of equal ones the lowest metric. Local addresses are known from the links where the table is not listed. */
function lookUp(
  namespace: Namespace,
  family: Family,
  table: string,
  { destination, outDevice }: Asked,
): { route: Route; hop: NextHop | undefined } | undefined {
  const routes = namespace.routes.filter(
    (route) => route.family === family && route.table === table && isInPrefix(destination, route.destination),
  );
  const fitting = routes.flatMap((route) => {
    const hops = route.hops.filter(({ flags, device }) => !flags.includes('dead') && (outDevice === null || device === outDevice));
    return hops.length > 0 || refusing.has(route.type) || route.type === 'throw' ? [{ route, hop: hops[0] }] : [];
  });
  const [best] = fitting.toSorted(
    (a, b) => (prefixLength(b.route.destination) ?? 0) - (prefixLength(a.route.destination) ?? 0) || a.route.metric - b.route.metric,
  );
  if (best) return best;
  if (table !== 'local' || !hasAddress(namespace, destination)) return undefined;
  return {
    hop: undefined,
    route: {
      family,
      type: 'local',
      destination,
      table,
      hops: [],
      protocol: 'kernel',
      scope: 'host',
      metric: 0,
      source: null,
    },
  };
}

export function hasAddress(namespace: Namespace, address: string): boolean {
  return namespace.links.some((link) => link.addresses.some((other) => isSameAddress(other.address, address)));
}
