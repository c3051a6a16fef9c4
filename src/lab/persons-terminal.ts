import type { Init } from './init.js';
import type { StreamPart } from './marks.js';
import type { Shell } from './shells.js';

/** A terminal, as far as it takes to give it to a person. */
export interface PersonsTerminal {
  readonly init: Init;
  /** N of /dev/pts/N in the lab. */
  readonly number: number;
  readonly token: string;
  readonly isAcknowledging: boolean;
  readonly write: (keys: string | Buffer) => void;
  readonly namespace: () => string | undefined;
  readonly shell: () => Shell | undefined;
  /** How many shells are open in it, one inside the other. */
  readonly depth: () => number;
  /** Waits, but not for long, until its shell has prompted. */
  readonly untilReady: () => Promise<void>;
  readonly hasEnded: () => boolean;
  readonly exitCode: () => number | null;
  readonly quietForMs: () => number;
  /** Has the parts of its stream heard, and its end, by nobody else. */
  readonly listen: (hear: ((part: StreamPart) => void) | undefined, lose: (() => void) | undefined) => void;
  /** Has the shell that waits be as it is without a person. */
  readonly stopEditing: () => Promise<void>;
  /** Gives the window the size that it had. */
  readonly restoreSize: () => void;
}

/** Of the local modes of a terminal (termios(3)). */
export const localModes = { lined: 2, echo: 8 } as const;

/** What PID 1 says of the terminal; `person-script.ts` says what can be asked besides. */
export async function askModes(
  { init, number }: PersonsTerminal,
  what: '' | 'all' | 'drop',
): Promise<{ readonly local: number; readonly unread: number }> {
  const [local, unread] = await init.ask(`modes ${number} ${what}`.trim(), 'modes').catch(() => []);
  return { local: Number(local ?? 0), unread: Number(unread ?? 0) };
}
