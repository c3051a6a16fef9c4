import type { Init } from './init.js';
import type { TerminalSize } from './pty.js';

/** What it takes to open a terminal in a lab. */
export interface LabAddress {
  readonly init: Init;
  /** What the marks of its shells bear. */
  readonly token: string;
  /** Whether its shells wait, after each command, to be told that they may go on. */
  readonly isAcknowledging: boolean;
}

/** The window that a terminal has for whoever does not say otherwise. */
export const checkSize: TerminalSize = { columns: 120, rows: 40 };
