import { setMaxListeners } from 'node:events';
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The wish of a person, or of the system, that the program end. */
export interface StopSignal {
  readonly signal: AbortSignal;
  /** That of the signal that has come, if one has. */
  readonly exitStatus: () => number | undefined;
}

/**
 * Turns the first signal into an orderly stop and leaves the second to its default, which ends the program at once; labs die
 * with it either way.
 */
export function createStopSignal(): StopSignal {
  const controller = new AbortController();
  // One listener for each lesson that is running.
  setMaxListeners(0, controller.signal);
  let received: (typeof signals)[number] | undefined;
  for (const name of signals) {
    process.once(name, () => {
      received ??= name;
      process.stderr.write(`\nnslab: ${name}: stopping and cleaning up\n`);
      controller.abort();
    });
  }
  return { signal: controller.signal, exitStatus: () => (received ? 128 + constants.signals[received] : undefined) };
}
