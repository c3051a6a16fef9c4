import type { RunEvent } from '../engine/events.js';
import type { Language } from '../network/language.js';
import type { Lesson } from '../lesson/lesson.js';

/** What a reporter may know of the place it writes to. */
export interface ReportContext {
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly color: boolean;
  /** Of a report for people; English when left out. */
  readonly language?: Language;
}

/** What a reporter may know of the run beside its events. */
export interface RunContext {
  readonly startedAt: Date;
  readonly hostName: string;
  /** The path of a file from the root of its repository, as GitHub wants it. */
  readonly pathInRepository: (file: string) => string;
  /** The lesson in a file as it is now; `undefined` when it can't be read any more. */
  readonly lessonIn: (file: string) => Lesson | undefined;
}

/** Turns the events of a run into text, one event at a time. */
export interface Reporter {
  /** What to print for the event, often nothing. */
  readonly print: (event: RunEvent) => string;
  /** One line about what is going on now, for a terminal to show below everything printed until the next event comes. */
  readonly status?: (event: RunEvent) => string;
}

export type CreateReporter = (place: ReportContext, run: RunContext) => Reporter;

/** A file of a report that has several. */
export interface Page {
  /** The name within the report's folder. */
  readonly name: string;
  readonly text: string;
}

/** Turns the events of a run into files of one folder. */
export interface PageReporter {
  /** The files that are complete with this event. */
  readonly pages: (event: RunEvent) => readonly Page[];
}

export type CreatePageReporter = (run: RunContext) => PageReporter;
