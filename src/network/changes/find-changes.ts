import type { Change } from '../change.js';
import { withForeseenCarriers } from '../foreseen-carriers.js';
import type { Snapshot } from '../snapshot.js';
import { compareAddresses } from './address-changes.js';
import { Compared } from './compared.js';
import { compareFirewalls } from './firewall-changes.js';
import { compareLinks } from './link-changes.js';
import { compareNamespaces } from './namespace-changes.js';
import { compareRest } from './rest-changes.js';
import { compareRoutes } from './route-changes.js';
import { compareStates } from './state-changes.js';
import { compareSysctls } from './sysctl-changes.js';

/**
 * What differs between two snapshots of one network, causes before what follows from them. What the kernel does of itself and tells nobody anything is left
 * out; docs/changes.md lists it.
 */
export function findChanges(before: Snapshot, after: Snapshot): readonly Change[] {
  const compared = new Compared(withForeseenCarriers(before), withForeseenCarriers(after));
  compareNamespaces(compared);
  compareLinks(compared);
  compareStates(compared);
  compareSysctls(compared);
  const addresses = compareAddresses(compared);
  compareRoutes(compared, addresses);
  compareRest(compared);
  compareFirewalls(compared);
  return compared.story.tell();
}
