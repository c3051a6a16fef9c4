import { object, objects, strings, text, type Json } from './parse-links.js';
import type { Family, ForwardingEntry, Neighbour, Route, Rule } from './snapshot.js';

/** A route as `ip -details -json route show table all` prints it. */
export function routeOf(json: Json): Route {
  const destination = String(json['dst']);
  const gateway = gatewayOf(json);
  const source = text(json['prefsrc']);
  const isIpv6 = `${destination}${source ?? ''}`.includes(':') || json['pref'] !== undefined || (text(json['gateway']) ?? '').includes(':');
  const hops = objects(json['nexthops']);
  return {
    family: isIpv6 ? 6 : 4,
    type: text(json['type']) ?? 'unicast',
    destination,
    table: nameOf(json['table']) ?? 'main',
    hops: (hops.length > 0 ? hops : [json]).map((hop) => ({
      via: gatewayOf(hop) ?? gateway,
      device: text(hop['dev']),
      weight: typeof hop['weight'] === 'number' ? hop['weight'] : 1,
      flags: strings(hop['flags']).filter((flag) => ['onlink', 'linkdown', 'dead', 'pervasive'].includes(flag)),
    })),
    protocol: nameOf(json['protocol']) ?? 'boot',
    scope: nameOf(json['scope']) ?? 'global',
    metric: typeof json['metric'] === 'number' ? json['metric'] : 0,
    source,
  };
}

/** What has no name is printed as a number. */
function nameOf(value: unknown): string | null {
  return typeof value === 'number' ? `${value}` : text(value);
}

/** `via` names a gateway of the other family. */
function gatewayOf(json: Json): string | null {
  return text(json['gateway']) ?? text(object(json['via'])['host']);
}

/** A rule as `ip -details -json rule show` prints it, in the words and the order of `ip rule show`. */
export function ruleOf(json: Json, family: Family): Rule {
  const has = (name: string): boolean => Object.hasOwn(json, name);
  const word = (name: string): string => String(json[name]);
  const named = (name: string, say = name): string[] => (has(name) ? [say, word(name)] : []);
  const prefix = (name: string): string => `${word(name)}${has(`${name}len`) ? `/${word(`${name}len`)}` : ''}`;
  const port = (name: string): string[] => (has(`${name}_start`) ? [name, `${word(`${name}_start`)}-${word(`${name}_end`)}`] : named(name));
  const link = (name: string): string[] => [...named(name), ...(has(`${name}_detached`) ? ['[detached]'] : [])];
  const words = [
    ...(has('not') ? ['not'] : []),
    'from',
    has('src') ? prefix('src') : 'all',
    ...(has('dst') ? ['to', prefix('dst')] : []),
    ...named('tos'),
    ...(has('fwmark') ? ['fwmark', `${word('fwmark')}${has('fwmask') ? `/${word('fwmask')}` : ''}`] : []),
    ...link('iif'),
    ...link('oif'),
    ...(has('l3mdev') ? ['lookup', '[l3mdev-table]'] : []),
    ...(has('uid_start') ? ['uidrange', `${word('uid_start')}-${word('uid_end')}`] : []),
    ...named('ipproto'),
    ...port('sport'),
    ...port('dport'),
    ...named('tun_id'),
    ...named('table', 'lookup'),
    ...named('suppress_prefixlen', 'suppress_prefixlength'),
    ...named('suppress_ifgroup'),
    ...(has('flow_to') ? ['realms', `${has('flow_from') ? `${word('flow_from')}/` : ''}${word('flow_to')}`] : []),
    ...named('nat_gateway', 'map-to'),
    ...(has('masquerade') ? ['masquerade'] : []),
    ...named('goto'),
    ...(has('unresolved') ? ['[unresolved]'] : []),
    ...(has('nop') ? ['nop'] : []),
    ...(has('action') && json['action'] !== 'to_tbl' ? [word('action')] : []),
    ...(['kernel', 'unspec', 'undefined'].includes(word('protocol')) ? [] : ['proto', word('protocol')]),
  ];
  return { family, priority: Number(json['priority']), text: words.join(' ') };
}

/** A neighbour as `ip -json neighbour show` prints it, with `proxy` or without. */
export function neighbourOf(json: Json): Neighbour {
  const address = String(json['dst']);
  return {
    family: address.includes(':') ? 6 : 4,
    address,
    device: text(json['dev']) ?? '',
    mac: text(json['lladdr']),
    state: strings(json['state']).join(','),
    isProxy: Object.hasOwn(json, 'proxy'),
  };
}

/**
 * An entry as `bridge -details -json fdb show` prints it, of bridges, their ports and tunnels. Addresses that a link of another kind listens to are left
 * out: every link has some, and those of the links that lie on it.
 */
export function forwardingEntryOf(json: Json, kindOf: (link: string) => string | undefined): ForwardingEntry[] {
  const mac = text(json['mac']);
  const device = text(json['ifname']);
  const master = text(json['master']);
  if (mac === null || device === null || (master === null && kindOf(device) !== 'vxlan')) return [];
  const state = text(json['state']);
  return [
    {
      mac,
      device,
      master,
      destination: text(json['dst']),
      vlan: typeof json['vlan'] === 'number' ? json['vlan'] : null,
      state: state === 'permanent' || state === 'static' ? state : 'dynamic',
    },
  ];
}
