import { NslabError } from '../errors.js';
import { listenersIn } from '../lab/listeners.js';
import type { Step } from '../lesson/lesson.js';
import type { Snapshot } from '../network/snapshot.js';
import { diagnose } from './diagnosis/diagnose.js';
import type { Diagnosis, DiagnosisCode } from './diagnosis/diagnosis.js';
import { Past, type PastStep } from './diagnosis/past.js';
import type { ReasonCode, StepEnd } from './events.js';
import type { NetworkWatch } from './network-watch.js';

/** Reasons that say no more than that something is amiss. */
const vague: ReadonlySet<string> = new Set<ReasonCode>(['exit-status', 'timeout']);

/** The reason code of the same cause, where there is one. */
const reasonOf: Partial<Record<DiagnosisCode, ReasonCode>> = {
  'namespace-never-made': 'missing-namespace',
  'namespace-deleted': 'missing-namespace',
  'link-never-made': 'missing-link',
  'link-in-other-namespace': 'missing-link',
  'link-deleted': 'missing-link',
  'link-renamed': 'missing-link',
  'word-misspelt': 'typo-keyword',
  'address-lost-by-move': 'lost-address',
  'address-lost-by-down': 'lost-address',
  'address-deleted': 'lost-address',
};

/** Looks for the cause of the steps of a lesson that fail or print something else, once each. */
export class StepDiagnosis {
  readonly #network: NetworkWatch;
  readonly #firstPid: number;
  #past: PastStep[] = [];

  constructor(network: NetworkWatch, firstPid: number) {
    this.#network = network;
    this.#firstPid = firstPid;
  }

  /** Goes on with another lesson, whose lines are other ones. */
  begin(): void {
    this.#past = this.#past.map((step) => ({ ...step, line: 0 }));
  }

  /** Notes a step whose cause is not looked for. */
  note(step: Step, { shell, verdict }: StepEnd): void {
    this.#past.push({ line: step.line, command: step.command, shell, terminal: step.terminal, verdict });
  }

  /**
   * The end of a step with its diagnosis. The network is read only when there is something to find out: a step that has failed, or drifted in its content, for no
   * known earlier one.
   */
  async of(step: Step, ended: StepEnd, before: Snapshot | null, after: Snapshot | null = null): Promise<StepEnd> {
    const past = new Past(this.#past);
    this.note(step, ended);
    const isSurprising = ended.attempts > 0 && (ended.verdict === 'fail' || ended.reason?.code === 'drift:content');
    if (!isSurprising) return ended;
    if (ended.causedBy !== null && !isTakenAway(past, ended.causedBy)) return ended;
    const network = after ?? (await this.#look());
    if (network === null) return ended;
    const diagnosis = diagnose({
      step,
      output: ended.output,
      exitCode: ended.exitCode,
      isStopped: ended.reason?.code === 'timeout',
      before,
      after: network,
      namespace: ended.shell,
      past,
      listeners: listenersIn(this.#firstPid),
    });
    return diagnosis === null ? ended : { ...ended, diagnosis, reason: improved(ended.reason, diagnosis) };
  }

  /** A network that can't be read keeps nobody from being told that a step has failed. */
  async #look(): Promise<Snapshot | null> {
    try {
      return await this.#network.snapshot();
    } catch (error) {
      if (error instanceof NslabError) return null;
      throw error;
    }
  }
}

/** What an earlier step that went well has taken away can be said in more words; what one that failed has not brought is told there. */
function isTakenAway(past: Past, line: number): boolean {
  const verdict = past.verdictOf(line);
  return verdict === 'pass' || verdict === 'drift';
}

function improved(reason: StepEnd['reason'], { code, params }: Diagnosis): StepEnd['reason'] {
  const better = reasonOf[code];
  if (reason === null || better === undefined || !vague.has(reason.code)) return reason;
  return { ...reason, code: better, params: { ...reason.params, ...(params['name'] !== undefined && { name: params['name'] }) } };
}
