import { createGithubReporter } from './github.js';
import { createJsonReporter } from './json.js';
import { createJunitReporter } from './junit.js';
import { createNdjsonReporter } from './ndjson.js';
import type { CreatePageReporter, CreateReporter } from './reporter.js';
import { createTerminalReporter } from './terminal.js';

/** What a reporter writes: one text, or the files of a folder. The second kind is loaded only where it is asked for. */
export type ReportFormat =
  | { readonly writes: 'text'; readonly create: CreateReporter }
  | { readonly writes: 'folder'; readonly load: () => Promise<CreatePageReporter> };

/** Every reporter by the name that `--reporter` takes. `docs/reports.md` explains each. */
export const reportFormats: Readonly<Record<string, ReportFormat>> = {
  terminal: { writes: 'text', create: createTerminalReporter },
  ndjson: { writes: 'text', create: createNdjsonReporter },
  json: { writes: 'text', create: createJsonReporter },
  junit: { writes: 'text', create: createJunitReporter },
  github: { writes: 'text', create: createGithubReporter },
  html: { writes: 'folder', load: async () => (await import('./html/html.js')).createHtmlReporter },
};
