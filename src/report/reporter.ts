import type { RunEvent } from '../engine/events.js';

/** What a reporter may know of the place it writes to. */
export interface ReportContext {
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly color: boolean;
}

/** Turns the events of a run into text, one event at a time. */
export interface Reporter {
  /** What to print for the event, often nothing. */
  readonly print: (event: RunEvent) => string;
  /** One line about what is going on now, for a terminal to show below everything printed until the next event comes. */
  readonly status?: (event: RunEvent) => string;
}

export type CreateReporter = (context: ReportContext) => Reporter;
