import type { ForwardingEntry, Neighbour, Rule } from '../snapshot.js';
import type { Compared, ComparedNamespace } from './compared.js';
import { difference } from './difference.js';
import type { Finding } from './story.js';

/** Rules of the routing policy, neighbours and forwarding entries that somebody made or took away; what the kernel learns is not told. */
export function compareRest(compared: Compared): void {
  for (const namespace of compared.namespaces) {
    const { before, after, label } = namespace;
    if (!before || !after) continue;
    const { story } = compared;
    const rules = difference(before.rules, after.rules, ruleKey, ruleKey);
    for (const rule of rules.removed) story.add({ kind: 'rule-removed', namespace: label, rule });
    for (const rule of rules.added) story.add({ kind: 'rule-added', namespace: label, rule });

    const rename = (name: string): string => namespace.renamed.get(name) ?? name;
    const neighbours = difference(
      before.neighbours.filter(isMadeNeighbour),
      after.neighbours.filter(isMadeNeighbour),
      (neighbour) => neighbourKey(neighbour, rename(neighbour.device)),
      (neighbour) => neighbourKey(neighbour, neighbour.device),
    );
    for (const neighbour of neighbours.removed)
      story.add({ kind: 'neighbour-removed', namespace: label, neighbour }, gone(compared, namespace, neighbour.device));
    for (const neighbour of neighbours.added) story.add({ kind: 'neighbour-added', namespace: label, neighbour });

    if (before.forwardingEntries.length === 0 && after.forwardingEntries.length === 0) continue;
    const own = new Set([before, after].flatMap(({ links }) => links.map(({ mac }) => mac)));
    const entries = difference(
      before.forwardingEntries.filter((entry) => isMadeEntry(entry, own)),
      after.forwardingEntries.filter((entry) => isMadeEntry(entry, own)),
      (entry) => entryKey(entry, rename(entry.device)),
      (entry) => entryKey(entry, entry.device),
    );
    for (const entry of entries.removed)
      story.add({ kind: 'forwarding-removed', namespace: label, entry }, gone(compared, namespace, entry.device));
    for (const entry of entries.added) story.add({ kind: 'forwarding-added', namespace: label, entry }, made(compared, namespace, entry));
  }
}

function ruleKey({ family, priority, text }: Rule): string {
  return `${family} ${priority} ${text}`;
}

function isMadeNeighbour({ state, isProxy }: Neighbour): boolean {
  return isProxy || state.includes('PERMANENT');
}

function neighbourKey({ address, mac, isProxy }: Neighbour, device: string): string {
  return `${address} ${device} ${mac} ${isProxy}`;
}

/** Entries for the own hardware addresses and for groups (odd first byte) are made by the kernel. */
function isMadeEntry({ mac, state, destination }: ForwardingEntry, own: ReadonlySet<string | null>): boolean {
  if (state === 'dynamic') return false;
  return destination !== null || state === 'static' || (!own.has(mac) && Number.parseInt(mac.slice(0, 2), 16) % 2 === 0);
}

function entryKey({ mac, destination, vlan, state, master }: ForwardingEntry, device: string): string {
  return `${mac} ${device} ${destination} ${vlan} ${state} ${master === null}`;
}

function gone(compared: Compared, { before }: ComparedNamespace, device: string): Finding | undefined {
  const found = compared.wasNamed(before!.id, device)?.found;
  return found?.removed ?? found?.moved ?? found?.detached ?? found?.down;
}

/** A tunnel with a remote end has an entry for it from the beginning. */
function made(compared: Compared, { after }: ComparedNamespace, { mac, device }: ForwardingEntry): Finding | undefined {
  return mac === '00:00:00:00:00:00' ? compared.isNamed(after!.id, device)?.found.added : undefined;
}
