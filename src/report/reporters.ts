import { createNdjsonReporter } from './ndjson.js';
import type { CreateReporter } from './reporter.js';
import { createTerminalReporter } from './terminal.js';

/** Every reporter by the name that `--reporter` takes. */
export const reporters: Readonly<Record<string, CreateReporter>> = {
  ndjson: createNdjsonReporter,
  terminal: createTerminalReporter,
};
