import type { Change, ChangeOf } from '../change.js';
import { isConnected, linkAt, linksAt, list, plural, prefix, routeName, wayOf } from './english-words.js';
import { addressesOf, areEndsOf, isOnLinkOf, namespaceOf, type Clause, type Telling } from './phrases.js';

/** What follows from a clause, leaning on it. */
export function followInEnglish(clause: Clause, telling: Telling): string | null {
  const { changes } = clause;
  const isOne = telling.changes.length === 1;
  const isMany = changes.length > 1;
  switch (clause.kind) {
    case 'link-added':
      return '';
    case 'link-removed': {
      const links = changes as readonly ChangeOf<'link-removed'>[];
      const named = list(
        links.map((link) => `${linkAt(link)}${addressesIn(link, telling.consequences)}`),
        'links',
      );
      if (areEndsOf(links, telling))
        return `, and with ${isOne ? 'it its' : 'them their'} other ${plural(links.length, 'end', 'ends')}, ${named}`;
      return `, and with ${isOne ? 'it' : 'them'} ${named}`;
    }
    case 'link-moved':
      if (telling.kind !== 'namespace-removed') return null;
      return `${list((changes as readonly ChangeOf<'link-moved'>[]).map(({ from }) => from.link))} went back to the host`;
    case 'address-removed': {
      const mine = (changes as readonly ChangeOf<'address-removed'>[]).filter((change) => isOnLinkOf(change, telling));
      const lost = mine.map(({ address }) => prefix(address));
      const isV6 = mine.every(({ address }) => address.family === 6) && telling.kind === 'link-down' ? 'IPv6 ' : '';
      const what = `${isV6}${plural(lost.length, 'address', 'addresses')}`;
      return lost.length === 0
        ? ''
        : `${isOne ? 'its' : 'their'} ${what} ${list(lost, 'addresses')} ${plural(lost.length, 'was', 'were')} dropped`;
    }
    case 'address-added': {
      const gained = (changes as readonly ChangeOf<'address-added'>[]).map(({ address }) => prefix(address));
      return telling.kind === 'link-up'
        ? `, with the ${plural(gained.length, 'address', 'addresses')} ${list([...new Set(gained)])}`
        : null;
    }
    case 'link-down':
      return telling.kind === 'link-moved' ? `${isOne ? 'it is' : 'they are'} down` : null;
    case 'link-detached':
      if (telling.kind === 'link-attached')
        return `, no longer of ${list([...new Set((changes as readonly ChangeOf<'link-detached'>[]).map(({ master }) => master))])}`;
      if (telling.kind === 'link-moved')
        return `${isOne ? 'it is' : 'they are'} no longer ${isOne ? 'a port' : 'ports'} of ${(changes[0] as ChangeOf<'link-detached'>).master}`;
      return `${linksAt(changes as readonly ChangeOf<'link-detached'>[])} ${isMany ? 'are ports' : 'is a port'} of nothing now`;
    case 'carrier-gained':
      return carrier(changes as readonly ChangeOf<'carrier-gained'>[], telling, true);
    case 'carrier-lost':
      return carrier(changes as readonly ChangeOf<'carrier-lost'>[], telling, false);
    case 'route-added':
      return reached(changes as readonly ChangeOf<'route-added'>[], telling);
    case 'route-removed': {
      const told = (changes as readonly ChangeOf<'route-removed'>[]).filter(
        ({ route }) => !isConnected(route) || telling.kind === 'link-down' || telling.kind === 'address-removed',
      );
      if (told.length === 0) return '';
      const named = told.map(
        ({ route, namespace }) =>
          `${routeName(route)}${isConnected(route) ? '' : wayOf(route)}${namespaceOf(telling) === namespace ? '' : ` of ${namespace === 'host' ? 'the host' : namespace}`}`,
      );
      return `the ${list(named, 'routes')} went with ${isOne ? 'it' : 'them'}`;
    }
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

function addressesIn(link: ChangeOf<'link-removed'>, consequences: readonly Change[]): string {
  const addresses = addressesOf(link, consequences);
  return addresses.length === 0 ? '' : ` (${list(addresses)})`;
}

function carrier(changes: readonly ChangeOf<'carrier-gained' | 'carrier-lost'>[], telling: Telling, isGain: boolean): string {
  const isMany = changes.length > 1;
  if (telling.kind === 'link-up' && isGain) return `${telling.changes.length > 1 ? 'they' : 'it'} and ${linksAt(changes)} have carrier now`;
  const links = linksAt(changes);
  return isGain ? `${links} ${isMany ? 'have' : 'has'} carrier now` : `${links} ${isMany ? 'have' : 'has'} no carrier any more`;
}

/** The networks that can be reached without a router from now on. */
function reached(changes: readonly ChangeOf<'route-added'>[], telling: Telling): string | null {
  const connected = changes.filter(({ route }) => isConnected(route));
  if (connected.length < changes.length || connected.some(({ route }) => route.table !== 'main')) return null;
  const networks = [...new Set(connected.map(({ route }) => route.destination))];
  const who = [...new Set(connected.map(({ namespace }) => (namespace === 'host' ? 'the host' : namespace)))];
  return `${list(who)} now ${plural(who.length, 'has', 'have')} a route to ${list(networks)} through ${telling.changes.length === 1 ? 'it' : 'them'}`;
}
