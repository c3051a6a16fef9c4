import type { Reporter } from './reporter.js';

/** Every event as one JSON object on a line. */
export function createNdjsonReporter(): Reporter {
  return { print: (event) => `${JSON.stringify(event)}\n` };
}
