import type { Namespace, Route } from '../../../network/snapshot.js';
import type { FactList } from '../fact-list.js';
import type { Naming } from '../naming.js';

/** Priorities that the kernel gives to rules for which nobody has chosen one. */
const firstAutomatic = 32_000;

/** Routes, rules, neighbours and forwarding entries of a namespace that somebody has made, and routes that the kernel has made of addresses. */
export function addRouteFacts(facts: FactList, namespace: Namespace, naming: Naming): void {
  const place = naming.namespace(namespace.label);
  const device = (name: string | null): string => (name === null ? '' : naming.link(namespace.label, name));
  for (const route of namespace.routes.filter(isTold)) addRoute(facts, place, route, device);
  for (const { family, priority, text } of namespace.rules) {
    if (/^from all lookup (?:local|main|default)$/.test(text)) facts.add('rule', place, text, `${family}`, `${priority}`);
    else {
      const words = text.replaceAll(/\b(iif|oif) (\S+)/g, (_, word: string, name: string) => `${word} ${device(name)}`);
      facts.addOneMore('rule', place, words, `${family}`, priority >= firstAutomatic ? 'automatic' : `${priority}`);
    }
  }
  for (const { address, device: name, mac, state, isProxy } of namespace.neighbours)
    if (isProxy || state.includes('PERMANENT'))
      facts.add('neighbour', place, device(name), address, isProxy ? 'proxy' : naming.mac(mac ?? ''));
  for (const { mac, device: name, master, destination, vlan, state } of namespace.forwardingEntries) {
    const isMade = destination !== null || state === 'static' || Number.parseInt(mac.slice(0, 2), 16) % 2 === 0;
    if (isMade && state !== 'dynamic')
      facts.add(
        'forwarding',
        place,
        device(name),
        `${naming.mac(mac)} ${destination ?? ''} ${vlan ?? ''}`.trim(),
        master === null ? 'self' : 'master',
      );
  }
}

function addRoute(facts: FactList, place: string, route: Route, device: (name: string | null) => string): void {
  const { family, type, destination, table, metric, protocol, source, hops } = route;
  const which = `${table} ${family} ${type} ${metric}`;
  const ways = hops.map(({ via, device: name, weight, flags }) =>
    [
      via === null ? '' : `via ${via}`,
      name === null ? '' : `dev ${device(name)}`,
      hops.length > 1 ? `weight ${weight}` : '',
      flags.includes('onlink') ? 'onlink' : '',
    ]
      .filter(Boolean)
      .join(' '),
  );
  // Two links may be in one network; which address is its source goes by the order in which they were given.
  if (protocol === 'kernel') facts.add('route', place, destination, `${which} kernel ${ways.join(', ')}`, ways.join(', '), true);
  else
    facts.addOneMore(
      'route',
      place,
      destination,
      which,
      [ways.toSorted().join(', '), source === null ? '' : `src ${source}`].filter(Boolean).join(' '),
    );
}

function isTold({ table, type, destination, protocol, metric }: Route): boolean {
  if (table === 'local' || ['local', 'broadcast', 'multicast', 'anycast'].includes(type)) return false;
  return protocol !== 'kernel' || (destination !== 'fe80::/64' && destination !== 'ff00::/8' && metric !== 4_294_967_295);
}
