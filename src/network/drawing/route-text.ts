import type { DrawnRoute } from '../topology.js';

/** A route without the words that say it is one: `default via 10.0.0.1 dev eth0`. */
export function routeText({ destination, via, device, table, type }: DrawnRoute): string {
  const parts = [type, destination, via && `via ${via}`, device && `dev ${device}`, table && `table ${table}`];
  return parts.filter((part) => part !== null).join(' ');
}
