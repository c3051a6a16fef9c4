import type { Reporter } from './reporter.js';

/** Every event as one JSON object on a line. */
export function createNdjsonReporter(): Reporter {
  return { print: (event) => `${jsonText(event)}\n` };
}

/**
 * JSON that a log may hold: GitHub's runner takes `##[` anywhere in a line for the start of a command, so the second `#` is written
 * as its escape, which means the same.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll('##[', String.raw`#\u0023[`);
}
