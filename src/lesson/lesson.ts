/** A lesson as data. Lines are 1-based lines of its file; `endLine` is inclusive. */
export interface Lesson {
  readonly file: string;
  readonly title: string;
  /** Programs that the lesson says it needs; a step that runs one is skipped where it is missing. */
  readonly requires: readonly string[];
  /** How long the whole lesson may take. */
  readonly timeoutMs: number;
  /** Everything of the file in order; the steps of its blocks are those of `steps`. */
  readonly body: readonly LessonNode[];
  readonly steps: readonly Step[];
  readonly ignored: readonly IgnoredLines[];
}

export type LessonNode = Heading | Prose | Block;

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

/** A fenced or indented piece of code. */
export interface Block {
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
  readonly expect: Expectations;
  readonly skip: { readonly code: string; readonly text: string } | null;
}

interface Expectations {
  /** Any of these is right. */
  readonly exit: readonly number[];
  readonly output: ExpectedOutput | null;
  /** Pressed once the documented output has been seen. */
  readonly stop: 'ctrl-c' | null;
}

export interface ExpectedOutput {
  readonly lines: readonly string[];
  readonly line: number;
  readonly endLine: number;
}

/** Why code lines of a lesson are not run. `docs/lesson-format.md` explains each code. */
export const ignoredCodes = ['comment', 'incomplete-command', 'no-prompt', 'not-shell', 'output-of-no-command', 'unknown-command'] as const;

export type IgnoredCode = (typeof ignoredCodes)[number];

export interface IgnoredLines {
  readonly line: number;
  readonly endLine: number;
  readonly code: IgnoredCode;
  readonly text: string;
}
