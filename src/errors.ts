import type { Words } from './words.js';

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
  readonly hint?: Words;
  readonly cause?: unknown;
}

/**
 * An operational error: one line with its place, a stable `code`, and a hint that says what to do next, in every language of the interface.
 * Anything thrown that is not a `NslabError` is a bug in nslab.
 */
export class NslabError extends Error {
  readonly code: ErrorCode;
  readonly position: Position | undefined;
  readonly words: Words;
  readonly hints: Words | undefined;

  /** In English, as logs and reports for machines have it: `message` is the words in English as well. */
  get hint(): string | undefined {
    return this.hints?.en;
  }

  constructor(code: ErrorCode, words: Words, options: NslabErrorOptions = {}) {
    super(words.en, { cause: options.cause });
    this.name = 'NslabError';
    this.code = code;
    this.position = options.position;
    this.words = words;
    this.hints = options.hint;
  }
}

/** `file:line:column`, with only the parts that are known. */
export function formatPosition(position: Position): string {
  return [position.file, position.line, position.column].filter((part) => part !== undefined).join(':');
}

/** An error as it is printed: what is wrong and where, and on the next line what to try. */
export function explain(error: NslabError, language: keyof Words = 'en'): string {
  const place = error.position ? `${formatPosition(error.position)}: ` : '';
  const hint = error.hints === undefined ? '' : `  ${tryWords[language]}${error.hints[language]}\n`;
  return `nslab: ${place}${error.words[language]} (${error.code})\n${hint}`;
}

/** What stands before a hint. */
export const tryWords: Words = { en: 'try: ', zh: '可以试试：' };
