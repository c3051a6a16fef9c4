import type { ChangeOf } from '../change.js';
import { linksAt, list, plural, prefix, routeName, the, word } from './english-words.js';
import {
  addressesLeft,
  isConnected,
  isOnLinkOf,
  linksLeft,
  namespaceOf,
  routesLeft,
  withAddresses,
  isDuplicate,
  isPlainRoute,
  type Clause,
  type Telling,
} from './phrases.js';

/** What follows from a clause, leaning on it. */
export function followInEnglish(clause: Clause, telling: Telling): string | null {
  const { changes } = clause;
  const isOne = telling.changes.length === 1;
  const isMany = changes.length > 1;
  switch (clause.kind) {
    case 'link-added':
      return '';
    case 'link-removed': {
      const links = linksLeft(changes, telling);
      if (links.length === 0) return '';
      const named = withAddresses(links, telling.consequences, (addresses) => ` (${list(addresses)})`);
      const inside =
        telling.kind === 'namespace-removed' && isOne ? named.filter(({ namespace }) => namespace === namespaceOf(telling)) : [];
      const others = named.filter((link) => !inside.includes(link));
      const parts = [...inside.map(({ link, note }) => `${link}${note}`), ...(others.length === 0 ? [] : [linksAt(others)])];
      return `, and with ${isOne ? 'it' : 'them'} ${list(parts)}`;
    }
    case 'link-moved':
      if (telling.kind !== 'namespace-removed') return null;
      return `${list((changes as readonly ChangeOf<'link-moved'>[]).map(({ from }) => from.link))} went back to the host`;
    case 'address-removed': {
      const left = addressesLeft(changes, telling);
      const lost = left.filter((change) => isOnLinkOf(change, telling)).map(({ address }) => prefix(address));
      if (left.length === 0) return '';
      if (lost.length < left.length) return null;
      const what = `${left.every(({ address }) => address.family === 6) && telling.kind === 'link-down' ? 'IPv6 ' : ''}${plural(lost.length, 'address', 'addresses')}`;
      if (telling.kind === 'address-removed') return `${isOne ? 'its' : 'their'} secondary ${what} ${list(lost, 'addresses')} went with it`;
      return `${isOne ? 'its' : 'their'} ${what} ${list(lost, 'addresses')} ${plural(lost.length, 'was', 'were')} dropped`;
    }
    case 'address-added': {
      const gained = (changes as readonly ChangeOf<'address-added'>[]).map(({ address }) => prefix(address));
      return telling.kind === 'link-up'
        ? `, with the ${plural(gained.length, 'address', 'addresses')} ${list([...new Set(gained)])}`
        : null;
    }
    case 'address-changed':
      return telling.kind === 'address-added' && isDuplicate(changes) ? ', which is not used because another machine has it' : null;
    case 'link-down':
      return telling.kind === 'link-moved' ? `${isOne ? 'it is' : 'they are'} down` : null;
    case 'link-detached':
      if (telling.kind === 'link-attached')
        return `, no longer of ${list([...new Set((changes as readonly ChangeOf<'link-detached'>[]).map(({ master }) => master))])}`;
      if (telling.kind === 'link-moved')
        return `${isOne ? 'it is' : 'they are'} no longer ${isOne ? 'a port' : 'ports'} of ${(changes[0] as ChangeOf<'link-detached'>).master}`;
      return `${linksAt(changes as readonly ChangeOf<'link-detached'>[])} ${isMany ? 'are no ports' : 'is no port'} any more`;
    case 'carrier-gained':
      return carrier(changes as readonly ChangeOf<'carrier-gained'>[], telling, true);
    case 'carrier-lost':
      // A bridge has no carrier while none of its ports has; who makes ports does not want to hear of it.
      return telling.kind === 'link-attached' ? '' : carrier(changes as readonly ChangeOf<'carrier-lost'>[], telling, false);
    case 'route-added':
      return reached(changes as readonly ChangeOf<'route-added'>[], telling);
    case 'route-removed': {
      const left = routesLeft(changes, telling);
      const networks = left.map(({ route }) => route.destination);
      if (left.length > 1 && left.every((change) => isPlainRoute(change) && change.namespace === namespaceOf(telling)))
        return `the routes to ${list(networks, 'networks')} went with ${isOne ? 'it' : 'them'}`;
      const named = left.map(({ route, namespace }) => {
        const owner = namespaceOf(telling) === namespace ? '' : ` of ${the(namespace)}`;
        return `${word}the ${routeName(route)}${owner}`;
      });
      return named.length === 0 ? '' : `${list(named, 'routes')} went with ${isOne ? 'it' : 'them'}`;
    }
    case 'namespace-named':
      return telling.kind === 'namespace-added' ? `its name is ${(changes[0] as ChangeOf<'namespace-named'>).name}` : null;
    case 'sysctl-changed':
    case 'forwarding-added':
    case 'forwarding-removed':
      return '';
    case 'firewall-rule-removed':
      return telling.kind === 'chain-removed' ? `, with ${changes.length} ${plural(changes.length, 'rule')}` : null;
    case 'neighbour-removed':
      return ['link-removed', 'link-moved', 'namespace-removed'].includes(telling.kind) ? '' : null;
    default:
      return null;
  }
}

function carrier(changes: readonly ChangeOf<'carrier-gained' | 'carrier-lost'>[], telling: Telling, isGain: boolean): string {
  const isMany = changes.length > 1;
  if (telling.kind === 'link-up' && isGain) return `${telling.changes.length > 1 ? 'they' : 'it'} and ${linksAt(changes)} have carrier now`;
  const links = linksAt(changes);
  return isGain ? `${links} ${isMany ? 'have' : 'has'} carrier now` : `${links} ${isMany ? 'have' : 'has'} no carrier any more`;
}

/** The networks that can be reached without a router from now on. */
function reached(changes: readonly ChangeOf<'route-added'>[], telling: Telling): string | null {
  if (!changes.every(({ route }) => isConnected(route) && route.table === 'main')) return null;
  const networks = [...new Set(changes.map(({ route }) => route.destination))];
  const who = [...new Set(changes.map(({ namespace }) => namespace))];
  const routes = networks.length === 1 ? 'a route' : 'routes';
  if (who.length > 1 && networks.length > 1) return `this brings ${routes} to ${list(networks, 'networks')}`;
  // Of links that were set up together some may bring no route.
  const devices = changes.flatMap(({ route }) => route.hops.map(({ device }) => device ?? ''));
  const isThroughAll = new Set(changes.map(({ namespace }, at) => `${namespace} ${devices[at]!}`)).size === telling.changes.length;
  const through = isThroughAll ? (telling.changes.length === 1 ? 'it' : 'them') : list([...new Set(devices)], 'links');
  return `${list(who.map(the), 'namespaces')} now ${plural(who.length, 'has', 'have')} ${routes} to ${list(networks, 'networks')} through ${through}`;
}
