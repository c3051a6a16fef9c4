import type { DiagramReading } from '../network/drawing/diagram-reading.js';
import type { PlacedFact } from './state/read-facts.js';
import type { Skip } from './story/skip.js';
import type { Endless } from './story/endless.js';

/** A lesson as data. Lines are 1-based lines of its file; `endLine` is inclusive. */
export interface Lesson {
  readonly file: string;
  readonly title: string;
  /** Programs that the lesson says it needs; a step that runs one is skipped where it is missing. */
  readonly requires: readonly string[];
  /** What of its lab an ordinary one does not have. The person who runs it has to consent. */
  readonly needs: readonly Need[];
  /** How long the whole lesson may take. */
  readonly timeoutMs: number;
  /** How long a person takes for it, as its author says; `null` when it does not say. */
  readonly minutes: number | null;
  /** The lesson whose end this one starts from, as a path from this one's folder. */
  readonly continues: string | null;
  /** Commands that are run before the first step and after the last, and not shown. */
  readonly setup: readonly string[];
  readonly teardown: readonly string[];
  /** Everything of the file in order; the steps of its blocks are those of `steps`. */
  readonly body: readonly LessonNode[];
  readonly steps: readonly Step[];
  readonly ignored: readonly IgnoredLines[];
}

/** `docker`: a privileged lab, in which dockerd(8) runs as root of the machine. */
export type Need = 'docker';

export type LessonNode = (Heading | Prose | Block | Hidden) & {
  /** Its text in the file, from the end of the node before: the sources of all nodes are the file. */
  readonly source: string;
};

/** Front matter and settings, which readers are not shown. */
interface Hidden {
  readonly kind: 'hidden';
  readonly line: number;
}

export interface Heading {
  readonly kind: 'heading';
  readonly depth: number;
  readonly text: string;
  readonly line: number;
}

export interface Prose {
  readonly kind: 'prose';
  readonly markdown: string;
  readonly line: number;
  readonly endLine: number;
}

/** A fenced or indented piece of code, or a command with its output that stands in the text without code markup. */
interface Block {
  readonly kind: 'block';
  readonly language: string | null;
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  /** The heading that it stands under. */
  readonly section: string;
  readonly steps: readonly Step[];
}

/** One logical shell command, with what is expected of it. */
export interface Step {
  /** Survives edits elsewhere in the file, and is the same in every language of a lesson. */
  readonly key: string;
  /** 1-based place among the lesson's steps. */
  readonly id: number;
  readonly line: number;
  readonly endLine: number;
  /** What the shell gets: no prompt, lines joined by newlines. */
  readonly command: string;
  readonly section: string;
  readonly terminal: string;
  /** The shell it is typed into, as the document reads: `host` or the name of a namespace. */
  readonly shell: string;
  /** How many shells opened earlier are left before this step without a written `exit`. */
  readonly impliedExits: number;
  readonly timeoutMs: number;
  /** How long it may be tried again until it passes; 0 for once. */
  readonly retryMs: number;
  /** How it goes on until Ctrl-C; `null` for a command that ends by itself. */
  readonly endless: Endless | null;
  /** Whether it goes on while commands are typed in other terminals. */
  readonly runsOn: boolean;
  readonly expect: Expectations;
  /** Why it is not run, so far as the text tells. */
  readonly skip: Skip | null;
  /** Why it is known not to pass. */
  readonly expectFail: string | null;
  readonly captures: readonly Capture[];
  /** Whether the lesson wants it run, whatever nslab holds of it. */
  readonly isForced: boolean;
  /** The names of what a value is missing for. */
  readonly placeholders: readonly string[];
}

/** As text, with values that may change, only what is shown of it, or not at all. */
export const outputLevels = ['exact', 'volatile', 'contains', 'off'] as const;

export type OutputLevel = (typeof outputLevels)[number];

/** A piece of an output that later commands and outputs use by a name. */
export interface Capture {
  readonly name: string;
  /** As it stands in the documented output; `null` for the whole of the output. */
  readonly text: string | null;
}

export interface Expectations {
  /** Any of these is right. */
  readonly exit: readonly number[];
  readonly output: ExpectedOutput | null;
  /** How strictly the output is compared. */
  readonly level: OutputLevel;
  /** Pressed once the documented output has been seen. */
  readonly stop: 'ctrl-c' | null;
  /** What the network has to be like when it has been run. */
  readonly state: readonly StateExpectation[];
}

export type StateExpectation = FactsExpectation | DiagramExpectation;

/** The facts of one comment. */
interface FactsExpectation {
  readonly kind: 'facts';
  readonly line: number;
  readonly endLine: number;
  readonly facts: readonly PlacedFact[];
}

/** A Mermaid diagram that is marked as one of the network. Its lines are those of the block, fences included. */
export interface DiagramExpectation {
  readonly kind: 'diagram';
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
  readonly reading: DiagramReading;
  /** Whether nothing else may be there. */
  readonly isExact: boolean;
}

export interface ExpectedOutput {
  /** What other versions of a tool print instead. */
  readonly alternatives?: readonly Alternative[];
  readonly lines: readonly string[];
  readonly line: number;
  readonly endLine: number;
}

interface Alternative {
  /** Which version prints it, for people. */
  readonly name: string;
  readonly lines: readonly string[];
  readonly line: number;
  readonly endLine: number;
}

/** Why code lines of a lesson are not run. `docs/lesson-format.md` explains each code. */
export const ignoredCodes = [
  'comment',
  'config-file',
  'empty-prompt',
  'incomplete-command',
  'no-prompt',
  'not-shell',
  'output-of-no-command',
  'prose',
  'script-file',
  'unknown-command',
] as const;

export type IgnoredCode = (typeof ignoredCodes)[number];

export interface IgnoredLines {
  readonly line: number;
  readonly endLine: number;
  readonly code: IgnoredCode;
  readonly text: string;
}
