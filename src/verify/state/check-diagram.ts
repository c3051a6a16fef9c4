import type { RouteFact } from '../../network/fact.js';
import type { DiagramBox, DiagramCard, DiagramReading, DiagramRoute } from '../../network/drawing/diagram-reading.js';
import { readIpAddress } from '../../network/ip-address.js';
import { findNamespace, type Link, type Namespace, type Snapshot } from '../../network/snapshot.js';
import type { Box, Topology } from '../../network/topology.js';
import { addressesMissing } from './address.js';
import { joins, type Place } from './connection.js';
import { endText, DiagramScope } from './diagram-scope.js';
import { isAgreement, type Finding } from './finding.js';
import { checkLink, linkIn, missingLink } from './link.js';
import { checkRoute } from './route.js';
import { unexpectedBeside } from './unexpected-beside.js';

/** How the network differs from a diagram, and which links, as `NAMESPACE/LINK`, and namespaces the differences are about. */
export interface DiagramFinding extends Finding {
  readonly marked: ReadonlySet<string>;
}

/**
 * Compares what a diagram says with the network. What it does not say is free.
 * @param isExact whether nothing else may be there: no further namespaces, links and addresses
 * @param topology that of the snapshot
 */
export function checkDiagram(reading: DiagramReading, isExact: boolean, snapshot: Snapshot, topology: Topology): DiagramFinding {
  const check = new DiagramCheck(reading, snapshot, topology);
  return check.run(isExact);
}

class DiagramCheck {
  readonly #reading: DiagramReading;
  readonly #snapshot: Snapshot;
  readonly #topology: Topology;
  readonly #scope: DiagramScope;
  readonly #missing: string[] = [];
  readonly #different: string[] = [];
  readonly #marked = new Set<string>();

  constructor(reading: DiagramReading, snapshot: Snapshot, topology: Topology) {
    this.#reading = reading;
    this.#snapshot = snapshot;
    this.#topology = topology;
    this.#scope = new DiagramScope(reading, snapshot);
  }

  run(isExact: boolean): DiagramFinding {
    for (const box of this.#reading.boxes) this.#checkBox(box);
    for (const card of this.#reading.loose) this.#checkLoose(card);
    const used = this.#checkWires();
    const unexpected = isExact ? unexpectedBeside(this.#reading, this.#scope, used, this.#topology) : [];
    for (const { mark } of unexpected) this.#marked.add(mark);
    return {
      missing: [...new Set(this.#missing)],
      different: [...new Set(this.#different)],
      unexpected: unexpected.map(({ text }) => text),
      marked: this.#marked,
    };
  }

  #take(finding: Finding, ...marks: readonly string[]): void {
    this.#missing.push(...finding.missing);
    this.#different.push(...finding.different);
    if (!isAgreement(finding)) for (const mark of marks) this.#marked.add(mark);
  }

  #lacks(what: string, mark: string): void {
    this.#take({ missing: [what], different: [], unexpected: [] }, mark);
  }

  #differs(what: string, mark: string): void {
    this.#take({ missing: [], different: [what], unexpected: [] }, mark);
  }

  #checkBox(box: DiagramBox): void {
    const namespace = findNamespace(this.#snapshot, box.name);
    if (!namespace) return this.#lacks(`${box.kind === 'container' ? 'container' : 'namespace'} ${box.name}`, box.name);
    const real = this.#topology.boxes.find(({ name }) => name === namespace.label)!;
    if (box.kind !== null && box.kind !== real.kind)
      this.#differs(`${box.name} is ${kindText[real.kind]}, not ${kindText[box.kind]}`, box.name);
    if (box.heldBy !== null && box.heldBy !== real.heldBy)
      this.#differs(`${box.name} is held by ${real.heldBy ?? 'nothing'}, not by ${box.heldBy}`, box.name);
    for (const card of box.links) this.#checkCard(card, namespace, box.name);
    const addresses = box.addresses.flatMap((text) => readIpAddress(text) ?? []);
    this.#take({ missing: addressesMissing(addresses, namespace.links, box.name), different: [], unexpected: [] }, box.name);
    for (const route of box.routes) this.#take(checkRoute(toFact(route, box.name), namespace), box.name);
    this.#checkWords(box, real);
  }

  /** What a box says in words: forwarding, address translation, filters. */
  #checkWords(box: DiagramBox, real: Box): void {
    for (const family of box.forwards)
      if (!real.forwards.includes(family)) this.#differs(`${box.name} does not forward ${family}`, box.name);
    for (const [what, said, found] of [
      ['address translation', box.nat, real.nat],
      ['firewall', box.filters, real.filters],
    ] as const)
      for (const text of said)
        if (!found.some((other) => other.toLowerCase().includes(text.toLowerCase())))
          this.#lacks(
            `${what}${text === '' ? '' : ` ${text}`} in ${box.name}${found.length === 0 ? '' : ` (there is ${found.join(', ')})`}`,
            box.name,
          );
  }

  #checkCard(card: DiagramCard, namespace: Namespace, box: string): void {
    const mark = `${box}/${card.name}`;
    const link = linkIn(namespace, card.name);
    if (!link) return this.#lacks(missingLink({ namespace: box, link: card.name }, this.#snapshot), mark);
    this.#take(this.#findingOf(card, link, namespace, box), mark);
  }

  #findingOf(card: DiagramCard, link: Link, namespace: Namespace, box: string): Finding {
    const name = `${box}/${card.name}`;
    const finding = checkLink(
      {
        kind: 'link',
        link: { namespace: box, link: card.name },
        isUp: card.state === null ? null : card.state !== 'down',
        hasCarrier: card.state === null || card.state === 'down' ? null : card.state === 'up',
        linkKind: card.kind,
        mtu: null,
        mac: null,
        addresses: card.addresses.flatMap((text) => readIpAddress(text) ?? []),
      },
      namespace,
      this.#snapshot,
    );
    const real = this.#topology.boxes.find((other) => other.name === namespace.label)?.links.find((other) => other.name === link.name);
    const odd = card.addresses.filter((text) => readIpAddress(text) === undefined && !real?.addresses.includes(text));
    const note =
      card.note !== null && !(real?.note ?? '').includes(card.note)
        ? [`${name} has ${real?.note ?? 'nothing of its kind'}, not ${card.note}`]
        : [];
    const master =
      card.master !== null && card.master !== link.master
        ? [`${name} is a port of ${link.master ?? 'nothing'}, not of ${card.master}`]
        : [];
    return {
      missing: [...finding.missing, ...odd.map((text) => `address ${text} on ${name}`)],
      different: [...finding.different, ...master, ...note],
      unexpected: [],
    };
  }

  /** A node that does not say where it is: a namespace, or a link wherever there is one that fits. */
  #checkLoose(card: DiagramCard): void {
    const namespace = findNamespace(this.#snapshot, card.name);
    if (namespace) {
      const addresses = card.addresses.flatMap((text) => readIpAddress(text) ?? []);
      return this.#take({ missing: addressesMissing(addresses, namespace.links, card.name), different: [], unexpected: [] }, card.name);
    }
    const places = this.#scope.placesOf({ box: null, card: card.name });
    const findings = places.map((place) => this.#findingOf(card, place.link, place.namespace, place.namespace.label));
    const best = findings.find(isAgreement) ?? findings[0];
    if (!best) return this.#lacks(`a namespace or link ${card.name}`, card.name);
    this.#take(best, card.name, ...places.map((place) => `${place.namespace.label}/${card.name}`));
  }

  /** @returns the links that the wires of the diagram end at */
  #checkWires(): Place[] {
    return this.#reading.wires.flatMap((wire) => {
      const [from, to] = [this.#scope.placesOf(wire.from), this.#scope.placesOf(wire.to)];
      const found = from.flatMap((one) => to.flatMap((other) => joins(this.#snapshot, wire.kind, one, other)));
      if (found.length > 0) return found;
      // An end that is not there has been told of.
      if (!this.#scope.has(wire.from) || !this.#scope.has(wire.to)) return [];
      const what = wire.kind === 'cable' ? 'cable' : 'connection';
      const peer = from.length === 1 ? from[0]!.link.peer : null;
      const label = peer ? findNamespace(this.#snapshot, peer.namespace)?.label : undefined;
      const hint = peer && label !== undefined ? ` (the other end of ${endText(wire.from)} is ${label}/${peer.name})` : '';
      this.#lacks(`${what} between ${endText(wire.from)} and ${endText(wire.to)}${hint}`, endText(wire.from));
      this.#marked.add(endText(wire.to));
      return [];
    });
  }
}

const kindText: Readonly<Record<Box['kind'], string>> = {
  host: 'the host',
  namespace: 'a namespace with a name',
  container: 'a container',
  unnamed: 'a namespace without a name',
};

function toFact({ destination, via, device, table, type }: DiagramRoute, namespace: string): RouteFact {
  return {
    kind: 'route',
    namespace,
    type: type ?? 'unicast',
    destination: readIpAddress(destination) ?? 'default',
    via: (via === null ? undefined : readIpAddress(via)) ?? null,
    device,
    source: null,
    metric: null,
    table: table ?? 'main',
  };
}
