import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../lab/create-lab.js';
import type { DiagramExpectation, Step } from '../lesson/lesson.js';
import { saysNothing } from '../lesson/state/says-nothing.js';
import type { PlacedFact } from '../lesson/state/read-facts.js';
import { topologyOf } from '../network/drawing/topology-of.js';
import type { Snapshot } from '../network/snapshot.js';
import { checkFact, hasNamespaces, isReach, needsProbe, type ProbedFact } from '../verify/state/check-fact.js';
import { checkDiagram } from '../verify/state/check-diagram.js';
import { isAgreement, type Finding } from '../verify/state/finding.js';
import { partOf } from '../verify/state/part-of-topology.js';
import { picturesOf } from '../verify/state/pictures.js';
import { redrawDiagram } from '../verify/state/redraw-diagram.js';
import { wantsAnswer, type ProbeAnswer } from '../verify/state/reach.js';
import type { StateResult } from './events.js';
import type { NetworkWatch } from './network-watch.js';
import { probe } from './probes.js';

const firstPauseMs = 25;
const mostPauseMs = 500;

/** A diagram that is not true, or is empty, with one that is true; `undefined` when there is none. */
export interface RedrawnDiagram {
  readonly diagram: DiagramExpectation;
  readonly text: string | undefined;
}

/** Compares the network of a lab with what a lesson says of it. */
export class StateCheck {
  readonly #lab: Lab;
  readonly #network: NetworkWatch;
  readonly #isUpdating: boolean;
  readonly #redrawn = new Map<number, readonly RedrawnDiagram[]>();

  /** @param isUpdating whether true diagrams are wanted */
  constructor(lab: Lab, network: NetworkWatch, isUpdating: boolean) {
    this.#lab = lab;
    this.#network = network;
    this.#isUpdating = isUpdating;
  }

  /** The diagrams of a step that have to be drawn anew, by how the network was when they were compared. */
  redrawn({ id }: Step): readonly RedrawnDiagram[] {
    return this.#redrawn.get(id) ?? [];
  }

  /**
   * Looks until everything that a step expects is so, and a last time at the deadline. A step that expects nothing costs nothing.
   * @param deadline as `performance.now()` counts
   * @param isFinal whether waiting would be in vain
   */
  async check(step: Step, deadline: number, isFinal: (results: readonly StateResult[]) => boolean): Promise<StateResult[]> {
    if (step.expect.state.length === 0) return [];
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, mostPauseMs)) {
      const isLast = performance.now() >= deadline;
      const snapshot = await this.#network.snapshot();
      const results = await this.#look(step, snapshot, isLast || isAtRest(snapshot));
      if (results && (isLast || results.every(({ ok }) => ok) || isFinal(results))) {
        if (this.#isUpdating) this.#redraw(step, results, snapshot);
        return results;
      }
      await sleep(Math.max(0, Math.min(pauseMs, deadline - performance.now())));
    }
  }

  #redraw(step: Step, results: readonly StateResult[], snapshot: Snapshot): void {
    const redrawn = step.expect.state.flatMap((diagram): RedrawnDiagram[] => {
      if (diagram.kind !== 'diagram') return [];
      const isTrue = results.every(({ line, subject, ok }) => subject !== 'diagram' || line !== diagram.line || ok);
      if (isTrue && !saysNothing(diagram)) return [];
      return [{ diagram, text: redrawDiagram(diagram, snapshot, topologyOf(snapshot)) }];
    });
    this.#redrawn.set(step.id, redrawn);
  }

  /** One look; `undefined` when it is too early to say what does not answer. */
  async #look(step: Step, snapshot: Snapshot, isAtRestNow: boolean): Promise<StateResult[] | undefined> {
    const facts = step.expect.state.flatMap((state) => (state.kind === 'facts' ? state.facts : []));
    const probed = facts.filter((fact): fact is PlacedFact & ProbedFact => needsProbe(fact) && hasNamespaces(fact, snapshot));
    if (!isAtRestNow && probed.some((fact) => isReach(fact) && !wantsAnswer(fact))) return undefined;
    const answers = await probe(this.#lab, snapshot, probed);
    const answerTo = (fact: PlacedFact): ProbeAnswer | undefined => answers[(probed as readonly PlacedFact[]).indexOf(fact)];
    return step.expect.state.flatMap((state): StateResult[] => {
      switch (state.kind) {
        case 'facts':
          return state.facts.map((fact) => factResult(fact, checkFact(fact, snapshot, answerTo(fact))));
        case 'diagram':
          return [diagramResult(state, snapshot)];
      }
    });
  }
}

function factResult({ kind, line, text }: PlacedFact, finding: Finding): StateResult {
  return { kind: 'state', ok: isAgreement(finding), line, endLine: line, subject: kind, text, ...finding };
}

function diagramResult(diagram: DiagramExpectation, snapshot: Snapshot): StateResult {
  const { line, endLine, reading } = diagram;
  const topology = topologyOf(snapshot);
  // An empty one is there to be filled.
  const { marked, ...finding } = checkDiagram(reading, diagram.isExact && !saysNothing(diagram), snapshot, topology);
  const ok = isAgreement(finding);
  const compared = { kind: 'state' as const, ok, line, endLine, subject: 'diagram' as const, text: 'diagram', ...finding };
  return ok
    ? compared
    : { ...compared, pictures: picturesOf(reading, topology, partOf(topology, reading, diagram.isExact, snapshot), marked) };
}

/**
 * Whether nothing is under way that would let packets pass in a moment: addresses that are being looked for twins (RFC 4862), links whose carrier the
 * kernel has not told of yet, ports of bridges that learn.
 */
function isAtRest({ namespaces }: Snapshot): boolean {
  return namespaces
    .flatMap(({ links }) => links)
    .filter(({ isUp }) => isUp)
    .every(
      ({ hasCarrier, operationalState, addresses, portDetails }) =>
        (!hasCarrier || /^(?:UP|UNKNOWN)$/.test(operationalState)) &&
        !/^(?:listening|learning)$/.test(portDetails['state'] ?? '') &&
        !addresses.some(({ flags }) => flags.includes('tentative') && !flags.includes('dadfailed')),
    );
}
