import { normalForm } from '../../network/normal-form.js';
import type { Snapshot } from '../../network/snapshot.js';
import type { Moment } from './effect-question.js';
import type { Facts } from './fact.js';
import { FactList } from './fact-list.js';
import { addFileFacts, addMountFacts } from './facts/file-facts.js';
import { addFirewallFacts } from './facts/firewall-facts.js';
import { addLinkFacts } from './facts/link-facts.js';
import { addProcessFacts } from './facts/process-facts.js';
import { addRouteFacts } from './facts/route-facts.js';
import { addShellFacts } from './facts/shell-facts.js';
import { addSysctlFacts } from './facts/sysctl-facts.js';
import { Naming, sameNames, type Renaming } from './naming.js';

const normal = new WeakMap<Snapshot, Snapshot>();

/** The network of a moment without what differs between two runs. */
export function networkOf({ network }: Moment): Snapshot {
  const known = normal.get(network) ?? normalForm(network);
  normal.set(network, known);
  return known;
}

/** A moment of a lab as facts, its things called as the lesson calls them. */
export function factsOf(moment: Moment, renaming: Renaming = sameNames): Facts {
  const facts = new FactList();
  const naming = new Naming(renaming);
  const network = networkOf(moment);
  for (const namespace of network.namespaces) {
    const place = naming.namespace(namespace.label);
    if (!namespace.isHost) facts.add('namespace', place, '', '', '');
    for (const name of namespace.names)
      if (name !== namespace.label)
        facts.add('namespace', naming.namespace(name), '', '', namespace.isHost ? 'same as host' : `same as ${place}`);
    addLinkFacts(facts, network, namespace, naming);
    addRouteFacts(facts, namespace, naming);
    addFirewallFacts(facts, namespace, naming);
    addSysctlFacts(facts, namespace, naming);
  }
  for (const item of moment.items.values()) {
    if (item.kind === 'file') addFileFacts(facts, item, naming);
    else if (item.kind === 'mount') addMountFacts(facts, item);
    else if (item.kind === 'process') addProcessFacts(facts, item, naming);
    else if (item.kind === 'host-name') facts.add('host-name', '', item.name, '', item.text);
  }
  addShellFacts(facts, moment.items);
  facts.add('shell', '', '', '', placeOf(moment.shell, network, naming));
  return facts.all;
}

/** One name for each namespace, and one for all that have none: their numbers go by what else there is. */
function placeOf(name: string, network: Snapshot, naming: Naming): string {
  const found = network.namespaces.find(({ label, names }) => label === name || names.includes(name));
  return !found || found.label.startsWith('unnamed-') ? 'unnamed' : naming.namespace(found.label);
}
