import type { Finding } from './diagnosis.js';
import type { LostAddress } from './past.js';

/** How an address got lost, as a finding. */
export function lostAddressFinding({ address, link, line, how, now }: LostAddress): Finding {
  switch (how) {
    case 'moved':
      return { code: 'address-lost-by-move', params: { address, link, line, place: now } };
    case 'down':
      return { code: 'address-lost-by-down', params: { address, link, line } };
    case 'deleted':
      return { code: 'address-deleted', params: { address, line } };
  }
}
