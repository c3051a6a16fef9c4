import type { Fact, FactStatement, ReachFact } from '../../network/fact.js';
import { findNamespace, type Namespace, type Snapshot } from '../../network/snapshot.js';
import { checkAddress } from './address.js';
import { agrees, different, isAgreement, missing, type Finding } from './finding.js';
import { checkLink } from './link.js';
import { checkMaster } from './master.js';
import { checkNeighbour } from './neighbour.js';
import { checkPeer } from './peer.js';
import { checkProcess } from './process.js';
import { checkReach, type ProbeAnswer } from './reach.js';
import { checkRoute } from './route.js';
import { checkRule } from './rule.js';
import { checkSysctl } from './sysctl.js';

/** Whether it takes more than a snapshot to know if the fact holds: something has to be tried, or read, in its namespace. */
export function needsProbe(fact: FactStatement): fact is ProbedFact {
  return isReach(fact) || fact.kind === 'sysctl' || fact.kind === 'process';
}

export type ProbedFact = ReachFact | (FactStatement & { readonly kind: 'sysctl' }) | (FactStatement & { readonly kind: 'process' });

export function isReach(fact: FactStatement): fact is ReachFact {
  return fact.kind === 'reach' || fact.kind === 'refuse';
}

/**
 * Compares a fact with the network.
 * @param answer what came of a try, for facts that need one
 */
export function checkFact(fact: Fact, snapshot: Snapshot, answer?: ProbeAnswer): Finding {
  const gone = namespacesOf(fact).filter((name) => findNamespace(snapshot, name) === undefined);
  // Of what is not there nothing is true, nor is its opposite.
  if (gone.length > 0 && !(fact.kind === 'namespace' && fact.isNegated)) return missing(...gone.map((name) => `namespace ${name}`));
  if (answer?.kind === 'failed') return different(`${fact.text.replace(/^no /, '')} could not be tried: ${answer.why}`);
  // What answers and what does not are two kinds of their own.
  if (isReach(fact)) return checkReach(fact, answer);
  const finding = gone.length > 0 ? missing(...gone) : check(fact, snapshot, answer);
  if (!fact.isNegated) return finding;
  return isAgreement(finding) ? { ...agrees, unexpected: [fact.text.replace(/^no /, '')] } : agrees;
}

function check(fact: Exclude<FactStatement, ReachFact>, snapshot: Snapshot, answer: ProbeAnswer | undefined): Finding {
  const inside = (name: string): Namespace => findNamespace(snapshot, name)!;
  switch (fact.kind) {
    case 'namespace':
      return agrees;
    case 'link':
      return checkLink(fact, inside(fact.link.namespace), snapshot);
    case 'peer':
      return checkPeer(fact, inside(fact.link.namespace), inside(fact.other.namespace), snapshot);
    case 'master':
      return checkMaster(fact, inside(fact.link.namespace), snapshot);
    case 'address':
      return checkAddress(fact, inside(fact.namespace));
    case 'route':
      return checkRoute(fact, inside(fact.namespace));
    case 'neighbour':
      return checkNeighbour(fact, inside(fact.namespace));
    case 'sysctl':
      return checkSysctl(fact, answer);
    case 'rule':
      return checkRule(fact, inside(fact.namespace));
    case 'process':
      return checkProcess(fact, answer);
  }
}

export function hasNamespaces(fact: FactStatement, snapshot: Snapshot): boolean {
  return namespacesOf(fact).every((name) => findNamespace(snapshot, name) !== undefined);
}

/** The namespaces that have to be there for the fact to mean something. */
function namespacesOf(fact: FactStatement): string[] {
  switch (fact.kind) {
    case 'link':
    case 'master':
      return [fact.link.namespace];
    case 'peer':
      return [...new Set([fact.link.namespace, fact.other.namespace])];
    default:
      return [fact.namespace];
  }
}
