/**
 * The one family of errors that a person meets. A mismatch between a lesson and the kernel is data, never one of these.
 */

/** Every stable error code. `docs/errors.md` explains each; a test keeps the two in step. */
export const errorCodes = [
  'not-found',
  'unreadable',
  'unwritable',
  'changed-meanwhile',
  'not-text',
  'too-large',
  'not-events',
  'not-snapshot',
  'journal-damaged',
  'journal-version',
  'journal-lesson',
  'no-lessons',
  'no-steps',
  'continued-lesson',
  'front-matter',
  'config',
  'baseline',
  'variants',
  'unclosed-fence',
  'unknown-setting',
  'setting-value',
  'expectation',
  'diagram',
  'setup-failed',
  'incomplete-command',
  'replay-failed',
  'usage',
  'git-failed',
  'unknown-revision',
  'missing-program',
  'userns-forbidden',
  'lab-failed',
  'snapshot-failed',
  'state-failed',
  'unsupported-system',
  'install-failed',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A place in a file: 1-based line and column. */
export interface Position {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface NslabErrorOptions {
  readonly position?: Position;
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * An operational error: one line with its place, a stable `code`, and a hint that says what to do next.
 * Anything thrown that is not a `NslabError` is a bug in nslab.
 */
export class NslabError extends Error {
  readonly code: ErrorCode;
  readonly position: Position | undefined;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: NslabErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'NslabError';
    this.code = code;
    this.position = options.position;
    this.hint = options.hint;
  }
}

/** `file:line:column`, with only the parts that are known. */
export function formatPosition(position: Position): string {
  return [position.file, position.line, position.column].filter((part) => part !== undefined).join(':');
}

/** An error as it is printed: what is wrong and where, and on the next line what to try. */
export function explain(error: NslabError): string {
  const place = error.position ? `${formatPosition(error.position)}: ` : '';
  return `nslab: ${place}${error.message} (${error.code})\n${error.hint === undefined ? '' : `  try: ${error.hint}\n`}`;
}
