import type { RouteFact } from '../../network/fact.js';
import type { Namespace, NextHop, Route } from '../../network/snapshot.js';
import { ipText, isSameIp } from './address.js';
import { agrees, missing, type Finding } from './finding.js';

/** A route (ip-route(8)), of the table main where no other is named. */
export function checkRoute(fact: RouteFact, { routes }: Namespace): Finding {
  const near = routes.filter((route) => route.table === fact.table && route.type === fact.type && goesTo(fact, route));
  if (near.some((route) => isRoute(fact, route))) return agrees;
  const has = near.flatMap((route) => route.hops.map(hopText)).filter((text) => text !== '');
  return missing(`${routeText(fact)} in ${fact.namespace}${has.length === 0 ? '' : ` (it goes ${has.slice(0, 3).join(', ')})`}`);
}

function goesTo({ destination, via }: RouteFact, route: Route): boolean {
  if (destination === 'default')
    return (
      route.destination === 'default' && (via === null || via.family === route.family || route.hops.some((hop) => isSameIp(via, hop.via)))
    );
  return isSameIp(destination, route.destination);
}

function isRoute(fact: RouteFact, route: Route): boolean {
  return (
    (fact.source === null || isSameIp(fact.source, route.source)) &&
    (fact.metric === null || fact.metric === route.metric) &&
    ((fact.via === null && fact.device === null) ||
      route.hops.some((hop) => (fact.via === null || isSameIp(fact.via, hop.via)) && (fact.device === null || fact.device === hop.device)))
  );
}

function hopText({ via, device }: NextHop): string {
  return [via === null ? '' : `via ${via}`, device === null ? '' : `dev ${device}`].filter((part) => part !== '').join(' ');
}

function routeText({ type, destination, via, device, source, metric, table }: RouteFact): string {
  return [
    type === 'unicast' ? 'route' : `${type} route`,
    destination === 'default' ? 'default' : ipText(destination),
    ...(via === null ? [] : [`via ${via.address}`]),
    ...(device === null ? [] : [`dev ${device}`]),
    ...(source === null ? [] : [`src ${source.address}`]),
    ...(metric === null ? [] : [`metric ${metric}`]),
    ...(table === 'main' ? [] : [`table ${table}`]),
  ].join(' ');
}
