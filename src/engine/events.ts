import type { Change } from '../network/change.js';
import type { Snapshot } from '../network/snapshot.js';
import type { FactKind } from '../network/fact.js';
import type { AlignedLine } from '../verify/align-output.js';
import type { Finding } from '../verify/state/finding.js';
import type { Pictures } from '../verify/state/pictures.js';
import type { Diagnosis } from './diagnosis/diagnosis.js';

/**
 * What happens in a run, in order; each is one JSON object that can be printed on a line. The one stream feeds every report.
 */
export type RunEvent = RunStart | LessonStart | StepStart | StepEnd | LessonEnd | RunEnd;

export type Verdict = 'pass' | 'fail' | 'drift' | 'skip' | 'unreachable' | 'error';

/** How many steps had each verdict. */
export type Counts = Readonly<Record<Verdict, number>>;

interface RunStart {
  readonly schema: 1;
  readonly type: 'run:start';
  readonly files: readonly string[];
}

interface LessonStart {
  readonly schema: 1;
  readonly type: 'lesson:start';
  readonly file: string;
  readonly title: string;
  readonly steps: number;
}

export interface StepStart {
  readonly schema: 1;
  readonly type: 'step:start';
  readonly file: string;
  readonly key: string;
  readonly step: number;
  readonly line: number;
  readonly command: string;
  readonly section: string;
  readonly terminal: string;
}

/** Why a step did not pass. Codes are stable and documented; `text` is for people. */
export interface Reason {
  readonly code: ReasonCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly text: string;
}

/** Every reason code. `docs/checking.md` explains each; a test keeps the two in step. */
export const reasonCodes = [
  'exit-status',
  'typo-keyword',
  'missing-namespace',
  'missing-link',
  'missing-file',
  'lost-address',
  'timeout',
  'shell-ended',
  'drift:format',
  'drift:content',
  'state-missing',
  'state-different',
  'unexpected-pass',
  'placeholder',
  'host-specific',
  'needs-tool',
  'needs-kernel',
  'needs-privilege',
  'needs-internet',
  'depends-on',
  'redisplay',
  'setting',
  'terminal-ended',
  'shell-not-open',
  'lesson-timeout',
  'incomplete-command',
  'output-limit',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

export type ExpectationResult =
  | StateResult
  | { readonly kind: 'exit'; readonly ok: boolean; readonly expected: readonly number[]; readonly actual: number | null }
  | {
      readonly kind: 'output';
      readonly ok: boolean;
      readonly line: number;
      readonly endLine: number;
      readonly aligned: readonly AlignedLine[] | null;
    };

/** What came of one fact, or of a diagram, that the lesson states of the network. */
export interface StateResult extends Finding {
  readonly kind: 'state';
  readonly ok: boolean;
  readonly line: number;
  readonly endLine: number;
  readonly subject: 'diagram' | FactKind;
  /** The fact as it is written, or the name of the diagram. */
  readonly text: string;
  /** Of a diagram that is not true. */
  readonly pictures?: Pictures;
}

/** A failure that somebody has written down, with the reason; where tells what to remove once it is mended. */
export interface KnownFailure {
  readonly reason: string;
  /** `setting` of the step, or the baseline file that lists it. */
  readonly from: string;
}

export interface StepEnd extends Omit<StepStart, 'type'> {
  readonly type: 'step:end';
  /** The namespace of the shell that it was typed into, as it really was. */
  readonly shell: string;
  readonly verdict: Verdict;
  readonly exitCode: number | null;
  readonly expectations: readonly ExpectationResult[];
  readonly reason: Reason | null;
  /** The likely cause, more precisely than `reason` says it; `null` when none is known. */
  readonly diagnosis: Diagnosis | null;
  /** The line of the step whose failure, skip or effect this one follows from. */
  readonly causedBy: number | null;
  /** Set when it is known that this step does not pass: it is told, and does not make the run fail. */
  readonly known: KnownFailure | null;
  /** How many shells were left by `exit` before it, because the document means a shell around them and does not say so. */
  readonly impliedExits: number;
  /** How often it was typed; more than once when a command that only looks was given a second look. */
  readonly attempts: number;
  /** Whether it matched only at a later look. */
  readonly settled: boolean;
  readonly durationMs: number;
  readonly output: string;
  readonly truncated: boolean;
  /** What changed in the network; `null` when no snapshot was taken. */
  readonly changes: readonly Change[] | null;
  /** The network after it; `null` when steps are not followed. */
  readonly network: Snapshot | null;
}

export interface LessonEnd {
  readonly schema: 1;
  readonly type: 'lesson:end';
  readonly file: string;
  readonly counts: Counts;
  /** How many of the failures follow from an earlier step. */
  readonly consequences: number;
  /** How many of the steps that did not pass are known not to. */
  readonly known: number;
  readonly durationMs: number;
  /** Why the lesson could not be read or run at all. */
  readonly error: { readonly code: string; readonly text: string; readonly position: string; readonly hint: string | null } | null;
}

export interface RunEnd {
  readonly schema: 1;
  readonly type: 'run:end';
  readonly lessons: number;
  readonly counts: Counts;
  readonly consequences: number;
  readonly known: number;
  readonly errors: number;
  readonly durationMs: number;
  readonly exitStatus: number;
}
