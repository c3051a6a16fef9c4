import type { RunEvent } from '../../src/engine/events.js';
import type { Page, ReportContext, Reporter, RunContext } from '../../src/report/reporter.js';
import { reportFormats } from '../../src/report/reporters.js';

export const place: ReportContext = { isTerminal: false, columns: 80, color: false };

export const run: RunContext = {
  startedAt: new Date('2026-01-02T03:04:05.678Z'),
  hostName: 'machine',
  pathInRepository: (file) => file,
  lessonIn: () => undefined,
};

/** What a reporter of one text prints for these events. */
export function printed(reporter: Reporter, events: Iterable<RunEvent>): string {
  return [...events].map((event) => reporter.print(event)).join('');
}

/** The report of these events, in the format of that name. */
export function report(name: string, events: Iterable<RunEvent>, context: RunContext = run): string {
  const format = reportFormats[name]!;
  if (format.writes === 'folder') throw new Error(`${name} writes several files`);
  return printed(format.create(place, context), events);
}

/** The pages of the HTML report. */
export async function pages(events: Iterable<RunEvent>, context: RunContext = run): Promise<Page[]> {
  const format = reportFormats['html']!;
  if (format.writes === 'text') throw new Error('html writes several files');
  const reporter = (await format.load())(context);
  return [...events].flatMap((event) => reporter.pages(event));
}
